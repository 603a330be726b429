// Before the workbench tests: packages the extension, installs it in the real VS Code and lays out a folder to open.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/ensure.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { startWorkbench } from '../../scripts/workbench/server.mjs';
import { ensureVSCode, workbenchFolder } from '../../scripts/workbench/vscode.mjs';

/** Settings that keep the screen still. */
const settings = { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Default Dark Modern', 'files.autoSave': 'off' };

/** A copy of the example, of which each file of tests takes another to edit. */
function layOutFolder(folders) {
  const folder = join(folders, 'template');
  rmSync(folders, { recursive: true, force: true });
  cpSync(join(root, 'examples', 'nuclei'), folder, { recursive: true, filter: (source) => !source.endsWith('train') });
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return folder;
}

/** @param {import('vitest/node').TestProject} project */
export default async function setup({ provide }) {
  const shots = join(workbenchFolder, 'shots');
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  const vsix = packageExtension();
  const { url, stop } = await startWorkbench({ vscode: ensureVSCode(), vsix, data: join(workbenchFolder, 'test-data') });
  const folders = join(workbenchFolder, 'folders');
  provide('workbench', { url, folder: layOutFolder(folders), folders, shots });
  return stop;
}
