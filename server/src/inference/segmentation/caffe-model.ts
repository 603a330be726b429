/** A Caffe net as a model that takes pictures: shaped to each, lowered, run, its scores taken. */
import { t } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import type { Blob } from '../../net/net';
import { knownShape } from '../../net/shape';
import { planNet } from '../../onnx/plan';
import { LoweringError } from '../../onnx/problem';
import type { DeviceChoice } from '../../protocol/run';
import { closingOnFailure, cutNotes } from '../forward';
import { readyInPrecision } from '../half';
import type { NotedProgram, StageClock, Workshop } from '../job';
import { refuseLargeNet } from '../large-nets';
import type { NetSource, PictureOptions, WeightsChoice } from '../messages';
import { compileNet, type PreparedNet } from '../model';
import { InferenceError } from '../problem';
import { openWeights } from '../weights';
import { PictureNet, type PictureInputs, type SizedNet, type Size } from './net-inputs';
import type { Pass, PictureModel } from './passes';
import { padded, type Planes } from './planes';

export interface CaffeRequest {
  net: NetSource;
  weights: WeightsChoice;
  device: DeviceChoice;
  half?: boolean | undefined;
}

/** @throws InferenceError for a net that takes no pictures */
export function caffeModel(request: CaffeRequest, options: PictureOptions, workshop: Workshop, clock: StageClock): PictureModel {
  const net = workshop.pictureNets.of(JSON.stringify(request.net), () => new PictureNet(request.net));
  return {
    channels: net.inputs.channels,
    at(picture) {
      const sized = net.at(picture, options);
      return { size: sized.size, run: (part) => runPass(part, sized, net.inputs, request, workshop, clock) };
    },
  };
}

async function runPass(part: Planes, { net, size }: SizedNet, inputs: PictureInputs, request: CaffeRequest, workshop: Workshop, clock: StageClock): Promise<Pass> {
  clock.begin('loading');
  const opened = openWeights(request.weights);
  clock.begin('lowering');
  const key = JSON.stringify([request.net, opened.identity, size]);
  const lower = (): NotedProgram => {
    refuseLargeNet(net);
    const program = compileNet(net, opened, [scoreBlob(net)]);
    return { program, notes: [...opened.notes, ...cutNotes(program.cut)] };
  };
  const { program, weights, notes } = closingOnFailure(opened, () => workshop.program(key, opened, lower));
  clock.begin('compiling');
  const { net: ready, notesOn } = await readyInPrecision(program, weights, request, workshop, clock);
  clock.begin('running');
  const feeds = feedsFor(inputs, padded(part, size.height, size.width), part);
  const outputs = await ready.execute(feeds);
  const precision = await notesOn(outputs, feeds);
  const [output] = outputs;
  const [, planes = 0, height = 0, width = 0] = output?.shape ?? [];
  return { scores: { planes, height, width, values: output?.values ?? new Float32Array() }, device: ready.device, deviceNote: ready.note, notes: [...notes, ...precision] };
}

/** The inputs of a net for a padded picture. @param trueSize of the picture without padding */
export function feedsFor(inputs: PictureInputs, picture: Planes, trueSize: Size): Map<string, Float32Array> {
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
  throw new InferenceError({ code: 'run/no-scores', message: t`The net does not segment: it has no output with a score for each class at each place. Its outputs are ${outputs}. Use "atrous forward" for the arrays.` });
}

function plannedOutputs({ net }: PreparedNet['analysis']): readonly Blob[] {
  try {
    return planNet(net, definitionOf).outputs;
  } catch (error) {
    if (error instanceof LoweringError) return [];
    throw error;
  }
}
