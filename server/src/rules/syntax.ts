/** The syntax rules: what the parser can find, with the words for settings and docs. */
import type { SyntaxTree } from '../syntax/tree';
import type { Finding, RuleInfo } from './rule';

/** Code within the group → title and doc. */
const table: Readonly<Record<string, readonly [title: string, doc: string]>> = {
  'comment-style': ['Comment of another language', 'Comments start with `#`. `//` and `/* */` are not part of the text format.'],
  'equals-sign': ['Equals sign for a colon', 'A field is written `name: value`.'],
  escape: ['Unknown escape', 'The text format knows C\'s escapes in strings: `\\n`, `\\"`, `\\x41`, `\\101`, `\\u00e9`.'],
  'extension-name': ['Extension name', 'Names in brackets stand for protobuf extensions. Caffe has none.'],
  'extra-brace': ['Brace too many', 'A closing brace has no opening one.'],
  'foreign-character': ['Character outside the text format', 'Outside strings and comments a file holds printable ASCII only: no byte-order mark, no hard space, no typographic quotes.'],
  'invalid-value': ['Value not understood', 'A value is a number, a quoted string, a name, a message in braces or a list in brackets.'],
  'minus-sign': ['Minus sign without a number', 'A minus sign belongs before a number.'],
  'mismatched-brace': ['Brackets that do not match', 'A message opened with `{` is closed with `}`, one opened with `<` with `>`.'],
  'missing-brace': ['Brace missing', 'A message is opened and not closed.'],
  'missing-bracket': ['Bracket missing', 'A list is opened and not closed.'],
  'missing-colon': ['Colon missing', 'A colon stands between a field\'s name and its value. Only before a message in braces it may be left out.'],
  'missing-comma': ['Comma missing', 'The elements of a list are separated by commas.'],
  'missing-name': ['Field name missing', 'A value stands where a field\'s name belongs.'],
  'missing-value': ['Value missing', 'A field has a name and no value.'],
  'nested-list': ['List in a list', 'A list holds values and messages, not lists.'],
  number: ['Number not understood', 'Numbers are decimal, hexadecimal (`0x10`) or octal (`010`), with a space before a name that follows.'],
  'unclosed-string': ['String not closed', 'A string ends with the quote that it started with, in the same line.'],
  'too-deep': ['Messages nested too deeply', 'The file nests messages far deeper than any net does; reading stops there.'],
  unexpected: ['Unexpected text', 'This is no part of a field.'],
};

export const syntaxRules: readonly RuleInfo[] = Object.entries(table).map(([name, [title, doc]]) => ({
  code: `syntax/${name}`, severity: 'error', title, doc,
}));

/** The parser's problems as findings. */
export const checkSyntax = (tree: SyntaxTree): Finding[] =>
  tree.problems.map(({ code, message, start, end }) => ({ code: `syntax/${code}`, severity: 'error', message, start, end }));
