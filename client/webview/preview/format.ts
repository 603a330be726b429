/** Writes numbers as the editor's language does. */

const once = <Value>(make: () => Value): (() => Value) => {
  let made: Value | undefined;
  return () => (made ??= make());
};

const numbers = (options: Intl.NumberFormatOptions): (() => Intl.NumberFormat) => once(() => new Intl.NumberFormat(document.documentElement.lang, options));

const percent = numbers({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = numbers({ maximumFractionDigits: 0 });
const oneDigit = numbers({ maximumFractionDigits: 1 });

/** `18.4 %`; a class that has a pixel never shows as nothing. */
export const formatShare = (share: number): string =>
  share > 0 && share < 0.0005 ? `< ${percent().format(0.001)}` : percent().format(share);

/** `3.2 ms`, `184 ms`, `2.1 s`. */
export function formatTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${oneDigit().format(milliseconds / 1000)} s`;
  return `${(milliseconds < 10 ? oneDigit : whole)().format(milliseconds)} ms`;
}
