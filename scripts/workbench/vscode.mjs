// Installs a real VS Code with its web workbench into .workbench/, from npm's code-server package. Nothing is compiled.
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../ensure.mjs';

/** Contains VS Code 1.100 and runs on Node 20. */
const version = '4.100.3';

export const workbenchFolder = join(root, '.workbench');

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs VS Code unless it is there already; returns the folder with its `out/server-main.js`. */
export function ensureVSCode() {
  const home = join(workbenchFolder, `code-server-${version}`);
  const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
  const stamp = join(home, 'installed');
  if (existsSync(stamp)) return vscode;
  console.log('Installing VS Code for the browser…');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', ...quiet, `code-server@${version}`], { cwd: home });
  run('npm', ['install', ...quiet, '--omit=dev'], { cwd: vscode });
  run('npm', ['install', ...quiet, '--omit=dev'], { cwd: join(vscode, 'extensions') });
  // The server looks for its modules where the desktop application keeps them.
  symlinkSync('node_modules', join(vscode, 'node_modules.asar'));
  writeFileSync(stamp, '');
  return vscode;
}
