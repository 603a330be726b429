/** Supports and widths of influence: gridding, blind units, borders. */
import { describe, expect, it } from 'vitest';
import { extentAt, fieldSize, smallestFieldSize } from '../../server/src/analysis/axis-field';
import { effectiveFieldOf } from '../../server/src/analysis/effective-field';
import { influenceOn, type Influence, type InfluenceOptions } from '../../server/src/analysis/influence';
import { analyzed, blobNamed, fieldOf } from '../support/analyzed';
import { chain } from '../support/chain';

function influence(text: string, blob: string, options: Partial<InfluenceOptions> = {}): Influence | undefined {
  const analysis = analyzed(text);
  return influenceOn(analysis, blobNamed(analysis.net, blob), { axis: 1, ...options });
}

describe('the share of columns that reach a unit', () => {
  it.each([
    ['one dense convolution', ['a: conv 3 1 1'], 'a', 1],
    ['one convolution of rate 2', ['a: conv 3 1 2 2'], 'a', 3 / 5],
    ['three convolutions of rate 2', ['a: conv 3 1 2 2', 'b: conv 3 1 2 2', 'c: conv 3 1 2 2'], 'c', 7 / 13],
    ['rates 1, 2 and 4', ['a: conv 3 1 1', 'b: conv 3 1 2 2', 'c: conv 3 1 4 4'], 'c', 1],
    ['a kernel of 1 with stride 2, then one of 3', ['a: conv 1 2', 'b: conv 3 1 1'], 'b', 3 / 5],
  ])('%s', (_, steps, blob, fill) => expect(influence(chain(97, steps), blob)?.fill).toBeCloseTo(fill, 12));
});

describe('the profile', () => {
  it('of two averages is a triangle', () => {
    const found = influence(chain(33, ['a: conv 3 1 1', 'b: conv 3 1 1']), 'b');
    expect([...(found?.weights ?? [])].map((weight) => Math.round(weight * 9))).toEqual([1, 2, 3, 2, 1]);
    expect(found?.mean).toBeCloseTo(16, 12);
    expect(found?.deviation).toBeCloseTo(Math.sqrt(4 / 3), 12);
  });

  it('of linear interpolation weighs by distance', () => {
    const found = influence(chain(9, ['a: zoom 4']), 'a', { unit: 5 });
    expect([found?.first, ...(found?.weights ?? [])]).toEqual([1, 0.75, 0.25]);
  });

  it('ends at the border unless asked to go on', () => {
    const text = chain(9, ['a: conv 5 1 2']);
    expect(influence(text, 'a', { unit: 0 })).toMatchObject({ first: 0, last: 2 });
    expect(influence(text, 'a', { unit: 0, hasBorders: false })).toMatchObject({ first: -2, last: 2 });
  });

  it('looks along the axis it is asked for', () => {
    const text = 'input: "data" input_shape { dim: 1 dim: 1 dim: 9 dim: 33 } layer { name: "a" type: "Pooling" bottom: "data" top: "a" pooling_param { global_pooling: true } }';
    expect(influence(text, 'a', { axis: 0 })).toMatchObject({ first: 0, last: 8, unit: 0 });
    expect(influence(text, 'a', { axis: 1 })).toMatchObject({ first: 0, last: 32 });
  });
});

describe('the effective field', () => {
  const largeFov = (rate: number): string => chain(513, [
    'a1: conv 3 1 1', 'a2: conv 3 1 1', 'p1: pool 3 2 1', 'b1: conv 3 1 1', 'b2: conv 3 1 1', 'p2: pool 3 2 1', 'c1: conv 3 1 1', 'c2: conv 3 1 1', 'c3: conv 3 1 1', 'p3: pool 3 2 1',
    'd1: conv 3 1 1', 'd2: conv 3 1 1', 'd3: conv 3 1 1', 'p4: pool 3 1 1', 'e1: conv 3 1 2 2', 'e2: conv 3 1 2 2', 'e3: conv 3 1 2 2', 'p5: pool 3 1 1', `fc6: conv 3 1 ${rate} ${rate}`,
  ]);
  // The strides are 1, 2, 4 and 8: 2 + 1, 2 + 1, 3 + 1 and 3 + 1 + 1 layers of hole 1, three of hole 2, and fc6.
  const variance = (rate: number): number => (8 / 12) * (3 + 4 * 3 + 16 * 4 + 64 * (5 + 4 * 3 + rate ** 2));

  it.each([[6, 323, 48.1], [12, 419, 83.2], [24, 611, 159.2]])('of LargeFOV with rate %i, field %i', (rate, size, deviation) => {
    const analysis = analyzed(largeFov(rate));
    const found = effectiveFieldOf(analysis, blobNamed(analysis.net, 'fc6'), 0);
    expect(fieldSize(fieldOf(analysis, 'fc6').axes[1])).toBe(size);
    expect(found?.deviation[1]).toBeCloseTo(Math.sqrt(variance(rate)), 9);
    expect(found?.deviation[1]).toBeCloseTo(deviation, 1);
  });
});

describe('units that see nothing', () => {
  const text = chain(9, ['a: deconv 3 2 0 2']);

  it('have an empty extent and no influence', () => {
    const [axis] = fieldOf(analyzed(text), 'a').axes;
    expect(extentAt(axis, 1)).toEqual({ first: Infinity, last: -Infinity });
    expect([fieldSize(axis), smallestFieldSize(axis)]).toEqual([3, 0]);
    expect(influence(text, 'a', { unit: 1 })).toBeUndefined();
  });

  it('are seen past by the next layer', () => {
    const [axis] = fieldOf(analyzed(`${text}\nlayer { name: "b" type: "Pooling" bottom: "a" top: "b" pooling_param { kernel_size: 2 stride: 1 } }`), 'b').axes;
    expect([extentAt(axis, 4), extentAt(axis, 5)]).toEqual([{ first: 0, last: 2 }, { first: 1, last: 3 }]);
  });
});

describe('paths that meet', () => {
  const two = (left: string, right: string): string => `${chain(64, [left])}\n${chain(64, [right]).split('\n')[1] ?? ''}
    layer { name: "x" type: "Concat" bottom: "a" bottom: "b" top: "x" }`;
  it.each([
    ['agree', 'a: conv 3 2 1', 'b: conv 5 2 2', 0],
    ['look at different centres', 'a: conv 4 2 1', 'b: conv 3 2 1', 2],
  ])('%s', (_, left, right, count) => expect(analyzed(two(left, right)).layers.at(-1)?.misalignments).toHaveLength(count));

  it('say which bottoms disagree', () => {
    const [found] = analyzed(two('a: conv 4 2 1', 'b: conv 3 2 1')).layers.at(-1)?.misalignments ?? [];
    expect(found).toMatchObject({ axis: 0, input: 0, paths: [{ bottom: 0 }, { bottom: 1 }] });
  });

  it('tell inputs apart', () => {
    const text = `input: "d" input: "e" input_shape { dim: 1 dim: 1 dim: 9 dim: 9 } input_shape { dim: 1 dim: 1 dim: 9 dim: 9 }
      layer { name: "a" type: "Pooling" bottom: "d" top: "a" pooling_param { kernel_size: 3 pad: 1 } }
      layer { name: "x" type: "Eltwise" bottom: "a" bottom: "e" top: "x" }`;
    const analysis = analyzed(text);
    expect(analysis.fieldsOf(blobNamed(analysis.net, 'x'))?.map(({ input, axes }) => [input, fieldSize(axes[0])])).toEqual([[0, 3], [1, 1]]);
    expect(influence(text, 'x', { input: 1, unit: 4 })).toMatchObject({ first: 4, last: 4 });
  });
});
