/** From score maps to labels: enlarged to the net's input, cut to the picture, fused over scales by their maximum. */
import { RowReader, type Planes } from './planes';

/** Scores of one pass, [classes][height][width], with the size of the input that they are scores of. */
export interface PassScores {
  scores: Planes;
  inputHeight: number;
  inputWidth: number;
  /** The part of the input, from its top left corner, that holds the picture; the rest is padding. */
  pictureHeight: number;
  pictureWidth: number;
}

/** Reads one class of one row of the picture, over all passes. */
class FusedRows {
  private readonly readers: readonly RowReader[];
  private readonly row: Float32Array;

  constructor(passes: readonly PassScores[], width: number, height: number) {
    this.readers = passes.map((pass) => readerOf(pass, width, height));
    this.row = new Float32Array(width);
  }

  read(plane: number, y: number, target: Float32Array): void {
    for (const [i, reader] of this.readers.entries()) {
      if (i === 0) {
        reader.read(plane, y, target);
        continue;
      }
      reader.read(plane, y, this.row);
      for (let x = 0; x < target.length; x++) target[x] = Math.max(target[x] ?? 0, this.row[x] ?? 0);
    }
  }
}

/** Scores are enlarged to the pass's input, of which the picture is the first part; a scaled pass then to the picture's own size. */
function readerOf({ scores, inputHeight, inputWidth, pictureHeight, pictureWidth }: PassScores, width: number, height: number): RowReader {
  const atInput = new RowReader(scores, inputHeight, inputWidth);
  if (pictureHeight === height && pictureWidth === width) return atInput;
  const values = new Float32Array(scores.planes * pictureHeight * pictureWidth);
  for (let row = 0; row < scores.planes * pictureHeight; row++) {
    atInput.read(Math.floor(row / pictureHeight), row % pictureHeight, values.subarray(row * pictureWidth, (row + 1) * pictureWidth));
  }
  return new RowReader({ planes: scores.planes, height: pictureHeight, width: pictureWidth, values }, height, width);
}

/** The class of the highest score at each pixel; of equal ones the larger, as Caffe's ArgMax takes. */
export function labelsOf(passes: readonly PassScores[], width: number, height: number): Uint8Array {
  const rows = new FusedRows(passes, width, height);
  const classes = passes[0]?.scores.planes ?? 0;
  const labels = new Uint8Array(width * height);
  const best = new Float32Array(width);
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    best.fill(-Infinity);
    for (let label = 0; label < classes; label++) {
      rows.read(label, y, row);
      for (let x = 0; x < width; x++) {
        const score = row[x] ?? 0;
        if (score < (best[x] ?? 0)) continue;
        best[x] = score;
        labels[y * width + x] = label;
      }
    }
  }
  return labels;
}

/** The scores at every pixel, [classes][height · width]. */
export function fullScores(passes: readonly PassScores[], width: number, height: number): Float32Array {
  const rows = new FusedRows(passes, width, height);
  const classes = passes[0]?.scores.planes ?? 0;
  const values = new Float32Array(classes * width * height);
  for (let row = 0; row < classes * height; row++) rows.read(Math.floor(row / height), row % height, values.subarray(row * width, (row + 1) * width));
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
