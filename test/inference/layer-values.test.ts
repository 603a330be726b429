/** What single layers make of a few numbers, worked out by hand from the sources of Caffe and its forks: the cases that ONNX does not have by itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { caffemodelOf, type StoredBlob } from '../support/caffemodel';
import { largestDifference } from '../support/compare';
import { ArrayFolder, done, startSupervisor } from '../support/host';

/** A bottom or a top: its shape and its values. */
type Values = readonly [shape: string, values: readonly number[]];

interface Row {
  about: string;
  /** In capitals for a file of the V1 generation. */
  type: string;
  fields?: string;
  bottoms: readonly Values[];
  blobs?: readonly Values[];
  tops: readonly Values[];
}

const lowest = -3.4028234663852886e38;
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** One unit of an LSTM: its gates are 0.5 (into), 1 (keep), -0.5 (out) and 2 (content) times the input, plus as many times the state before. */
function lstmStates(inputs: readonly number[], continued: readonly number[], state = 0, cell = 0): { states: number[]; cell: number } {
  const states = inputs.map((x, i) => {
    const [k = 0, sum] = [continued[i], x + (continued[i] ?? 0) * state];
    cell = k * sigmoid(sum) * cell + sigmoid(0.5 * sum) * Math.tanh(2 * sum);
    state = sigmoid(-0.5 * sum) * Math.tanh(cell);
    return state;
  });
  return { states, cell };
}
const gates: readonly Values[] = [['4x1', [0.5, 1, -0.5, 2]], ['4', [0, 0, 0, 0]], ['4x1', [0.5, 1, -0.5, 2]]];
const shown = lstmStates([1, -2], [1, 1], 0.3, -0.4);

/** A share of each edge for sigma 2, range 1 and one iteration: sigma_i = 2·√3·1/√3 = 2 (domain_transform_layer.cpp). */
const share = (edge: number): number => Math.exp((-Math.SQRT2 / 2) * (1 + 2 * edge));
function smoothed([a = 0, b = 0, c = 0]: readonly number[], [, second = 0, third = 0]: readonly number[]): number[] {
  const [p, q] = [share(second), share(third)];
  const there = [a, b + p * (a - b)];
  const last = c + q * ((there[1] ?? 0) - c);
  const middle = (there[1] ?? 0) + q * (last - (there[1] ?? 0));
  return [a + p * (middle - a), middle, last];
}

const rows: readonly Row[] = [
  { about: 'powers of negative numbers are no numbers', type: 'Power', fields: 'power_param { power: 1.5 }', bottoms: [['3', [-4, 0, 4]]], tops: [['3', [NaN, 0, 8]]] },
  { about: 'the power 0 is 1, even of 0', type: 'Power', fields: 'power_param { power: 0 }', bottoms: [['2', [0, -3]]], tops: [['2', [1, 1]]] },
  { about: 'logarithms of 0 and below', type: 'Log', bottoms: [['3', [-1, 0, 1]]], tops: [['3', [NaN, -Infinity, 0]]] },
  { about: 'ReLU of infinities, as its doc says', type: 'ReLU', bottoms: [['4', [-Infinity, -1, Infinity, NaN]]], tops: [['4', [0, 0, Infinity, NaN]]] },
  { about: 'ReLU with a slope, of infinities', type: 'ReLU', fields: 'relu_param { negative_slope: 0.5 }', bottoms: [['4', [-Infinity, -1, Infinity, NaN]]], tops: [['4', [-Infinity, -0.5, Infinity, NaN]]] },
  { about: 'MAX of NaN, as the doc of Eltwise says', type: 'Eltwise', fields: 'eltwise_param { operation: MAX }', bottoms: [['3', [NaN, 1, 2]], ['3', [1, NaN, 1]]], tops: [['3', [NaN, NaN, 2]]] },
  { about: 'a window outside the map has no place', type: 'Pooling', fields: 'pooling_param { kernel_size: 1 stride: 3 }', bottoms: [['1x1x2x3', [1, 2, 3, 4, 5, 6]]], tops: [['1x1x2x2', [1, lowest, lowest, lowest]], ['1x1x2x2', [0, -1, -1, -1]]] },
  { about: 'stochastic pooling weighs by size', type: 'Pooling', fields: 'pooling_param { pool: STOCHASTIC kernel_size: 2 stride: 2 }', bottoms: [['1x1x2x4', [1, 3, 0, 0, 0, 0, 0, 0]]], tops: [['1x1x1x2', [2.5, 0]]] },
  { about: 'LRN with a power of 0', type: 'LRN', fields: 'lrn_param { beta: 0 }', bottoms: [['1x2x1x1', [3, -4]]], tops: [['1x2x1x1', [3, -4]]] },
  { about: 'LRN that only scales', type: 'LRN', fields: 'lrn_param { alpha: 0 beta: 1 k: 2 local_size: 3 }', bottoms: [['1x2x1x1', [3, -4]]], tops: [['1x2x1x1', [1.5, -2]]] },
  { about: 'LRN with a negative power', type: 'LRN', fields: 'lrn_param { alpha: 3 beta: -1 local_size: 3 }', bottoms: [['1x3x1x1', [1, 2, 1]]], tops: [['1x3x1x1', [6, 14, 6]]] },
  { about: 'MVN of vectors: each value is a map', type: 'MVN', bottoms: [['2x2', [1, 2, 3, 4]]], tops: [['2x2', [0, 0, 0, 0]]] },
  { about: 'MVN across the channels of vectors', type: 'MVN', fields: 'mvn_param { across_channels: true normalize_variance: false }', bottoms: [['2x2', [1, 2, 3, 7]]], tops: [['2x2', [-0.5, 0.5, -2, 2]]] },
  { about: 'convolution with the channels last but one', type: 'Convolution', fields: 'convolution_param { num_output: 1 kernel_size: 2 axis: 2 bias_term: false }', bottoms: [['1x2x1x3', [1, 2, 3, 4, 5, 6]]], blobs: [['1x1x2', [10, 1]]], tops: [['1x2x1x2', [12, 23, 45, 56]]] },
  { about: 'convolution of a batch without an axis', type: 'Convolution', fields: 'convolution_param { num_output: 1 kernel_size: 2 axis: 0 }', bottoms: [['2x2', [1, 2, 3, 4]]], blobs: [['1x2x2', [1, 10, 100, 1000]], ['1', [0.5]]], tops: [['1x1', [4321.5]]] },
  { about: 'a kernel that sticks out by less than a stride', type: 'Convolution', fields: 'convolution_param { num_output: 1 kernel_size: 3 stride: 2 bias_term: false }', bottoms: [['1x1x2x2', [1, 2, 3, 4]]], blobs: [['1x1x3x3', [1, 2, 3, 4, 5, 6, 7, 8, 9]]], tops: [['1x1x1x1', [37]]] },
  { about: 'the taps of a kernel that sticks out', type: 'Im2col', fields: 'convolution_param { kernel_size: 3 stride: 2 }', bottoms: [['1x1x2x2', [1, 2, 3, 4]]], tops: [['1x9x1x1', [1, 2, 0, 3, 4, 0, 0, 0, 0]]] },
  { about: 'groups of maps with three axes', type: 'Convolution', fields: 'convolution_param { num_output: 2 group: 2 kernel_size: 1 }', bottoms: [['1x2x1x1x1', [3, 5]]], blobs: [['2x1x1x1x1', [2, 3]], ['2', [10, 20]]], tops: [['1x2x1x1x1', [16, 35]]] },
  { about: 'groups of enlarged maps with three axes', type: 'Deconvolution', fields: 'convolution_param { num_output: 4 group: 2 kernel_size: 1 bias_term: false }', bottoms: [['1x2x1x1x1', [3, 5]]], blobs: [['2x2x1x1x1', [1, 2, 3, 4]]], tops: [['1x4x1x1x1', [3, 6, 15, 20]]] },
  { about: 'Axpy', type: 'Axpy', bottoms: [['1x2x1x1', [2, 3]], ['1x2x1x2', [1, 2, 3, 4]], ['1x2x1x2', [10, 20, 30, 40]]], tops: [['1x2x1x2', [12, 24, 39, 52]]] },
  { about: 'Gather of one process', type: 'Gather', bottoms: [['2', [1, 2]], ['1', [3]]], tops: [['2', [1, 2]], ['1', [3]]] },
  { about: 'Upsample without a mask', type: 'Upsample', fields: 'upsample_param { scale: 2 }', bottoms: [['1x1x1x2', [1, 2]]], tops: [['1x1x2x4', [1, 1, 2, 2, 1, 1, 2, 2]]] },
  { about: 'Unpooling without a mask', type: 'UNPOOLING', fields: 'unpooling_param { kernel_size: 2 stride: 2 unpool_h: 1 unpool_w: 4 }', bottoms: [['1x1x1x2', [1, 2]]], tops: [['1x1x1x4', [1, 0, 2, 0]]] },
  { about: 'Unpooling with a mask', type: 'UNPOOLING', fields: 'unpooling_param { kernel_size: 2 stride: 2 unpool_h: 1 unpool_w: 4 }', bottoms: [['1x1x1x2', [1, 2]], ['1x1x1x2', [1, 3]]], tops: [['1x1x1x4', [0, 1, 0, 2]]] },
  { about: 'Normalize with one factor for all channels', type: 'Normalize', fields: 'norm_param { across_spatial: false channel_shared: true }', bottoms: [['1x2x1x1', [3, 4]]], blobs: [['', [10]]], tops: [['1x2x1x1', [6, 8]]] },
  { about: 'LSTM that begins anew', type: 'LSTM', fields: 'recurrent_param { num_output: 1 }', bottoms: [['3x1x1', [1, -2, 0.5]], ['3x1', [0, 1, 0]]], blobs: gates, tops: [['3x1x1', lstmStates([1, -2, 0.5], [0, 1, 0]).states]] },
  {
    about: 'LSTM that shows its states', type: 'LSTM', fields: 'recurrent_param { num_output: 1 expose_hidden: true }', bottoms: [['2x1x1', [1, -2]], ['2x1', [1, 1]], ['1x1x1', [0.3]], ['1x1x1', [-0.4]]],
    blobs: gates, tops: [['2x1x1', shown.states], ['1x1x1', shown.states.slice(1)], ['1x1x1', [shown.cell]]],
  },
  {
    about: 'RNN of a batch of two that shows its state', type: 'RNN', fields: 'recurrent_param { num_output: 1 expose_hidden: true }', bottoms: [['1x2x1', [1, 2]], ['1x2', [1, 0]], ['1x2x1', [0.5, 3]]],
    blobs: [['1x1', [0.5]], ['1', [0.1]], ['1x1', [0.3]], ['1x1', [2]], ['1', [-1]]], tops: [['1x2x1', [Math.tanh(2 * Math.tanh(0.75) - 1), Math.tanh(2 * Math.tanh(1.1) - 1)]], ['1x2x1', [Math.tanh(0.75), Math.tanh(1.1)]]],
  },
  {
    about: 'LSTM with an input for every step', type: 'LSTM', fields: 'recurrent_param { num_output: 1 }', bottoms: [['2x1x1', [1, -2]], ['2x1', [0, 1]], ['1x1', [3]]],
    blobs: [gates[0] ?? ['', []], gates[1] ?? ['', []], ['4x1', [0.5, 1, -0.5, 2]], gates[2] ?? ['', []]], tops: [['2x1x1', lstmStates([4, 1], [0, 1]).states]],
  },
  {
    about: 'RNN', type: 'RNN', fields: 'recurrent_param { num_output: 1 }', bottoms: [['2x1x1', [1, 2]], ['2x1', [0, 1]]], blobs: [['1x1', [0.5]], ['1', [0.1]], ['1x1', [0.3]], ['1x1', [2]], ['1', [-1]]],
    tops: [['2x1x1', [Math.tanh(2 * Math.tanh(0.6) - 1), Math.tanh(2 * Math.tanh(1.1 + 0.3 * Math.tanh(0.6)) - 1)]]],
  },
  {
    about: 'LSTMUnit', type: 'LSTMUnit', bottoms: [['1x1x1', [0.7]], ['1x1x4', [0.5, 1, -0.5, 2]], ['1x1', [1]]],
    tops: [['1x1x1', [0.7 * sigmoid(1) + sigmoid(0.5) * Math.tanh(2)]], ['1x1x1', [sigmoid(-0.5) * Math.tanh(0.7 * sigmoid(1) + sigmoid(0.5) * Math.tanh(2))]]],
  },
  {
    about: 'DomainTransform along a row, with a column outside the picture', type: 'DomainTransform', fields: 'domain_transform_param { num_iter: 1 spatial_sigma: 2 range_sigma: 1 }',
    bottoms: [['1x2x1x4', [1, 0, 0, 9, 0, 0, 5, 9]], ['1x1x1x4', [0, 0.1, 2, 0]], ['1x1x1x2', [1, 3]]], tops: [['1x2x1x4', [...smoothed([1, 0, 0], [0, 0.1, 2]), 9, ...smoothed([0, 0, 5], [0, 0.1, 2]), 9]]],
  },
  {
    about: 'DomainTransform along a column', type: 'DomainTransform', fields: 'domain_transform_param { num_iter: 1 spatial_sigma: 2 range_sigma: 1 min_weight: 0 }',
    bottoms: [['1x1x3x1', [1, 0, 0]], ['1x1x3x1', [0, 0.1, 2]], ['1x1x1x2', [3, 1]]], tops: [['1x1x3x1', smoothed([1, 0, 0], [0, 0.1, 2])]],
  },
];

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
const folder = mkdtempSync(join(tmpdir(), 'atrous-values-'));
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
  rmSync(folder, { recursive: true });
});

const dimsOf = (shape: string): number[] => shape.split('x').filter(Boolean).map(Number);
const stored = ([shape, values]: Values): StoredBlob => ({ shape: dimsOf(shape), values });

function textOf({ type, fields = '', bottoms, tops }: Row): string {
  const inputs = bottoms.map(([shape], i) => `input: "x${i}" input_shape { ${dimsOf(shape).map((dim) => `dim: ${dim}`).join(' ')} }`);
  const wiring = [...bottoms.map((_, i) => `bottom: "x${i}"`), ...tops.map((_, i) => `top: "y${i}"`)];
  const [word, named] = type === type.toUpperCase() && type.length > 4 ? ['layers', type] : ['layer', `"${type}"`];
  return [...inputs, `${word} { name: "l" type: ${named} ${wiring.join(' ')} ${fields} }`].join('\n');
}

describe('a layer makes', () => {
  it.each(rows)('$about', async (row) => {
    const weights = join(folder, 'l.caffemodel');
    writeFileSync(weights, caffemodelOf(new Map([['l', (row.blobs ?? []).map(stored)]])));
    const { blobs } = await done(supervisor, {
      kind: 'forward', net: { path: 'net.prototxt', text: textOf(row), variables: [] }, weights: { kind: 'file', path: weights }, repeat: 0,
      inputs: row.bottoms.map(([shape, values], i) => [`x${i}`, arrays.write(`x${i}`, dimsOf(shape), Float32Array.from(values))] as const), blobs: row.tops.map((_, i) => `y${i}`), output: arrays.path, device: 'cpu',
    });
    for (const [i, [shape, values]] of row.tops.entries()) {
      const found = arrays.read(blobs[i]?.file ?? '');
      expect(found.shape).toEqual(dimsOf(shape));
      expect(largestDifference(found.values, Float32Array.from(values))).toBeLessThanOrEqual(1e-5 * Math.max(...values.filter(Number.isFinite).map(Math.abs), 1));
    }
  });
});
