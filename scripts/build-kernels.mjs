// Builds what the kernels need besides TypeScript: WebAssembly from AssemblyScript, and the bundle that worker threads start from.
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const kernels = join(root, 'kernels');
const wasm = join(root, 'dist/kernels/crf.wasm');
const worker = join(root, 'dist/kernels-worker.js');

/** WebAssembly's last resort is 65,536 pages of 64 KiB: four gibibytes, of which only what is touched is ever taken. */
const maximumPages = 65536;

/** Compiles one AssemblyScript entry file to a WebAssembly module that imports a shared memory and allocates nothing itself. */
export async function compileAssembly(entry, outFile) {
  const { default: asc } = await import('assemblyscript/asc');
  const { error, stderr } = await asc.main([
    entry,
    ...['--outFile', outFile],
    ...['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
    ...['--enable', 'simd,threads,bulk-memory'],
    ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', String(maximumPages)],
  ]);
  if (error) throw new Error(`${entry}: ${stderr.toString() || error.message}`);
}

/** Builds both unless they are newer than every source. Files appear whole: another process may be reading them. */
export async function buildKernels({ minify = false } = {}) {
  if (isFresh()) return;
  mkdirSync(dirname(wasm), { recursive: true });
  const draft = (path) => `${path}.${process.pid}`;
  await compileAssembly(join(kernels, 'assembly/index.ts'), draft(wasm));
  renameSync(draft(wasm), wasm);
  await build({
    entryPoints: [join(kernels, 'cpu/worker.ts')],
    outfile: draft(worker),
    bundle: true,
    minify,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    loader: { '.wasm': 'binary' },
  });
  renameSync(draft(worker), worker);
}

/** True when nothing was changed since the last build. */
function isFresh() {
  if (![wasm, worker].every(existsSync)) return false;
  const oldestOutput = Math.min(...[wasm, worker].map((path) => statSync(path).mtimeMs));
  const sources = readdirSync(kernels, { recursive: true }).filter((name) => name.endsWith('.ts')).map((name) => join(kernels, name));
  return [...sources, fileURLToPath(import.meta.url)].every((path) => statSync(path).mtimeMs <= oldestOutput);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels({ minify: process.argv.includes('--minify') });
