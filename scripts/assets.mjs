// Lets the tests import binary and text assets the way the bundler does: `.wasm` as bytes, `.wgsl` as text.
import { readFileSync } from 'node:fs';

/** A Vite plugin that matches the `loader` table of scripts/build.mjs. */
export const assets = {
  name: 'assets',
  enforce: 'pre',
  load(id) {
    const path = id.split('?')[0];
    if (path.endsWith('.wgsl')) return `export default ${JSON.stringify(readFileSync(path, 'utf8'))};`;
    if (!path.endsWith('.wasm')) return undefined;
    return `export default Uint8Array.from(Buffer.from(${JSON.stringify(readFileSync(path).toString('base64'))}, 'base64'));`;
  },
};
