// `npm test`: installs what is missing, builds, and runs every test: units, reference data, and the real VS Code in a browser.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDebian, ensurePackages, root, run } from './ensure.mjs';

ensurePackages();
ensureDebian({ chromium: '/usr/bin/chromium', neovim: '/usr/bin/nvim', 'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' });
run('node', ['scripts/build.mjs']);

const reports = join(root, 'out');
mkdirSync(reports, { recursive: true });

/** Runs one vitest configuration and counts what it ran. */
function suite(name, config) {
  const report = join(reports, `${name}.json`);
  const args = ['vitest', 'run', '-c', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync('npx', ['--no-install', ...args], { cwd: root, stdio: 'inherit' });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { status, passed: numPassedTests, failed: numFailedTests };
}

const results = [suite('unit', 'vitest.config.mjs'), suite('workbench', 'test/workbench/vitest.config.mjs')];
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = results.every(({ status }) => status === 0) ? 0 : 1;
