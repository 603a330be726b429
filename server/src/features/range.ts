/** Offsets of the tree to positions of the protocol. */
import type { Range } from 'vscode-languageserver-types';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceRange } from '../syntax/tree';

/** Lines and UTF-16 characters from 0. */
export const rangeOf = (document: TextDocument, { start, end }: SourceRange): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});
