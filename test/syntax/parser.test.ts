/** The tree of small texts: one row per fact of the text format. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { outline } from './outline';

describe('parse', () => {
  it('places fields, values, braces and comments', () => {
    const text = '# net\nlayer {\n  name: "a" # first\n}\n';
    const tree = parse(text);
    expect(tree.problems).toEqual([]);
    expect(tree.comments).toEqual([
      { start: 0, end: 5, text: '# net' },
      { start: 26, end: 33, text: '# first' },
    ]);
    expect(tree.root).toEqual({
      kind: 'message', start: 0, end: text.length, close: -1,
      fields: [{
        kind: 'field', start: 6, end: 35, name: 'layer', nameEnd: 11, colon: -1,
        value: {
          kind: 'message', start: 12, end: 35, close: 34,
          fields: [{
            kind: 'field', start: 16, end: 25, name: 'name', nameEnd: 20, colon: 20,
            value: { kind: 'scalar', start: 22, end: 25, form: 'string', negative: false, value: 'a' },
          }],
        },
      }],
    });
  });

  it('tells how a scalar is written', () => {
    const scalars = parse('a: MAX b: 0x1F c: 1.5f d: "s" e: ${N} f: -inf').root.fields.map(({ value }) => value);
    expect(scalars).toMatchObject([
      { form: 'identifier', negative: false, value: 'MAX' },
      { form: 'integer', negative: false, value: '0x1F' },
      { form: 'float', negative: false, value: '1.5f' },
      { form: 'string', negative: false, value: 's' },
      { form: 'template', negative: false, value: 'N' },
      { form: 'identifier', negative: true, value: 'inf' },
    ]);
  });

  it.each([
    ['', ''],
    ['# only a comment', ''],
    ['a: 1 b: 2', 'a=1 b=2'],
    ['a: 1\r\nb: 2\r\n', 'a=1 b=2'],
    ['a:\f1\tb\v:\n2', 'a=1 b=2'],
    ['a: 1; b: 2, c: 3', 'a=1 b=2 c=3'],
    ['a { b: 1 } c: { d: 2 }', 'a{b=1} c{d=2}'],
    ['a < b: 1 c { d: 2 } >', 'a{b=1 c{d=2}}'],
    ['a {}, b {};', 'a{} b{}'],
    ['layer: {}', 'layer{}'],
    ['a: "x" \'y\'\n"z"', 'a="xyz"'],
    ['a: "x" # why\n "y"', 'a="xy"'],
    ['name: "a"force_backward:true', 'name="a" force_backward=true'],
    ['a: [1, 2] b: ["x", "y"] c: []', 'a[1,2] b["x","y"] c[]'],
    ['a: ["x" "y", \'z\']', 'a["xy","z"]'],
    ['a: [-1, - .5, -inf]', 'a[-1,-.5,-inf]'],
    ['layer: [{ a: 1 }, < b: 2 >] layer [{}]', 'layer[{a=1},{b=2}] layer[{}]'],
    ['a: 0x10 b: 010 c: 0 d: 1. e: .5 f: 1e-3 g: 0.1f h: 1F i: 2.5E+4f', 'a=0x10 b=010 c=0 d=1. e=.5 f=1e-3 g=0.1f h=1F i=2.5E+4f'],
    ['a: - 5 b: -inf c: -nan d: Infinity', 'a=-5 b=-inf c=-nan d=Infinity'],
    ['a: "\\101\\x41\\u00e9\\U0001F600\\n\\\'\\"\\\\\\?"', 'a="AAé😀\\n\'\\"\\\\?"'],
    ['a: "\\303\\251\\xc3\\xa9" b: "\\xff"', 'a="éé" b="\ufffd"'],
    ['a: "é # { \ufffd" # 中文', 'a="é # { \ufffd"'],
    ['num_output: ${NUM_LABELS} b: "${EXP}/x" c: [${A}, 1] d: -${B}', 'num_output=$NUM_LABELS b="${EXP}/x" c[$A,1] d=-$B'],
    ['num_output: cls3x', 'num_output=cls3x'],
    ["param_str: '{\\'split\\': \\'train\\'}'", 'param_str="{\'split\': \'train\'}"'],
    ['a:\nb\nc:\n{ d: 1 }', 'a=b c{d=1}'],
    ['layers { layer { name: "a" type: "conv" } bottom: "b" }', 'layers{layer{name="a" type="conv"} bottom="b"}'],
    ['layer { layer { a: 1 } }', 'layer{layer{a=1}}'],
  ])('reads %j without a problem', (text, expected) => {
    const { root, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(outline(root)).toBe(expected);
  });

  it('gives list values and colons of messages their places', () => {
    const [list, message] = parse('a: [1, {}] b: {}').root.fields;
    expect(list).toMatchObject({ start: 0, end: 10, colon: 1, value: { start: 3, end: 10, elements: [{ start: 4, end: 5 }, { start: 7, end: 9 }] } });
    expect(message).toMatchObject({ start: 11, end: 16, colon: 12, value: { start: 14, end: 16, close: 15 } });
  });

  it('reads a text in pieces and as a whole alike', () => {
    const block = 'layer {\n  name: "a" # c\n  param { lr_mult: 1 }\n}\n';
    const { root, comments, problems } = parse(block.repeat(500));
    expect(problems).toEqual([]);
    expect(root.fields).toHaveLength(500);
    expect(comments).toHaveLength(500);
    expect(root.fields.map(({ start, end }) => block.repeat(500).slice(start, end))).toEqual(Array(500).fill(block.trimEnd()));
  });
});
