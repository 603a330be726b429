/**
 * The formatter: changes white space and nothing else.
 *
 * Every token and comment stays, in its order: quotes, separators, optional colons and lists are the author's choice.
 */
import { t } from '../../l10n/text';
import { LineIndex } from '../lines';
import type { SourceRange, SyntaxTree } from '../tree';
import { alignValues } from './align';
import { intactBlocks } from './intact';
import { itemsOf } from './items';
import { type FormatOptions, defaultFormat } from './options';
import { type Gap, planGaps } from './plan';

export type { FormatOptions } from './options';

/** The formatted text, or why there is none. */
export type FormatResult = { ok: true; text: string } | Refusal;

interface Refusal {
  ok: false;
  /** A sentence that names the first syntax problem and its line. */
  reason: string;
}

/** A piece of white space, at [start, end), and what it becomes. */
export interface WhitespaceEdit extends SourceRange {
  newText: string;
}

/** The whole document, formatted. One with syntax problems is refused, for its structure is not certain. */
export function format(tree: SyntaxTree, options: Partial<FormatOptions> = {}): FormatResult {
  const refusal = refuse(tree);
  if (refusal) return refusal;
  return { ok: true, text: planPieces(tree, options, lineBreakIn(tree)).map(({ newText, following }) => newText + following).join('') };
}

/**
 * The changes that format the lines which `range` touches (by default all of them), in order. The lines before the
 * range stay as they are, so only the indentation of its first line changes. Of a document with syntax problems only
 * the top-level blocks without any are formatted.
 */
export function formatEdits(tree: SyntaxTree, options: Partial<FormatOptions> = {}, range: SourceRange = tree.root): WhitespaceEdit[] {
  const { text } = tree;
  const lineStart = range.start === 0 ? 0 : text.lastIndexOf('\n', range.start - 1) + 1;
  const newline = text.indexOf('\n', range.end);
  const lineEnd = newline === -1 || range.end >= text.length ? text.length : newline;
  const pieces = tree.problems.length === 0 ? planPieces(tree, options, lineBreakIn(tree)) : planIntact(tree, options);
  return pieces
    .filter(({ end }) => end >= lineStart && end <= lineEnd)
    .map((piece) => indentOnly(piece, lineStart))
    .filter(({ start, end, newText }) => newText !== text.slice(start, end));
}

const lineBreakIn = ({ text }: SyntaxTree): string => /\r?\n/.exec(text)?.[0] ?? '\n';

/** The pieces of all blocks that can be read for themselves, without the white space around them but for their indentation. */
const planIntact = (tree: SyntaxTree, options: Partial<FormatOptions>): WhitespaceEdit[] =>
  intactBlocks(tree).flatMap((block) => planPieces(block.tree, options, lineBreakIn(tree)).slice(0, -1).map(({ start, end, newText }, index) =>
    ({ start: index === 0 ? block.indentStart : start + block.start, end: end + block.start, newText })));


function refuse(tree: SyntaxTree): Refusal | undefined {
  const problem = tree.problems[0];
  if (problem === undefined) return undefined;
  const { line } = new LineIndex(tree.text).positionAt(problem.start);
  return { ok: false, reason: t`line ${line + 1} has a syntax problem. ${problem.message}` };
}

/** White space and the item after it. */
interface Piece extends WhitespaceEdit {
  following: string;
}

function planPieces(tree: SyntaxTree, options: Partial<FormatOptions>, lineBreak: string): Piece[] {
  const complete = { ...defaultFormat, ...options };
  const items = itemsOf(tree);
  const gaps = planGaps(tree.text, items, complete);
  if (complete.alignValues) alignValues(items, gaps);
  const pieces = items.map((item, index) => ({
    start: items[index - 1]?.end ?? 0,
    end: item.start,
    newText: whitespace(gaps[index] as Gap, lineBreak, complete.indent),
    following: item.text,
  }));
  const lastEnd = items.at(-1)?.end ?? 0;
  pieces.push({ start: lastEnd, end: tree.text.length, newText: items.length > 0 ? lineBreak : '', following: '' });
  return pieces;
}

function whitespace({ lines, spaces, depth }: Gap, lineBreak: string, indent: string): string {
  return lines === 0 ? ' '.repeat(spaces) : lineBreak.repeat(lines) + indent.repeat(depth);
}

/** Of a piece that starts before `lineStart` only what follows it; nothing of one that joins lines across it. */
function indentOnly({ start, end, newText }: WhitespaceEdit, lineStart: number): WhitespaceEdit {
  if (start >= lineStart) return { start, end, newText };
  const newline = newText.lastIndexOf('\n');
  return newline === -1 ? { start, end: start, newText: '' } : { start: lineStart, end, newText: newText.slice(newline + 1) };
}
