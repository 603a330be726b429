/** `atrous check`: what the rules find in files, as text, JSON or SARIF. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Option, type Command } from 'commander';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../../package.json';
import { t } from '../l10n/text';
import { check } from '../rules/check';
import type { FileLookup, Finding } from '../rules/rule';
import { rules } from '../rules/rules';
import { parse } from '../syntax/parser';
import type { SourceRange } from '../syntax/tree';
import { findFile } from '../workspace/links';
import { checkPrinters, type CheckFormat, type PlacedFinding, type PlacedRegion } from './check-formats';
import { exitCodes } from './exit-codes';
import { defineOption, readText, type DefineFlags } from './files';
import { readWeights } from './weights';

interface Options extends DefineFlags {
  format: CheckFormat;
  weights?: string;
}

/** 1-based lines and columns. */
function region(document: TextDocument, range: SourceRange): PlacedRegion {
  const [start, end] = [document.positionAt(range.start), document.positionAt(range.end)];
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

const place = (file: string, document: TextDocument, finding: Finding): PlacedFinding => ({
  file,
  ...region(document, finding),
  severity: finding.severity,
  code: finding.code,
  message: finding.message,
  related: (finding.related ?? []).map((other) => ({ ...region(document, other), message: other.message })),
});

/** Files are looked for as the editor does: beside the file that names them, and in the folders above it. */
const lookupFrom = (file: string): FileLookup => (path) => findFile(pathToFileURL(resolve(file)).href, path) !== undefined;

function run(files: readonly string[], { format, define = new Map(), weights: path }: Options): void {
  const weights = path === undefined ? undefined : readWeights(path);
  const documents = new Map<string, TextDocument>();
  const findings = files.flatMap((file) => {
    const text = readText(file);
    if (text === undefined) return [];
    const document = TextDocument.create(file, 'prototxt', 0, text);
    documents.set(file, document);
    return check(parse(text), { variables: define, fileExists: lookupFrom(file), ...(weights && { weights }) }).map((finding) => place(file, document, finding));
  });
  const lineText = (file: string, line: number): string => {
    const start = { line: line - 1, character: 0 };
    return documents.get(file)?.getText({ start, end: { line, character: 0 } }).replace(/[\r\n]+$/, '') ?? '';
  };
  const report = { findings, files: [...documents.keys()], lineText, rules, version, colour: process.stdout.isTTY === true };
  process.stdout.write(`${checkPrinters[format](report)}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodes.problems);
}

export function register(program: Command): void {
  program
    .command('check')
    .description(t('check files; the exit status is 0 if no errors are found, 1 if there are, 2 if a file cannot be read'))
    .argument('<file...>')
    .addOption(new Option('--format <format>', t('how to print')).choices(Object.keys(checkPrinters)).default('text'))
    .option('--weights <file>', t('say also whether this .caffemodel fits the nets'))
    .addOption(defineOption())
    .action(run);
}
