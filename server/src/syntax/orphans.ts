/** Finds the fields of a block whose first line, with its name and its opening brace, is missing. */
import type { Layout } from './layout';
import type { NestingRules } from './nesting';
import { Close, Colon, Identifier, Open, type Token } from './tokens';

/**
 * The index of the first token that the closing brace with the index `close`, which closes nothing, may have been meant
 * to hold: of the fields right before it that stand further right, or of several on its line. `close` itself where there are none.
 */
export function startOfOrphans(tokens: Token[], { firstColumn, indentation }: Layout, close: number, rules: NestingRules): number {
  const isFirst = firstColumn[close] !== -1;
  const column = (indentation[close] as number) - (isFirst ? 0 : 1);
  let start = close;
  let depth = 0;
  let fields = 0;
  for (let index = close - 1; index >= 0; index--) {
    const type = tokens[index]?.tokenType;
    if (type === Close) depth++;
    else if (type === Open && --depth < 0) break;
    const first = firstColumn[index] as number;
    const isLast = first !== -1 && column < 0;
    if (depth === 0) {
      if (first !== -1 && first <= column) break;
      if (type === Identifier && rules.holdersOf((tokens[index] as Token).image) !== undefined && opensBlock(tokens, index)) break;
      if (type === Identifier && tokens[index - 1]?.tokenType !== Colon) fields++;
      if (first !== -1 && type === Identifier) start = index;
    }
    if (isLast) break;
  }
  return isFirst || fields > 1 ? start : close;
}

const opensBlock = (tokens: Token[], name: number): boolean =>
  tokens[name + 1]?.tokenType === Open || (tokens[name + 1]?.tokenType === Colon && tokens[name + 2]?.tokenType === Open);
