/** Weights to layers, as Caffe's Net::CopyTrainedLayersFrom does it. */
import { describe, expect, it } from 'vitest';
import { prepareNet } from '../../server/src/inference/model';
import { verbatim } from '../../server/src/l10n/text';
import type { StoredBlob } from '../../server/src/weights/blob';
import type { CaffemodelIndex } from '../../server/src/weights/caffemodel';
import { matchWeights, type WeightMatch } from '../../server/src/weights/match';

let nextOffset = 1;
const blob = (shape: readonly number[], legacy = false): StoredBlob => {
  const count = shape.reduce((a, b) => a * b, 1);
  return { shape, legacy, encoding: 'float32', runs: [{ offset: nextOffset++, count, stride: 4 }], count };
};

const file = (...layers: [string, StoredBlob[]][]): CaffemodelIndex => ({
  name: '', generation: 'V2', layers: layers.map(([name, blobs]) => ({ name, type: '', blobs, offset: 0 })),
});

const data = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } ';
const convolution = (name: string, extra = ''): string =>
  `layer { name: "${name}" type: "Convolution" bottom: "data" top: "${name}" ${extra} convolution_param { num_output: 4 kernel_size: 3 } } `;

function match(text: string, index: CaffemodelIndex): WeightMatch & { offsets(name: string): (number | undefined)[] } {
  const { analysis } = prepareNet({ path: '', text: data + text, variables: [] }, new Map());
  const result = matchWeights(analysis.layers, index);
  const layerOf = (name: string) => analysis.net.layers.find((layer) => layer.name === name);
  return {
    ...result,
    offsets(name) {
      const layer = layerOf(name);
      return layer ? result.blobsOf(layer).map((stored) => stored?.runs[0]?.offset) : [];
    },
  };
}

const weights = () => blob([4, 3, 3, 3]);
const bias = () => blob([4]);

describe('matching', () => {
  it('is by name; layers on one side only are passed over', () => {
    const stored = [weights(), bias()];
    const result = match(convolution('a') + convolution('b'), file(['data_split', []], ['a', stored], ['other', [weights(), bias()]]));
    expect(result.offsets('a')).toEqual(stored.map(({ runs }) => runs[0]?.offset));
    expect(result.offsets('b')).toEqual([undefined, undefined]);
    expect(result.missing.map(({ name }) => name)).toEqual(['b']);
    expect(result.unused.map(({ name }) => name)).toEqual(['other']);
    expect(result.mismatches).toEqual([]);
  });

  it('legacy shapes are right-aligned in four axes', () => {
    const result = match(`${convolution('a')} layer { name: "f" type: "InnerProduct" bottom: "a" top: "f" inner_product_param { num_output: 2 } }`,
      file(['a', [blob([4, 3, 3, 3], true), blob([1, 1, 1, 4], true)]], ['f', [blob([1, 1, 2, 196], true), blob([1, 1, 1, 2], true)]]));
    expect(result.mismatches).toEqual([]);
  });

  const refused: [string, string, StoredBlob[], string, RegExp][] = [
    ['another shape', convolution('a'), [blob([5, 3, 3, 3]), bias()], 'weights/shape-mismatch', /"a": blob 0 \(weights\) has the shape 4×3×3×3 in the net and 5×3×3×3 in the weights file/],
    ['as many values in another shape', convolution('a'), [blob([4, 27]), bias()], 'weights/shape-mismatch', /4×27/],
    ['a legacy shape that is not padded with 1', convolution('a'), [weights(), blob([2, 1, 1, 2], true)], 'weights/shape-mismatch', /blob 1 \(bias\)/],
    ['too few values', convolution('a'), [weights(), { ...bias(), flaw: verbatim('a blob of shape 4 needs 4 values but has 3') }], 'weights/damaged-blob', /^Layer "a": blob 1 \(bias\) is damaged in the weights file: a blob of shape 4 needs 4 values but has 3\. Copy/],
    ['a blob too few', convolution('a'), [weights()], 'weights/blob-count', /2 weight blobs in the net \(weights, bias\) and 1 in the weights file/],
    ['a layer without weights', 'layer { name: "r" type: "ReLU" bottom: "data" top: "r" }', [bias()], 'weights/blob-count', /0 weight blobs in the net \(none\) and 1/],
  ];
  it.each(refused)('refuses %s', (_name, text, blobs, code, message) => {
    const [mismatch] = match(text, file([text.includes('ReLU') ? 'r' : 'a', blobs])).mismatches;
    expect(mismatch?.code).toBe(code);
    expect(mismatch?.message).toMatch(message);
  });

  it('a scalar is no blob of one axis', () => {
    const text = 'layer { name: "s" type: "Scale" bottom: "data" top: "s" scale_param { num_axes: 0 } }';
    expect(match(text, file(['s', [blob([])]])).mismatches).toEqual([]);
    expect(match(text, file(['s', [blob([1])]])).mismatches).toHaveLength(1);
  });
});

describe('blobs shared by name', () => {
  const shared = convolution('a', 'param { name: "w" } param { name: "b" }') + convolution('b', 'param { name: "w" } param { name: "b" }');

  it('the last in the file counts for all', () => {
    const last = [weights(), bias()];
    const result = match(shared, file(['a', [weights(), bias()]], ['b', last]));
    expect(result.offsets('a')).toEqual(last.map(({ runs }) => runs[0]?.offset));
    expect(result.offsets('b')).toEqual(result.offsets('a'));
  });

  it('one in the file is enough', () => {
    const only = [weights(), bias()];
    const result = match(shared, file(['b', only]));
    expect(result.offsets('a')).toEqual(only.map(({ runs }) => runs[0]?.offset));
    expect(result.missing).toEqual([]);
  });

  it('statistics of three named params are each layer\'s own, where the file has them', () => {
    const norm = (name: string): string => `layer { name: "${name}" type: "BatchNorm" bottom: "data" top: "${name}" param { name: "m" } param { name: "v" } param { name: "s" } } `;
    const statistics = () => [blob([3]), blob([3]), blob([1])];
    const [first, second] = [statistics(), statistics()];
    const both = match(norm('a') + norm('b'), file(['a', first], ['b', second]));
    expect(both.offsets('a')).toEqual(first.map(({ runs }) => runs[0]?.offset));
    expect(both.offsets('b')).toEqual(second.map(({ runs }) => runs[0]?.offset));
    const one = match(norm('a') + norm('b'), file(['a', first]));
    expect(one.offsets('b')).toEqual(one.offsets('a'));
  });
});
