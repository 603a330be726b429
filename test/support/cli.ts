/** Runs the built command line as a user would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { root } from './shared';

export interface Result {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** `atrous ARGS`, run in `cwd` (the project's root where absent), in English whatever language the computer speaks. */
export function atrous(args: readonly string[], cwd = root, environment: NodeJS.ProcessEnv = { LC_ALL: 'C' }): Result {
  const env = { ...process.env, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), ...args], { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}

/** A folder for one test file, with the given files in it; gone when its tests are done. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrous-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
