/** Finds the part of a document that an edit makes it necessary to read again. */
import type { FieldNode, SourceRange, SyntaxTree } from './tree';

/** [start, oldEnd) of the old text has become [start, newEnd) of the new. */
export interface TextChange {
  start: number;
  oldEnd: number;
  newEnd: number;
}

export interface Edit extends TextChange {
  /** How far the text after it moves. */
  delta: number;
  /** The lines of the new text that it touches, without their last newline. */
  lines: SourceRange;
}

/** The top-level fields that are read again, and where they stand. */
export interface Part {
  /** Indices of the first of them and of the first after them. */
  from: number;
  to: number;
  start: number;
  oldEnd: number;
  newEnd: number;
}

/** The lines of `text` that hold [start, newEnd), whole. */
export function linesOf(text: string, { start, newEnd }: TextChange): SourceRange {
  const newline = text.indexOf('\n', newEnd);
  return { start: start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1, end: newline === -1 ? text.length : newline };
}

/**
 * The fields on the lines of the edit, and the one before, which may now go on in them. Undefined where that one
 * shares its line with others: then it is safer to read everything.
 */
export function findPart({ root: { fields }, problems, text }: SyntaxTree, { delta, lines }: Edit): Part | undefined {
  const from = Math.max(0, countWhile(fields, ({ end }) => end < lines.start) - 1);
  let to = countWhile(fields, ({ start }) => start + delta <= lines.end);
  while (to < fields.length && !surelyStarts(fields[to] as FieldNode, text)) to++;
  const part = partOf(fields, from, to, text, delta);
  const lineStart = text.lastIndexOf('\n', part.start) + 1;
  const sharesLine = from > 0 && (text.slice(lineStart, part.start).trim() !== '' || problems.some(({ start, end }) => start < part.start && end > lineStart));
  return sharesLine ? undefined : part;
}

/** The part of the top-level fields with the indices [from, to). */
export function partOf(fields: readonly FieldNode[], from: number, to: number, text: string, delta: number): Part {
  const start = from === 0 ? 0 : (fields[from] as FieldNode).start;
  const oldEnd = fields[to]?.start ?? text.length;
  return { from, to, start, oldEnd, newEnd: oldEnd + delta };
}

/** Whether a field starts its line, and with a word that is its name whatever stands before it. */
export function surelyStarts({ name, nameEnd, start, colon, value }: FieldNode, text: string): boolean {
  const isFirst = text.slice(text.lastIndexOf('\n', start) + 1, start).trim() === '';
  const isNamed = name !== '' && (colon === -1 ? value?.kind === 'message' : !text.slice(nameEnd, colon).includes('\n'));
  return isFirst && isNamed;
}

/** How many items at the start of `items` satisfy `test`, which none after them does. */
export function countWhile<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
