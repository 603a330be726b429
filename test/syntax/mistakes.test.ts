/** What is wrong with a text, said at the right place: one row per mistake; `‹` and `›` mark what is underlined. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { unmark } from '../support/marked';
import { outline } from './outline';

const mistakes: [text: string, code: string, message: RegExp, outline: string][] = [
  ['‹\ufeff›a: 1', 'foreign-character', /byte order mark.*UTF-8 without BOM/, 'a=1'],
  ['a:‹\u00a0›1', 'foreign-character', /no-break space/, 'a=1'],
  ['a: 1 ‹\0› b: 2', 'foreign-character', /NUL/, 'a=1 b=2'],
  ['a: "x‹\0›y"', 'foreign-character', /NUL/, 'a="x\\u0000y"'],
  ['a: 1 # ‹\0›', 'foreign-character', /NUL/, 'a=1'],
  ['a: ‹“›x‹”›', 'foreign-character', /typographic quote/, 'a=x'],
  ['‹\ufffd›a: 1', 'foreign-character', /not UTF-8/, 'a=1'],
  ['‹é›: 1', 'foreign-character', /U\+00E9/, ''],
  ['‹// old›\na: 1', 'comment-style', /start with #/, 'a=1'],
  ['‹/* old ›\n text */ a: 1', 'comment-style', /start with #/, 'a=1'],
  ['a ‹=› 5', 'equals-sign', /":"/, 'a=5'],
  ['name ‹"a"› b: 1', 'missing-colon', /`name` and its value/, 'name="a" b=1'],
  ['pool ‹MAX›\nstride: 1', 'missing-colon', /`pool`/, 'pool=MAX stride=1'],
  ['a ‹[1]›', 'missing-colon', /`a`/, 'a[1]'],
  ['‹a:›\nb: 1', 'missing-value', /`a` has no value/, 'a=? b=1'],
  ['‹a:› b { c: 1 }', 'missing-value', /`a` has no value/, 'a=? b{c=1}'],
  ['‹na›\nb: 1', 'missing-value', /`na` has no value/, 'na=? b=1'],
  ['a { ‹na› }', 'missing-value', /`na` has no value/, 'a{na=?}'],
  ['a: ‹+5›', 'invalid-value', /no "\+"/, 'a=?'],
  ['source: ‹/data/list.txt›', 'invalid-value', /quotes/, 'source=?'],
  ['a: ‹-x›', 'minus-sign', /number or "inf"/, 'a=-x'],
  ['a: ‹-›\nb: 1', 'minus-sign', /number or "inf"/, 'a=- b=1'],
  ['‹3layer› {}', 'number', /space between/, '3layer{}'],
  ['a: ‹09›', 'number', /octal/, 'a=09'],
  ['a: ‹0x›', 'number', /hexadecimal/, 'a=0x'],
  ['a: ‹1.2.3›', 'number', /one decimal point/, 'a=1.2.3'],
  ['a: ‹1e›', 'number', /exponent/, 'a=1e'],
  ['a: "‹\\q›"', 'escape', /no escape/, 'a="\\\\q"'],
  ['a: "‹\\x›g"', 'escape', /hexadecimal/, 'a="\\\\xg"'],
  ['a: "‹\\u›12"', 'escape', /4 hexadecimal/, 'a="\\\\u12"'],
  ['a: "‹\\U›00200000"', 'escape', /8 hexadecimal/, 'a="\\\\U00200000"'],
  ['a: ‹"x›\nb: 1', 'unclosed-string', /not closed/, 'a="x" b=1'],
  ['a: ‹"x›\r\nb: 1', 'unclosed-string', /not closed/, 'a="x" b=1'],
  ['root_folder: ‹"{DATA_ROOT}›\nb: 1', 'unclosed-string', /next line/, 'root_folder="{DATA_ROOT}" b=1'],
  ['a: [1, 2 ‹3›]', 'missing-comma', /comma between/, 'a[1,2,3]'],
  ['a: [1‹;› 2]', 'missing-comma', /not semicolons/, 'a[1,2]'],
  ['a: [1‹,›]', 'unexpected', /`,`/, 'a[1]'],
  ['a: [1, ‹,› 2]', 'unexpected', /`,`/, 'a[1,2]'],
  ['a: [1, ‹[› 2]', 'nested-list', /inside a list/, 'a[1,2]'],
  ['a: ‹[1, 2›\nb: 1', 'missing-bracket', /"\]"/, 'a[1,2] b=1'],
  ['a: [{\n  b: 1\n}, {\n  ‹c: 2 }›\nd: 1', 'missing-bracket', /"\]"/, 'a[{b=1},{c=2}] d=1'],
  ['a: 1; ‹;› b: 2', 'unexpected', /`;`/, 'a=1 b=2'],
  ['a: 1 ‹]›', 'unexpected', /`\]`/, 'a=1'],
  ['a: 1 ‹: 2› b: 3', 'missing-name', /`:`/, 'a=1 b=3'],
  ['‹"a" 1› b: 2', 'missing-name', /name is missing/, 'b=2'],
  ['‹{› a: 1 }', 'missing-name', /before this `\{`/, '{a=1}'],
  ['‹[x.y]› { a: 1 } b: 2', 'extension-name', /no extensions/, '{a=1} b=2'],
  ['‹[x.y]›: 3 b: 2', 'extension-name', /no extensions/, '=3 b=2'],
  ['a { b: 1 ‹>›', 'mismatched-brace', /ends with `\}`/, 'a{b=1}'],
  ['a {\n  b: ‹1›\n', 'missing-brace', /line 1 is not closed/, 'a{b=1}'],
  ['a: 1 ‹}›\nb: 2', 'extra-brace', /too many/, 'a=1 b=2'],
  ['‹layer› name: "a" }\nb: 2', 'missing-brace', /needs a `\{`/, 'layer{name="a"} b=2'],
  ['include‹:› phase: TRAIN }\nb: 2', 'missing-brace', /needs a `\{`/, 'include{phase=TRAIN} b=2'],
];

describe('parse', () => {
  it.each(mistakes)('tells what is wrong with %j', (marked, code, message, expected) => {
    const { text, start, end } = unmark(marked);
    const { root, problems } = parse(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, start, end: expect.any(Number) as number });
    if (code !== 'foreign-character') expect(problems[0]?.end).toBe(end);
    expect(problems[0]?.message).toMatch(message);
    expect(outline(root)).toBe(expected);
  });

  it('tells the first mistake of each line', () => {
    const codes = parse('a 1 b = 2 c 3\nd 4\n').problems.map(({ code, start }) => [code, start]);
    expect(codes).toEqual([['missing-colon', 2], ['missing-colon', 16]]);
  });
});
