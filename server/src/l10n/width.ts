/** How wide words stand in a terminal, where a Chinese character takes the place of two Latin ones. */

/** Wide characters by Unicode's East Asian width, as far as they occur in what the product says. */
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns that a text takes. */
export const widthOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** The text with blanks behind it up to `width` columns. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The text with blanks before it up to `width` columns. */
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;
