/** Fillers and the random numbers behind them: the distributions that Caffe's filler.hpp states, the same for a seed on every machine. */
import { describe, expect, it } from 'vitest';
import { constantFiller, fill, msraFiller, type Filler } from '../../server/src/onnx/fillers';
import { randomSource, seedFrom } from '../../server/src/onnx/random';
import { filledWeights, inline } from '../../server/src/onnx/supply';
import { analyzed } from '../support/analyzed';

const filled = (part: Partial<Filler>, shape: readonly number[], seed = 1): Float32Array => {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  expect(fill(values, { ...constantFiller(0), ...part }, shape, randomSource(seed))).toBe(true);
  return values;
};

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Float32Array): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};

describe('random numbers', () => {
  it('are the same for the same seed', () => {
    const { uniform } = randomSource(42);
    expect([uniform(), uniform(), uniform()]).toEqual([randomSource(42)].flatMap((again) => [again.uniform(), again.uniform(), again.uniform()]));
    expect(randomSource(43).uniform()).not.toBe(randomSource(42).uniform());
  });

  it('differ between blobs of a net', () => {
    const seeds = [seedFrom(0, 'conv1', 0), seedFrom(0, 'conv1', 1), seedFrom(0, 'conv2', 0), seedFrom(1, 'conv1', 0)];
    expect(new Set(seeds).size).toBe(4);
  });

  it('are spread evenly, and normally', () => {
    const { uniform, gaussian } = randomSource(7);
    const evenly = Float32Array.from({ length: 100_000 }, uniform);
    const normally = Float32Array.from({ length: 100_000 }, gaussian);
    // Four standard errors of 100,000 samples.
    expect(Math.abs(mean(evenly) - 0.5)).toBeLessThan(4 * 0.289 / 316);
    expect(Math.abs(mean(normally))).toBeLessThan(4 / 316);
    expect(Math.abs(deviation(normally) - 1)).toBeLessThan(4 / 447);
    expect(normally.filter((value) => Math.abs(value) > 1.96).length / 100_000).toBeCloseTo(0.05, 2);
  });
});

describe('fillers', () => {
  it('constant', () => expect([...filled({ value: 0.5 }, [3])]).toEqual([0.5, 0.5, 0.5]));

  it('uniform', () => {
    const values = filled({ type: 'uniform', min: -2, max: 6 }, [100, 100]);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(6);
    expect(mean(values)).toBeCloseTo(2, 0);
  });

  const deviations: [string, Partial<Filler>, number][] = [
    ['gaussian', { type: 'gaussian', std: 3 }, 3],
    ['msra by inputs', msraFiller, Math.sqrt(2 / (20 * 9))],
    ['msra by outputs', { type: 'msra', varianceNorm: 'FAN_OUT' }, Math.sqrt(2 / (50 * 9))],
    ['xavier by inputs', { type: 'xavier' }, Math.sqrt(1 / (20 * 9))],
    ['xavier by the average', { type: 'xavier', varianceNorm: 'AVERAGE' }, Math.sqrt(1 / (35 * 9))],
  ];
  it.each(deviations)('%s', (_name, filler, expected) => {
    const values = filled(filler, [50, 20, 3, 3]);
    // 9,000 samples: four standard errors are 3 %.
    expect(Math.abs(deviation(values) / expected - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(values))).toBeLessThan(0.05 * expected);
  });

  it('sparse gaussian has so many non-zero inputs for each output on average', () => {
    const values = filled({ type: 'gaussian', sparse: 5 }, [50, 2000]);
    expect(values.filter((value) => value !== 0).length / 100_000).toBeCloseTo(0.1, 2);
  });

  it('positive_unitball sums to 1 for each output', () => {
    const values = filled({ type: 'positive_unitball' }, [4, 10]);
    for (let row = 0; row < 4; row++) expect(values.subarray(10 * row, 10 * row + 10).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  });

  const bilinears: [number, number[]][] = [
    [4, [0.25, 0.75, 0.75, 0.25]],
    [5, [1 / 3, 2 / 3, 1, 2 / 3, 1 / 3]],
    [3, [0.25, 0.75, 0.75]],
    [2, [1, 0]],
  ];
  it.each(bilinears)('bilinear of %i', (size, profile) => {
    const values = filled({ type: 'bilinear' }, [2, 1, size, size]);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo((profile[i % size] ?? 0) * (profile[Math.floor(i / size) % size] ?? 0), 6);
  });

  it('an unknown one is refused', () => expect(fill(new Float32Array(1), { ...constantFiller(0), type: 'spiral' }, [1], randomSource(0))).toBe(false));
});

describe('a layer that the weights lack starts with what Caffe gives it', () => {
  const rows: [type: string, fields: string, blobs: number[][]][] = [
    ['Convolution', 'convolution_param { num_output: 1 kernel_size: 1 }', [[0], [0]]],
    ['Convolution', 'convolution_param { num_output: 1 kernel_size: 1 weight_filler { type: "constant" value: 2 } bias_filler { type: "constant" value: -1 } }', [[2], [-1]]],
    ['Deconvolution', 'convolution_param { num_output: 1 kernel_size: 4 bias_term: false weight_filler { type: "bilinear" } }', [[1, 3, 3, 1, 3, 9, 9, 3, 3, 9, 9, 3, 1, 3, 3, 1].map((part) => part / 16)]],
    ['InnerProduct', 'inner_product_param { num_output: 2 bias_term: false }', [[0, 0]]],
    ['Scale', 'scale_param { bias_term: true }', [[1], [0]]],
    ['Bias', '', [[0]]],
    ['PReLU', '', [[0.25]]],
    ['BatchNorm', '', [[0], [0], [0]]],
    ['BN', 'bn_param { frozen: true }', [[0], [0], [0], [0]]],
    ['BN', 'bn_param { slope_filler { type: "constant" value: 1 } bias_filler { type: "constant" value: 3 } }', [[1], [3], [0], [0]]],
    ['Normalize', 'norm_param { channel_shared: true }', [[1]]],
  ];
  it.each(rows)('%s %s', (type, fields, blobs) => {
    const { layers } = analyzed(`input: "x" input_shape { dim: 1 dim: 1 dim: 1 dim: 1 } layer { name: "l" type: "${type}" bottom: "x" top: "y" ${fields} }`);
    const supply = filledWeights(layers, { seed: 0, store: inline, isRandom: false });
    expect(layers.flatMap(({ layer }) => supply.blobs(layer).map((blob) => [...blob.values()]))).toEqual(blobs);
  });
});
