/** How `atrous check` prints what it found: text for people, JSON and SARIF 2.1.0 for tools. */
import { styleText } from 'node:util';
import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import { joinCommas } from '../l10n/lists';
import { say, t, type Words } from '../l10n/text';
import { severityWords } from '../rules/pages';
import type { RuleInfo, Severity } from '../rules/rule';
import { excerpt } from './excerpt';

/** 1-based; columns count UTF-16 units, ends are exclusive. */
export interface PlacedRegion {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A finding with its file and place, and the places that explain it. */
export interface PlacedFinding extends PlacedRegion {
  file: string;
  severity: Severity;
  code: string;
  message: string;
  related: readonly (PlacedRegion & { message: string })[];
}

/** What a printer needs besides the findings. */
export interface Report {
  findings: readonly PlacedFinding[];
  files: readonly string[];
  /** The text of line `line` (1-based) of a file. */
  lineText(file: string, line: number): string;
  rules: readonly RuleInfo[];
  version: string;
  colour: boolean;
}

export type CheckFormat = 'text' | 'json' | 'sarif';

const severityStyle = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

const counts = {
  errors: (count: number): Words => (count === 1 ? t('1 error') : t`${count} errors`),
  warnings: (count: number): Words => (count === 1 ? t('1 warning') : t`${count} warnings`),
  remarks: (count: number): Words => (count === 1 ? t('1 remark') : t`${count} remarks`),
};

/** `2 errors, 1 warning in 3 files`. */
function summary({ findings, files }: Report): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const kinds = [[count('error'), counts.errors], [count('warning'), counts.warnings], [count('info') + count('hint'), counts.remarks]] as const;
  const found = joinCommas(kinds.filter(([number]) => number > 0).map(([number, words]) => words(number))) || t('No problems');
  return files.length === 1 ? t`${found} in 1 file` : t`${found} in ${files.length} files`;
}

/** The source line with the range marked. */
function marked({ line, column, endLine, endColumn }: PlacedFinding, source: string): string[] {
  return excerpt(line, source, { from: column - 1, to: endLine === line ? endColumn - 1 : source.length });
}

function text(report: Report): string {
  const paint = (style: Parameters<typeof styleText>[0], words: string): string => (report.colour ? styleText(style, words) : words);
  const lines = report.findings.flatMap((finding) => [
    `${finding.file}:${finding.line}:${finding.column}: ${paint(severityStyle[finding.severity], say(severityWords[finding.severity]))}: ${finding.message} [${finding.code}]`,
    ...marked(finding, report.lineText(finding.file, finding.line)).map((line) => paint('dim', line)),
  ]);
  return [...lines, summary(report)].join('\n');
}

const sarifLevel = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** Relative paths stay relative, as code scanning services expect. */
const artifactUri = (file: string): string =>
  isAbsolute(file) ? pathToFileURL(file).href : file.split(/[\\/]/).map(encodeURIComponent).join('/');

const sarifLocation = (file: string, { line, column, endLine, endColumn }: PlacedRegion): object => ({
  artifactLocation: { uri: artifactUri(file) },
  region: { startLine: line, startColumn: column, endLine, endColumn },
});

function sarif({ findings, files, rules, version }: Report): string {
  const ruleIndex = new Map(rules.map((rule, index) => [rule.code as string, index]));
  const result = (finding: PlacedFinding): object => ({
    ruleId: finding.code,
    ...(ruleIndex.has(finding.code) && { ruleIndex: ruleIndex.get(finding.code) }),
    level: sarifLevel[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: sarifLocation(finding.file, finding) }],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map((other) => ({ physicalLocation: sarifLocation(finding.file, other), message: { text: other.message } })),
    }),
  });
  const descriptor = (rule: RuleInfo): object => ({
    id: rule.code,
    shortDescription: { text: say(rule.title) },
    help: { text: say(rule.doc), markdown: say(rule.doc) },
    defaultConfiguration: { level: sarifLevel[rule.severity] },
  });
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'Atrous', semanticVersion: version, rules: rules.map(descriptor) } },
      columnKind: 'utf16CodeUnits',
      artifacts: files.map((file) => ({ location: { uri: artifactUri(file) } })),
      results: findings.map(result),
    }],
  }, undefined, 2);
}

/** The report in the chosen format, without a final line break. */
export const checkPrinters: Record<CheckFormat, (report: Report) => string> = {
  text,
  json: ({ findings }) => JSON.stringify(findings, (key, value: unknown) => (key === 'related' ? undefined : value), 2),
  sarif,
};
