/** From scores at every pixel to labels and to probabilities. */
import type { ScoreMap } from '../../../../kernels/index';
import { labelsOfMap } from './map-labels';
import type { Planes } from './planes';
import type { ScoreRows } from './score-rows';

/** The class of the highest score at each pixel; of equal ones the larger, as Caffe's ArgMax takes. What is no number never wins. */
export const labelsOf = (rows: ScoreRows): Uint8Array => (rows.map && isCoarse(rows.map) ? labelsOfMap(rows.map, rows.width, rows.height) : labelsOfRows(rows));

/** Whether so many pixels lie between two scores that it pays to look at the scores first. A net may enlarge its scores itself. */
const isCoarse = ({ width, height, enlarged }: ScoreMap): boolean => enlarged !== undefined && enlarged.width >= 3 * width && enlarged.height >= 3 * height;

export function labelsOfRows({ classes, height, width, read }: ScoreRows): Uint8Array {
  const labels = new Uint8Array(width * height);
  const best = new Float32Array(width);
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    best.fill(-Infinity);
    for (let label = 0; label < classes; label++) {
      read(label, y, row);
      for (let x = 0; x < width; x++) {
        const score = row[x] ?? 0;
        if (!(score >= (best[x] ?? 0))) continue;
        best[x] = score;
        labels[y * width + x] = label;
      }
    }
  }
  return labels;
}

/** The scores at every pixel, [classes][height · width]. */
export function fullScores({ classes, height, width, read }: ScoreRows): Float32Array {
  const values = new Float32Array(classes * width * height);
  for (let y = 0; y < height; y++) {
    for (let label = 0; label < classes; label++) {
      const start = (label * height + y) * width;
      read(label, y, values.subarray(start, start + width));
    }
  }
  return values;
}

/** Turns one row of all classes, [classes][width], into probabilities: by softmax, or where scores are probabilities so that they sum to 1. */
function normalizeRow(row: Float32Array, classes: number, width: number, areNormalized: boolean): void {
  for (let x = 0; x < width; x++) {
    let most = -Infinity;
    for (let label = 0; label < classes; label++) most = Math.max(most, row[label * width + x] ?? 0);
    let sum = 0;
    for (let at = x; at < classes * width; at += width) {
      const value = areNormalized ? (row[at] ?? 0) : Math.exp((row[at] ?? 0) - most);
      row[at] = value;
      sum += value;
    }
    for (let at = x; at < classes * width; at += width) row[at] = (row[at] ?? 0) / sum;
  }
}

/**
 * Gives the probabilities row by row, all classes of a row at a time, [classes][width].
 * @param areNormalized the scores are probabilities already
 */
export function forEachProbabilityRow({ classes, height, width, read }: ScoreRows, areNormalized: boolean, take: (y: number, row: Float32Array) => void): void {
  const row = new Float32Array(classes * width);
  for (let y = 0; y < height; y++) {
    for (let label = 0; label < classes; label++) read(label, y, row.subarray(label * width, (label + 1) * width));
    normalizeRow(row, classes, width, areNormalized);
    take(y, row);
  }
}

/** The probabilities at every pixel, [classes][height · width], of scores that are probabilities but for their sum. */
export function probabilitiesOf(rows: ScoreRows): Float32Array {
  const { classes, height, width } = rows;
  const values = new Float32Array(classes * height * width);
  forEachProbabilityRow(rows, true, (y, row) => {
    for (let label = 0; label < classes; label++) values.set(row.subarray(label * width, (label + 1) * width), (label * height + y) * width);
  });
  return values;
}

/** True where the values of each place are a distribution over the classes already. */
export function areProbabilities({ planes, height, width, values }: Planes): boolean {
  const size = height * width;
  for (const place of [0, size >> 1, size - 1]) {
    let sum = 0;
    for (let plane = 0; plane < planes; plane++) {
      const value = values[plane * size + place] ?? 0;
      if (value < 0) return false;
      sum += value;
    }
    if (Math.abs(sum - 1) > 1e-3) return false;
  }
  return true;
}
