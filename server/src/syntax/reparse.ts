/** Re-reads only what an edit has touched. */
import { findBinary } from './binary';
import { detachField, detached } from './detach';
import { countNewlines } from './lines';
import { findMendedPart, isBraceProblem } from './mended-part';
import { type NestingRules, caffeNesting } from './nesting';
import { type Parsed, parse, parseMended, parsePiece } from './parser';
import { countWhile, findPart, linesOf, type Edit, type Part, type TextChange } from './part';
import { shiftField, shiftRange } from './shift';
import type { FieldNode, SourceRange, SyntaxProblem, SyntaxTree } from './tree';

export type { TextChange };

/** With more problems than this the limit on their number may have had a say in them. */
const FEW_PROBLEMS = 40;

/** Problems of a document that was not read to its end. */
const finalProblems = new Set(['too-deep', 'not-prototxt', 'not-text']);

/**
 * The tree of `newText`, the same as `parse` gives, out of the tree of the text before `change`.
 *
 * Top-level fields whose text the change does not touch are the same objects as before, moved in place, so whatever is
 * known of a block can be attached to its field. The old tree is therefore no longer valid.
 */
export function reparse(tree: SyntaxTree, newText: string, change: TextChange, rules: NestingRules = caffeNesting): SyntaxTree {
  const edit = { ...change, delta: change.newEnd - change.oldEnd, lines: linesOf(newText, change) };
  const isPartial = isComplete(tree.problems) && isPlain(tree.text) && isPlain(newText);
  const updated = isPartial ? readMatching(tree, newText, edit) ?? readMended(tree, newText, edit, rules) : undefined;
  return updated ?? reuseAll(tree, parse(newText, rules), edit);
}

/** Whether the document was read to its end, and no limit on the number of problems had a say in them. */
function isComplete(problems: SyntaxProblem[]): boolean {
  return problems.length <= FEW_PROBLEMS && !problems.some(({ code }) => finalProblems.has(code));
}

/** Whether nothing in the text decides how text far from it reads. */
function isPlain(text: string): boolean {
  return !text.includes('/*') && findBinary(text) === undefined;
}

/** Reads a part again in a document whose braces match, before and after. */
function readMatching(tree: SyntaxTree, newText: string, edit: Edit): SyntaxTree | undefined {
  const part = tree.problems.some(isBraceProblem) ? undefined : findPart(tree, edit);
  const piece = part && readPart(newText, part, (text) => parsePiece(text, 0, text.length));
  return part && piece && replacePart(tree, newText, edit, part, piece, () => true);
}

/** Reads a larger part again in a document whose braces did not match, or do not now. */
function readMended(tree: SyntaxTree, newText: string, edit: Edit, rules: NestingRules): SyntaxTree | undefined {
  const part = findMendedPart(tree, newText, edit, rules);
  const piece = part && readPart(newText, part, (text) => parsePiece(text, 0, text.length) ?? parseMended(text, rules, countNewlines(newText, part.start)));
  if (part === undefined || piece === undefined || ('isWhole' in piece && !piece.isWhole)) return undefined;
  return replacePart(tree, newText, edit, part, piece, farFrom([...moved(tree.problems, edit), ...piece.problems], newText));
}

function readPart<Piece extends Parsed>(newText: string, { start, newEnd }: Part, read: (text: string) => Piece | undefined): Piece | undefined {
  const piece = read(detached(newText.slice(start, newEnd)));
  if (piece === undefined || !isComplete(piece.problems)) return undefined;
  for (const field of piece.fields) {
    detachField(field);
    shiftField(field, start);
  }
  for (const comment of piece.comments) comment.text = detached(comment.text);
  for (const range of [...piece.comments, ...piece.problems]) shiftRange(range, start);
  return piece;
}

function replacePart(tree: SyntaxTree, newText: string, edit: Edit, part: Part, piece: Parsed, isSame: (field: FieldNode) => boolean): SyntaxTree | undefined {
  const { fields } = tree.root;
  const problems = replaceRanges(tree.problems, piece.problems, part, edit.delta);
  if (!isComplete(problems)) return undefined;
  reuseFields(fields.slice(part.from, part.to), piece.fields, edit, isSame);
  const after = fields.slice(part.to);
  if (edit.delta !== 0) for (const field of after) shiftField(field, edit.delta);
  return {
    text: newText,
    root: { ...tree.root, end: newText.length, fields: [...fields.slice(0, part.from), ...piece.fields, ...after] },
    comments: replaceRanges(tree.comments, piece.comments, part, edit.delta),
    problems,
  };
}

/** The `old` ranges, with those inside the part replaced by `fresh` ones and those after it moved. */
function replaceRanges<Range extends SourceRange>(old: Range[], fresh: Range[], { start, oldEnd }: Part, delta: number): Range[] {
  const from = countWhile(old, (range) => range.start < start);
  const to = countWhile(old, (range) => range.start < oldEnd);
  const after = old.slice(to);
  if (delta !== 0) for (const range of after) shiftRange(range, delta);
  return [...old.slice(0, from), ...fresh, ...after];
}

/** Gives the tree that was read anew the old objects of the fields that neither the edit nor a problem touches. */
function reuseAll(old: SyntaxTree, fresh: SyntaxTree, edit: Edit): SyntaxTree {
  if (old.problems.length > FEW_PROBLEMS || fresh.problems.length > FEW_PROBLEMS) return fresh;
  reuseFields(old.root.fields, fresh.root.fields, edit, farFrom([...moved(old.problems, edit), ...fresh.problems], fresh.text));
  // The others must not keep the whole text in memory, for there would soon be one text for each of them.
  const kept = new Set(old.root.fields);
  if (fresh.root.fields.some((field) => kept.has(field))) for (const field of fresh.root.fields) if (!kept.has(field)) detachField(field);
  return fresh;
}

/** Copies of ranges of the old text that lie where the edit has moved them. */
const moved = (ranges: readonly SourceRange[], { oldEnd, delta }: Edit): SourceRange[] =>
  ranges.map(({ start, end }) => (start < oldEnd ? { start, end } : { start: start + delta, end: end + delta }));

/** Tells the fields of `text` on whose lines no problem stands: they read the same before and after. */
const farFrom = (problems: readonly SourceRange[], text: string) => ({ start, end }: FieldNode): boolean => {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  return !problems.some((problem) => problem.start <= end && problem.end >= lineStart);
};

/** Replaces each of the `fresh` fields by the old one with the same text, if the edit leaves it alone and `isSame` agrees. */
function reuseFields(old: FieldNode[], fresh: FieldNode[], { lines, delta }: Edit, isSame: (field: FieldNode) => boolean): void {
  const movedBy = new Map<FieldNode, number>();
  const byStart = new Map<number, FieldNode>();
  for (const field of old) {
    const isBefore = field.end < lines.start;
    if (!isBefore && field.start + delta <= lines.end) continue;
    const shift = isBefore ? 0 : delta;
    movedBy.set(field, shift);
    byStart.set(field.start + shift, field);
  }
  fresh.forEach((field, index) => {
    const before = byStart.get(field.start);
    const shift = before && movedBy.get(before);
    if (before === undefined || shift === undefined || before.end + shift !== field.end || !isSame(field)) return;
    shiftField(before, shift);
    fresh[index] = before;
  });
}
