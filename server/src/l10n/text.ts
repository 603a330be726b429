/**
 * The words that users read. They stand in English where they are said and are looked up in the user's language there and then,
 * at no cost in English. `test/l10n` finds them all in the sources and asks for each one's translation.
 */

declare const translated: unique symbol;
declare const untranslated: unique symbol;

/** Words in the user's language. */
export type Words = string & { readonly [translated]: true };

/** English words in a table, which is made before the language is known: `say` puts them into the user's language where they are shown. */
export type Phrase = string & { readonly [untranslated]: true };

/** English → translation. Values stand as `{0}`, `{1}` in both. */
export type Translations = Readonly<Record<string, string>>;

let translations: Translations | undefined;

/** A translated text: what stands before each value, and which value that is. */
interface Pattern {
  pieces: readonly string[];
  places: readonly number[];
}

/** By call, as each has an array of its own. */
let patterns = new WeakMap<TemplateStringsArray, Pattern>();

/** Speaks by these translations from now on, in the whole process; English without any. */
export function setTranslations(spoken: Translations | undefined): void {
  translations = spoken;
  patterns = new WeakMap();
}

/** What a call is looked up by: its words with `{0}`, `{1}` for the values. */
export const keyOf = (words: readonly string[]): string => words.reduce((key, piece, index) => `${key}{${index - 1}}${piece}`);

function patternOf(words: TemplateStringsArray, spoken: Translations): Pattern {
  const known = patterns.get(words);
  if (known) return known;
  const key = keyOf(words);
  const parts = (Object.hasOwn(spoken, key) ? (spoken[key] ?? key) : key).split(/\{(\d+)\}/);
  const pattern = { pieces: parts.filter((_, index) => index % 2 === 0), places: parts.filter((_, index) => index % 2 === 1).map(Number) };
  patterns.set(words, pattern);
  return pattern;
}

const join = (pieces: readonly string[], valueAt: (index: number) => string | number | null | undefined): string =>
  pieces.reduce((text, piece, index) => `${text}${valueAt(index - 1)}${piece}`);

const lookedUp = (words: string): string => (translations && Object.hasOwn(translations, words) ? translations[words] : undefined) ?? words;

/**
 * Words, or a template with values, in the user's language: t('Close the string'), t`The net has no input "${name}".` Values
 * that are words themselves come from calls of their own; a plural is two texts.
 */
export function t(words: string | TemplateStringsArray, ...values: readonly (string | number | null | undefined)[]): Words {
  if (typeof words === 'string') return lookedUp(words) as Words;
  if (translations === undefined) return join(words, (index) => values[index]) as Words;
  const { pieces, places } = patternOf(words, translations);
  return join(pieces, (index) => values[places[index] ?? -1]) as Words;
}

/** Marks the words of a table for translation. */
export const phrase = (words: string): Phrase => words as Phrase;

/** The same for all strings of a table. */
export const phrases = <Table>(table: Table): Phrased<Table> => table as Phrased<Table>;

/** A table with phrases for strings. */
export type Phrased<Table> = Table extends string ? Phrase : { readonly [Key in keyof Table]: Phrased<Table[Key]> };

/** The words of a table in the user's language. */
export const say = (words: Phrase): Words => lookedUp(words) as Words;

/** Words whose values stand apart, from a part that stands alone and speaks English: the kernels. A value may be words itself. */
export interface Wording {
  readonly words: string;
  readonly values: readonly (string | number | Wording)[];
}

/** The same in the user's language. */
export const sayWording = ({ words, values }: Wording): Words =>
  lookedUp(words).replace(/\{(\d+)\}/g, (_, place: string) => {
    const value = values[Number(place)] ?? '';
    return typeof value === 'object' ? sayWording(value) : `${value}`;
  }) as Words;

/** What comes in words of its own from elsewhere, such as an operating system's reason. */
export const verbatim = (words: string): Words => words as Words;
