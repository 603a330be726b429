/** Folders of runs: the latest of each window stay, and windows leave each other's alone. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { newRunFolder } from '../../server/src/workspace/run-folders';

const storage = mkdtempSync(join(tmpdir(), 'atrous storage 中 '));
afterAll(() => rmSync(storage, { recursive: true, force: true }));

it('keeps the latest of this window, all of other windows, and none of windows that are gone', () => {
  // This process's parent lives; no process has the largest number.
  const [living, gone] = [process.ppid, 2 ** 22].map((pid) => join(storage, 'runs', `window-${pid}`, 'run-1'));
  for (const folder of [living, gone]) mkdirSync(folder ?? '', { recursive: true });
  const made = Array.from({ length: 30 }, () => newRunFolder(URI.file(storage).toString()));
  expect(readdirSync(dirname(made[0] ?? '')).length).toBe(25);
  expect(existsSync(made.at(-1) ?? '')).toBe(true);
  expect([living, gone].map((folder) => existsSync(folder ?? ''))).toEqual([true, false]);
});
