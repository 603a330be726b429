/** Holds the invariants of docs/architecture.md that can be read off the sources: who imports whom, and who does no I/O. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/shared';

interface Import {
  file: string;
  specifier: string;
  typeOnly: boolean;
}

const posix = (path: string): string => path.split(sep).join('/');

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => posix(relative(root, join(entry.parentPath, entry.name))));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const pattern = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...text.matchAll(pattern)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const local = specifier.startsWith('.') ? posix(relative(root, resolve(root, dirname(file), specifier))) : specifier;
    return { file, specifier: local, typeOnly: match[1] !== undefined };
  });
}

const importsUnder = (folder: string): Import[] => sources(folder).flatMap(importsOf);

/** Imports of `folder` that `isForbidden` names, as readable lines. */
const offenders = (folder: string, isForbidden: (item: Import) => boolean): string[] =>
  importsUnder(folder).filter(isForbidden).map(({ file, specifier }) => `${file} imports ${specifier}`);

const pureFolders = ['l10n', 'syntax', 'schema', 'net', 'layers', 'analysis', 'edits', 'rules', 'refactorings', 'features', 'onnx'].map((name) => `server/src/${name}`);
const nativeModules = ['onnxruntime-node', 'webgpu'];
const outside = [...nativeModules, 'vscode', 'vscode-languageserver', 'vscode-languageserver/node', 'vscode-languageserver/node.js'];

describe('the core is pure', () => {
  it.each(pureFolders)('%s does no I/O and imports no editor, connection or native module', (folder) => {
    expect(offenders(folder, ({ specifier }) => specifier.startsWith('node:') || outside.includes(specifier))).toEqual([]);
  });
});

/** What each folder may import at run time, besides itself, the words of `l10n` and packages. Types may be named from anywhere. */
const mayImport: Record<string, string[]> = {
  l10n: [],
  syntax: [],
  schema: ['syntax'],
  net: ['schema', 'syntax', 'layers'],
  layers: ['net', 'analysis', 'schema', 'onnx'],
  analysis: ['net', 'layers', 'schema', 'syntax'],
  edits: ['layers', 'net', 'schema', 'syntax'],
  rules: ['edits', 'analysis', 'layers', 'net', 'schema', 'syntax', 'weights'],
  refactorings: ['edits', 'rules', 'analysis', 'layers', 'net', 'schema', 'syntax'],
  features: ['edits', 'refactorings', 'rules', 'analysis', 'layers', 'net', 'schema', 'syntax', 'protocol', 'weights'],
  weights: [],
  onnx: ['weights', 'net', 'analysis', 'layers', 'schema', 'syntax'],
};

describe('folders import downwards only', () => {
  it.each(Object.entries(mayImport))('server/src/%s', (folder, allowed) => {
    const prefixes = [folder, 'l10n', ...allowed].map((name) => `server/src/${name}/`);
    const isForbidden = ({ specifier, typeOnly }: Import): boolean =>
      !typeOnly && specifier.startsWith('server/') && !prefixes.some((prefix) => `${specifier}/`.startsWith(prefix));
    expect(offenders(`server/src/${folder}`, isForbidden)).toEqual([]);
  });

  it('the kernels stand alone', () => {
    expect(offenders('kernels', ({ specifier }) => /^(server|client)\//.test(specifier))).toEqual([]);
  });

  it('pages import only the protocol, and never the editor', () => {
    const isForbidden = ({ specifier }: Import): boolean =>
      specifier === 'vscode' || (specifier.startsWith('server/') && !specifier.startsWith('server/src/protocol/'));
    expect(offenders('client/webview', isForbidden)).toEqual([]);
  });
});

describe('processes', () => {
  it('native modules are loaded by the inference host and the kernels only', () => {
    const isNative = ({ specifier, typeOnly, file }: Import): boolean =>
      !typeOnly && nativeModules.includes(specifier) && !file.startsWith('server/src/inference/') && !file.startsWith('kernels/');
    expect([...offenders('server', isNative), ...offenders('client', isNative)]).toEqual([]);
  });

  it('the language server bundle reaches no native module', () => {
    const seen = new Set<string>();
    const queue = ['server/src/main.ts'];
    const native: string[] = [];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const { specifier, typeOnly } of importsOf(file)) {
        if (typeOnly) continue;
        if (nativeModules.includes(specifier)) native.push(`${file} imports ${specifier}`);
        for (const candidate of [`${specifier}.ts`, `${specifier}/index.ts`]) {
          if (/^(server|kernels)\//.test(candidate) && sourceFiles.has(candidate)) queue.push(candidate);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(20);
    expect(native).toEqual([]);
  });

  const sourceFiles = new Set([...sources('server'), ...sources('kernels')]);
});

describe('a layer is one file', () => {
  it('no layer type is switched on outside server/src/layers', () => {
    const pattern = /case ['"](Convolution|Pooling|Interp|Deconvolution|InnerProduct|Eltwise|BatchNorm|Scale)['"]/;
    const found = [...sources('server'), ...sources('client')]
      .filter((file) => !file.startsWith('server/src/layers/'))
      .filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });
});
