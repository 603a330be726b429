/** A picture through a net: prepared, run, its scores turned into labels. */
import { createHash } from 'node:crypto';
import { t } from '../../l10n/text';
import type { DeviceChoice } from '../../protocol/run';
import type { StageClock, Workshop } from '../job';
import type { CrfChoice, NetSource, PictureOptions, WeightsChoice } from '../messages';
import { isOnnx } from '../onnx-file';
import { defaultPictureOptions } from '../picture-defaults';
import type { Picture } from '../pictures/picture';
import { InferenceError } from '../problem';
import { identityOf } from '../weights';
import { caffeModel } from './caffe-model';
import { onnxModel } from './onnx-model';
import { runPasses, type Passes } from './passes';
import { picturePlanes } from './planes';
import { refined, scoresToRefine } from './refinement';
import type { ScoreRows } from './score-rows';
import { labelsOf } from './scores';
import type { Transform } from './transform';

/** A net, and how it is run. */
export interface NetRequest extends Partial<PictureOptions> {
  net: NetSource;
  weights: WeightsChoice;
  device: DeviceChoice;
  /** Computes in half precision where the device can. */
  half?: boolean | undefined;
  transform: Transform;
}

export interface SegmentRequest extends NetRequest {
  crf: CrfChoice | undefined;
  /** Whether the probabilities behind the labels are wanted; scores where absent. */
  probabilities?: boolean | undefined;
}

export interface Segmentation extends Omit<Passes, 'rows'> {
  /** The class of each pixel. */
  labels: Uint8Array;
  /** The labels that the CRF refined. */
  unrefined: Uint8Array | undefined;
  /** What the labels follow from: the net's scores, or the CRF's probabilities where those are wanted. */
  scores: ScoreRows;
  classes: number;
}

/** Without the parts that are undefined, so that defaults show through. */
const given = <Part extends object>(part: Part): Part => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;

/** Label maps have one byte a pixel. */
const mostClasses = 256;

export async function segment(picture: Picture, request: SegmentRequest, workshop: Workshop, clock: StageClock): Promise<Segmentation> {
  const { rows, ...passes } = await runNet(picture, request, workshop, clock);
  clock.begin('labelling');
  const labels = labelsOf(rows);
  const coarse = { ...passes, labels, unrefined: undefined, scores: rows, classes: rows.classes };
  if (request.crf === undefined) return coarse;
  clock.begin('refining');
  const fine = await refined(picture, scoresToRefine(rows, passes.areNormalized), request.crf, { site: workshop.crfSite(request.device), signal: clock.signal, wantMarginals: request.probabilities === true });
  return { ...coarse, unrefined: labels, labels: fine.labels, notes: [...passes.notes, ...fine.notes], ...(fine.marginals && { scores: fine.marginals, areNormalized: true }) };
}

/**
 * The net's scores of a picture. Those of the last picture are kept, so that other parameters of the CRF do not run the net again.
 * @throws InferenceError for a net or a picture that does not run
 */
export async function runNet(picture: Picture, request: NetRequest, workshop: Workshop, clock: StageClock): Promise<Passes> {
  const key = keyOf(picture, request);
  return workshop.keptScores.get(key) ?? workshop.keptScores.keep(key, await runAnew(picture, request, workshop, clock));
}

/** Everything that scores depend on. */
function keyOf({ width, height, data }: Picture, { net, weights, device, half, transform, ...request }: NetRequest): string {
  const options = { ...defaultPictureOptions, ...given(request) };
  const { scales, flip, fit, largestSide } = options;
  const pixels = createHash('sha1').update(data).digest('base64');
  return JSON.stringify([net, identityOf(weights), device, half ?? false, transform, scales, flip, fit, largestSide, width, height, pixels]);
}

async function runAnew(picture: Picture, request: NetRequest, workshop: Workshop, clock: StageClock): Promise<Passes> {
  clock.begin('lowering');
  const options = { ...defaultPictureOptions, ...given(request) };
  const model = isOnnx(request.net) ? await onnxModel(request.net.path, request, options, workshop, clock) : caffeModel(request, options, workshop, clock);
  const planes = picturePlanes(picture, model.channels, request.transform);
  const passes = await runPasses(planes, model, options, clock);
  const { classes } = passes.rows;
  if (classes > mostClasses) throw new InferenceError({ code: 'run/classes', message: t`The net has ${classes} classes, and a label map can hold ${mostClasses}.` });
  return passes;
}
