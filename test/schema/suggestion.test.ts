/** Distances between names, and what was probably meant. */
import { describe, expect, it } from 'vitest';
import { closestName, editDistance } from '../../server/src/schema/suggestion';

describe('edit distance', () => {
  it.each([
    ['', '', 0], ['abc', 'abc', 0], ['abc', 'abd', 1], ['abc', 'abcd', 1], ['abc', 'ab', 1], ['abc', 'acb', 1], ['ca', 'abc', 3],
    ['kitten', 'sitting', 3], ['abcdef', 'zzzzzz', 5],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b, 4)).toBe(distance);
    expect(editDistance(b, a, 4)).toBe(distance);
  });
});

describe('the closest name', () => {
  const names = ['num_output', 'kernel_size', 'kernel_h', 'kernel_w', 'pad', 'stride', 'dilation'];
  it.each([
    ['num_outptu', 'num_output'], ['kernal_size', 'kernel_size'], ['Pad', 'pad'], ['dilatoin', 'dilation'], ['x', undefined], ['ped', 'pad'], ['pxdy', undefined], ['engine', undefined],
  ])('of %s is %s', (name, expected) => {
    expect(closestName(name, names)).toBe(expected);
  });
});
