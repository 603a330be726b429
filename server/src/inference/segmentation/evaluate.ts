/** The job behind `atrous evaluate`: a net's segmentations against the truth, as intersection over union. */
import { readFileSync } from 'node:fs';
import { StageClock, type Workshop } from '../job';
import type { EvaluateJob, EvaluateResult, EvaluationPair } from '../messages';
import { decodeLabels, type LabelMap } from '../pictures/png';
import { fileReason, InferenceError } from '../problem';
import { classesOf } from './classes';
import { readPicture } from './run';
import { segment, type Segmentation } from './segment';
import { findTransform, transformNote } from './transform';

/** Pixels of this value in the truth belong to no class and count for nothing. */
const voidLabel = 255;

/** @param report is told which picture is under way */
export async function evaluate(job: EvaluateJob, workshop: Workshop, report: (stage: string) => void): Promise<EvaluateResult> {
  const transform = findTransform(job.net, job);
  let confusion: Confusion | undefined;
  let last: Segmentation | undefined;
  for (const [i, pair] of job.pairs.entries()) {
    report(`picture ${i + 1} of ${job.pairs.length}`);
    const picture = await readPicture(pair.picture);
    last = await segment(picture, { ...job, transform }, workshop, new StageClock(() => undefined));
    confusion ??= new Confusion(last.classes);
    confusion.add(readTruth(pair, picture), last.labels, pair.labels);
  }
  if (!confusion || !last) throw new InferenceError({ code: 'run/input', message: 'The list names no pictures.' });
  const { name } = classesOf(job.classes, job.net.path, last.classes);
  const classes = confusion.intersectionOverUnion().map((iou, index) => ({ index, name: name(index), iou, pixels: confusion?.truthPixels(index) ?? 0 }));
  const present = classes.flatMap(({ iou }) => iou ?? []);
  return {
    kind: 'evaluate',
    pictures: job.pairs.length,
    classes,
    meanIou: present.reduce((sum, iou) => sum + iou, 0) / present.length,
    pixelAccuracy: confusion.accuracy(),
    device: last.device,
    deviceNote: last.deviceNote,
    notes: [transformNote(transform), ...last.notes],
  };
}

function readTruth({ labels }: EvaluationPair, { width, height }: { width: number; height: number }): LabelMap {
  let truth: LabelMap;
  try {
    truth = decodeLabels(readFileSync(labels));
  } catch (error) {
    throw new InferenceError({ code: 'run/input', message: `The label map ${labels} cannot be read: ${fileReason(error)}.` });
  }
  if (truth.width === width && truth.height === height) return truth;
  throw new InferenceError({ code: 'run/labels', message: `The label map ${labels} is ${truth.width}×${truth.height}, its picture ${width}×${height}: they must be of the same size.` });
}

/** Counts of (true class, found class) over all pixels that have a true class. */
export class Confusion {
  private readonly counts: Float64Array;

  constructor(private readonly classes: number) {
    this.counts = new Float64Array(classes * classes);
  }

  /** @throws InferenceError where the truth has a class that the net lacks */
  add(truth: LabelMap, found: Uint8Array, file: string): void {
    for (const [pixel, label] of truth.labels.entries()) {
      if (label === voidLabel) continue;
      if (label >= this.classes) throw new InferenceError({ code: 'run/labels', message: `The label map ${file} has the class ${label}, and the net has ${this.classes} classes (0 to ${this.classes - 1}; 255 is ignored).` });
      const at = label * this.classes + (found[pixel] ?? 0);
      this.counts[at] = (this.counts[at] ?? 0) + 1;
    }
  }

  private sum(indices: (other: number) => number): number {
    let sum = 0;
    for (let other = 0; other < this.classes; other++) sum += this.counts[indices(other)] ?? 0;
    return sum;
  }

  truthPixels(label: number): number {
    return this.sum((found) => label * this.classes + found);
  }

  /** By class; undefined for a class that neither the truth nor the net has anywhere. */
  intersectionOverUnion(): (number | undefined)[] {
    return Array.from({ length: this.classes }, (_, label) => {
      const both = this.counts[label * this.classes + label] ?? 0;
      const either = this.truthPixels(label) + this.sum((truth) => truth * this.classes + label) - both;
      return either === 0 ? undefined : both / either;
    });
  }

  /** The share of pixels whose class was found. */
  accuracy(): number {
    const total = this.counts.reduce((sum, count) => sum + count, 0);
    return this.sum((label) => label * this.classes + label) / total;
  }
}
