/** Where tokens stand on their lines: indentation tells recovery what the braces do not. */
import type { Token } from './tokens';

export interface Layout {
  /** The column of each token that is the first of its line; -1 for the others. */
  firstColumn: Int32Array;
  /** For each token, the column of the first token of its line. */
  indentation: Int32Array;
}

/** How wide tabs may have been where a file was written, the most usual first. */
const tabStops = [4, 8, 2];

/** The column behind the blanks and tabs that begin a line. */
function widthOf(blanks: string, tabStop: number): number {
  let column = 0;
  for (const character of blanks) column = character === '\t' ? column - (column % tabStop) + tabStop : column + 1;
  return column;
}

/**
 * The layout of `tokens`, which stand in `text`, in the eyes of each who may have written it: where lines begin with tabs
 * and others with blanks, only the whole tells how wide a tab is.
 */
export function layOut(text: string, tokens: Token[]): readonly Layout[] {
  const isMixed = /^\t/m.test(text) && /^\t* /m.test(text);
  return (isMixed ? tabStops : tabStops.slice(0, 1)).map((tabStop) => layOutWith(tabStop, text, tokens));
}

function layOutWith(tabStop: number, text: string, tokens: Token[]): Layout {
  const firstColumn = new Int32Array(tokens.length).fill(-1);
  const indentation = new Int32Array(tokens.length);
  let previousEnd = 0;
  let current = 0;
  tokens.forEach((token, index) => {
    const between = text.slice(previousEnd, token.startOffset);
    const newline = between.lastIndexOf('\n');
    if (newline !== -1 || index === 0) {
      current = widthOf(between.slice(newline + 1), tabStop);
      firstColumn[index] = current;
    }
    indentation[index] = current;
    previousEnd = token.end;
  });
  return { firstColumn, indentation };
}
