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
  /** With the file's own fork: `ok`, or protoc's first error, as `input:LINE:COLUMN: …`. */
  verdict: string;
  /** The verdict once `${…}` is replaced, where that was needed. */
  note: string;
  /** The schemas that accept the file once `${…}` is replaced. */
  acceptedBy: string;
}

const folder = shared === undefined ? join(root, 'test/fixtures/corpus') : join(shared, 'corpus');

const verdicts: Verdict[] = readFileSync(join(folder, 'VERDICTS.tsv'), 'utf8').trim().split('\n').slice(1).map((line) => {
  const [path = '', messageType = '', , verdict = '', note = '', acceptedBy = ''] = line.split('\t');
  return { path, messageType, verdict, note, acceptedBy };
});

/** Files whose only fault is a bare word for a number, which counts as a placeholder. */
const isPlaceholder = ({ verdict }: Verdict): boolean => /Expected integer, got: [A-Za-z]/.test(verdict);
const isCaffe = ({ messageType }: Verdict): boolean => messageType === 'NetParameter' || messageType === 'SolverParameter';
const isAccepted = (row: Verdict): boolean => row.verdict === 'ok' || row.note === 'after ${..}->21: ok' || isPlaceholder(row);
const caffe = verdicts.filter(isCaffe);

function errorsIn(path: string): { finding: Finding; line: number }[] {
  const text = readFileSync(join(folder, path), 'utf8');
  return checkText(documentContext(parse(text)))
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({ finding, line: text.slice(0, finding.start).split('\n').length }));
}

const shown = (path: string): string[] => errorsIn(path).map(({ finding, line }) => `${line}: ${finding.code} ${finding.message}`);

const lineOf = ({ verdict }: Verdict): number => Number(/^input:(\d+):/.exec(verdict)?.[1]);

describe('files that their own fork\'s schema accepts', () => {
  it.each(caffe.filter(isAccepted))('$path', ({ path }) => {
    expect(shown(path)).toEqual([]);
  });
});

describe('files that every schema refuses', () => {
  it.each(caffe.filter((row) => !isAccepted(row) && row.acceptedBy === ''))('$path: $verdict', (row) => {
    expect(errorsIn(row.path).map(({ line }) => line)).toContain(lineOf(row));
  });
});

describe('files that their own fork refuses and another accepts', () => {
  it.each(caffe.filter((row) => !isAccepted(row) && row.acceptedBy !== ''))('$path: $verdict', (row) => {
    expect(shown(row.path)).toEqual([]);
  });
});

describe('files of other programs', () => {
  it.each(verdicts.filter((row) => !isCaffe(row)))('$path', ({ path }) => {
    expect(shown(path)).toEqual([]);
  });
});
