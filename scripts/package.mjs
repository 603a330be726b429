// Packs the extension into out/atrous-TARGET.vsix, with the native files of that one platform: `npm run package [-- TARGET… | --all]`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './ensure.mjs';

/** The platforms that onnxruntime-node has native files for, and the name of each platform's folder in the webgpu package. */
const platforms = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'win32-x64': 'win32-x64',
  'win32-arm64': 'win32-arm64',
  'darwin-arm64': 'darwin-universal',
};

export const thisPlatform = `${process.platform}-${process.arch}`;

/** The allow-list of .vscodeignore plus what the inference host loads from node_modules on `target`. */
function ignoreListFor(target) {
  const native = [
    'onnxruntime-node/package.json',
    'onnxruntime-node/dist/*.js',
    `onnxruntime-node/bin/napi-v6/${target.replace('-', '/')}/**`,
    'onnxruntime-common/package.json',
    'onnxruntime-common/dist/cjs/*.js',
    'onnxruntime-common/dist/cjs/package.json',
    'webgpu/package.json',
    'webgpu/index.js',
    'webgpu/LICENSE.md',
    `webgpu/dist/${platforms[target]}/**`,
  ];
  return [readFileSync(join(root, '.vscodeignore'), 'utf8'), ...native.map((path) => `!node_modules/${path}`), ''].join('\n');
}

/** Packs what dist/ holds for `target`; returns the path of the .vsix file. */
export function packageExtension(target = thisPlatform) {
  if (!(target in platforms)) throw new Error(`No native files for ${target}: choose from ${Object.keys(platforms).join(', ')}.`);
  const folder = join(root, 'out');
  const ignoreFile = join(folder, `vscodeignore-${target}`);
  const file = join(folder, `atrous-${target}.vsix`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(ignoreFile, ignoreListFor(target));
  const options = ['--target', target, '--out', file, '--ignoreFile', ignoreFile, '--allow-missing-repository', '--no-rewrite-relative-links'];
  execFileSync(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', ...options], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  rmSync(ignoreFile);
  return file;
}

if (process.argv[1] === import.meta.filename) {
  const names = process.argv.slice(2);
  const targets = names.includes('--all') ? Object.keys(platforms) : names.length > 0 ? names : [thisPlatform];
  run(process.execPath, ['scripts/build.mjs', '--minify']);
  for (const target of targets) console.log(packageExtension(target));
}
