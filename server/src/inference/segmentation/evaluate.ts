/** The job behind `atrous evaluate`: a net's segmentations against the truth, as intersection over union. */
import { t } from '../../l10n/text';
import { StageClock, type Workshop } from '../job';
import type { EvaluateJob, EvaluateResult } from '../messages';
import { InferenceError } from '../problem';
import { classesOf } from './classes';
import { Confusion } from './confusion';
import { readPicture } from './run';
import { segment, type Segmentation } from './segment';
import { findTransform, transformNote } from './transform';
import { Trimap } from './trimap';
import { checkClasses, readTruth } from './truth';

/** @param report is told which picture is under way */
export async function evaluate(job: EvaluateJob, workshop: Workshop, report: (stage: string) => void): Promise<EvaluateResult> {
  const transform = findTransform(job.net, job);
  let confusion: Confusion | undefined;
  let trimap: Trimap | undefined;
  let last: Segmentation | undefined;
  for (const [i, pair] of job.pairs.entries()) {
    report(t`picture ${i + 1} of ${job.pairs.length}`);
    const picture = await readPicture(pair.picture);
    last = await segment(picture, { ...job, transform }, workshop, new StageClock(() => undefined));
    const truth = readTruth(pair, picture);
    checkClasses(truth, last.classes, pair.labels);
    confusion ??= new Confusion(last.classes);
    confusion.add(truth.labels, last.labels);
    if (job.trimap > 0) (trimap ??= new Trimap(last.classes, job.trimap)).add(truth, last.labels);
  }
  if (!confusion || !last) throw new InferenceError({ code: 'run/input', message: t('The list names no pictures.') });
  const { name } = classesOf(job.classes, job.net.path, last.classes);
  const classes = confusion.intersectionOverUnion().map((iou, index) => ({ index, name: name(index), iou, pixels: confusion?.truthPixels(index) ?? 0 }));
  return {
    kind: 'evaluate',
    pictures: job.pairs.length,
    classes,
    meanIou: confusion.meanIou(),
    pixelAccuracy: confusion.accuracy(),
    trimap: trimap?.bands(),
    device: last.device,
    deviceNote: last.deviceNote,
    notes: [transformNote(transform), ...last.notes],
  };
}
