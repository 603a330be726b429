/** The job behind `atrous tune`: searches the CRF's parameters that give the highest mean IoU on pictures with label maps. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { deepLabKernels, type DeepLabSettings } from '../../../../kernels/index';
import { t } from '../../l10n/text';
import type { CrfSite } from '../crf-site';
import { StageClock, type Workshop } from '../job';
import type { TuneJob, TuneResult } from '../messages';
import type { Picture } from '../pictures/picture';
import type { LabelMap } from '../pictures/png';
import { InferenceError } from '../problem';
import { temporaryFolder } from '../temporary';
import { Confusion } from './confusion';
import { searchGrid, type SearchProgress } from './grid-search';
import { refined, scoresToRefine, type CrfScores } from './refinement';
import { readPicture } from './run';
import { runNet } from './segment';
import { findTransform } from './transform';
import { checkClasses, readTruth } from './truth';

/** A picture whose scores wait in a file: a hundred score maps would fill the memory. */
interface Sample {
  picture: Picture;
  truth: LabelMap;
  /** All but the values. */
  scores: CrfScores;
  file: string;
}

/** @param report is told where the search stands */
export async function tune(job: TuneJob, workshop: Workshop, report: (stage: string) => void): Promise<TuneResult> {
  const folder = temporaryFolder();
  try {
    return await tuneIn(folder, job, workshop, report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tuneIn(folder: string, job: TuneJob, workshop: Workshop, report: (stage: string) => void): Promise<TuneResult> {
  const samples: Sample[] = [];
  for (const [i] of job.pairs.entries()) {
    report(t`scores of picture ${i + 1} of ${job.pairs.length}`);
    samples.push(await sampleOf(i, folder, job, workshop));
  }
  const { iterations, normalization } = job;
  const setting = { ...job, site: workshop.crfSite(job.device) };
  const scoreOf = async (settings: DeepLabSettings): Promise<number> => (await confusionWith(samples, { ...setting, kernels: settings })).meanIou();
  const before = (await confusionWith(samples, { ...setting, iterations: 0, kernels: firstOf(job) })).meanIou();
  const { best, trials } = await searchGrid(job.ranges, job.rounds, scoreOf, (progress) => report(progressText(progress)));
  return {
    kind: 'tune', pictures: samples.length, iterations, normalization, before,
    best: { settings: best.point, meanIou: best.score },
    trials: trials.map(({ point, score }) => ({ settings: point, meanIou: score })),
  };
}

async function sampleOf(index: number, folder: string, job: TuneJob, workshop: Workshop): Promise<Sample> {
  const pair = job.pairs[index];
  if (!pair) throw new RangeError('There is no such picture.');
  const picture = await readPicture(pair.picture);
  const { rows, areNormalized } = await runNet(picture, { ...job, transform: findTransform(job.net, job) }, workshop, new StageClock(() => undefined));
  const scores = scoresToRefine(rows, areNormalized);
  const truth = readTruth(pair, picture);
  checkClasses(truth, scores.classes, pair.labels);
  const file = join(folder, String(index));
  const { data } = scores.map;
  writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return { picture, truth, scores: withValues(scores, new Float32Array()), file };
}

const withValues = (scores: CrfScores, data: Float32Array): CrfScores => ({ ...scores, map: { ...scores.map, data } });

/** The first point of the grid; without iterations its kernels change nothing. */
const firstOf = ({ ranges }: TuneJob): DeepLabSettings =>
  ({ posW: ranges.posW.from, posXY: ranges.posXY.from, biW: ranges.biW.from, biXY: ranges.biXY.from, biRGB: ranges.biRGB.from });

interface Setting extends Pick<TuneJob, 'iterations' | 'normalization' | 'threads'> {
  site: CrfSite;
  kernels: DeepLabSettings;
}

/** Refines every picture, several at once with a thread each, and counts. */
async function confusionWith(samples: readonly Sample[], { site, kernels, iterations, normalization, threads = availableParallelism() }: Setting): Promise<Confusion> {
  const [first] = samples;
  if (!first) throw new InferenceError({ code: 'run/input', message: t('The list names no pictures.') });
  const confusion = new Confusion(first.scores.classes);
  const crf = { parameters: { kernels: deepLabKernels(kernels), normalization }, iterations };
  const waiting = samples.values();
  const work = async (): Promise<void> => {
    for (const { picture, truth, scores, file } of waiting) {
      const { labels } = await refined(picture, withValues(scores, readFloats(file)), crf, { site, threads: 1, isBeside: true, wantMarginals: false });
      confusion.add(truth.labels, labels);
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, samples.length) }, work));
  return confusion;
}

function readFloats(path: string): Float32Array {
  const bytes = readFileSync(path);
  const values = new Float32Array(bytes.byteLength / 4);
  new Uint8Array(values.buffer).set(bytes);
  return values;
}

/** `round 1 of 3, 12 of 128: best mean IoU 88.42 % with pos 3, 3, bi 4, 67, 3`. */
function progressText({ round, rounds, done, count, best }: SearchProgress<keyof DeepLabSettings>): string {
  const place = t`round ${round} of ${rounds}, ${done + 1} of ${count}`;
  if (!best) return place;
  const { posW, posXY, biW, biXY, biRGB } = best.point;
  return t`${place}: best mean IoU ${(100 * best.score).toFixed(2)} % with pos ${posW}, ${posXY}, bi ${biW}, ${biXY}, ${biRGB}`;
}
