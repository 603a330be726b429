/** One character or half a line is missing: at most two problems, near the place, and no other block is touched. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import type { FieldNode, SyntaxTree } from '../../server/src/syntax/tree';
import { corpusSample } from '../support/corpus';
import { unmark } from '../support/marked';
import { outline } from './outline';

interface Deletion {
  start: number;
  end: number;
}

const files = corpusSample(20, ({ text }) => text.length > 500 && text.length < 6000 && parse(text).problems.length === 0);

const offsets = new Set(['start', 'end', 'nameEnd', 'colon', 'close']);

/** Whether two parts of trees are the same but for `shift`, by which the second stands further left; -1 means nowhere. */
function isSame(one: unknown, other: unknown, shift: number): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => {
    const isOffset = offsets.has(key) && a[key] !== -1;
    return isOffset ? a[key] === (b[key] as number) + shift : isSame(a[key], b[key], shift);
  });
}

/** The blocks (fields with braces) that a deletion leaves alone and that are not the same afterwards. */
function damagedBlocks(before: SyntaxTree, after: SyntaxTree, { start, end }: Deletion): FieldNode[] {
  const byStart = new Map(after.root.fields.map((field) => [field.start, field]));
  return before.root.fields.filter((field) => {
    if (field.value?.kind !== 'message' || (field.start < end && field.end > start)) return false;
    const shift = field.start < end ? 0 : end - start;
    return !isSame(field, byStart.get(field.start - shift), shift);
  });
}

/** Violations of the promise, in words; an empty list if there are none. */
function complaints(text: string, deletions: Deletion[]): string[] {
  const before = parse(text);
  return deletions.flatMap((deletion) => {
    const after = parse(text.slice(0, deletion.start) + text.slice(deletion.end));
    const place = `without ${JSON.stringify(text.slice(deletion.start, deletion.end))} in line ${text.slice(0, deletion.start).split('\n').length}`;
    const problems = after.problems.length > 2 ? [`${after.problems.length} problems ${place}`] : [];
    return [...problems, ...damagedBlocks(before, after, deletion).map(({ name, start }) => `${name} at ${start} damaged ${place}`)];
  });
}

function halfLines(text: string): Deletion[] {
  const deletions: Deletion[] = [];
  for (const { index, 0: line } of text.matchAll(/[^\s][^\r\n]*/g)) {
    const middle = index + (line.length >> 1);
    deletions.push({ start: index, end: middle }, { start: middle, end: index + line.length });
  }
  return deletions;
}

describe.each(files)('$path', ({ text }) => {
  it('survives the loss of each brace, quote and colon', () => {
    const deletions = [...text.matchAll(/[{}"':]/g)].map(({ index }) => ({ start: index, end: index + 1 }));
    expect(deletions.length).toBeGreaterThan(0);
    expect(complaints(text, deletions)).toEqual([]);
  });

  it('survives the loss of each half of a line', () => {
    expect(complaints(text, halfLines(text))).toEqual([]);
  });
});

describe('the place of a problem', () => {
  it.each([
    ['layer {\n  name: "a"\n  param {\n    lr_mult: ‹1›\n  type: "b"\n}\nlayer { name: "c" }', 'missing-brace', 'layer{name="a" param{lr_mult=1} type="b"} layer{name="c"}'],
    ['layer {\n  name: "a"\n  type: ‹"b"›\nlayer { name: "c" }', 'missing-brace', 'layer{name="a" type="b"} layer{name="c"}'],
    ['layer {\n  a {\n    b {\n      c: ‹1›\n  }\n}\nlayer {}', 'missing-brace', 'layer{a{b{c=1}}} layer{}'],
    ['layer {\n  a {\n    b: 1\n  }\n  c: ‹2›\n', 'missing-brace', 'layer{a{b=1} c=2}'],
    ['layers { layer { name: "a" ‹}›\nlayers { layer { name: "b" } }', 'missing-brace', 'layers{layer{name="a"}} layers{layer{name="b"}}'],
    ['net: "a"\ntest_state { stage: ‹"x"›\nbase_lr: 1\nmomentum: 2\n', 'missing-brace', 'net="a" test_state{stage="x"} base_lr=1 momentum=2'],
    ['net_param {\n  layer {\n    name: ‹"a"›\n  layer { name: "b" }\n}\nbase_lr: 1', 'missing-brace', 'net_param{layer{name="a"} layer{name="b"}} base_lr=1'],
    ['layer {\n  name: "a"\n  ‹pool› \n    size: 2\n  }\n  type: "b"\n}\nlayer {}', 'missing-brace', 'layer{name="a" pool{size=2} type="b"} layer{}'],
    ['layer {\n    ‹size›: 2\n  }\n  type: "b"\n}\nlayer {}', 'missing-brace', 'layer{{size=2} type="b"} layer{}'],
    ['layer {\n  a: 1\n}\n  ‹b›: 2\n  c { d: 3 }\n}\nlayer {}', 'missing-brace', 'layer{a=1} {b=2 c{d=3}} layer{}'],
    ['layer {\n  a: 1\n    ‹b›: 2\n    c: 3\n  }\n}\nlayer {}', 'missing-brace', 'layer{a=1 {b=2 c=3}} layer{}'],
    ['layers { a: 1 }\n‹b›: 2 c { d: 3 } }\nlayers {}', 'missing-brace', 'layers{a=1} {b=2 c{d=3}} layers{}'],
    ['layers { a: 1 }\n  ‹b›: 2\n  c { d: 3 } }\nlayers {}', 'missing-brace', 'layers{a=1} {b=2 c{d=3}} layers{}'],
    ['x: 1\nlayers { a: 1 } ‹}›\nlayers {}', 'extra-brace', 'x=1 layers{a=1} layers{}'],
    ['layers { a: 1\n  c { d: 3 } } ‹}›\nlayers {}', 'extra-brace', 'layers{a=1 c{d=3}} layers{}'],
    ['  layer { a: 1 }\n  layer { b: 2 }\n‹}›\nlayer {}', 'extra-brace', 'layer{a=1} layer{b=2} layer{}'],
    ['layer {\n  a: 1\n  ‹}›\n  b: 2\n}\nlayer {}', 'extra-brace', 'layer{a=1 b=2} layer{}'],
    ['layer {\n        c {\n\t\ta: 1\n\t\tb: ‹2›\n}\nlayer {}', 'missing-brace', 'layer{c{a=1 b=2}} layer{}'],
    ['layer {\n    c {\n\t\ta: 1\n\t\tb: ‹2›\n}\nlayer {}', 'missing-brace', 'layer{c{a=1 b=2}} layer{}'],
    ['layer { name: ‹"a› type: "b" }\nlayer {}', 'unclosed-string', 'layer{name="a" type="b"} layer{}'],
    ['layer { name: ‹a"› type: "b" }\nlayer {}', 'unclosed-string', 'layer{name="a" type="b"} layer{}'],
    ['layer { name: "a" type: ‹"b› }\nlayer {}', 'unclosed-string', 'layer{name="a" type="b"} layer{}'],
    ['layer { name: "a" type: ‹b"› } # it\'s\nlayer {}', 'unclosed-string', 'layer{name="a" type="b"} layer{}'],
    ['a { b: ‹$N}› } c: 1', 'template', 'a{b=$N} c=1'],
    ['a {\n  b: ‹${N›\n} c: 1', 'template', 'a{b=$N} c=1'],
    ["a: ‹x,2'›\nb: 1", 'unclosed-string', 'a="x,2" b=1'],
    ["a: ‹'x,2›\nb: 1", 'unclosed-string', 'a="x,2" b=1'],
    ['a: [‹"x›, "y"]\nb: 1', 'unclosed-string', 'a["x","y"] b=1'],
    ['a: ["x", ‹y"›]\nb: 1', 'unclosed-string', 'a["x","y"] b=1'],
    ['a: ‹"x› # note\nb: 1', 'unclosed-string', 'a="x" b=1'],
  ])('is found in %j', (marked, code, expected) => {
    const { text, start, end } = unmark(marked);
    const { root, problems } = parse(text);
    expect(problems).toMatchObject([{ code, start, end }]);
    expect(outline(root)).toBe(expected);
  });

  it('lets the caller say which blocks cannot stand in which', () => {
    const { root, problems } = parse('node { a: 1\nnode { a: 2 }', { holdersOf: (name) => (name === 'node' ? [] : undefined) });
    expect(problems).toHaveLength(1);
    expect(outline(root)).toBe('node{a=1} node{a=2}');
  });
});
