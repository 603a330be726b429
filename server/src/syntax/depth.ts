/** Guards the stack of the parser against a file of braces. */
import { Close, Open, Token } from './tokens';

/** No Caffe message needs to be deeper. */
export const MAX_DEPTH = 100;

export interface Limited {
  tokens: Token[];
  /** Offset of the first brace that is too deep, or -1. */
  tooDeepAt: number;
}

/** The tokens, whose braces match, up to the first brace that is too deep; what is open there is closed. */
export function limitDepth(tokens: Token[]): Limited {
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const { tokenType, startOffset } = tokens[index] as Token;
    if (tokenType === Close) depth--;
    if (tokenType !== Open || ++depth <= MAX_DEPTH) continue;
    const closes = Array.from({ length: MAX_DEPTH }, () => new Token(Close, '', startOffset, startOffset));
    return { tokens: [...tokens.slice(0, index), ...closes], tooDeepAt: startOffset };
  }
  return { tokens, tooDeepAt: -1 };
}
