/** Class probabilities in half precision, as an array of NumPy: [classes, height, width], '<f2'. */
import { floatToHalf } from '../../weights/half';
import { writeNpy } from '../../weights/npy';
import type { ScoreRows } from './score-rows';
import { forEachProbabilityRow } from './scores';

/** The probabilities of each class at each pixel as a file. @param areNormalized the scores are probabilities already */
export function probabilitiesFile(rows: ScoreRows, areNormalized: boolean): Uint8Array {
  const { classes, height, width } = rows;
  const halves = new Uint16Array(classes * height * width);
  forEachProbabilityRow(rows, areNormalized, (y, row) => {
    for (let label = 0; label < classes; label++) {
      const start = (label * height + y) * width;
      for (let x = 0; x < width; x++) halves[start + x] = floatToHalf(row[label * width + x] ?? 0);
    }
  });
  return writeNpy([classes, height, width], halves);
}
