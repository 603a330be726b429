/** Folding: messages and lists over several lines, and runs of comments. */
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { MessageNode, SourceRange, ValueNode } from '../syntax/tree';
import { byBlock } from './by-block';
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

const isLong = ({ startLine, endLine }: FoldingRange): boolean => endLine > startLine;

/** The folds of a top-level block, in lines from its first. The line of the closing brace stays visible. */
const foldsIn = byBlock(({ document, tree }, block): readonly FoldingRange[] => {
  const first = document.positionAt(block.start).line;
  const lineOf = (offset: number): number => document.positionAt(offset).line - first;
  return [...foldable({ ...tree.root, fields: [block] })].map(({ start, end }) => ({ startLine: lineOf(start), endLine: lineOf(end) - 1 })).filter(isLong);
});

export function foldingRanges(snapshot: Snapshot): FoldingRange[] {
  const lineOf = (offset: number): number => snapshot.document.positionAt(offset).line;
  const blocks = snapshot.tree.root.fields.flatMap((block) => {
    const first = lineOf(block.start);
    return foldsIn(snapshot, block).map(({ startLine, endLine }) => ({ startLine: first + startLine, endLine: first + endLine }));
  });
  return [...blocks, ...commentRuns(snapshot.tree.comments, lineOf).filter(isLong)];
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
