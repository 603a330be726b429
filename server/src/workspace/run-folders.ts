/** The folders that runs are written into. The editor's pages read them for as long as they are shown, so the latest of each window stay. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URI } from 'vscode-uri';

const keptFolders = 24;

const windowFolder = /^window-(\d+)$/;

/**
 * A new folder among those of this server, which no other window's server touches.
 * @param storage URI of a folder to write into; the system's folder for temporary files where absent
 */
export function newRunFolder(storage: string | undefined): string {
  const runs = join(storage === undefined ? join(tmpdir(), 'atrous') : URI.parse(storage).fsPath, 'runs');
  const own = join(runs, `window-${process.pid}`);
  mkdirSync(own, { recursive: true });
  removeAbandoned(runs);
  removeOldest(own);
  return mkdtempSync(join(own, 'run-'));
}

/** Folders of servers that have ended: their windows run again what they show. */
function removeAbandoned(runs: string): void {
  for (const name of readdirSync(runs)) {
    const pid = Number(windowFolder.exec(name)?.[1]);
    if (!isAlive(pid)) rmSync(join(runs, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
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
