/** `atrous format`: files in the formatter's layout, printed, compared or written back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { fileReason } from '../inference/problem';
import { t } from '../l10n/text';
import { parse } from '../syntax/parser';
import { format } from '../syntax/printer';
import { exitCodes } from './exit-codes';
import { fail, readText } from './files';

interface Options {
  check?: boolean;
  write?: boolean;
}

/** Whether the file's bytes are those of the text: what is not UTF-8 would be lost. */
const isWhole = (file: string, text: string): boolean => readFileSync(file).equals(Buffer.from(text));

function write(file: string, before: string, text: string): void {
  try {
    if (!isWhole(file, before)) {
      fail(t`${file} is left as it is: ${t('it is not UTF-8, and characters would be lost. Save it as UTF-8 first.')}`, exitCodes.problems);
      return;
    }
    writeFileSync(file, text);
  } catch (error) {
    fail(t`cannot write ${file}: ${fileReason(error)}.`);
  }
}

function formatFile(file: string, options: Options): void {
  const text = readText(file);
  if (text === undefined) return;
  const result = format(parse(text));
  if (!result.ok) {
    fail(t`${file} is left as it is: ${result.reason}`, exitCodes.problems);
  } else if (options.check) {
    if (result.text !== text) fail(t`${file} is not formatted; 'atrous format --write' does it.`, exitCodes.problems);
  } else if (!options.write) {
    process.stdout.write(result.text);
  } else if (result.text !== text) {
    write(file, text, result.text);
  }
}

export function register(program: Command): void {
  program
    .command('format')
    .description(t('format files, to standard output unless told otherwise'))
    .argument('<file...>')
    .addOption(new Option('--check', t('only say which files are not formatted, and exit with 1 if there are any')).conflicts('write'))
    .option('--write', t('write the files back'))
    .action((files: string[], options: Options) => files.forEach((file) => formatFile(file, options)));
}
