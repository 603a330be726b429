/** What a quick fix is, and the small edits that fixes are made of. */
import type { TextEdit } from 'vscode-languageserver-types';
import type { Words } from '../../l10n/text';
import type { Finding } from '../../rules/rule';
import type { SourceRange } from '../../syntax/tree';
import { rangeOf } from '../range';
import type { Snapshot } from '../snapshot';

export interface Fix {
  title: Words;
  edits: readonly TextEdit[];
  /** True for the fix to take where nobody chooses: one at a time, or for all findings of a kind. */
  isPreferred: boolean;
}

/** Reads one entry of a finding's data; entries of another form give no fix. */
export type Fixer = (snapshot: Snapshot, finding: Finding, value: unknown) => readonly Fix[];

export const replace = ({ document }: Snapshot, range: SourceRange, newText: string): TextEdit => ({ range: rangeOf(document, range), newText });

/** A comment as the first line. A byte-order mark stays before it. */
export function firstLine(snapshot: Snapshot, comment: string): TextEdit {
  const at = snapshot.tree.text.startsWith('\ufeff') ? 1 : 0;
  return replace(snapshot, { start: at, end: at }, `${comment}\n`);
}

/** The range, and its line with it where nothing else stands there. */
export function wholeLine({ tree: { text } }: Snapshot, { start, end }: SourceRange): SourceRange {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd < 0 ? text.length : lineEnd).trim() === '';
  return isAlone ? { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 } : { start, end };
}
