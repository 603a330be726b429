/** Formatting of a document, of a range, and of a block when its brace is typed. */
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import type { Settings } from '../protocol/settings';
import { formatEdits, type FormatOptions } from '../syntax/printer';
import { pathAt } from '../syntax/paths';
import type { SourceRange } from '../syntax/tree';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** After these the editor asks for formatting by itself, where it is told to. */
export const formatTrigger = '}';

const optionsFrom = ({ tabSize, insertSpaces }: FormattingOptions, format: Settings['format']): FormatOptions =>
  ({ ...format, indent: insertSpaces ? ' '.repeat(tabSize) : '\t' });

function editsIn(snapshot: Snapshot, options: FormatOptions, range?: SourceRange): TextEdit[] {
  const result = formatEdits(snapshot.tree, options, range);
  if (!result.ok) return [];
  return result.edits.map((edit) => ({ range: rangeOf(snapshot.document, edit), newText: edit.newText }));
}

/** The edits of the whole document, or of the lines of `range`; none while the document has syntax problems. */
export function formatting(snapshot: Snapshot, options: FormattingOptions, format: Settings['format'], range?: Range): TextEdit[] {
  const { document } = snapshot;
  const source = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return editsIn(snapshot, optionsFrom(options, format), source);
}

/** The edits of the message whose closing brace stands before `offset`. */
export function formattingOnBrace(snapshot: Snapshot, offset: number, options: FormattingOptions, format: Settings['format']): TextEdit[] {
  const closed = pathAt(snapshot.tree, offset - 1).find((node) => node.kind === 'message' && node.close === offset - 1);
  return closed ? editsIn(snapshot, optionsFrom(options, format), closed) : [];
}
