/** Words to tree: any text at all gives a tree and a list of problems. */
import { t } from '../l10n/text';
import { findBinary } from './binary';
import { MAX_DEPTH, limitDepth } from './depth';
import { parseTokens } from './grammar';
import { Lexer } from './lexer';
import { mendBraces } from './mend';
import { type NestingRules, caffeNesting } from './nesting';
import { ProblemList } from './problems';
import type { Comment, FieldNode, SyntaxProblem, SyntaxTree } from './tree';

/** What a piece of text holds. */
export interface Parsed {
  fields: FieldNode[];
  comments: Comment[];
  problems: SyntaxProblem[];
}

/**
 * The tree of `text`. Never throws: what is wrong stands in the tree's `problems`, at most 100 of them, and a single
 * one where the text is no prototxt at all. `rules` tell which blocks a missing brace has put into a wrong place.
 */
export function parse(text: string, rules: NestingRules = caffeNesting): SyntaxTree {
  const binary = findBinary(text);
  const { fields, comments, problems } = binary
    ? { fields: [], comments: [], problems: [binary] }
    : parsePiece(text, 0, text.length) ?? parseMended(text, rules);
  return { text, root: { kind: 'message', start: 0, end: text.length, fields, close: -1 }, comments, problems };
}

/** What [start, end) of `text` holds, or undefined if its braces do not match. */
export function parsePiece(text: string, start: number, end: number): Parsed | undefined {
  const problems = new ProblemList();
  const lexer = new Lexer(text, start, end, problems);
  const fields: FieldNode[] = [];
  while (!problems.isFull && lexer.readStretch() && !lexer.needsMending) {
    for (const field of parseTokens(text, lexer.tokens, problems)) fields.push(field);
  }
  return lexer.needsMending ? undefined : { fields, comments: lexer.comments, problems: problems.inOrder(text) };
}

/**
 * What `text`, whose braces do not match, holds once they are mended; `linesBefore` lines stand before it. Not `isWhole`
 * where reading all of it had no point.
 */
export function parseMended(text: string, rules: NestingRules, linesBefore = 0): Parsed & { isWhole: boolean } {
  const problems = new ProblemList();
  const lexer = new Lexer(text, 0, text.length, problems);
  const { tokens, tooDeepAt } = limitDepth(mendBraces(text, lexer.readAll(), rules, problems, linesBefore));
  const fields = parseTokens(text, tokens, problems);
  if (tooDeepAt !== -1) problems.condemn(tooDeep(tooDeepAt));
  else if (lexer.isTooDeep) problems.condemn(tooDeep(lexer.readUntil - 1));
  return { fields, comments: lexer.comments, problems: problems.inOrder(text), isWhole: lexer.readUntil >= text.length };
}

function tooDeep(start: number): SyntaxProblem {
  const message = t`Blocks are nested more than ${MAX_DEPTH} deep from here on: this is no Caffe prototxt. Reading stopped.`;
  return { code: 'too-deep', start, end: start + 1, message };
}
