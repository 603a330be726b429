/** Holds our verdicts on real files against protoc's: errors where every fork's schema refuses a file, none where its own accepts it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../server/src/rules/rule';
import { checkText, documentContext } from '../../server/src/rules/rules';
import { parse } from '../../server/src/syntax/parser';
import { root, shared } from '../support/shared';

interface Verdict {
  path: string;
  messageType: string;
  /** `ok`, or protoc's first error, as `input:LINE:COLUMN: …`. */
  verdict: string;
  /** The schemas that accept the file once `${…}` is replaced. */
  acceptedBy: string;
}

const folder = shared === undefined ? join(root, 'test/fixtures/corpus') : join(shared, 'corpus');

const verdicts: Verdict[] = readFileSync(join(folder, 'VERDICTS.tsv'), 'utf8').trim().split('\n').slice(1).map((line) => {
  const [path = '', messageType = '', , verdict = '', , acceptedBy = ''] = line.split('\t');
  return { path, messageType, verdict, acceptedBy };
});

/** Files whose only fault is a bare word for a number, which counts as a placeholder. */
const isPlaceholder = ({ verdict }: Verdict): boolean => /Expected integer, got: [A-Za-z]/.test(verdict);
const isCaffe = ({ messageType }: Verdict): boolean => messageType === 'NetParameter' || messageType === 'SolverParameter';
const isAccepted = (row: Verdict): boolean => isCaffe(row) && (row.acceptedBy !== '' || isPlaceholder(row));

function errorsIn(path: string): { finding: Finding; line: number }[] {
  const text = readFileSync(join(folder, path), 'utf8');
  return checkText(documentContext(parse(text)))
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({ finding, line: text.slice(0, finding.start).split('\n').length }));
}

const shown = (path: string): string[] => errorsIn(path).map(({ finding, line }) => `${line}: ${finding.code} ${finding.message}`);

describe('files that a fork\'s schema accepts', () => {
  it.each(verdicts.filter(isAccepted))('$path', ({ path }) => {
    expect(shown(path)).toEqual([]);
  });
});

describe('files that every schema refuses', () => {
  it.each(verdicts.filter((row) => isCaffe(row) && !isAccepted(row)))('$path: $verdict', ({ path, verdict }) => {
    const line = Number(/^input:(\d+):/.exec(verdict)?.[1]);
    expect(errorsIn(path).map((error) => error.line)).toContain(line);
  });
});

describe('files of other programs', () => {
  it.each(verdicts.filter((row) => !isCaffe(row)))('$path', ({ path }) => {
    expect(shown(path)).toEqual([]);
  });
});
