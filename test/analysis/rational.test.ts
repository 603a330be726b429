/** Fractions stay exact and in lowest terms. */
import { describe, expect, it } from 'vitest';
import { equals, formatRational, multiply, rational, toNumber } from '../../server/src/analysis/rational';

describe('fractions', () => {
  it.each([
    [4, 6, 2, 3], [4, -6, -2, 3], [-4, -6, 2, 3], [0, 5, 0, 1], [0, -5, 0, 1], [8, 1, 8, 1], [65, 513, 65, 513],
  ])('%i/%i is %i/%i', (numerator, denominator, lowest, under) => {
    const made = rational(numerator, denominator);
    expect([made.numerator + 0, made.denominator]).toEqual([lowest, under]);
  });

  it('have no denominator 0', () => expect(() => rational(1, 0)).toThrow(RangeError));

  it('multiply', () => expect(equals(multiply(rational(8, 3), rational(3, 4)), rational(2))).toBe(true));

  it.each([[rational(1, 8), '1/8', 0.125], [rational(16, 2), '8', 8], [rational(-1, 2), '-1/2', -0.5]])('read as numbers and text', (fraction, text, number) => {
    expect(formatRational(fraction)).toBe(text);
    expect(toNumber(fraction)).toBe(number);
  });
});
