/** Reading and writing for the commands: failures are one sentence on standard error and a usage exit. */
import { InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { fileReason } from '../inference/problem';
import { t, type Words } from '../l10n/text';
import type { Variables } from '../schema/directives';
import { exitCodes } from './exit-codes';

/** Says what went wrong and makes the process end with `status`, after whatever else it has to do. */
export function fail(message: Words, status: number = exitCodes.usage): void {
  process.stderr.write(`atrous: ${message}\n`);
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status);
}

/** The file's text (invalid UTF-8 becomes U+FFFD, which the parser reports), or undefined after saying why not. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    fail(t`cannot read ${path}: ${fileReason(error)}.`);
    return undefined;
  }
}

/** The map of repeated `--define NAME=VALUE`; a commander argument parser. */
function collectDefinition(value: string, previous: Variables = new Map()): Variables {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(t('It takes NAME=VALUE.'));
  return new Map([...previous, [value.slice(0, at), value.slice(at + 1)]]);
}

/** `--define NAME=VALUE`, as commander gives it. */
export interface DefineFlags {
  define?: Variables;
}

export const defineOption = (): Option => new Option('--define <name=value>', t('give ${NAME} a value; may be repeated')).argParser(collectDefinition);
