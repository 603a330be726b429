/** Offsets to lines and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../server/src/syntax/lines';

describe('LineIndex', () => {
  it.each([
    ['ab\ncd', 0, 0, 0],
    ['ab\ncd', 2, 0, 2],
    ['ab\ncd', 3, 1, 0],
    ['ab\ncd', 5, 1, 2],
    ['a\r\nb\rc', 3, 1, 0],
    ['a\r\nb\rc', 5, 2, 0],
    ['😀x', 2, 0, 2],
    ['a\n', 2, 1, 0],
    ['a', 99, 0, 1],
    ['a', -1, 0, 0],
  ])('finds offset %j@%i in line %i, column %i', (text, offset, line, character) => {
    expect(new LineIndex(text).positionAt(offset)).toEqual({ line, character });
  });

  it('takes a column beyond a line for its end, and a line beyond the text for its end', () => {
    const lines = new LineIndex('ab\r\ncd\n');
    expect(lines.offsetAt({ line: 0, character: 9 })).toBe(2);
    expect(lines.offsetAt({ line: 1, character: 9 })).toBe(6);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(7);
    expect(lines.offsetAt({ line: -1, character: 0 })).toBe(0);
    expect([lines.lineCount, lines.lineStart(1), lines.lineEnd(1), lines.lineEnd(2)]).toEqual([3, 4, 6, 7]);
  });

  it('is its own inverse at every offset that is not inside a line break', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', ' ') }), fc.nat(40), (text, at) => {
      const lines = new LineIndex(text);
      const offset = Math.min(at, text.length);
      const expected = text.slice(offset - 1, offset + 1) === '\r\n' ? offset - 1 : offset;
      expect(lines.offsetAt(lines.positionAt(offset))).toBe(expected);
    }));
  });
});
