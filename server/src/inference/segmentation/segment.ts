/** A picture through a net: prepared, run, its scores turned into labels. */
import { findPreset, presetParameters, refine, RefineError } from '../../../../kernels/index';
import type { DeviceChoice } from '../../protocol/run';
import type { StageClock, Workshop } from '../job';
import type { NetSource, PictureOptions, WeightsChoice } from '../messages';
import { prepareNet } from '../model';
import { defaultPictureOptions } from '../picture-defaults';
import type { Picture } from '../pictures/picture';
import { InferenceError } from '../problem';
import { pictureInputs } from './net-inputs';
import { runPasses, type Passes } from './passes';
import { picturePlanes } from './planes';
import type { ScoreRows } from './score-rows';
import { fullScores, labelsOf } from './scores';
import type { Transform } from './transform';

export interface SegmentRequest extends Partial<PictureOptions> {
  net: NetSource;
  weights: WeightsChoice;
  device: DeviceChoice;
  crf: string | undefined;
  transform: Transform;
}

export interface Segmentation extends Omit<Passes, 'rows'> {
  /** The class of each pixel. */
  labels: Uint8Array;
  /** What the labels follow from: the net's scores, or the CRF's probabilities. */
  scores: ScoreRows;
  classes: number;
}

/** Without the parts that are undefined, so that defaults show through. */
const given = <Part extends object>(part: Part): Part => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;

/** Label maps have one byte a pixel. */
const mostClasses = 256;

export async function segment(picture: Picture, request: SegmentRequest, workshop: Workshop, clock: StageClock): Promise<Segmentation> {
  clock.begin('lowering');
  const prepared = prepareNet(request.net, new Map());
  const inputs = pictureInputs(prepared);
  const planes = picturePlanes(picture, inputs.channels, request.transform);
  const net = { source: request.net, prepared, inputs, weights: request.weights, device: request.device, options: { ...defaultPictureOptions, ...given(request) } };
  const { rows, ...passes } = await runPasses(planes, net, workshop, clock);
  if (rows.classes > mostClasses) throw new InferenceError({ code: 'run/classes', message: `The net has ${rows.classes} classes, and a label map can hold ${mostClasses}.` });
  if (request.crf !== undefined) return { ...passes, ...(await refined(rows, passes.areNormalized && net.options.scales.length === 1, picture, request.crf, clock)) };
  clock.begin('labelling');
  return { ...passes, labels: labelsOf(rows), scores: rows, classes: rows.classes };
}

type Refined = Pick<Segmentation, 'labels' | 'scores' | 'classes' | 'areNormalized'>;

/** Labels of the dense CRF over the scores. */
async function refined(rows: ScoreRows, areNormalized: boolean, picture: Picture, presetName: string, clock: StageClock): Promise<Refined> {
  clock.begin('refining');
  const preset = findPreset(presetName);
  if (!preset) throw new InferenceError({ code: 'run/crf', message: `There are no CRF parameters named "${presetName}".` });
  const values = fullScores(rows);
  try {
    const { labels, marginals } = await refine({
      image: picture,
      classes: rows.classes,
      ...(areNormalized ? { probabilities: values } : { scores: values }),
      parameters: presetParameters(preset),
    });
    return { labels: Uint8Array.from(labels), scores: rowsOf(marginals, rows), classes: rows.classes, areNormalized: true };
  } catch (error) {
    if (error instanceof RefineError) throw new InferenceError({ code: 'run/crf', message: error.message });
    throw error;
  }
}

/** Values at every pixel, [classes][height · width], to be read row by row. */
const rowsOf = (values: Float32Array, { classes, height, width }: ScoreRows): ScoreRows => ({
  classes, height, width,
  read: (label, y, target) => target.set(values.subarray((label * height + y) * width, (label * height + y + 1) * width)),
});
