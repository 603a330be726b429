/** What Caffe's layers with windows compute, written as sums over taps. */
import { elementAt, indicesOf, make, type PlainArray } from './array';

/** One number a spatial axis. */
export interface Geometry {
  kernel: readonly number[];
  stride: readonly number[];
  pad: readonly number[];
  dilation: readonly number[];
}

const zip = (axes: number, value: (axis: number) => number): number[] => Array.from({ length: axes }, (_, axis) => value(axis));
const at = (list: readonly number[], axis: number): number => list[axis] ?? NaN;

/** Weights (out, in / group, …kernel); bias (out). */
export function convolve(x: PlainArray, weights: PlainArray, bias: PlainArray | undefined, { kernel, stride, pad, dilation }: Geometry, group: number): PlainArray {
  const [batch = 1, , ...sizes] = x.shape;
  const [outputs = 1, channels = 1] = weights.shape;
  const counts = sizes.map((size, axis) => Math.floor((size + 2 * at(pad, axis) - (at(dilation, axis) * (at(kernel, axis) - 1) + 1)) / at(stride, axis)) + 1);
  return make([batch, outputs, ...counts], ([n = 0, output = 0, ...unit]) => {
    const firstChannel = Math.floor(output / (outputs / group)) * channels;
    let total = bias?.values[output] ?? 0;
    for (const [channel = 0, ...tap] of indicesOf([channels, ...kernel])) {
      const place = zip(tap.length, (axis) => at(unit, axis) * at(stride, axis) - at(pad, axis) + at(tap, axis) * at(dilation, axis));
      total += (elementAt(weights, [output, channel, ...tap]) ?? NaN) * (elementAt(x, [n, firstChannel + channel, ...place]) ?? 0);
    }
    return total;
  });
}

/** Weights (in, out / group, …kernel); each unit of the bottom stamps its kernel into the top. */
export function deconvolve(x: PlainArray, weights: PlainArray, bias: PlainArray | undefined, { kernel, stride, pad, dilation }: Geometry, group: number): PlainArray {
  const [batch = 1, channels = 1, ...sizes] = x.shape;
  const perGroup = weights.shape[1] ?? 1;
  const counts = sizes.map((size, axis) => at(stride, axis) * (size - 1) + at(dilation, axis) * (at(kernel, axis) - 1) + 1 - 2 * at(pad, axis));
  return make([batch, perGroup * group, ...counts], ([n = 0, output = 0, ...unit]) => {
    const first = Math.floor(output / perGroup) * (channels / group);
    let total = bias?.values[output] ?? 0;
    for (const [channel = 0, ...tap] of indicesOf([channels / group, ...kernel])) {
      const source = zip(tap.length, (axis) => (at(unit, axis) + at(pad, axis) - at(tap, axis) * at(dilation, axis)) / at(stride, axis));
      if (!source.every(Number.isInteger)) continue;
      total += (elementAt(weights, [first + channel, output % perGroup, ...tap]) ?? NaN) * (elementAt(x, [n, first + channel, ...source]) ?? 0);
    }
    return total;
  });
}

/** The sizes of a pooled map: rounded up; with any padding, a last window that would start beyond the map and its padding is dropped. */
export function pooledSizes(sizes: readonly number[], { kernel, stride, pad }: Geometry): number[] {
  const hasPadding = pad.some((amount) => amount > 0);
  return sizes.map((size, axis) => {
    const count = Math.ceil((size + 2 * at(pad, axis) - at(kernel, axis)) / at(stride, axis)) + 1;
    return hasPadding && (count - 1) * at(stride, axis) >= size + at(pad, axis) ? count - 1 : count;
  });
}

export function maxPool(x: PlainArray, geometry: Geometry): { maxima: PlainArray; mask: PlainArray } {
  const { kernel, stride, pad } = geometry;
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  const shape = [batch, channels, ...pooledSizes([height, width], geometry)];
  const best = ([n = 0, channel = 0, ...unit]: number[]): { value: number; place: number } => {
    let found = { value: -Infinity, place: -1 };
    for (const tap of indicesOf(kernel)) {
      const place = zip(2, (axis) => at(unit, axis) * at(stride, axis) - at(pad, axis) + at(tap, axis));
      const value = elementAt(x, [n, channel, ...place]);
      if (value !== undefined && value > found.value) found = { value, place: at(place, 0) * width + at(place, 1) };
    }
    return found;
  };
  return { maxima: make(shape, (index) => best(index).value), mask: make(shape, (index) => best(index).place) };
}

/** A mean divides by the window's size, cut at the far end of the padding. */
export function averagePool(x: PlainArray, geometry: Geometry): PlainArray {
  const { kernel, stride, pad } = geometry;
  const [batch = 1, channels = 1, ...sizes] = x.shape;
  return make([batch, channels, ...pooledSizes(sizes, geometry)], ([n = 0, channel = 0, ...unit]) => {
    const start = zip(2, (axis) => at(unit, axis) * at(stride, axis) - at(pad, axis));
    const extent = zip(2, (axis) => Math.min(at(start, axis) + at(kernel, axis), at(sizes, axis) + at(pad, axis)) - at(start, axis));
    let total = 0;
    for (const tap of indicesOf(kernel)) total += elementAt(x, [n, channel, at(start, 0) + at(tap, 0), at(start, 1) + at(tap, 1)]) ?? 0;
    return total / (at(extent, 0) * at(extent, 1));
  });
}

/** Bilinear with aligned corners. */
export function interpolate(x: PlainArray, sizes: readonly number[]): PlainArray {
  const [batch = 1, channels = 1, ...from] = x.shape;
  return make([batch, channels, ...sizes], ([n = 0, channel = 0, ...unit]) => {
    const place = zip(2, (axis) => (at(sizes, axis) > 1 ? (at(unit, axis) * (at(from, axis) - 1)) / (at(sizes, axis) - 1) : 0));
    let total = 0;
    for (const corner of indicesOf([2, 2])) {
      const near = zip(2, (axis) => Math.floor(at(place, axis)) + at(corner, axis));
      const weight = zip(2, (axis) => 1 - Math.abs(at(place, axis) - at(near, axis)));
      total += at(weight, 0) * at(weight, 1) * (elementAt(x, [n, channel, ...near]) ?? 0);
    }
    return total;
  });
}
