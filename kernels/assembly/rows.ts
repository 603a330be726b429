// Brings class planes [classes][points] into rows [blocks][points][8] and back: the only file that knows both layouts.
import { log } from './elementary';

/** Stands in the rows for classes past the last: softmax turns it into 0. */
const NO_CLASS: f32 = -1e30;

/** Points in one tile: a tile of rows stays in the first-level cache while its eight classes are written. */
const TILE: i32 = 512;

/** How a plane's value is changed on its way into a row. */
const AS_IS: i32 = 0;
const NEGATED: i32 = 1;
const LOGARITHM: i32 = 2;

/** Address of a class's column in the rows. */
// @ts-ignore: decorator
@inline
function column(rows: usize, points: i32, class_: i32): usize {
  return rows + ((<usize>(class_ >> 3) * <usize>points) << 5) + (<usize>(class_ & 7) << 2);
}

/** Writes the same number into every column past the last class. */
function fillRest(value: f32, classes: i32, points: i32, begin: i32, end: i32, rows: usize): void {
  for (let class_ = classes; (class_ & 7) != 0; ++class_) {
    const to = column(rows, points, class_);
    for (let point = begin; point < end; ++point) store<f32>(to + (<usize>point << 5), value);
  }
}

/** Copies one class of points [begin, end), four at a time; reading up to three numbers past the plane's end is harmless. */
// @ts-ignore: decorator
@inline
function copyPlane(change: i32, smallest: f32, begin: i32, end: i32, plane: usize, to: usize): void {
  for (let point = begin; point < end; point += 4) {
    let four = v128.load(plane + (<usize>point << 2));
    if (change == NEGATED) four = f32x4.neg(four);
    if (change == LOGARITHM) four = log(f32x4.pmax(f32x4.splat(smallest), four));
    const row = to + (<usize>point << 5);
    store<f32>(row, f32x4.extract_lane(four, 0));
    if (point + 1 < end) store<f32>(row, f32x4.extract_lane(four, 1), 32);
    if (point + 2 < end) store<f32>(row, f32x4.extract_lane(four, 2), 64);
    if (point + 3 < end) store<f32>(row, f32x4.extract_lane(four, 3), 96);
  }
}

// @ts-ignore: decorator
@inline
function copyPlanes(change: i32, smallest: f32, filler: f32, classes: i32, points: i32, begin: i32, end: i32, planes: usize, rows: usize): void {
  for (let tile = begin; tile < end; tile += TILE) {
    const last = min(tile + TILE, end);
    for (let class_ = 0; class_ < classes; ++class_) {
      copyPlane(change, smallest, tile, last, planes + ((<usize>class_ * <usize>points) << 2), column(rows, points, class_));
    }
    fillRest(filler, classes, points, tile, last, rows);
  }
}

/** Rows of plain values, zeros past the last class. */
export function rowsFromValues(classes: i32, points: i32, begin: i32, end: i32, planes: usize, rows: usize): void {
  copyPlanes(AS_IS, 0, 0, classes, points, begin, end, planes, rows);
}

/** Rows of -U, where U are unary energies. */
export function rowsFromUnary(classes: i32, points: i32, begin: i32, end: i32, planes: usize, rows: usize): void {
  copyPlanes(NEGATED, 0, NO_CLASS, classes, points, begin, end, planes, rows);
}

/** Rows of -U = ln max(p, smallest), where p are probabilities. */
export function rowsFromProbabilities(smallest: f32, classes: i32, points: i32, begin: i32, end: i32, planes: usize, rows: usize): void {
  copyPlanes(LOGARITHM, smallest, NO_CLASS, classes, points, begin, end, planes, rows);
}

/**
 * Rows of scores of image lines [begin, end), interpolated bilinearly with aligned corners from scoreWidth x scoreHeight to
 * enlargedWidth x enlargedHeight, of which the image is the top left part, as Caffe's Interp layer does: r = (in - 1) / (out - 1),
 * source coordinates in float32.
 */
export function rowsFromScores(
  classes: i32, width: i32, height: i32, begin: i32, end: i32, scoreWidth: i32, scoreHeight: i32, enlargedWidth: i32, enlargedHeight: i32,
  planes: usize, rows: usize,
): void {
  const rx: f32 = enlargedWidth > 1 ? <f32>(scoreWidth - 1) / <f32>(enlargedWidth - 1) : 0;
  const ry: f32 = enlargedHeight > 1 ? <f32>(scoreHeight - 1) / <f32>(enlargedHeight - 1) : 0;
  const points = width * height;
  for (let y = begin; y < end; ++y) {
    const sourceY = ry * <f32>y;
    const top = <i32>sourceY;
    const dy = sourceY - <f32>top;
    const below = top < scoreHeight - 1 ? <usize>scoreWidth << 2 : 0;
    for (let class_ = 0; class_ < classes; ++class_) {
      const line = planes + (<usize>((class_ * scoreHeight + top) * scoreWidth) << 2);
      const to = column(rows, points, class_) + (<usize>(y * width) << 5);
      for (let x = 0; x < width; ++x) {
        const sourceX = rx * <f32>x;
        const left = <i32>sourceX;
        const dx = sourceX - <f32>left;
        const right: usize = left < scoreWidth - 1 ? 4 : 0;
        const at = line + (<usize>left << 2);
        const upper = (<f32>1 - dx) * load<f32>(at) + dx * load<f32>(at + right);
        const lower = (<f32>1 - dx) * load<f32>(at + below) + dx * load<f32>(at + below + right);
        store<f32>(to + (<usize>x << 5), (<f32>1 - dy) * upper + dy * lower);
      }
    }
    fillRest(NO_CLASS, classes, points, y * width, (y + 1) * width, rows);
  }
}

/** Planes from rows: the way back, for points [begin, end). */
export function planesFromRows(classes: i32, points: i32, begin: i32, end: i32, rows: usize, planes: usize): void {
  for (let tile = begin; tile < end; tile += TILE) {
    const last = min(tile + TILE, end);
    for (let class_ = 0; class_ < classes; ++class_) {
      const from = column(rows, points, class_);
      const plane = planes + ((<usize>class_ * <usize>points) << 2);
      for (let point = tile; point < last; ++point) store<f32>(plane + (<usize>point << 2), load<f32>(from + (<usize>point << 5)));
    }
  }
}

/** The most probable class of points [begin, end) as 16-bit numbers, the lowest class where several are equal. */
export function argmax(classes: i32, points: i32, begin: i32, end: i32, rows: usize, labels: usize): void {
  for (let point = begin; point < end; ++point) {
    let best = 0;
    let largest = -Infinity as f32;
    for (let class_ = 0; class_ < classes; ++class_) {
      const value = load<f32>(column(rows, points, class_) + (<usize>point << 5));
      if (value <= largest) continue;
      largest = value;
      best = class_;
    }
    store<u16>(labels + (<usize>point << 1), best);
  }
}
