/** Re-reads only what an edit has touched. */
import { findBinary } from './binary';
import { type NestingRules, caffeNesting } from './nesting';
import { type Parsed, parse, parsePiece } from './parser';
import { braceProblems } from './problems';
import { shiftField, shiftRange } from './shift';
import type { FieldNode, SourceRange, SyntaxProblem, SyntaxTree } from './tree';

/** [start, oldEnd) of the old text has become [start, newEnd) of the new. */
export interface TextChange {
  start: number;
  oldEnd: number;
  newEnd: number;
}

/** With more problems than this the limit on their number may have had a say in them. */
const FEW_PROBLEMS = 40;

/** Problems that tell of a reading that went beyond the block they stand in. */
const farReaching = new Set([...braceProblems, 'too-deep', 'not-prototxt', 'not-text']);

/**
 * The tree of `newText`, the same as `parse` gives, out of the tree of the text before `change`.
 *
 * Top-level fields whose text the change does not touch are the same objects as before, moved in place, so whatever is
 * known of a block can be kept in a WeakMap under its field. The old tree is therefore no longer valid.
 */
export function reparse(tree: SyntaxTree, newText: string, change: TextChange, rules: NestingRules = caffeNesting): SyntaxTree {
  const edit = { ...change, delta: change.newEnd - change.oldEnd, lines: linesOf(newText, change) };
  const part = isLocal(tree.problems) && isPlain(tree.text) && isPlain(newText) ? findPart(tree, edit) : undefined;
  const piece = part && readPart(newText, part);
  const updated = part && piece && replacePart(tree, newText, edit, part, piece);
  return updated ?? reuseAll(tree, parse(newText, rules), edit);
}

interface Edit extends TextChange {
  /** How far the text after it moves. */
  delta: number;
  /** The lines of the new text that it touches, without their last newline. */
  lines: SourceRange;
}

/** The top-level fields that are read again, and where they stand. */
interface Part {
  /** Indices of the first of them and of the first after them. */
  from: number;
  to: number;
  start: number;
  oldEnd: number;
  newEnd: number;
}

function isLocal(problems: SyntaxProblem[]): boolean {
  return problems.length <= FEW_PROBLEMS && !problems.some(({ code }) => farReaching.has(code));
}

/** Whether nothing in the text decides how text far from it reads. */
function isPlain(text: string): boolean {
  return !text.includes('/*') && findBinary(text) === undefined;
}

/** The lines of `text` that hold [start, newEnd), whole. */
function linesOf(text: string, { start, newEnd }: TextChange): SourceRange {
  const newline = text.indexOf('\n', newEnd);
  return { start: start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1, end: newline === -1 ? text.length : newline };
}

/**
 * The fields on the lines of the edit, and the one before, which may now go on in them. Undefined where that one
 * shares its line with others: then it is safer to read everything.
 */
function findPart({ root, problems, text }: SyntaxTree, { delta, lines }: Edit): Part | undefined {
  const { fields } = root;
  const from = Math.max(0, countWhile(fields, ({ end }) => end < lines.start) - 1);
  let to = countWhile(fields, ({ start }) => start + delta <= lines.end);
  while (to < fields.length && !surelyStarts(fields[to] as FieldNode, text)) to++;
  const start = from === 0 ? 0 : (fields[from] as FieldNode).start;
  const oldEnd = fields[to]?.start ?? text.length;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const sharesLine = from > 0 && (text.slice(lineStart, start).trim() !== '' || problems.some((problem) => problem.start < start && problem.end > lineStart));
  return sharesLine ? undefined : { from, to, start, oldEnd, newEnd: oldEnd + delta };
}

/** Whether a field starts its line, and with a word that is its name whatever stands before it. */
function surelyStarts({ name, nameEnd, start, colon, value }: FieldNode, text: string): boolean {
  const isFirst = text.slice(text.lastIndexOf('\n', start) + 1, start).trim() === '';
  const isNamed = name !== '' && (colon === -1 ? value?.kind === 'message' : !text.slice(nameEnd, colon).includes('\n'));
  return isFirst && isNamed;
}

function readPart(newText: string, { start, newEnd }: Part): Parsed | undefined {
  const text = detach(newText.slice(start, newEnd));
  const piece = parsePiece(text, 0, text.length);
  if (piece === undefined || !isLocal(piece.problems)) return undefined;
  for (const field of piece.fields) shiftField(field, start);
  for (const range of [...piece.comments, ...piece.problems]) shiftRange(range, start);
  return piece;
}

/** A copy of a string of its own, for a slice would keep the whole text that it was cut from in memory. */
function detach(text: string): string {
  return ` ${text}`.slice(1);
}

function replacePart(tree: SyntaxTree, newText: string, edit: Edit, part: Part, piece: Parsed): SyntaxTree | undefined {
  const { fields } = tree.root;
  const problems = replaceRanges(tree.problems, piece.problems, part, edit.delta);
  if (!isLocal(problems)) return undefined;
  reuseFields(fields.slice(part.from, part.to), piece.fields, edit, () => true);
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
  for (const problem of old.problems) if (problem.start >= edit.oldEnd) shiftRange(problem, edit.delta);
  const problems = [...old.problems, ...fresh.problems];
  reuseFields(old.root.fields, fresh.root.fields, edit, ({ start, end }) => {
    const lineStart = fresh.text.lastIndexOf('\n', start) + 1;
    return !problems.some((problem) => problem.start <= end && problem.end >= lineStart);
  });
  return fresh;
}

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

/** How many items at the start of `items` satisfy `test`, which none after them does. */
function countWhile<Item>(items: Item[], test: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
