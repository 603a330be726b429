/** DeepLab's DomainTransform layer: scores are smoothed along rows and columns, but not across edges (Chen et al. 2016; Gastal and Oliveira 2011). */
import type { KernelCall } from '../onnx/lowering';
import type { KernelInput } from './meanfield';

/** A part of a plane, seen row by row (or column by column). */
interface Lines {
  /** How many there are, and the distance between their first values. */
  count: number;
  next: number;
  /** Values of each, and the distance between them. */
  length: number;
  step: number;
}

/** Each value takes a share of the one before it, there and back; the share stands with the later one. */
function smooth(plane: Float32Array, weights: Float32Array, { count, next, length, step }: Lines): void {
  for (let start = 0; start < count * next; start += next) {
    const end = start + (length - 1) * step;
    for (let at = start + step; at <= end; at += step) plane[at] = blend(plane, at, at - step, weights[at]);
    for (let at = end - step; at >= start; at -= step) plane[at] = blend(plane, at, at + step, weights[at + step]);
  }
}

const blend = (plane: Float32Array, at: number, neighbour: number, weight = 0): number => {
  const own = plane[at] ?? 0;
  return own + weight * Math.fround((plane[neighbour] ?? 0) - own);
};

/** The shares of one iteration: near 1 in plain places, near 0 on edges. */
function weightsOf(edges: Float32Array, settings: KernelCall['settings'], iteration: number): Float32Array {
  const [space = 1, range = 1, iterations = 1, least = 0] = ['spatial_sigma', 'range_sigma', 'num_iter', 'min_weight'].map((name) => Number(settings[name]));
  const sigma = (space * Math.sqrt(3) * 2 ** (iterations - iteration - 1)) / Math.sqrt(4 ** iterations - 1);
  return edges.map((edge) => Math.min(Math.max(Math.exp((-Math.SQRT2 / sigma) * (1 + (edge * space) / range)), least), 1));
}

/** @param inputs scores, an edge map of one channel, and (height, width) of the picture without padding: what lies outside stays as it is */
export function domainTransform({ settings }: KernelCall, [scores, edges, sizes]: readonly KernelInput[]): Float32Array {
  if (!scores || !edges || !sizes) throw new RangeError('DomainTransform needs three bottoms.');
  const [batch = 1, channels = 1, height = 1, width = 1] = scores.shape;
  const size = height * width;
  const result = scores.values.slice();
  for (let item = 0; item < batch; item++) {
    const [rows, columns] = [Math.trunc(sizes.values[2 * item] ?? height), Math.trunc(sizes.values[2 * item + 1] ?? width)];
    const directions: readonly Lines[] = [{ count: rows, next: width, length: columns, step: 1 }, { count: columns, next: 1, length: rows, step: width }];
    for (let iteration = 0; iteration < Number(settings['num_iter']); iteration++) {
      const weights = weightsOf(edges.values.subarray(item * size, (item + 1) * size), settings, iteration);
      for (let channel = item * channels; channel < (item + 1) * channels; channel++) {
        for (const lines of directions) smooth(result.subarray(channel * size, (channel + 1) * size), weights, lines);
      }
    }
  }
  return result;
}
