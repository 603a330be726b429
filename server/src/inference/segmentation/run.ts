/** The job behind `atrous run` and the editor's runs: a picture's segmentation, written into a folder. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { t } from '../../l10n/text';
import type { RunClass } from '../../protocol/run';
import type { StageClock, Workshop } from '../job';
import type { PictureRun, RunJob, RunJobResult, RunManifest } from '../messages';
import { decodePicture } from '../pictures/decode';
import { overlay } from '../pictures/palette';
import { PictureError, type Picture } from '../pictures/picture';
import { encodeLabels, encodePicture, type LabelMap } from '../pictures/png';
import { fileReason, InferenceError } from '../problem';
import { classesOf, type ClassSet } from './classes';
import { probabilitiesFile } from './probabilities';
import { segment, type Segmentation } from './segment';
import { findTransform, transformNote } from './transform';

export async function runOnPicture(job: RunJob, workshop: Workshop, clock: StageClock): Promise<RunJobResult> {
  clock.begin('loading');
  const picture = await readPicture(job.image);
  const transform = findTransform(job.net, job);
  const probabilities = job.probabilities === true || job.saveTo !== undefined;
  const result = await segment(picture, { ...job, probabilities, transform }, workshop, clock);
  clock.begin('writing');
  const names = classesOf(job.classes, job.net.path, result.classes);
  const map: LabelMap = { width: picture.width, height: picture.height, labels: result.labels };
  const files = {
    ...writePictures(job, picture, map, names),
    unrefined: result.unrefined && writeUnrefined(job, { ...map, labels: result.unrefined }, names),
    probabilities: probabilities ? writeProbabilities(job, result) : undefined,
  };
  const run: PictureRun = {
    image: job.image,
    folder: job.output,
    ...files,
    width: picture.width,
    height: picture.height,
    classes: classesIn(map, result.classes, names),
    inputSizes: result.inputSizes,
    device: result.device,
    deviceNote: result.deviceNote,
    notes: [transformNote(transform), ...result.notes, ...(job.saveTo === undefined ? [] : [saveCopies(job.saveTo, Object.values(files))])],
    stages: clock.finish(),
  };
  writeManifest(job.output, { net: job.net.path, weights: job.weights, pictures: [run] });
  return { kind: 'run', picture: run };
}

const writeManifest = (folder: string, manifest: RunManifest): void =>
  write(join(folder, 'run.json'), new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`));

/** @throws InferenceError for a file that cannot be read or is no picture */
export async function readPicture(path: string): Promise<Picture> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new InferenceError({ code: 'run/picture-unreadable', message: t`The picture ${path} cannot be read: ${fileReason(error)}.`, wayOut: 'chooseImage' });
  }
  try {
    return await decodePicture(bytes);
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    throw new InferenceError({ code: 'run/picture', message: t`The picture ${basename(path)} cannot be read: ${error.message}.`, wayOut: 'chooseImage' });
  }
}

/** Where a run writes what it makes of a picture. */
const fileFor = ({ image, output }: RunJob, ending: string): string => join(output, `${basename(image, extname(image))}_${ending}`);

function writeProbabilities(job: RunJob, { scores, areNormalized }: Segmentation): string {
  const file = fileFor(job, 'probabilities.npy');
  write(file, probabilitiesFile(scores, areNormalized));
  return file;
}

/** The labels that the CRF was given, to compare. */
function writeUnrefined(job: RunJob, map: LabelMap, { colours }: ClassSet): string {
  const file = fileFor(job, 'unrefined.png');
  write(file, encodeLabels(map, colours));
  return file;
}

/** Copies files that are there into a folder. @returns what became of it, in words */
function saveCopies(folder: string, files: readonly (string | undefined)[]): string {
  try {
    mkdirSync(folder, { recursive: true });
    for (const file of files) if (file !== undefined) copyFileSync(file, join(folder, basename(file)));
    return t`Saved in ${folder}.`;
  } catch (error) {
    return t`Not saved in ${folder}: ${fileReason(error)}.`;
  }
}

function writePictures(job: RunJob, picture: Picture, map: LabelMap, { colours }: ClassSet): { labelMap: string; overlay: string } {
  const labelMap = fileFor(job, 'labels.png');
  const overlaid = fileFor(job, 'overlay.png');
  write(labelMap, encodeLabels(map, colours));
  write(overlaid, encodePicture(overlay(picture, map, colours)));
  return { labelMap, overlay: overlaid };
}

/** Writes a file into a run folder. @returns its path */
export function writeResult(folder: string, name: string, bytes: Uint8Array): string {
  write(join(folder, name), bytes);
  return join(folder, name);
}

function write(path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
  } catch (error) {
    throw new InferenceError({ code: 'run/write', message: t`The result cannot be written to ${path}: ${fileReason(error)}.` });
  }
}

function classesIn({ labels }: LabelMap, count: number, { name, colours }: ClassSet): RunClass[] {
  const pixels = new Array<number>(count).fill(0);
  for (const label of labels) pixels[label] = (pixels[label] ?? 0) + 1;
  return pixels.map((number, index) => ({ index, name: name(index), color: colours[index] ?? [0, 0, 0], share: number / labels.length }));
}
