/** How far half precision moves a result: what is printed beside one that was computed with it. */
import { t } from '../l10n/text';
import type { HalfDifference } from '../protocol/run';
import type { BlobValues } from './execute';
import { areProbabilities } from './segmentation/scores';

/**
 * The difference of a blob from the same one in full precision. Labels are compared where axis 1 holds a score for each class of a map, and
 * where whole numbers are labels themselves.
 * Differences that are no numbers count as infinite.
 */
export function halfDifference(half: BlobValues, full: BlobValues): HalfDifference {
  const difference = { blob: full.name, scores: largestDifference(half.values, full.values), largestScore: largest(full.values) };
  if (full.values.every(Number.isInteger)) return { ...difference, labels: full.values.filter((value, i) => value !== half.values[i]).length / full.values.length };
  const maps = mapsOf(full);
  return { ...difference, ...(maps && comparedMaps(half.values, full.values, maps)) };
}

interface Maps {
  pictures: number;
  classes: number;
  places: number;
}

/** Of a blob (N, classes, height, width). */
function mapsOf({ shape }: BlobValues): Maps | undefined {
  const [pictures = 0, classes = 0, height = 0, width = 0] = shape;
  return shape.length === 4 && classes > 1 ? { pictures, classes, places: height * width } : undefined;
}

function comparedMaps(half: Float32Array, full: Float32Array, { pictures, classes, places }: Maps): { labels: number; probabilities: number } {
  const areNormalized = areProbabilities({ planes: classes, height: 1, width: places, values: full });
  const [ours, theirs] = [new Float64Array(classes), new Float64Array(classes)];
  let changed = 0;
  let probabilities = 0;
  for (let picture = 0; picture < pictures; picture++) {
    for (let place = 0; place < places; place++) {
      const at = picture * classes * places + place;
      if (readPlace(half, at, places, ours, areNormalized) !== readPlace(full, at, places, theirs, areNormalized)) changed++;
      for (let label = 0; label < classes; label++) probabilities = Math.max(probabilities, distance(ours[label] ?? 0, theirs[label] ?? 0));
    }
  }
  return { labels: changed / (pictures * places), probabilities };
}

/** Fills `probabilities` with those of one place. @returns its label; of equal scores the larger, as Caffe's ArgMax takes */
function readPlace(values: Float32Array, at: number, stride: number, probabilities: Float64Array, areNormalized: boolean): number {
  let best = 0;
  for (let label = 0; label < probabilities.length; label++) {
    probabilities[label] = values[at + label * stride] ?? 0;
    if ((probabilities[label] ?? 0) >= (probabilities[best] ?? 0)) best = label;
  }
  if (areNormalized) return best;
  const most = probabilities[best] ?? 0;
  let sum = 0;
  for (let label = 0; label < probabilities.length; label++) sum += probabilities[label] = Math.exp((probabilities[label] ?? 0) - most);
  for (let label = 0; label < probabilities.length; label++) probabilities[label] = (probabilities[label] ?? 0) / sum;
  return best;
}

function distance(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const difference = Math.abs(a - b);
  return Number.isNaN(difference) ? Infinity : difference;
}

const largestDifference = (a: Float32Array, b: Float32Array): number => b.reduce((most, value, i) => Math.max(most, distance(a[i] ?? NaN, value)), 0);

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const short = (value: number): string => Number(value.toPrecision(2)).toString();

/** A sentence for people. */
export function differenceWords({ blob, scores, largestScore, labels, probabilities }: HalfDifference): string {
  if (!Number.isFinite(scores)) return t`Half precision does not hold ${blob}: its values overflow there. Run this net in full precision.`;
  if (labels !== undefined && probabilities === undefined) return t`Half precision changes ${short(100 * labels)} % of the whole numbers in ${blob}.`;
  if (labels === undefined || probabilities === undefined) return t`Half precision moves ${blob} by ${short(scores)} at most, where its largest value is ${short(largestScore)}.`;
  return t`Half precision changes the label at ${short(100 * labels)} % of the places of ${blob}, and moves probabilities by ${short(probabilities)} and scores by ${short(scores)} at most.`;
}
