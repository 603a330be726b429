/** Reading and writing for the commands: failures are one sentence on standard error and a usage exit. */
import { InvalidArgumentError } from 'commander';
import { readFileSync } from 'node:fs';
import { exitCodes } from './exit-codes';

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  ENOTDIR: 'part of its path is not a folder',
};

/** The reason behind a file system error, in words. */
export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && reasons[code]) ?? message;
};

/** Says what went wrong and makes the process end with `status`, after whatever else it has to do. */
export function fail(message: string, status: number = exitCodes.usage): void {
  process.stderr.write(`atrous: ${message}\n`);
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status);
}

/** The file's text (invalid UTF-8 becomes U+FFFD, which the parser reports), or undefined after saying why not. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    fail(`cannot read ${path}: ${reasonOf(error)}.`);
    return undefined;
  }
}

/** The map of repeated `--define NAME=VALUE`; a commander argument parser. */
export function collectDefinition(value: string, previous: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It takes NAME=VALUE.');
  return new Map([...previous, [value.slice(0, at), value.slice(at + 1)]]);
}
