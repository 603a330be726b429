/** Folding: messages and lists over several lines, and runs of comments. */
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { MessageNode, SourceRange, ValueNode } from '../syntax/tree';
import type { Snapshot } from './snapshot';

/** Every value below a message that can be folded, outermost first. */
function* foldable(message: MessageNode): Generator<ValueNode> {
  for (const { value } of message.fields) {
    if (value?.kind === 'message' || value?.kind === 'list') yield value;
    for (const inner of value?.kind === 'list' ? value.elements : [value]) {
      if (inner?.kind === 'message') yield* foldable(inner);
    }
  }
}

export function foldingRanges(snapshot: Snapshot): FoldingRange[] {
  const lineOf = (offset: number): number => snapshot.document.positionAt(offset).line;
  /** The line of the closing brace stays visible. */
  const blocks = [...foldable(snapshot.tree.root)].map((value) => ({ startLine: lineOf(value.start), endLine: lineOf(value.end) - 1 }));
  const comments = commentRuns(snapshot.tree.comments, lineOf);
  return [...blocks, ...comments].filter(({ startLine, endLine }) => endLine > startLine);
}

/** Comments in directly following lines fold as one. */
function commentRuns(comments: readonly SourceRange[], lineOf: (offset: number) => number): FoldingRange[] {
  const runs: FoldingRange[] = [];
  for (const { start } of comments) {
    const line = lineOf(start);
    const last = runs.at(-1);
    if (last?.endLine === line - 1) last.endLine = line;
    else runs.push({ startLine: line, endLine: line, kind: FoldingRangeKind.Comment });
  }
  return runs;
}
