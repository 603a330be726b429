/** What Caffe's layers without windows compute, element by element. */
import { along, elementAt, make, sizeOf, sum, type PlainArray } from './array';
import { averagePool } from './windows';

/** Divides by a power of the mean square over neighbouring channels. */
export const normalizeAcross = (x: PlainArray, size: number, alpha: number, beta: number, k: number): PlainArray =>
  make(x.shape, (index) => {
    const channel = index[1] ?? 0;
    const squares = Array.from({ length: size }, (_, i) => (elementAt(x, index.with(1, channel + i - (size - 1) / 2)) ?? 0) ** 2);
    return (elementAt(x, index) ?? NaN) * (k + (alpha / size) * sum(squares)) ** -beta;
  });

/** The same over a window of the channel's own map. */
export function normalizeWithin(x: PlainArray, size: number, alpha: number, beta: number): PlainArray {
  const half = (size - 1) / 2;
  const means = averagePool({ ...x, values: x.values.map((value) => value * value) }, { kernel: [size, size], stride: [1, 1], pad: [half, half], dilation: [1, 1] });
  return make(x.shape, (index) => (elementAt(x, index) ?? NaN) * (1 + alpha * (elementAt(means, index) ?? NaN)) ** -beta);
}

export const crop = (x: PlainArray, shape: readonly number[], offsets: readonly number[]): PlainArray =>
  make(shape, (index) => elementAt(x, index.map((place, axis) => place + (offsets[axis] ?? 0))) ?? NaN);

/** The part of an axis from `start` on. */
export const slice = (x: PlainArray, axis: number, start: number, length: number): PlainArray =>
  crop(x, x.shape.with(axis, length), x.shape.map((_, i) => (i === axis ? start : 0)));

export function concatenate(parts: readonly PlainArray[], axis: number): PlainArray {
  const [first] = parts;
  if (!first) throw new Error('nothing to join');
  const lengths = parts.map(({ shape }) => shape[axis] ?? 0);
  return make(first.shape.with(axis, sum(lengths)), (index) => {
    let [place, part] = [index[axis] ?? 0, 0];
    while (place >= (lengths[part] ?? Infinity)) place -= lengths[part++] ?? 0;
    return elementAt(parts[part] ?? first, index.with(axis, place)) ?? NaN;
  });
}

const reducers: Record<string, (values: number[]) => number> = {
  SUM: sum,
  ASUM: (values) => sum(values.map(Math.abs)),
  SUMSQ: (values) => sum(values.map((value) => value * value)),
  MEAN: (values) => sum(values) / values.length,
};

/** Everything from an axis on becomes one number. */
export function reduce(x: PlainArray, operation: string, axis: number, coefficient: number): PlainArray {
  const length = sizeOf(x.shape.slice(axis));
  const shape = x.shape.slice(0, axis);
  const values = Float64Array.from({ length: sizeOf(shape) }, (_, i) => coefficient * (reducers[operation]?.([...x.values.subarray(i * length, (i + 1) * length)]) ?? NaN));
  return { shape, values };
}

export const softmax = (x: PlainArray, axis: number): PlainArray =>
  make(x.shape, (index) => {
    const values = along(x, index, axis);
    const largest = Math.max(...values);
    return Math.exp((elementAt(x, index) ?? NaN) - largest) / sum(values.map((value) => Math.exp(value - largest)));
  });

/** Everything from an axis on is one vector. Weights (out, length), or (length, out) where they are stored transposed. */
export function innerProduct(x: PlainArray, weights: PlainArray, bias: PlainArray | undefined, axis: number, isTransposed: boolean): PlainArray {
  const length = sizeOf(x.shape.slice(axis));
  const outputs = weights.shape[isTransposed ? 1 : 0] ?? 1;
  const rows: PlainArray = { shape: [sizeOf(x.shape) / length, length], values: x.values };
  const product = make([rows.shape[0] ?? 1, outputs], ([row = 0, output = 0]) => {
    const terms = Array.from({ length }, (_, i) => (elementAt(rows, [row, i]) ?? NaN) * (elementAt(weights, isTransposed ? [i, output] : [output, i]) ?? NaN));
    return sum(terms) + (bias?.values[output] ?? 0);
  });
  return { shape: [...x.shape.slice(0, axis), outputs], values: product.values };
}

const combinations: Record<string, (values: number[], coefficients: readonly number[]) => number> = {
  PROD: (values) => values.reduce((product, value) => product * value, 1),
  SUM: (values, coefficients) => sum(values.map((value, i) => value * (coefficients[i] ?? 1))),
  MAX: (values) => Math.max(...values),
};

export const combine = (arrays: readonly PlainArray[], operation: string, coefficients: readonly number[]): PlainArray =>
  make(arrays[0]?.shape ?? [], (index) => combinations[operation]?.(arrays.map((array) => elementAt(array, index) ?? NaN), coefficients) ?? NaN);

/** x · factor + shift, where both stretch over the axes from `axis` on. */
export const scale = (x: PlainArray, factor: PlainArray, shift: PlainArray | undefined, axis: number): PlainArray =>
  make(x.shape, (index) => {
    const own = index.slice(axis, axis + factor.shape.length);
    return (elementAt(x, index) ?? NaN) * (elementAt(factor, own) ?? NaN) + (shift ? (elementAt(shift, own) ?? NaN) : 0);
  });

/** Subtracts the mean of each channel (or of all channels), and divides by the standard deviation. */
export function standardize(x: PlainArray, acrossChannels: boolean, dividesByDeviation: boolean, epsilon: number): PlainArray {
  const length = sizeOf(x.shape.slice(acrossChannels ? 1 : 2));
  const values = x.values.slice();
  for (let start = 0; start < values.length; start += length) {
    const part = values.subarray(start, start + length);
    const mean = sum(part) / length;
    const deviation = Math.sqrt(sum(part.map((value) => (value - mean) ** 2)) / length);
    for (let i = 0; i < length; i++) part[i] = ((part[i] ?? NaN) - mean) / (dividesByDeviation ? deviation + epsilon : 1);
  }
  return { shape: x.shape, values };
}

/** The places of the largest values along an axis, or those values. */
export const largestAlong = (x: PlainArray, axis: number, count: number, wantsValues: boolean): PlainArray =>
  make(x.shape.with(axis, count), (index) => {
    const ranked = along(x, index, axis).map((value, place) => ({ value, place })).sort((a, b) => b.value - a.value);
    const found = ranked[index[axis] ?? 0];
    return (wantsValues ? found?.value : found?.place) ?? NaN;
  });
