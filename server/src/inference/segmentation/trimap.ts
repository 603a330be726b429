/** How right labels are close to borders: in bands of pixels around them, the trimaps of Kohli et al. that DeepLab's paper measures in. */
import type { TrimapBand } from '../messages';
import type { LabelMap } from '../pictures/png';
import { Confusion } from './confusion';
import { voidLabel } from './truth';

/**
 * The distance of each pixel to the nearest one of another label (void is one too), rounded up to whole pixels: 1 beside a border. 0 for
 * void pixels and those further away than `widest`.
 */
export function borderDistances({ width, height, labels }: LabelMap, widest: number): Uint8Array {
  const distances = new Uint8Array(width * height);
  for (const label of new Set(labels)) {
    if (label !== voidLabel) writeDistances({ width, height, labels }, label, widest, distances);
  }
  return distances;
}

/** Distances of one label's pixels: first along columns, then the nearest of the columns around. */
function writeDistances({ width, height, labels }: LabelMap, label: number, widest: number, distances: Uint8Array): void {
  const along = columnDistances({ width, height, labels }, label, widest + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (labels[row + x] !== label) continue;
      let nearest = Infinity;
      for (let other = Math.max(0, x - widest); other <= Math.min(width - 1, x + widest); other++) {
        nearest = Math.min(nearest, (other - x) ** 2 + (along[row + other] ?? 0) ** 2);
      }
      const distance = Math.ceil(Math.sqrt(nearest));
      if (distance <= widest) distances[row + x] = distance;
    }
  }
}

/** The distance in its column of each pixel to the nearest one of another label than `label`, at most `most`. */
function columnDistances({ width, height, labels }: LabelMap, label: number, most: number): Uint8Array {
  const along = new Uint8Array(width * height);
  for (let i = 0; i < along.length; i++) along[i] = labels[i] === label ? Math.min(most, (i < width ? most : (along[i - width] ?? 0)) + 1) : 0;
  for (let i = along.length - width - 1; i >= 0; i--) along[i] = Math.min(along[i] ?? 0, (along[i + width] ?? 0) + 1);
  return along;
}

/** Counts labels by their distance to a border of the truth. */
export class Trimap {
  /** Pixels at the distance i + 1. */
  private readonly rings: readonly Confusion[];

  /** @param widest the widest band in pixels, at most 254 */
  constructor(private readonly classes: number, private readonly widest: number) {
    this.rings = Array.from({ length: widest }, () => new Confusion(classes));
  }

  add(truth: LabelMap, found: Uint8Array): void {
    const distances = borderDistances(truth, this.widest);
    for (let pixel = 0; pixel < distances.length; pixel++) {
      this.rings[(distances[pixel] ?? 0) - 1]?.addPixel(truth.labels[pixel] ?? voidLabel, found[pixel] ?? 0);
    }
  }

  /** Bands of 1, 2, … pixels. */
  bands(): TrimapBand[] {
    const sum = new Confusion(this.classes);
    return this.rings.map((ring, i) => {
      sum.addAll(ring);
      return { width: i + 1, meanIou: sum.meanIou(), pixelAccuracy: sum.accuracy(), pixels: sum.pixels() };
    });
  }
}
