/** Formatting of a document, of a range, and while typing: of a block that was closed, and of a line that was ended. */
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import type { Settings } from '../protocol/settings';
import { formatEdits, type FormatOptions } from '../syntax/printer';
import { pathAt } from '../syntax/paths';
import type { SourceRange } from '../syntax/tree';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** After these the editor asks for formatting by itself, where it is told to. */
export const formatTriggers = { brace: '}', newline: '\n' } as const;

const optionsFrom = ({ tabSize, insertSpaces }: FormattingOptions, format: Settings['format']): FormatOptions =>
  ({ ...format, indent: insertSpaces ? ' '.repeat(tabSize) : '\t' });

const editsIn = (snapshot: Snapshot, options: FormatOptions, range?: SourceRange): TextEdit[] =>
  formatEdits(snapshot.tree, options, range).map((edit) => ({ range: rangeOf(snapshot.document, edit), newText: edit.newText }));

/** The edits of the whole document, or of the lines of `range`; none of top-level blocks with syntax problems. */
export function formatting(snapshot: Snapshot, options: FormattingOptions, format: Settings['format'], range?: Range): TextEdit[] {
  const { document } = snapshot;
  const source = range && { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return editsIn(snapshot, optionsFrom(options, format), source);
}

/** The message whose closing brace stands before `offset`. */
const closedAt = ({ tree }: Snapshot, offset: number): SourceRange | undefined =>
  pathAt(tree, offset - 1).find((node) => node.kind === 'message' && node.close === offset - 1);

/** The line before the one that `offset` is on. */
function lineBefore({ tree: { text } }: Snapshot, offset: number): SourceRange | undefined {
  const end = text.lastIndexOf('\n', offset - 1);
  return end < 0 ? undefined : { start: text.lastIndexOf('\n', end - 1) + 1, end };
}

/** The edits of what was finished by the character `typed`, after which the cursor stands at `offset`. */
export function formattingOnType(snapshot: Snapshot, offset: number, typed: string, options: FormattingOptions, format: Settings['format']): TextEdit[] {
  const finished = typed === formatTriggers.newline ? lineBefore(snapshot, offset) : closedAt(snapshot, offset);
  return finished ? editsIn(snapshot, optionsFrom(options, format), finished) : [];
}
