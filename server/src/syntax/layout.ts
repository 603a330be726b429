/** Where tokens stand on their lines: indentation tells recovery what the braces do not. */
import type { Token } from './tokens';

export interface Layout {
  /** The column of each token that is the first of its line; -1 for the others. */
  firstColumn: Int32Array;
  /** For each token, the column of the first token of its line. */
  indentation: Int32Array;
}

/** The layout of `tokens`, which stand in `text`. Columns count characters, a tab as one. */
export function layOut(text: string, tokens: Token[]): Layout {
  const firstColumn = new Int32Array(tokens.length).fill(-1);
  const indentation = new Int32Array(tokens.length);
  let previousEnd = 0;
  let current = 0;
  tokens.forEach((token, index) => {
    const newline = text.slice(previousEnd, token.startOffset).lastIndexOf('\n');
    if (newline !== -1 || index === 0) {
      current = token.startOffset - previousEnd - newline - 1;
      firstColumn[index] = current;
    }
    indentation[index] = current;
    previousEnd = token.end;
  });
  return { firstColumn, indentation };
}
