/** Finds by indentation where blocks were meant to end whose closing braces are missing. */
import type { Layout } from './layout';
import { Close, Colon, Identifier, Open, type Token } from './tokens';

/** A closing brace is missing before the token with index `before`. */
export interface MissingClose {
  before: number;
  /** Index of the opening brace that lacks it. */
  open: number;
}

/** Part of a token sequence: [from, to), of which the first opens a block. */
export interface Section {
  tokens: Token[];
  /** The ways in which its indentation can be read. */
  layouts: readonly Layout[];
  from: number;
  to: number;
  /** How many closing braces were put in before a token already. */
  closesBefore: ReadonlyMap<number, number>;
}

/** Looking for the best places takes (braces · suspicious lines · tokens); beyond these limits the end has to do. */
const MOST_BRACES = 8;
const MOST_CANDIDATES = 100;
const MOST_TOKENS = 20_000;

/**
 * The places where `count` closing braces are missing in `section`, one for each block that is left open: those that
 * make the indentation fit best, its end where it says nothing.
 */
export function findUnclosed(section: Section, count: number): MissingClose[] {
  const [first, ...others] = section.layouts.map((layout) => ({ ...section, layout }));
  return bestClosing(others.reduce((best, next) => (misfitsIn(next) < misfitsIn(best) ? next : best), first as LaidOutSection), count).closed;
}

const misfitsIn = (section: LaidOutSection): number => closeAt(section, []).misfits.length;

type LaidOutSection = Section & { layout: Layout };

function bestClosing(section: LaidOutSection, count: number): Closing {
  const places: number[] = [];
  const isSearchable = count <= MOST_BRACES && section.to - section.from <= MOST_TOKENS;
  while (places.length < count) places.push(isSearchable ? bestPlace(section, places) : section.to);
  return closeAt(section, places);
}

/** Where one more brace, besides those at `places`, makes the indentation fit best; of equal places the last. */
function bestPlace(section: LaidOutSection, places: number[]): number {
  const { misfits } = closeAt(section, places);
  let best = section.to;
  let fewest = misfits.length - 1;
  for (const candidate of misfits.slice(0, MOST_CANDIDATES)) {
    const remaining = closeAt(section, [...places, candidate], fewest + 1);
    if (!remaining.isBalanced || remaining.misfits.length > fewest) continue;
    best = candidate;
    fewest = remaining.misfits.length;
  }
  return best;
}

interface Closing {
  closed: MissingClose[];
  /** Indices of the tokens that start a line in a column where they should not. */
  misfits: number[];
  /** False where a brace comes to close nothing. */
  isBalanced: boolean;
}

/** What becomes of the section with closing braces put in before the tokens `places`; stops after `limit` misfits. */
function closeAt({ tokens, layout, from, to, closesBefore }: LaidOutSection, places: number[], limit = Infinity): Closing {
  const ordered = [...places].sort((a, b) => a - b);
  const closed: MissingClose[] = [];
  const misfits: number[] = [];
  const open: number[] = [];
  for (let index = from; index <= to && misfits.length < limit; index++) {
    let closes = index === from ? 0 : closesBefore.get(index) ?? 0;
    while (closes-- > 0) if (open.pop() === undefined) return { closed, misfits, isBalanced: false };
    while (ordered[closed.length] === index) {
      const block = open.pop();
      if (block === undefined) return { closed, misfits, isBalanced: false };
      closed.push({ before: index, open: block });
    }
    if (index === to) break;
    if (isMisfit(tokens, layout, index, open.at(-1))) misfits.push(index);
    const type = tokens[index]?.tokenType;
    if (type === Open) open.push(index);
    else if (type === Close && open.pop() === undefined) return { closed, misfits, isBalanced: false };
  }
  return { closed, misfits, isBalanced: true };
}

/** Whether a closing brace stands elsewhere than below its block, or a field no further right than its block. */
function isMisfit(tokens: Token[], layout: Layout, index: number, block: number | undefined): boolean {
  const column = layout.firstColumn[index] as number;
  if (column === -1) return false;
  const type = tokens[index]?.tokenType;
  const indentation = block === undefined ? -1 : layout.indentation[block] as number;
  if (type === Close) return column !== indentation;
  const next = tokens[index + 1]?.tokenType;
  return type === Identifier && (next === Colon || next === Open) && column <= indentation;
}
