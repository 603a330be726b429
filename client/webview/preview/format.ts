/** Writes numbers as the editor's language does. */

const language = document.documentElement.lang;

const percent = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** `18.4 %`; a class that has a pixel never shows as nothing. */
export const formatShare = (share: number): string =>
  share > 0 && share < 0.0005 ? `< ${percent.format(0.001)}` : percent.format(share);

/** `3.2 ms`, `184 ms`, `2.1 s`. */
export function formatTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${oneDigit.format(milliseconds / 1000)} s`;
  return `${(milliseconds < 10 ? oneDigit : whole).format(milliseconds)} ms`;
}
