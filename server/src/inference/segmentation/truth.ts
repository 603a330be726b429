/** The true label maps that segmentations are measured against. */
import { readFileSync } from 'node:fs';
import { t } from '../../l10n/text';
import type { EvaluationPair } from '../messages';
import { decodeLabelMap } from '../pictures/decode';
import { PictureError } from '../pictures/picture';
import type { LabelMap } from '../pictures/png';
import { fileReason, InferenceError } from '../problem';

/** Pixels of this value in the truth belong to no class and count for nothing. */
export const voidLabel = 255;

/** @throws InferenceError where the file cannot be read, or is not of its picture's size */
export function readTruth({ labels }: EvaluationPair, { width, height }: { width: number; height: number }): LabelMap {
  let truth: LabelMap;
  try {
    truth = decodeLabelMap(readFileSync(labels));
  } catch (error) {
    const reason = error instanceof PictureError ? error.message : fileReason(error);
    throw new InferenceError({ code: 'run/input', message: t`The label map ${labels} cannot be read: ${reason}.` });
  }
  if (truth.width === width && truth.height === height) return truth;
  throw new InferenceError({ code: 'run/labels', message: t`The label map ${labels} is ${truth.width}×${truth.height}, its picture ${width}×${height}: they must be of the same size.` });
}

/** @throws InferenceError where the truth has a class that the net lacks */
export function checkClasses({ labels }: LabelMap, classes: number, file: string): void {
  const foreign = labels.find((label) => label !== voidLabel && label >= classes);
  if (foreign === undefined) return;
  throw new InferenceError({ code: 'run/labels', message: t`The label map ${file} has the class ${foreign}, and the net has ${classes} classes (0 to ${classes - 1}; 255 is ignored).` });
}
