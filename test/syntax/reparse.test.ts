/** An incremental reading gives what a full one gives, and keeps the fields that the edit leaves alone. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { reparse } from '../../server/src/syntax/reparse';
import type { SyntaxTree } from '../../server/src/syntax/tree';
import { corpusSample } from '../support/corpus';
import { anyEdit, applyEdit, type Edit } from '../support/edits';

const texts = [
  ...corpusSample(30, ({ text }) => text.length < 12_000).map(({ text }) => text),
  'a: "x"\n"y"\nb: 1 c {}\n; d: [1,\n2]\nfoo\nbar: 3\n\nlayer\n{ e: 1 }\n[x.y] { f: 2 }\n',
  '',
];

/** Replaces the first `from` of the tree's text by `to`. */
function edit(tree: SyntaxTree, from: string, to: string): SyntaxTree {
  const start = tree.text.indexOf(from);
  return reparse(tree, tree.text.replace(from, () => to), { start, oldEnd: start + from.length, newEnd: start + to.length });
}

/** Small nets, so that edits meet. */
const layers = ['layer {\n  a: 1\n  p { x: 1 }\n}\n', 'b: 2\n', 'layer { c: 3 p {\n  y: [1, 2]\n} }\n', 'o {\n  layer { d: 4 }\n}\n', 'layer {\n  e: "f"\n}\n'];
const nets: readonly string[] = [layers.join(''), [...layers, ...layers].join(''), layers.join('').replaceAll('layer', 'layers'), `net_param {\n${layers.join('')}}\n${layers.join('')}`];

const braces: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 2 }),
  insert: fc.constantFrom('', '', '{', '}', '\n}\n', '\nlayer {\n', '}\n}\n', 'p {', ...layers.slice(0, 2)),
});

/** After each of the edits the tree is that of the new text. */
function expectSameTrees(text: string, edits: readonly Edit[]): void {
  let tree = parse(text);
  for (const each of edits) {
    const { text: after, ...change } = applyEdit(tree.text, each);
    tree = reparse(tree, after, change);
    expect(tree).toEqual(parse(after));
  }
}

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 1000);

describe('reparse', () => {
  it('gives the tree that parse gives, edit after edit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), fc.array(anyEdit, { minLength: 1, maxLength: 12 }),
        (whole, part, edits) => expectSameTrees(whole.slice(0, Math.ceil(part * whole.length)), edits)),
      { numRuns },
    );
  });

  it('gives it whichever braces come and go', () => {
    fc.assert(fc.property(fc.constantFrom(...nets), fc.array(braces, { minLength: 1, maxLength: 12 }), expectSameTrees), { numRuns });
  });

  it('keeps the objects of untouched blocks and moves them', () => {
    const tree = parse('a { x: 1 }\n# c\nb { y: 2 }\nc { z: [3] }\n');
    const [a, b, c] = tree.root.fields;
    const after = edit(tree, '2', '234');
    expect(after.root.fields[0]).toBe(a);
    expect(after.root.fields[1]).not.toBe(b);
    expect(after.root.fields[2]).toBe(c);
    expect(after).toEqual(parse('a { x: 1 }\n# c\nb { y: 234 }\nc { z: [3] }\n'));
  });

  it('keeps them while a brace is missing, too', () => {
    const tree = parse('layer {\n  a: 1\n}\nlayer {\n  b: 1\n}\nlayer {\n  c: 1\n}\n');
    const [first, , third] = tree.root.fields;
    const broken = edit(tree, '  b: 1\n}', '  b: 1\n');
    expect(broken.problems).toMatchObject([{ code: 'missing-brace' }]);
    expect(broken.root.fields[0]).toBe(first);
    expect(broken.root.fields[2]).toBe(third);
    const mended = edit(broken, '  b: 1\n', '  b: 1\n}');
    expect(mended.root.fields[0]).toBe(first);
    expect(mended.root.fields[2]).toBe(third);
  });

  it('does not keep the whole old text in memory for a name in it', () => {
    const value = 'a_long_name_that_would_be_a_slice';
    let tree = parse(`layer { name: "x" }\n`.repeat(20_000));
    const before = heapUsed();
    for (let round = 0; round < 100; round++) {
      const start = round * 200 * 20 + 15;
      const text = tree.text.slice(0, start) + value + tree.text.slice(start + 1);
      tree = reparse(tree, text, { start, oldEnd: start + 1, newEnd: start + value.length });
    }
    // 100 old texts would be 40 MB; the tree itself hardly grows.
    expect(heapUsed() - before).toBeLessThan(10e6);
    expect(tree.root.fields).toHaveLength(20_000);
  });
});

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
