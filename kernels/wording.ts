// Words for people with their values kept apart, so that a caller that speaks another language can translate them.

/** English words with `{0}`, `{1}` where values stand; a value may be words itself. */
export interface Wording {
  readonly words: string;
  readonly values: readonly (string | number | Wording)[];
}

/** Makes a wording of a template: wording`There are ${classes} classes.` */
export const wording = (pieces: TemplateStringsArray, ...values: Wording['values']): Wording => ({
  words: pieces.reduce((words, piece, i) => `${words}{${i - 1}}${piece}`),
  values,
});

/** The wording as an English text. */
export const textOf = ({ words, values }: Wording): string =>
  words.replace(/\{(\d+)\}/g, (_, i: string) => {
    const value = values[Number(i)] ?? '';
    return typeof value === 'object' ? textOf(value) : `${value}`;
  });
