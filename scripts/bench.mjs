// `npm run bench [NAME]...`: bundles and runs test/bench/*.bench.ts, all of them or those whose name holds one of the words given.
// `npm run bench -- --bundle [NAME]...` only writes the bundles to out/bench, to be run with Node where there is no more than the build.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernels, compileAssembly } from './build-kernels.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'test/bench');
const out = join(root, 'out/bench');
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

mkdirSync(out, { recursive: true });
await buildKernels();
await compileAssembly(join(root, 'kernels/assembly/plain.ts'), join(out, 'plain.wasm'));

const names = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && (words.length === 0 || words.some((word) => name.includes(word))));
if (names.length === 0) console.error(`No bench matches ${words.join(', ')}.`);

for (const name of names) {
  const bundle = join(out, name.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [join(folder, name)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    external: ['onnxruntime-node', 'webgpu'],
    loader: { '.wgsl': 'text', '.wasm': 'binary' },
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
  if (flags.includes('--bundle')) {
    console.log(bundle);
    continue;
  }
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [bundle, ...flags], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
