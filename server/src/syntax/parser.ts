/** Text to tree: any text at all gives a tree and a list of problems. */
import { matchBraces } from './braces';
import { parseTokens } from './grammar';
import { tokenize } from './lexer';
import { ProblemList } from './problems';
import type { SyntaxTree } from './tree';

/** The tree of `text`. Never throws: what is wrong stands in the tree's `problems`. */
export function parse(text: string): SyntaxTree {
  const problems = new ProblemList();
  const { tokens, comments } = tokenize(text, 0, text.length, problems);
  const fields = parseTokens(text, matchBraces(text, tokens, problems), problems);
  const root = { kind: 'message' as const, start: 0, end: text.length, fields, close: -1 };
  return { text, root, comments, problems: problems.inOrder() };
}
