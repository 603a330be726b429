/** Pictures as input planes, and bilinear resizing with aligned corners, as DeepLab does both. */
import type { Picture } from '../pictures/picture';
import type { Transform } from './transform';

/** Maps of one size: [planes][height][width]. */
export interface Planes {
  planes: number;
  height: number;
  width: number;
  values: Float32Array;
}

/**
 * The picture as a net reads it: blue, green and red planes (or one grey one), mean subtracted, scaled.
 * @param channels 3, or 1 for nets of grey pictures
 */
export function picturePlanes({ width, height, data }: Picture, channels: number, { mean, meanPicture, scale }: Transform): Planes {
  const size = width * height;
  const values = new Float32Array(channels * size);
  const means = meanPicture?.width === width && meanPicture.height === height && meanPicture.channels === channels ? meanPicture.values : undefined;
  for (let channel = 0; channel < channels; channel++) {
    const plane = values.subarray(channel * size, (channel + 1) * size);
    const meanPlane = means?.subarray(channel * size, (channel + 1) * size);
    const subtract = mean[channel] ?? mean[0] ?? 0;
    for (let i = 0; i < size; i++) {
      const value = channels === 1 ? luminance(data, 3 * i) : (data[3 * i + 2 - channel] ?? 0);
      plane[i] = (value - (meanPlane ? (meanPlane[i] ?? 0) : subtract)) * scale;
    }
  }
  return { planes: channels, height, width, values };
}

/** As OpenCV turns a colour picture grey (ITU-R BT.601). */
const luminance = (data: Uint8Array, at: number): number =>
  Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));

/** Larger planes with zeros, which stand for the mean, to the right and below. */
export function padded({ planes, height, width, values }: Planes, toHeight: number, toWidth: number): Planes {
  if (height === toHeight && width === toWidth) return { planes, height, width, values };
  const larger = new Float32Array(planes * toHeight * toWidth);
  for (let row = 0; row < planes * height; row++) {
    const target = (Math.floor(row / height) * toHeight + (row % height)) * toWidth;
    larger.set(values.subarray(row * width, (row + 1) * width), target);
  }
  return { planes, height: toHeight, width: toWidth, values: larger };
}

/** Where each unit of a resized axis lies in the original: the unit before it, and how far towards the next. */
export interface AxisMap {
  lower: Int32Array;
  fraction: Float32Array;
}

/** Aligned corners: the first and last units fall onto the first and last ones. */
export function axisMap(from: number, to: number): AxisMap {
  const ratio = to > 1 ? (from - 1) / (to - 1) : 0;
  const lower = new Int32Array(to);
  const fraction = new Float32Array(to);
  for (let i = 0; i < to; i++) {
    const position = i * ratio;
    lower[i] = Math.min(Math.floor(position), from - 1);
    fraction[i] = position - (lower[i] ?? 0);
  }
  return { lower, fraction };
}

/** The planes mirrored left to right. */
export function mirroredPlanes({ planes, height, width, values }: Planes): Planes {
  const turned = values.slice();
  for (let row = 0; row < planes * height; row++) turned.subarray(row * width, (row + 1) * width).reverse();
  return { planes, height, width, values: turned };
}

/** Planes whose rows are asked for one by one. */
export interface RowSource {
  planes: number;
  height: number;
  width: number;
  /** Row `y` of a plane, good until the next call. */
  row(this: void, plane: number, y: number): Float32Array;
}

export const rowSource = ({ planes, height, width, values }: Planes): RowSource => ({
  planes, height, width,
  row(plane, y) {
    const start = (plane * height + y) * width;
    return values.subarray(start, start + width);
  },
});

function stretch(source: Float32Array, { lower, fraction }: AxisMap, target: Float32Array): void {
  const last = source.length - 1;
  for (let x = 0; x < target.length; x++) {
    const at = lower[x] ?? 0;
    const value = source[at] ?? 0;
    target[x] = value + (fraction[x] ?? 0) * ((source[at < last ? at + 1 : last] ?? 0) - value);
  }
}

/** A row of a source at its new width. */
interface StretchedRow {
  y: number;
  values: Float32Array;
}

/** Reads rows of resized planes, one at a time. The last two source rows of each plane are kept stretched, so that rows in order cost one blend each. */
export class RowReader {
  private readonly rows: AxisMap;
  private readonly columns: AxisMap;
  /** Two a plane, by the parity of `y`. */
  private readonly kept: StretchedRow[];

  constructor(private readonly source: RowSource, toHeight: number, private readonly toWidth: number) {
    this.rows = axisMap(source.height, toHeight);
    this.columns = axisMap(source.width, toWidth);
    this.kept = Array.from({ length: 2 * source.planes }, () => ({ y: -1, values: new Float32Array() }));
  }

  /** Writes the first `target.length` values of row `y` of a plane. */
  read(plane: number, y: number, target: Float32Array): void {
    const lower = this.rows.lower[y] ?? 0;
    const fraction = this.rows.fraction[y] ?? 0;
    const above = this.stretched(plane, lower);
    const below = this.stretched(plane, Math.min(lower + 1, this.source.height - 1));
    for (let x = 0; x < target.length; x++) {
      const value = above[x] ?? 0;
      target[x] = value + fraction * ((below[x] ?? 0) - value);
    }
  }

  private stretched(plane: number, y: number): Float32Array {
    const row = this.kept[2 * plane + (y & 1)];
    if (!row) throw new RangeError('There is no such plane.');
    if (row.y === y) return row.values;
    if (row.values.length === 0) row.values = new Float32Array(this.toWidth);
    stretch(this.source.row(plane, y), this.columns, row.values);
    row.y = y;
    return row.values;
  }
}

export function resized(source: Planes, height: number, width: number): Planes {
  if (source.height === height && source.width === width) return source;
  const reader = new RowReader(rowSource(source), height, width);
  const values = new Float32Array(source.planes * height * width);
  for (let row = 0; row < source.planes * height; row++) {
    reader.read(Math.floor(row / height), row % height, values.subarray(row * width, (row + 1) * width));
  }
  return { planes: source.planes, height, width, values };
}
