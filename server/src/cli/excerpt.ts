/** The source line of a finding with marks under the place, in the width of a terminal whatever the file holds. */

/** A place in one line, in UTF-16 units from 0; `to` is exclusive. */
export interface Place {
  from: number;
  to: number;
}

/** Columns of source text that are shown at most. */
const width = 120;

/** Columns before the place that stay in view when the line is too long to be shown whole. */
const lead = 40;

/** Control characters would move the cursor or ring the bell: a dot stands for each. Tabs stay. */
// eslint-disable-next-line no-control-regex
const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, '·');

/** Characters that terminals draw two columns wide: of Chinese, Japanese and Korean, full forms, and emoji. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** As many blanks as the text is wide; tabs stay tabs, so that marks stand under their characters. */
const blanks = (text: string): string =>
  Array.from(text, (character) => (character === '\t' ? '\t' : wide.test(character) ? '  ' : ' ')).join('');

/** The two lines to print: the text, cut around the place where it is long, and the marks. */
export function excerpt(line: number, source: string, { from, to }: Place): [string, string] {
  const begin = source.length > width && from > lead ? from - lead : 0;
  const end = Math.min(source.length, begin + width);
  const [before, marked] = [printable(source.slice(begin, from)), printable(source.slice(from, Math.min(to, end)))];
  const text = `${begin > 0 ? '…' : ''}${printable(source.slice(begin, end))}${end < source.length ? '…' : ''}`;
  const marks = `${begin > 0 ? ' ' : ''}${blanks(before)}${'^'.repeat(Math.max(1, blanks(marked).length))}`;
  const number = String(line);
  return [`  ${number} | ${text}`, `  ${' '.repeat(number.length)} | ${marks}`];
}
