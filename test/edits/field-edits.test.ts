/** Fields added and removed in place; `‹…›` marks the field. */
import { describe, expect, it } from 'vitest';
import { appendTo, insertAfter, removeField } from '../../server/src/edits/field-edits';
import { applyEdits } from '../../server/src/edits/text-edit';
import { parse } from '../../server/src/syntax/parser';
import { unmark } from '../support/marked';

describe('insertAfter', () => {
  it.each([
    ['in a line with others', 'a { ‹b: 1› c: 2 }', 'a { b: 1 new: 9 c: 2 }'],
    ['on its own line', 'a {\n  ‹b: 1›\n}', 'a {\n  b: 1\n  new: 9\n}'],
    ['past a comment', 'a {\n\t‹b: 1› # why\n}', 'a {\n\tb: 1 # why\n\tnew: 9\n}'],
    ['with CRLF', 'a {\r\n  ‹b: 1›\r\n}', 'a {\r\n  b: 1\r\n  new: 9\r\n}'],
    ['past a separator', 'a { ‹b: 1›, c: 2 }', 'a { b: 1, new: 9 c: 2 }'],
    ['first of a line with others', 'a {\n  ‹b: 1› c: 2\n}', 'a {\n  b: 1 new: 9 c: 2\n}'],
    ['last of a line with the closing brace', 'a {\n  ‹b: 1› }', 'a {\n  b: 1 new: 9 }'],
  ])('%s', (_, marked, expected) => {
    const { text, start, end } = unmark(marked);
    expect(applyEdits(text, [insertAfter(text, { start, end }, ['new: 9'])])).toBe(expected);
  });
});

describe('appendTo', () => {
  it.each([
    ['a { }', 'a { new: 9 }'],
    ['a {}', 'a { new: 9 }'],
    ['a {\n}', 'a { new: 9 }'],
    ['a {\n  b: 1\n}', 'a {\n  b: 1\n  new: 9\n}'],
    ['a < b: 1 >', 'a < b: 1 new: 9 >'],
  ])('%j', (text, expected) => {
    const value = parse(text).root.fields[0]?.value;
    if (value?.kind !== 'message') throw new Error('The text holds a message.');
    expect(applyEdits(text, [appendTo(text, value, ['new: 9'])])).toBe(expected);
  });
});

describe('removeField', () => {
  it.each([
    ['with its line', 'a {\n  ‹b: 1›\n  c: 2\n}', 'a {\n  c: 2\n}'],
    ['with its line, CRLF', 'a {\r\n  ‹b: 1›\r\n}', 'a {\r\n}'],
    ['leaves a comment', 'a {\n  ‹b: 1› # why\n}', 'a {\n  # why\n}'],
    ['between others', 'a { b: 1 ‹c: 2› d: 3 }', 'a { b: 1 d: 3 }'],
    ['with its separator', 'a { ‹b: 1›; c: 2 }', 'a { c: 2 }'],
    ['at the end of the text', 'a: 1\n‹b: 2›', 'a: 1\n'],
  ])('%s', (_, marked, expected) => {
    const { text, start, end } = unmark(marked);
    expect(applyEdits(text, [removeField(text, { start, end })])).toBe(expected);
  });
});

describe('applyEdits', () => {
  it('takes edits in any order, and refuses overlapping ones', () => {
    expect(applyEdits('abc', [{ start: 2, end: 3, newText: 'C' }, { start: 0, end: 0, newText: '>' }])).toBe('>abC');
    expect(() => applyEdits('abc', [{ start: 0, end: 2, newText: '' }, { start: 1, end: 3, newText: '' }])).toThrow(RangeError);
  });
});
