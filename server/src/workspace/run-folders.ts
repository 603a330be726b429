/** The folders that runs are written into. The editor's pages read them for as long as they are shown, so the latest stay. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URI } from 'vscode-uri';

const keptFolders = 24;

/** @param storage URI of a folder to write into; the system's folder for temporary files where absent */
export function newRunFolder(storage: string | undefined): string {
  const parent = join(storage === undefined ? join(tmpdir(), 'atrous') : URI.parse(storage).fsPath, 'runs');
  mkdirSync(parent, { recursive: true });
  removeOldest(parent);
  return mkdtempSync(join(parent, 'run-'));
}

function removeOldest(parent: string): void {
  const folders = readdirSync(parent).map((name) => join(parent, name)).map((path) => ({ path, changed: changedAt(path) }));
  const old = folders.sort((a, b) => b.changed - a.changed).slice(keptFolders);
  for (const { path } of old) rmSync(path, { recursive: true, force: true });
}

/** Zero for a folder that another window has removed meanwhile. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
