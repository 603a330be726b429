/** A blob's channels as maps of bytes, with what is to be known of each. */

/** Figures of each channel, in order. */
export interface ChannelFigures {
  /** Over the finite values; 0 where there are none. */
  min: number[];
  max: number[];
  mean: number[];
  /** Share of values that are 0, from 0 to 1. */
  zeros: number[];
  /** How many values are NaN or infinite. */
  notFinite: number[];
}

/** How often values lie in each of equal parts of a range. */
export interface Histogram {
  from: number;
  to: number;
  counts: number[];
}

/** Bytes stand for values from a channel's least (0) to its largest (this). */
export const topByte = 254;
/** Stands for what is not finite. */
export const notFiniteByte = 255;

const bins = 64;

export interface ByteMaps {
  /** [channels][height · width] */
  bytes: Uint8Array;
  figures: ChannelFigures;
  /** Of all finite values. */
  histogram: Histogram;
}

/** @param values [channels][size] */
export function byteMaps(values: Float32Array, channels: number): ByteMaps {
  const size = values.length / channels;
  const figures: ChannelFigures = { min: [], max: [], mean: [], zeros: [], notFinite: [] };
  const bytes = new Uint8Array(values.length);
  for (let channel = 0; channel < channels; channel++) {
    const map = values.subarray(channel * size, (channel + 1) * size);
    measure(map, figures);
    quantize(map, figures.min[channel] ?? 0, figures.max[channel] ?? 0, bytes.subarray(channel * size, (channel + 1) * size));
  }
  return { bytes, figures, histogram: histogramOf(values, figures) };
}

function measure(map: Float32Array, { min, max, mean, zeros, notFinite }: ChannelFigures): void {
  let [least, most, sum, zero, finite] = [Infinity, -Infinity, 0, 0, 0];
  for (const value of map) {
    if (!Number.isFinite(value)) continue;
    finite++;
    sum += value;
    if (value === 0) zero++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  min.push(finite > 0 ? least : 0);
  max.push(finite > 0 ? most : 0);
  mean.push(finite > 0 ? sum / finite : 0);
  zeros.push(zero / map.length);
  notFinite.push(map.length - finite);
}

function quantize(map: Float32Array, least: number, most: number, bytes: Uint8Array): void {
  const factor = most > least ? topByte / (most - least) : 0;
  for (const [i, value] of map.entries()) bytes[i] = Number.isFinite(value) ? Math.round((value - least) * factor) : notFiniteByte;
}

function histogramOf(values: Float32Array, { min, max, notFinite }: ChannelFigures): Histogram {
  const size = values.length / min.length;
  const measured = min.flatMap((least, channel) => ((notFinite[channel] ?? 0) < size ? [[least, max[channel] ?? least] as const] : []));
  const [from, to] = measured.reduce(([low, high], [least, most]) => [Math.min(low, least), Math.max(high, most)], [Infinity, -Infinity]);
  if (measured.length === 0) return { from: 0, to: 0, counts: [] };
  const counts = new Array<number>(bins).fill(0);
  const factor = to > from ? bins / (to - from) : 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - from) * factor));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from, to, counts };
}

/** True where a value is NaN or infinite. */
export const hasNotFinite = (values: Float32Array): boolean => !values.every((value) => Number.isFinite(value));
