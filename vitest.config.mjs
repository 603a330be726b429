import { defineConfig } from 'vitest/config';
import { assets } from './scripts/assets.mjs';

export default defineConfig({
  plugins: [assets],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/workbench/**', '**/node_modules/**'],
    globalSetup: ['test/support/build-kernels.mjs'],
    pool: 'forks',
    server: { deps: { inline: [/\.wasm$/] } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
