/** Completion in comments that speak to Atrous: `# atrous: dialect=…`. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { phrase } from '../../l10n/text';
import { dialects } from '../../schema/dialects';
import type { Choice } from './item';

/** A comment up to the cursor: what directive it is, and what is begun of it. */
const begun = /#\s*atrous:\s*(dialect\s*=\s*)?([\w-]*)$/;

const words: readonly Choice[] = [
  { label: 'define', insert: 'define ${1:NAME}=${2:VALUE}', doc: phrase('A value for `${NAME}` and for a bare word where a number belongs.') },
  { label: 'dialect', insert: 'dialect=', doc: phrase('The Caffe that this file is written for.'), continues: true },
  { label: 'shape', insert: 'shape ${1:BLOB}=${2:1x3x513x513}', doc: phrase('The shape of a blob that the file does not tell.') },
].map((word) => ({ ...word, kind: CompletionItemKind.Keyword, isSnippet: true }));

const dialectChoices: readonly Choice[] = dialects.map(({ id, title, description }) => ({
  label: id, kind: CompletionItemKind.EnumMember, detail: title, doc: description,
}));

/** The choices behind a comment's beginning, and how much of it they replace; undefined where it does not speak to Atrous. */
export function directiveChoices(before: string): { choices: readonly Choice[]; typed: number } | undefined {
  const [, dialect, word] = begun.exec(before) ?? [];
  return word === undefined ? undefined : { choices: dialect === undefined ? words : dialectChoices, typed: word.length };
}
