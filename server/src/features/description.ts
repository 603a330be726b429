/** The figures of a document's net, for the table of layers and for the clipboard. */
import { describe, type Description } from '../analysis/describe';
import { describePrinters } from '../analysis/describe-formats';
import type { TextFormat, ViewContent } from '../protocol/views';
import type { Snapshot } from './snapshot';

function descriptionOf({ analyses, context, document }: Snapshot): Description | null {
  const [analysis] = analyses;
  return analysis ? describe(analysis, context.dialect, (offset) => document.positionAt(offset).line) : null;
}

export const description = (snapshot: Snapshot): ViewContent<Description> => ({
  version: snapshot.document.version,
  content: descriptionOf(snapshot),
  isBroken: snapshot.tree.problems.length > 0,
});

/** The same as CSV or Markdown; null where the document holds no net. */
export function descriptionAs(snapshot: Snapshot, format: TextFormat): string | null {
  const content = descriptionOf(snapshot);
  return content && describePrinters[format](content);
}
