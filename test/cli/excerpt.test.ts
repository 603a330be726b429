/** The excerpt of a source line: marks stand under the place, and no line floods a terminal. */
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../server/src/cli/excerpt';

const long = 'x'.repeat(5_000_000);

describe('an excerpt', () => {
  it.each([
    ['marks the place', 'pad: one', 5, 8, ['  7 | pad: one', '    |      ^^^']],
    ['marks at least one column', 'pad:', 4, 4, ['  7 | pad:', '    |     ^']],
    ['keeps tabs', '\tpad: one', 6, 9, ['  7 | \tpad: one', '    | \t     ^^^']],
    ['counts Chinese characters as two columns', 'name: "甲" 乙', 10, 11, ['  7 | name: "甲" 乙', `    | ${' '.repeat(11)}^^`]],
    ['shows control characters as dots', '\u0007\u001b[2Jx', 5, 6, ['  7 | ··[2Jx', '    |      ^']],
    ['cuts a long line behind the place', long, 3, 5, [`  7 | ${'x'.repeat(120)}…`, '    |    ^^']],
    ['cuts a long line around the place', long, 1000, long.length, [`  7 | …${'x'.repeat(120)}…`, `    | ${' '.repeat(41)}${'^'.repeat(80)}`]],
    ['cuts a long line before the place', long, long.length - 2, long.length, [`  7 | …${'x'.repeat(42)}`, `    | ${' '.repeat(41)}^^`]],
  ])('%s', (_, source, from, to, expected) => {
    expect(excerpt(7, source, { from, to })).toEqual(expected);
  });
});
