/** What the parser of arguments itself says, in the user's language: it knows English only, so its sentences are recognised. */
import { phrase, sayWording, type Phrase } from '../l10n/text';

/** Commander's sentences, with places for the values; where one contains another, the longer goes before. */
const sentences: readonly Phrase[] = [
  phrase('error: option \'{0}\' cannot be used with option \'{1}\''),
  phrase('error: option \'{0}\' argument \'{1}\' is invalid. '),
  phrase('error: option \'{0}\' argument missing'),
  phrase('error: required option \'{0}\' not specified'),
  phrase('error: unknown option \'{0}\''),
  phrase('error: command-argument value \'{0}\' is invalid for argument \'{1}\'. '),
  phrase('error: missing required argument \'{0}\''),
  phrase('error: too many arguments for \'{0}\'. Expected 1 argument but got {1}.'),
  phrase('error: too many arguments for \'{0}\'. Expected {1} arguments but got {2}.'),
  phrase('error: unknown command \'{0}\''),
  phrase('Allowed choices are {0}.'),
  phrase('(Did you mean one of {0}?)'),
  phrase('(Did you mean {0}?)'),
  phrase(' (choices: {0}, default: {1})'),
  phrase(' (choices: {0})'),
  phrase(' (default: {0})'),
];

const patternOf = (words: string): RegExp =>
  new RegExp(words.split(/\{\d\}/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)'), 'g');

const known = sentences.map((words) => ({ words, pattern: patternOf(words) }));

/** A text of Commander's in the user's language; words that are not Commander's stay as they are. */
export const inUsersLanguage = (text: string): string =>
  known.reduce((said, { words, pattern }) => said.replace(pattern, (_, ...found: unknown[]) => sayWording({ words, values: found.slice(0, -2).map(String) })), text);
