/** The reference figures, and the nets that they are about. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference, root, shared } from './shared';

/** Where a record's net comes from: a file beside the facts, or one of the corpus. */
export interface Sourced {
  net: string;
  prototxt?: string | null;
  origin?: string | { repo?: string; path?: string };
}

/** The records of one file of facts. */
export const facts = <Record>(name: string): Record[] =>
  (JSON.parse(readFileSync(join(reference('facts'), `${name}.json`), 'utf8')) as { records: Record[] }).records;

function pathOf({ prototxt, origin }: Sourced): string | undefined {
  const own = prototxt ?? (typeof origin === 'string' ? origin : undefined);
  if (own !== undefined) return join(reference('facts'), own);
  if (typeof origin !== 'object' || origin.repo === undefined || origin.path === undefined) return undefined;
  const corpus = shared === undefined ? join(root, 'test', 'fixtures', 'corpus') : join(shared, 'corpus');
  return join(corpus, origin.repo.replace('/', '__'), origin.path);
}

/** The record's net as text; undefined where the file is not in this copy of the corpus. */
export function netText(record: Sourced): string | undefined {
  const path = pathOf(record);
  return path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Records whose nets are here, each with its text. */
export const withText = <Record extends Sourced>(records: readonly Record[]): (Record & { text: string })[] =>
  records.flatMap((record) => {
    const text = netText(record);
    return text === undefined ? [] : [{ ...record, text }];
  });
