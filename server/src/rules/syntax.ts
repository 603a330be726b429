/** The syntax rules: what the parser can find, with the words for settings and docs. */
import { phrase, t, type Phrase } from '../l10n/text';
import type { SyntaxProblem, SyntaxTree } from '../syntax/tree';
import { encoding } from './encoding';
import { lineEnds } from './line-ends';
import { findAll, type Finding, type RuleInfo } from './rule';

/** Code within the group → title and doc. */
const table: Readonly<Record<string, readonly [title: Phrase, doc: Phrase]>> = {
  'comment-style': [phrase('Comment of another language'), phrase('Comments start with `#`. `//` and `/* */` are not part of the text format.')],
  'equals-sign': [phrase('Equals sign for a colon'), phrase('A field is written `name: value`.')],
  escape: [phrase('Unknown escape'), phrase('The text format knows C\'s escapes in strings: `\\n`, `\\"`, `\\x41`, `\\101`, `\\u00e9`.')],
  'extension-name': [phrase('Extension name'), phrase('Names in brackets stand for protobuf extensions. Caffe has none.')],
  'extra-brace': [phrase('Brace too many'), phrase('A closing brace has no opening one.')],
  'foreign-character': [phrase('Character outside the text format'), phrase('Outside strings and comments a file holds printable ASCII only: no byte-order mark, no hard space, no typographic quotes.')],
  'invalid-value': [phrase('Value not understood'), phrase('A value is a number, a quoted string, a name, a message in braces or a list in brackets.')],
  'minus-sign': [phrase('Minus sign without a number'), phrase('A minus sign belongs before a number.')],
  'mismatched-brace': [phrase('Brackets that do not match'), phrase('A message opened with `{` is closed with `}`, one opened with `<` with `>`.')],
  'missing-brace': [phrase('Brace missing'), phrase('A message is opened and not closed.')],
  'missing-bracket': [phrase('Bracket missing'), phrase('A list is opened and not closed.')],
  'missing-colon': [phrase('Colon missing'), phrase('A colon stands between a field\'s name and its value. Only before a message in braces it may be left out.')],
  'missing-comma': [phrase('Comma missing'), phrase('The elements of a list are separated by commas.')],
  'missing-name': [phrase('Field name missing'), phrase('A value stands where a field\'s name belongs.')],
  'missing-value': [phrase('Value missing'), phrase('A field has a name and no value.')],
  'nested-list': [phrase('List in a list'), phrase('A list holds values and messages, not lists.')],
  number: [phrase('Number not understood'), phrase('Numbers are decimal, hexadecimal (`0x10`) or octal (`010`), with a space before a name that follows.')],
  'not-prototxt': [phrase('No prototxt'), phrase('Hardly a word of the file can be read, so it is something else; no other problem is listed.')],
  'not-text': [phrase('No text'), phrase('The file holds bytes that no text has: it is a weights file, a picture or another binary file.')],
  template: [phrase('Template without a brace'), phrase('A template is written `${NAME}`. One that lacks a brace is read as if it had both.')],
  'unclosed-string': [phrase('String not closed'), phrase('A string ends with the quote that it started with, in the same line.')],
  'too-deep': [phrase('Messages nested too deeply'), phrase('The file nests messages far deeper than any net does; reading stops there.')],
  unexpected: [phrase('Unexpected text'), phrase('This is no part of a field.')],
};

const parserRules: readonly RuleInfo[] = Object.entries(table).map(([name, [title, doc]]) => ({
  code: `syntax/${name}`, severity: 'error', title, doc,
}));

export const syntaxRules: readonly RuleInfo[] = [...parserRules, encoding, lineEnds];

/** Where the block opens that is not closed: the text of its line. */
function opening({ text }: SyntaxTree, data: SyntaxProblem['data']): Finding['related'] {
  if (typeof data?.['line'] !== 'number') return undefined;
  let start = 0;
  for (let line = 1; line < data['line']; line++) start = text.indexOf('\n', start) + 1;
  const end = text.indexOf('\n', start);
  const written = text.slice(start, end < 0 ? text.length : end);
  const first = start + written.length - written.trimStart().length;
  return [{ start: first, end: start + written.trimEnd().length, message: t('The block opens here.') }];
}

function findingOfProblem(tree: SyntaxTree, { code, ...problem }: SyntaxProblem): Finding {
  const related = opening(tree, problem.data);
  return { ...problem, code: `syntax/${code}`, severity: 'error', ...(related && { related }) };
}

/** The parser's problems as findings, and what lies below the text format. */
export const checkSyntax = (tree: SyntaxTree): Finding[] => [
  ...tree.problems.map((problem) => findingOfProblem(tree, problem)),
  ...findAll([encoding, lineEnds], { tree }),
];
