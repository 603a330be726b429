/** Finds where a quote is missing on a line that has one too few. */
import { BACKSLASH, isQuote } from './characters';

/** A string with one quote missing, at [start, end) including the quote that is there. */
export interface BrokenString {
  start: number;
  end: number;
  isOpeningMissing: boolean;
}

interface Pair {
  open: number;
  close: number;
}

/** So far back the start of a value is looked for. */
const LONGEST_VALUE = 300;

/**
 * The broken string of the line [from, lineEnd) of `text`, whose last quote at `unpaired` has no partner. Quotes pair
 * up from the left; the first pair in a place where no string can stand tells which quote is missing.
 */
export function placeMissingQuote(text: string, from: number, unpaired: number, lineEnd: number): BrokenString {
  for (const { open, close } of pairQuotes(text, from, unpaired)) {
    const unopened = findUnopened(text, from, open);
    if (unopened) return unopened;
    const runsIntoWord = /[\w$/.]/.test(text[close + 1] ?? '');
    if (runsIntoWord) return { start: open, end: endOfUnclosed(text, open, close), isOpeningMissing: false };
  }
  return findUnopened(text, from, unpaired)
    ?? { start: unpaired, end: endOfUnclosed(text, unpaired, lineEnd), isOpeningMissing: false };
}

/** The value before a quote, from its colon or, in a list, from its comma. A comma elsewhere is part of a name: `top: fuse1,2'`. */
const valueInList = /(?<=[,[]\s*)[^\s:,["'][^:,["']*$/;
const valueOfField = /(?<=:\s*)[^\s:,["'][^:["']*$/;

/** The string that ends with `quote` and whose opening quote is missing: `name: conv1"`. */
function findUnopened(text: string, from: number, quote: number): BrokenString | undefined {
  const before = text.slice(Math.max(from, quote - LONGEST_VALUE), quote);
  const isInList = before.lastIndexOf('[') > before.lastIndexOf(']');
  const value = (isInList ? valueInList : valueOfField).exec(before);
  return value ? { start: quote - value[0].length, end: quote + 1, isOpeningMissing: true } : undefined;
}

function pairQuotes(text: string, from: number, to: number): Pair[] {
  const pairs: Pair[] = [];
  let open = -1;
  for (let position = from; position < to; position++) {
    const code = text.charCodeAt(position);
    if (open === -1) {
      if (isQuote(code)) open = position;
    } else if (code === BACKSLASH) {
      position++;
    } else if (code === text.charCodeAt(open)) {
      pairs.push({ open, close: position });
      open = -1;
    }
  }
  return pairs;
}

/** Where a string without its closing quote ends: before the next field, comment or closing brace, if one follows. */
function endOfUnclosed(text: string, open: number, limit: number): number {
  const contents = text.slice(open + 1, limit);
  const next = /\s+([A-Za-z_]\w*\s*[:{]|#)|\s*,\s*$/.exec(contents);
  const before = next ? contents.slice(0, next.index) : contents;
  const brace = unmatchedBrace(before);
  return open + 1 + (brace === -1 ? before : before.slice(0, brace)).trimEnd().length;
}

/** The index of the first brace or bracket that closes nothing within `contents`, or -1. */
function unmatchedBrace(contents: string): number {
  let depth = 0;
  for (let index = 0; index < contents.length; index++) {
    const character = contents[index] as string;
    if ('{['.includes(character)) depth++;
    else if ('}]'.includes(character) && --depth < 0) return index;
  }
  return -1;
}
