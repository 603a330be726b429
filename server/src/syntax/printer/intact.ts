/** What can be formatted of a document with syntax problems: the top-level blocks that none of them touches. */
import { parse } from '../parser';
import type { FieldNode, SourceRange, SyntaxTree } from '../tree';

/** A block as a document of its own. */
export interface IntactBlock {
  tree: SyntaxTree;
  /** Where it stands in the document. */
  start: number;
  /** Where its line starts, if nothing stands before it there; where it starts otherwise. */
  indentStart: number;
}

/** The blocks that read the same for themselves as where they stand. */
export const intactBlocks = ({ text, root, problems }: SyntaxTree): IntactBlock[] =>
  root.fields.filter((field) => isClosed(field) && !problems.some((problem) => touches(problem, field))).flatMap(({ start, end }) => {
    const tree = parse(text.slice(start, end));
    if (tree.problems.length > 0) return [];
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    return [{ tree, start, indentStart: before.trim() === '' ? start - before.length : start }];
  });

const isClosed = ({ value }: FieldNode): boolean => value?.kind === 'message' && value.close >= 0;

const touches = (problem: SourceRange, { start, end }: SourceRange): boolean => problem.start <= end && problem.end >= start;
