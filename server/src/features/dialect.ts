/** Which Caffe a document is written for, and which ones it could be for. */
import { say } from '../l10n/text';
import type { DialectReport } from '../protocol/dialect';
import { inferDialect } from '../schema/dialect';
import { dialects } from '../schema/dialects';
import type { Snapshot } from './snapshot';

export function dialectReport({ tree, context: { kind }, settings }: Snapshot): DialectReport {
  const { dialect, isStated, candidates } = inferDialect(tree, settings.dialect, kind);
  const fitting = new Set<string>(candidates);
  const choices = dialects.map(({ id, title, description }) => ({ id, title, description: say(description), fits: fitting.has(id) }));
  return { kind, dialect, isStated, choices };
}
