/** Makes the braces of a token sequence match: puts in what is missing, takes out what is too much. */
import type { ProblemList } from './problems';
import { Close, Open, Token } from './tokens';

const closing: Record<string, string> = { '{': '}', '<': '>' };

/** The tokens with matching braces; each brace put in (with an empty image) or taken out is a problem. */
export function matchBraces(text: string, tokens: Token[], problems: ProblemList): Token[] {
  const matched: Token[] = [];
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.tokenType === Open) open.push(token);
    if (token.tokenType === Close) {
      const opening = open.pop();
      if (opening === undefined) {
        problems.report('extra-brace', token.startOffset, token.end, `Nothing is open that this \`${token.image}\` could close: delete it.`);
        continue;
      }
      if (closing[opening.image] !== token.image) {
        problems.report('mismatched-brace', token.startOffset, token.end, `Expected \`${closing[opening.image]}\` here: the block was opened with \`${opening.image}\`.`);
      }
    }
    matched.push(token);
  }
  const end = text.length;
  for (const opening of open.reverse()) {
    problems.report('missing-brace', end, end, `A \`${closing[opening.image]}\` is missing at the end.`);
    matched.push(new Token(Close, '', end, end));
  }
  return matched;
}
