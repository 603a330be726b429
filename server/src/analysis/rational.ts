/** Exact fractions, for strides and offsets that upsampling makes fractional. */

/** numerator / denominator in lowest terms, denominator > 0. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

/** Of numbers beyond all bounds there is no divisor to find; they stay as they are. */
const gcd = (a: number, b: number): number => {
  if (b === 0) return Math.abs(a);
  return Number.isFinite(a) && Number.isFinite(b) ? gcd(b, a % b) : 1;
};

/** @throws RangeError for a denominator of 0. */
export function rational(numerator: number, denominator = 1): Rational {
  if (denominator === 0) throw new RangeError('A fraction cannot have the denominator 0.');
  const divisor = gcd(numerator, denominator) * Math.sign(denominator) || 1;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

export const toNumber = (a: Rational): number => a.numerator / a.denominator;

export const equals = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator;

/** `8`, `1/2`. */
export const formatRational = (a: Rational): string =>
  a.denominator === 1 ? String(a.numerator) : `${a.numerator}/${a.denominator}`;
