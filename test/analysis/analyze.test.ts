/** Re-analysis keeps what an edit does not reach, memory counts storages, and nothing stops the analysis. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../server/src/analysis/analyze';
import type { Analysis } from '../../server/src/analysis/analysis';
import { memoryOf } from '../../server/src/analysis/memory';
import { buildNet } from '../../server/src/net/build-net';
import { parse } from '../../server/src/syntax/parser';
import type { SyntaxTree } from '../../server/src/syntax/tree';
import { analyzed, layerNamed, shapeOf } from '../support/analyzed';
import { chain, layer } from '../support/chain';

/** The text's tree with the nodes of an earlier one where a block is the same, as the incremental parser keeps them. */
function reparsed(text: string, earlier: SyntaxTree): SyntaxTree {
  const tree = parse(text);
  const source = (tree: SyntaxTree, index: number): string => tree.text.slice(tree.root.fields[index]?.start, tree.root.fields[index]?.end);
  const fields = tree.root.fields.map((field, index) => (source(tree, index) === source(earlier, index) ? (earlier.root.fields[index] ?? field) : field));
  return { ...tree, root: { ...tree.root, fields } };
}

function edit(before: string, after: string): { earlier: Analysis; later: Analysis } {
  const tree = parse(before);
  const earlier = analyze(buildNet(tree, { phase: 'TEST' }).net);
  return { earlier, later: analyze(buildNet(reparsed(after, tree), { phase: 'TEST' }).net, { previous: earlier }) };
}

const steps = ['a: conv 3 1 1', 'b: conv 3 1 1', 'c: pool 3 2 1', 'd: conv 3 1 1', 'e: conv 1'];
const text = chain(33, steps);

/** Layers whose results are the very same objects. */
const kept = ({ earlier, later }: { earlier: Analysis; later: Analysis }): string[] =>
  later.layers.filter((layer, index) => layer.topFields === earlier.layers[index]?.topFields && layer.topShapes === earlier.layers[index]?.topShapes).map(({ layer }) => layer.name);

describe('re-analysis', () => {
  it('keeps everything where nothing changed', () => expect(kept(edit(text, text))).toEqual(['a', 'b', 'c', 'd', 'e']));

  it('keeps what stands before the change, and what the change does not reach', () => {
    const wider = text.replace('name: "b" type: "Convolution" bottom: "a" top: "b" convolution_param { num_output: 4', '$&4');
    expect(kept(edit(text, wider))).toEqual(['a', 'e']);
    const renamed = text.replace('name: "b"', 'name: "beta"');
    expect(kept(edit(text, renamed))).toEqual(['a', 'c', 'd', 'e']);
  });

  it.each([
    ['a hole', 'pad: 1 dilation: 1', 'pad: 2 dilation: 2'], ['a stride', 'kernel_size: 3 stride: 2', 'kernel_size: 3 stride: 1'],
    ['the input', 'dim: 33 dim: 33', 'dim: 41 dim: 43'], ['a name', 'top: "b"', 'top: "other"'], ['a type', 'type: "Pooling"', 'type: "NoSuch"'],
  ])('of %s equals a fresh analysis', (_, before, after) => {
    const changed = text.replace(before, after);
    const plain = ({ layers, totals }: Analysis): unknown => [layers.map(({ topShapes, topFields, macs, parameters, activationBytes }) => ({ topShapes, topFields, macs, parameters, activationBytes })), totals];
    expect(plain(edit(text, changed).later)).toEqual(plain(analyze(buildNet(parse(changed), { phase: 'TEST' }).net)));
  });

  it('finds what a change reached as it was, once the change is taken back', () => {
    const [wider, tree] = [text.replace('stride: 2', 'stride: 3'), parse(text)];
    const first = analyze(buildNet(tree, { phase: 'TEST' }).net);
    const changedTree = reparsed(wider, tree);
    const changed = analyze(buildNet(changedTree, { phase: 'TEST' }).net, { previous: first });
    const back = analyze(buildNet(reparsed(text, changedTree), { phase: 'TEST' }).net, { previous: changed });
    expect(changed.layers.map(({ id }, index) => id === first.layers[index]?.id)).toEqual([true, true, false, false, false]);
    expect(back.layers.map(({ id }, index) => id === first.layers[index]?.id)).toEqual([true, true, false, true, true]);
  });

  it('starts afresh for other inputs, other comments and the other phase', () => {
    const { net } = buildNet(parse(text), { phase: 'TEST' });
    const earlier = analyze(net);
    const later = analyze(net, { previous: earlier, inputs: new Map([['data', [1, 3, 65, 65]]]) });
    expect(shapeOf(later, 'e')).toEqual([1, 4, 33, 33]);
    expect(shapeOf(analyze(net, { previous: later }), 'e')).toEqual([1, 4, 17, 17]);
  });
});

describe('memory', () => {
  const bytes = (values: number): number => values * 4;
  const map = bytes(4 * 33 * 33);
  const half = bytes(4 * 17 * 17);
  it('counts each storage once, and at the peak what is alive', () => {
    const memory = memoryOf(analyzed(text));
    expect(memory.allBlobs).toBe(bytes(3 * 33 * 33) + 2 * map + 3 * half);
    expect(memory.peak).toBe(2 * map);
    expect(memory.peakLayer).toBe(1);
    expect(memory.isComplete).toBe(true);
  });

  it('gives layers in place nothing of their own', () => {
    const inPlace = `${chain(33, ['a: conv 3 1 1'])}\nlayer { name: "r" type: "ReLU" bottom: "a" top: "a" }`;
    const apart = chain(33, ['a: conv 3 1 1', 'r: relu']);
    expect(memoryOf(analyzed(apart)).allBlobs - memoryOf(analyzed(inPlace)).allBlobs).toBe(map);
  });

  it('takes views of a blob for the same memory, alive as long as any of them', () => {
    const copies = `${chain(33, ['a: conv 3 1 1'])}
layer { name: "s" type: "Split" bottom: "a" top: "s1" top: "s2" } layer { name: "f" type: "Flatten" bottom: "s1" top: "f" }
${layer('b', 'conv 3 1 1', 's2')} ${layer('c', 'conv 3 1 1', 'b')} layer { name: "out" type: "Silence" bottom: "f" bottom: "c" }`;
    expect(memoryOf(analyzed(copies)).allBlobs).toBe(bytes(3 * 33 * 33) + 3 * map);
    expect(memoryOf(analyzed(copies)).peak).toBe(3 * map);
  });

  it('keeps a blob alive until its last reader', () => {
    const skip = `${chain(33, ['a: conv 3 1 1', 'b: conv 3 1 1', 'c: conv 3 1 1'])}\nlayer { name: "x" type: "Eltwise" bottom: "a" bottom: "c" top: "x" }`;
    expect(memoryOf(analyzed(skip)).peak).toBe(3 * map);
  });

  it('counts shared weights once', () => expect(memoryOf(analyzed(text)).weights).toBe(analyzed(text).totals.parameters * 4));
});

describe('what cannot be known', () => {
  it('does not stop the layers that do not depend on it', () => {
    const analysis = analyzed(`${chain(33, ['a: conv 3 1 1'])}
      layer { name: "u" type: "NoSuch" bottom: "a" top: "u" } layer { name: "v" type: "Convolution" bottom: "u" top: "v" convolution_param { num_output: 7 kernel_size: 3 } }
      layer { name: "w" type: "Pooling" bottom: "a" top: "w" pooling_param { kernel_size: 2 stride: 2 } }`);
    expect([shapeOf(analysis, 'u'), shapeOf(analysis, 'v'), shapeOf(analysis, 'w')]).toEqual([undefined, ['?', 7, '?', '?'], [1, 4, 17, 17]]);
    expect(layerNamed(analysis, 'v')).toMatchObject({ topFields: [undefined], macs: undefined, parameters: undefined, geometry: { kernel: [3, 3] } });
    expect(analysis.totals.isComplete).toBe(false);
  });

  it('counts inputs, losses and evaluation for no activations', () => {
    const analysis = analyzed(`layer { name: "d" type: "Input" top: "d" input_param { shape { dim: 1 dim: 2 dim: 9 dim: 9 } } }
      layer { name: "e" type: "Input" top: "e" input_param { shape { dim: 1 dim: 1 dim: 9 dim: 9 } } }
      layer { name: "r" type: "ReLU" bottom: "d" top: "r" } layer { name: "l" type: "SoftmaxWithLoss" bottom: "r" bottom: "e" top: "l" }`);
    expect(analysis.layers.map(({ activationBytes }) => activationBytes)).toEqual([0, 0, 648, 0]);
  });

  it.each(['', '}}}', 'layer { type: "Convolution" bottom: "x" top: "x" }', 'layer { type: "Concat" } layer { type: "Eltwise" top: "a" }', 'layer { type: "Slice" top: "a" top: "b" }'])(
    '«%s» is analysed all the same', (anything) => expect(analyzed(anything).totals.macs).toBe(0),
  );
});
