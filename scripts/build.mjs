// Bundles every entry point into dist/: the extension, the language server, the inference host, the command line and the pages.
import { build, context } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { buildKernels } from './build-kernels.mjs';
import { writeNotices } from './notices.mjs';

const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--minify');

/** Native addons stay outside the bundles and are loaded from node_modules at run time. */
const native = ['onnxruntime-node', 'webgpu'];

const common = {
  bundle: true,
  minify,
  sourcemap: minify ? false : 'linked',
  logLevel: 'warning',
  target: 'node20',
  legalComments: 'none',
  loader: { '.wgsl': 'text', '.wasm': 'binary' },
};

/** ES modules that pull in CommonJS packages need `require` and `__dirname` at hand. */
const node = {
  ...common,
  platform: 'node',
  format: 'esm',
  external: native,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

const targets = [
  { ...node, entryPoints: ['server/src/main.ts'], outfile: 'dist/server.js' },
  { ...node, entryPoints: ['server/src/inference/host.ts'], outfile: 'dist/host.js' },
  { ...node, entryPoints: ['server/src/inference/pulse.ts'], outfile: 'dist/pulse.js' },
  // One file a command, beside cli.js since some look for their neighbours: each loads what it needs and starts at once.
  { ...node, entryPoints: ['server/src/cli/cli.ts'], outdir: 'dist', splitting: true, chunkNames: 'cli-[name]-[hash]' },
  {
    ...common,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/extension.cjs',
  },
  ...['preview', 'layers', 'graph', 'features', 'compare', 'influence', 'model'].map((page) => ({
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: [`client/webview/${page}/${page}.ts`],
    outfile: `dist/webview/${page}.js`,
  })),
  // Lays out graphs; it runs as a worker of its own, which can be ended when it takes too long.
  { ...common, platform: 'browser', format: 'iife', sourcemap: false, entryPoints: ['node_modules/elkjs/lib/elk-worker.min.js'], outfile: 'dist/webview/elk-worker.js' },
].filter((options) => existsSync(options.entryPoints[0]));

await buildKernels({ minify });

// Their names change with their contents.
for (const file of readdirSync('dist').filter((name) => name.startsWith('cli-'))) rmSync(`dist/${file}`);

const inputs = [];
for (const options of targets) {
  if (watch) await (await context(options)).watch();
  else inputs.push(...Object.keys((await build({ ...options, metafile: true })).metafile.inputs));
}
if (!watch) writeNotices(inputs, [...native, 'onnxruntime-common'], 'dist/THIRD-PARTY-NOTICES.txt');
