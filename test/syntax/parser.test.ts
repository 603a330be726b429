/** The tree of small texts: one row per fact of the text format. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';

describe('parse', () => {
  it('places fields, values, braces and comments', () => {
    const text = '# net\nlayer {\n  name: "a" # first\n}\n';
    const tree = parse(text);
    const layer = tree.root.fields[0];
    expect(tree.problems).toEqual([]);
    expect(tree.comments).toEqual([
      { start: 0, end: 5, text: '# net' },
      { start: 26, end: 33, text: '# first' },
    ]);
    expect(layer).toEqual({
      kind: 'field', start: 6, end: 35, name: 'layer', nameEnd: 11, colon: -1,
      value: {
        kind: 'message', start: 12, end: 35, close: 34,
        fields: [{
          kind: 'field', start: 16, end: 25, name: 'name', nameEnd: 20, colon: 20,
          value: { kind: 'scalar', start: 22, end: 25, form: 'string', negative: false, value: 'a' },
        }],
      },
    });
  });
});
