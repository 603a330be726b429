/** Caffe's weight fillers (filler.hpp), from a seed. */
import type { Fields } from '../schema/fields';
import type { RandomSource } from './random';

/** A FillerParameter with its defaults. */
export interface Filler {
  type: string;
  value: number;
  min: number;
  max: number;
  mean: number;
  std: number;
  /** Expected number of non-zero inputs of an output; -1 for all. */
  sparse: number;
  varianceNorm: string;
}

export const constantFiller = (value: number): Filler => ({
  type: 'constant', value, min: 0, max: 1, mean: 0, std: 1, sparse: -1, varianceNorm: 'FAN_IN',
});

/** What fills weights for which nothing else is stated: He's initialisation, which keeps activations in range. */
export const msraFiller: Filler = { ...constantFiller(0), type: 'msra' };

/** The filler that a message states. */
export function fillerOf(fields: Fields): Filler {
  const number = (name: string): number => {
    const value = fields.number(name);
    return typeof value === 'number' ? value : 0;
  };
  return {
    type: fields.text('type'),
    value: number('value'),
    min: number('min'),
    max: number('max'),
    mean: number('mean'),
    std: number('std'),
    sparse: number('sparse'),
    varianceNorm: fields.choice('variance_norm'),
  };
}

type Fill = (values: Float32Array, filler: Filler, shape: readonly number[], random: RandomSource) => void;

/** Values per output: how many inputs a unit sums (`FAN_IN`), or how many outputs an input reaches. */
function fan(shape: readonly number[], count: number, norm: string): number {
  const fanIn = count / (shape[0] ?? 1);
  const fanOut = shape.length > 1 ? count / (shape[1] ?? 1) : count;
  if (norm === 'AVERAGE') return (fanIn + fanOut) / 2;
  return norm === 'FAN_OUT' ? fanOut : fanIn;
}

const each = (values: Float32Array, next: () => number): void => {
  for (let i = 0; i < values.length; i++) values[i] = next();
};

/**
 * Falls linearly from the middle to the borders, in every pair of an input and an output map. The middle is where Caffe
 * puts it: for odd kernels with an even factor (3, 7, 63) that is half a unit late, so that the kernel is not symmetric. BVLC moved it
 * to (size - 1) / (2·factor) in July 2017 (pull request 5713), after DeepLab's and the other forks had split off.
 */
function bilinear(values: Float32Array, shape: readonly number[]): void {
  const [height = 1, width = 1] = shape.slice(-2);
  const factor = Math.ceil(width / 2);
  const centre = (2 * factor - 1 - (factor % 2)) / (2 * factor);
  for (let i = 0; i < values.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    values[i] = (1 - Math.abs(x / factor - centre)) * (1 - Math.abs(y / factor - centre));
  }
}

function positiveUnitBall(values: Float32Array, shape: readonly number[], random: RandomSource): void {
  const rows = shape[0] ?? 1;
  const length = values.length / rows;
  for (let row = 0; row < rows; row++) {
    const part = values.subarray(row * length, (row + 1) * length);
    each(part, random.uniform);
    const sum = part.reduce((total, value) => total + value, 0);
    for (let i = 0; i < length; i++) part[i] = (part[i] ?? 0) / sum;
  }
}

function gaussian(values: Float32Array, { mean, std, sparse }: Filler, shape: readonly number[], random: RandomSource): void {
  each(values, () => mean + std * random.gaussian());
  if (sparse < 0) return;
  const kept = sparse / (shape[0] ?? 1);
  for (let i = 0; i < values.length; i++) if (random.uniform() >= kept) values[i] = 0;
}

const fillers: Readonly<Record<string, Fill>> = {
  constant: (values, { value }) => values.fill(value),
  uniform: (values, { min, max }, _shape, random) => each(values, () => min + (max - min) * random.uniform()),
  gaussian,
  positive_unitball: (values, _filler, shape, random) => positiveUnitBall(values, shape, random),
  bilinear: (values, _filler, shape) => bilinear(values, shape),
  xavier: (values, { varianceNorm }, shape, random) => {
    const scale = Math.sqrt(3 / fan(shape, values.length, varianceNorm));
    each(values, () => scale * (2 * random.uniform() - 1));
  },
  msra: (values, { varianceNorm }, shape, random) => {
    const deviation = Math.sqrt(2 / fan(shape, values.length, varianceNorm));
    each(values, () => deviation * random.gaussian());
  },
};

/** Fills `values` of a blob of `shape`. @returns false for a type that Caffe does not have. */
export function fill(values: Float32Array, filler: Filler, shape: readonly number[], random: RandomSource): boolean {
  const write = fillers[filler.type];
  write?.(values, filler, shape, random);
  return write !== undefined;
}
