/** A picture through a net: prepared, run at each scale, its scores turned into labels. */
import { findPreset, presetParameters, refine, RefineError } from '../../../../kernels/index';
import { definitionOf } from '../../layers/index';
import type { Blob } from '../../net/net';
import { knownShape } from '../../net/shape';
import { planNet } from '../../onnx/plan';
import { LoweringError } from '../../onnx/problem';
import type { DeviceChoice, RunDevice } from '../../protocol/run';
import { execute } from '../execute';
import { closingOnFailure, cutNotes } from '../forward';
import type { StageClock, Workshop } from '../job';
import type { NetSource, WeightsChoice } from '../messages';
import { compileNet, prepareNet, type PreparedNet } from '../model';
import type { Picture } from '../pictures/picture';
import { InferenceError } from '../problem';
import { openWeights } from '../weights';
import { netForPicture, pictureInputs, type PictureInputs, type Size } from './net-inputs';
import { padded, picturePlanes, resized, type Planes } from './planes';
import { areProbabilities, fullScores, labelsOf, type PassScores } from './scores';
import type { Transform } from './transform';

export interface SegmentRequest {
  net: NetSource;
  weights: WeightsChoice;
  device: DeviceChoice;
  scales: readonly number[];
  crf: string | undefined;
  transform: Transform;
}

export interface Segmentation {
  /** The class of each pixel. */
  labels: Uint8Array;
  classes: number;
  inputSizes: readonly Size[];
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}

/** Label maps have one byte a pixel. */
const mostClasses = 256;

export async function segment(picture: Picture, request: SegmentRequest, workshop: Workshop, clock: StageClock): Promise<Segmentation> {
  clock.begin('lowering');
  const prepared = prepareNet(request.net, new Map());
  const inputs = pictureInputs(prepared);
  const planes = picturePlanes(picture, inputs.channels, request.transform);
  const passes: PassScores[] = [];
  const inputSizes: Size[] = [];
  let last: Pass | undefined;
  for (const scale of request.scales) {
    last = await runPass(scaled(planes, scale), prepared, inputs, request, workshop, clock);
    passes.push(last.scores);
    inputSizes.push({ height: last.scores.inputHeight, width: last.scores.inputWidth });
  }
  const classes = passes[0]?.scores.planes ?? 0;
  if (!last || classes > mostClasses) throw new InferenceError({ code: 'run/classes', message: `The net has ${classes} classes, and a label map can hold ${mostClasses}.` });
  const labels = request.crf === undefined ? labelsAfter(passes, picture, clock) : await refined(passes, picture, request.crf, clock);
  return { labels, classes, inputSizes, device: last.device, deviceNote: last.deviceNote, notes: last.notes };
}

const scaled = (planes: Planes, scale: number): Planes =>
  resized(planes, Math.max(1, Math.round(planes.height * scale)), Math.max(1, Math.round(planes.width * scale)));

interface Pass {
  scores: PassScores;
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}

async function runPass(planes: Planes, prepared: PreparedNet, inputs: PictureInputs, request: SegmentRequest, workshop: Workshop, clock: StageClock): Promise<Pass> {
  clock.begin('loading');
  const weights = openWeights(request.weights);
  clock.begin('lowering');
  const key = JSON.stringify([request.net, weights.identity, planes.height, planes.width]);
  const { noted, size } = closingOnFailure(weights, () => {
    const sized = netForPicture(request.net, prepared, inputs, planes);
    const lower = (): { program: ReturnType<typeof compileNet>; notes: string[] } => {
      const program = compileNet(sized.net, weights, [scoreBlob(sized.net)]);
      return { program, notes: [...weights.notes, ...cutNotes(program.cut)] };
    };
    return { noted: workshop.program(key, lower), size: sized.size };
  });
  clock.begin('compiling');
  const { ready, device, note } = await workshop.ready(noted.program, weights, request.device);
  clock.begin('running');
  const outputs = await execute(ready, feedsFor(inputs, padded(planes, size.height, size.width), planes));
  const [output] = outputs;
  const [, classes = 0, height = 0, width = 0] = output?.shape ?? [];
  const scores: PassScores = {
    scores: { planes: classes, height, width, values: output?.values ?? new Float32Array() },
    inputHeight: size.height, inputWidth: size.width, pictureHeight: planes.height, pictureWidth: planes.width,
  };
  return { scores, device, deviceNote: note, notes: noted.notes };
}

function feedsFor(inputs: PictureInputs, picture: Planes, trueSize: Size): Map<string, Float32Array> {
  return new Map([
    ...inputs.pictures.map((name) => [name, picture.values] as const),
    ...inputs.sizes.map((name) => [name, Float32Array.of(trueSize.height, trueSize.width)] as const),
  ]);
}

/** The output with a score for each class at each place: the largest map, and of equal ones the last. Below an ArgMax, what it reads. */
function scoreBlob({ analysis }: PreparedNet): string {
  const shapeOf = (blob: Blob): readonly number[] => knownShape(analysis.shapeOf(blob)) ?? [];
  const isScores = (blob: Blob | undefined): blob is Blob => blob !== undefined && shapeOf(blob).length === 4 && (shapeOf(blob)[1] ?? 0) > 1;
  const candidates = plannedOutputs(analysis).map((blob) => {
    const isDecision = definitionOf(blob.producer?.type ?? '')?.isDecision ?? false;
    return isDecision ? blob.producer?.bottoms[0]?.blob : blob;
  }).filter(isScores);
  const area = (blob: Blob): number => (shapeOf(blob)[2] ?? 0) * (shapeOf(blob)[3] ?? 0);
  const best = candidates.reduce<Blob | undefined>((found, blob) => (found === undefined || area(blob) >= area(found) ? blob : found), undefined);
  if (best) return best.name;
  const outputs = plannedOutputs(analysis).map((blob) => `${blob.name} (${shapeOf(blob).join('×')})`).join(', ');
  throw new InferenceError({ code: 'run/no-scores', message: `The net does not segment: it has no output with a score for each class at each place. Its outputs are ${outputs}. Use "atrous forward" for the arrays.` });
}

function plannedOutputs({ net }: PreparedNet['analysis']): readonly Blob[] {
  try {
    return planNet(net, definitionOf).outputs;
  } catch (error) {
    if (error instanceof LoweringError) return [];
    throw error;
  }
}

function labelsAfter(passes: readonly PassScores[], { width, height }: Picture, clock: StageClock): Uint8Array {
  clock.begin('labelling');
  return labelsOf(passes, width, height);
}

/** Labels of the dense CRF over the scores. */
async function refined(passes: readonly PassScores[], picture: Picture, presetName: string, clock: StageClock): Promise<Uint8Array> {
  clock.begin('refining');
  const preset = findPreset(presetName);
  if (!preset) throw new InferenceError({ code: 'run/crf', message: `There are no CRF parameters named "${presetName}".` });
  const values = fullScores(passes, picture.width, picture.height);
  const [first] = passes;
  const areNormalized = passes.length === 1 && first !== undefined && areProbabilities(first.scores);
  try {
    const { labels } = await refine({
      image: picture,
      classes: first?.scores.planes ?? 0,
      ...(areNormalized ? { probabilities: values } : { scores: values }),
      parameters: presetParameters(preset),
    });
    return Uint8Array.from(labels);
  } catch (error) {
    if (error instanceof RefineError) throw new InferenceError({ code: 'run/crf', message: error.message });
    throw error;
  }
}
