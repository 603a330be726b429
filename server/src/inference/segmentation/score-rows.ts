/** Scores at every pixel of a picture, read row by row: enlarged, mirrored, averaged, fused. Nothing is held at the picture's size. */
import type { ScoreMap } from '../../../../kernels/index';
import { RowReader, rowSource, type Planes } from './planes';

/** Scores of each class at each pixel of a picture. */
export interface ScoreRows {
  classes: number;
  height: number;
  width: number;
  /** Writes row `y` of a class into `target`, of `width` values. Fast where rows are read in order, all classes of each. */
  read(this: void, label: number, y: number, target: Float32Array): void;
  /** The map that the scores are, enlarged with aligned corners; absent where they are more than that. */
  map?: ScoreMap;
}

/** The size of an input that scores were computed from, and the part of it, from its top left corner, that holds the picture. */
export interface ScoredInput {
  inputHeight: number;
  inputWidth: number;
  pictureHeight: number;
  pictureWidth: number;
}

/** Scores enlarged to their input with aligned corners, and cut to the picture in it. */
export function enlarged(scores: Planes, { inputHeight, inputWidth, pictureHeight, pictureWidth }: ScoredInput): ScoreRows {
  const source = rowSource(scores);
  const isWhole = scores.height === inputHeight && scores.width === inputWidth;
  const reader = new RowReader(source, inputHeight, inputWidth);
  const read: ScoreRows['read'] = isWhole
    ? (label, y, target) => target.set(source.row(label, y).subarray(0, target.length))
    : (label, y, target) => reader.read(label, y, target);
  const map = { data: scores.values, width: scores.width, height: scores.height, enlarged: { width: inputWidth, height: inputHeight } };
  return { classes: scores.planes, height: pictureHeight, width: pictureWidth, map, read };
}

/** Scores of a picture that was mirrored left to right, as scores of the picture itself. */
export const mirrored = (rows: ScoreRows): ScoreRows => ({
  classes: rows.classes, height: rows.height, width: rows.width,
  read(label, y, target) {
    rows.read(label, y, target);
    target.reverse();
  },
});

/** Joins what several score maps say of a value. */
const joined = (parts: readonly ScoreRows[], join: (sum: number, value: number) => number, factor: number): ScoreRows => {
  const [first, ...others] = parts;
  if (!first) throw new RangeError('There are no scores to join.');
  if (others.length === 0) return first;
  const row = new Float32Array(first.width);
  return {
    classes: first.classes, height: first.height, width: first.width,
    read(label, y, target) {
      first.read(label, y, target);
      for (const other of others) {
        other.read(label, y, row);
        for (let x = 0; x < target.length; x++) target[x] = join(target[x] ?? 0, row[x] ?? 0);
      }
      if (factor !== 1) for (let x = 0; x < target.length; x++) target[x] = (target[x] ?? 0) * factor;
    },
  };
};

/** The mean of score maps of one size. */
export const averaged = (parts: readonly ScoreRows[]): ScoreRows => joined(parts, (sum, value) => sum + value, 1 / parts.length);

/** The largest of the scores at each pixel: DeepLab's fusion of scales. */
export const maximum = (parts: readonly ScoreRows[]): ScoreRows => joined(parts, Math.max, 1);

/** Scores of a picture that was scaled, at the size of the original, with aligned corners. */
export function rescaled(rows: ScoreRows, height: number, width: number): ScoreRows {
  if (rows.height === height && rows.width === width) return rows;
  const row = new Float32Array(rows.width);
  const source = {
    planes: rows.classes, height: rows.height, width: rows.width,
    row(label: number, y: number) {
      rows.read(label, y, row);
      return row;
    },
  };
  const reader = new RowReader(source, height, width);
  return { classes: rows.classes, height, width, read: (label, y, target) => reader.read(label, y, target) };
}
