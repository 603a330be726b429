/** Where a host keeps files that end with it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folderOf = (pid: number): string => join(tmpdir(), `atrous-host-${pid}`);

/** A new folder of this process. */
export function temporaryFolder(): string {
  const parent = folderOf(process.pid);
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'run-'));
}

/** Removes what a process that has ended left behind. Files that are still in use stay. */
export function removeTemporaryFolder(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    rmSync(folderOf(pid), { recursive: true, force: true });
  } catch {
    // Some systems keep the files of a process for a moment after its end; the system's own cleaning takes them.
  }
}
