/** Counts of (true class, found class), and the measures that follow from them. */
import { voidLabel } from './truth';

export class Confusion {
  private readonly counts: Float64Array;

  constructor(private readonly classes: number) {
    this.counts = new Float64Array(classes * classes);
  }

  /** Counts every pixel that has a true class, one of the net's. */
  add(truth: Uint8Array, found: Uint8Array): void {
    for (let pixel = 0; pixel < truth.length; pixel++) this.addPixel(truth[pixel] ?? voidLabel, found[pixel] ?? 0);
  }

  addPixel(label: number, found: number): void {
    if (label === voidLabel) return;
    const at = label * this.classes + found;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
  }

  /** Adds what another has counted. */
  addAll({ counts }: Confusion): void {
    for (let i = 0; i < counts.length; i++) this.counts[i] = (this.counts[i] ?? 0) + (counts[i] ?? 0);
  }

  private sum(indices: (other: number) => number): number {
    let sum = 0;
    for (let other = 0; other < this.classes; other++) sum += this.counts[indices(other)] ?? 0;
    return sum;
  }

  truthPixels(label: number): number {
    return this.sum((found) => label * this.classes + found);
  }

  /** All pixels that were counted. */
  pixels(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** By class, 0 to 1; undefined for a class that neither the truth nor the net has anywhere. */
  intersectionOverUnion(): (number | undefined)[] {
    return Array.from({ length: this.classes }, (_, label) => {
      const both = this.counts[label * this.classes + label] ?? 0;
      const either = this.truthPixels(label) + this.sum((truth) => truth * this.classes + label) - both;
      return either === 0 ? undefined : both / either;
    });
  }

  /** Over the classes that occur; NaN where nothing was counted. */
  meanIou(): number {
    const present = this.intersectionOverUnion().flatMap((iou) => iou ?? []);
    return present.reduce((sum, iou) => sum + iou, 0) / present.length;
  }

  /** The share of pixels whose class was found. */
  accuracy(): number {
    return this.sum((label) => label * this.classes + label) / this.pixels();
  }
}
