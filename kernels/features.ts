// The feature space of a kernel: one table a dimension that turns a pixel's column, line or colour into a scaled lattice coordinate.
import type { Kernel } from './parameters';
import { refineError } from './problem';
import { wording } from './wording';

/** Where a dimension takes its table index from; the WebAssembly and WGSL code know these numbers. */
export const featureIndex = { x: 0, y: 1, point: 2, channel0: 3 } as const;

/** One feature dimension: coordinate of a point = table[index of the point]. */
export interface Dimension {
  readonly index: number;
  readonly table: Float32Array;
}

/** An RGB picture, row-major, three interleaved numbers a pixel on the scale 0..255. */
export interface Picture {
  readonly data: Uint8Array | Uint8ClampedArray | Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Beyond this size float32 cannot tell neighbouring lattice vertices apart. */
const largestCoordinate = 2 ** 22;

/**
 * Scale of dimension j in d: 1 / sqrt((j + 1)(j + 2)) is the diagonal part of the elevation matrix E (Adams et al. 2010, page 5),
 * sqrt(2/3) (d + 1) makes the filter's standard deviation 1 (page 6). Rounded to float32 at the same places as the reference does.
 */
function dimensionScale(j: number, d: number): number {
  const inverseDeviation = Math.fround(Math.sqrt(2 / 3) * (d + 1));
  return Math.fround((1 / Math.sqrt((j + 1) * (j + 2))) * inverseDeviation);
}

/** Table of value(i) / deviation, scaled for dimension j of d. */
function scaledTable(length: number, value: (i: number) => number, deviation: number, j: number, d: number): Float32Array {
  const divisor = Math.fround(deviation);
  const scale = dimensionScale(j, d);
  const table = new Float32Array(length);
  for (let i = 0; i < length; ++i) table[i] = Math.fround(value(i) / divisor) * scale;
  return table;
}

/**
 * Dimensions of a kernel over a picture: x / sx, y / sy and, for a bilateral kernel, each channel over its deviation.
 * @throws RefineError when a deviation is so small that lattice coordinates would overflow.
 */
export function kernelDimensions(kernel: Kernel, picture: Picture): Dimension[] {
  const { width, height, data } = picture;
  const [sx, sy] = kernel.sxy;
  const d = kernel.kind === 'gaussian' ? 2 : 5;
  const identity = (i: number): number => i;
  const dimensions: Dimension[] = [
    { index: featureIndex.x, table: scaledTable(width, identity, sx, 0, d) },
    { index: featureIndex.y, table: scaledTable(height, identity, sy, 1, d) },
  ];
  if (kernel.kind === 'bilateral') {
    kernel.srgb.forEach((deviation, channel) => {
      const j = 2 + channel;
      dimensions.push(
        data instanceof Float32Array
          ? { index: featureIndex.point, table: scaledTable(width * height, (i) => data[3 * i + channel] ?? 0, deviation, j, d) }
          : { index: featureIndex.channel0 + channel, table: scaledTable(256, identity, deviation, j, d) },
      );
    });
  }
  checkRange(dimensions);
  return dimensions;
}

/** Dimensions of free points: `features` is [points][d], already divided by the deviations. */
export function pointDimensions(features: Float32Array, d: number): Dimension[] {
  const points = features.length / d;
  const dimensions = Array.from({ length: d }, (_, j) => ({
    index: featureIndex.point,
    table: scaledTable(points, (i) => features[i * d + j] ?? 0, 1, j, d),
  }));
  checkRange(dimensions);
  return dimensions;
}

/** Elevated coordinate j is the sum of the later features minus j times the one before: bounded by the tables' extremes. */
function checkRange(dimensions: readonly Dimension[]): void {
  const extremes = dimensions.map(({ table }) => {
    let most = 0;
    for (const value of table) most = Math.max(most, Math.abs(value));
    return most;
  });
  const bound = extremes.reduce((sum, extreme, j) => sum + (j + 2) * extreme, 0);
  if (bound < largestCoordinate) return;
  throw refineError('parameters', wording`The standard deviations are too small for this picture: float32 cannot tell neighbouring lattice points apart. Use larger sxy or srgb.`);
}
