/** A picture through a net at several sizes, mirrored, and in tiles; the scores of all are joined. */
import { t } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import type { Blob } from '../../net/net';
import { knownShape } from '../../net/shape';
import { planNet } from '../../onnx/plan';
import { LoweringError } from '../../onnx/problem';
import type { DeviceChoice, RunDevice } from '../../protocol/run';
import { execute } from '../execute';
import { closingOnFailure, cutNotes } from '../forward';
import type { NotedProgram, StageClock, Workshop } from '../job';
import type { NetSource, PictureOptions, WeightsChoice } from '../messages';
import { refuseLargeNet } from '../large-nets';
import { compileNet, type PreparedNet } from '../model';
import { InferenceError } from '../problem';
import { openWeights } from '../weights';
import { netForPicture, type PictureInputs, type Size } from './net-inputs';
import { mirroredPlanes, padded, resized, type Planes } from './planes';
import { averaged, enlarged, maximum, mirrored, rescaled, type ScoreRows } from './score-rows';
import { areProbabilities } from './scores';
import { blended, cutOut, tilesOf } from './tiles';

/** A net that is ready to take pictures. */
export interface PictureNet {
  source: NetSource;
  prepared: PreparedNet;
  inputs: PictureInputs;
  weights: WeightsChoice;
  device: DeviceChoice;
  options: PictureOptions;
}

/** What all passes together found. */
export interface Passes {
  rows: ScoreRows;
  /** The scores of each pass are probabilities. */
  areNormalized: boolean;
  /** For each scale. */
  inputSizes: readonly (Size & { tiles: number })[];
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}

/** What one pass found, and all have in common. */
interface Pass {
  scores: Planes;
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}

/** Runs a picture's planes at every scale. */
export async function runPasses(planes: Planes, net: PictureNet, workshop: Workshop, clock: StageClock): Promise<Passes> {
  const runner = new PassRunner(net, workshop, clock);
  const scales: ScoreRows[] = [];
  const inputSizes: (Size & { tiles: number })[] = [];
  for (const scale of net.options.scales) {
    const { rows, size, tiles } = await runner.runScale(scaled(planes, scale));
    scales.push(rescaled(rows, planes.height, planes.width));
    inputSizes.push({ ...size, tiles });
  }
  const { device, deviceNote, notes } = runner.last();
  return { rows: maximum(scales), areNormalized: runner.areNormalized, inputSizes, device, deviceNote, notes };
}

const scaled = (planes: Planes, scale: number): Planes =>
  resized(planes, Math.max(1, Math.round(planes.height * scale)), Math.max(1, Math.round(planes.width * scale)));

class PassRunner {
  areNormalized = true;
  private latest: Pass | undefined;

  constructor(private readonly net: PictureNet, private readonly workshop: Workshop, private readonly clock: StageClock) {}

  last(): Pass {
    if (!this.latest) throw new RangeError('The net was run at no scale.');
    return this.latest;
  }

  /** Runs a picture at one size: whole, or tile by tile. */
  async runScale(planes: Planes): Promise<{ rows: ScoreRows; size: Size; tiles: number }> {
    this.clock.begin('lowering');
    const { source, prepared, inputs, options } = this.net;
    const sized = netForPicture(source, prepared, inputs, planes, options);
    const tiles = tilesOf(planes, sized.size);
    const parts = [];
    for (const tile of tiles) parts.push({ tile, rows: await this.runTile(cutOut(planes, tile), sized.net, sized.size) });
    return { rows: blended(parts, planes), size: sized.size, tiles: tiles.length };
  }

  /** Runs a part of a picture that fits into the net, and its mirror image where that is asked for. */
  private async runTile(part: Planes, net: PreparedNet, size: Size): Promise<ScoreRows> {
    const input = { inputHeight: size.height, inputWidth: size.width, pictureHeight: part.height, pictureWidth: part.width };
    const rows = enlarged(await this.runPart(part, net, size), input);
    if (!this.net.options.flip) return rows;
    return averaged([rows, mirrored(enlarged(await this.runPart(mirroredPlanes(part), net, size), input))]);
  }

  private async runPart(part: Planes, net: PreparedNet, size: Size): Promise<Planes> {
    this.latest = await this.runPass(part, net, size);
    const { scores } = this.latest;
    this.areNormalized &&= areProbabilities(scores);
    return scores;
  }

  private async runPass(part: Planes, net: PreparedNet, size: Size): Promise<Pass> {
    const { clock, workshop } = this;
    const { source, inputs, device: choice } = this.net;
    clock.begin('loading');
    const weights = openWeights(this.net.weights);
    clock.begin('lowering');
    const key = JSON.stringify([source, weights.identity, size]);
    const lower = (): NotedProgram => {
      refuseLargeNet(net);
      const program = compileNet(net, weights, [scoreBlob(net)]);
      return { program, notes: [...weights.notes, ...cutNotes(program.cut)] };
    };
    const { program, notes } = closingOnFailure(weights, () => workshop.program(key, lower));
    clock.begin('compiling');
    const { ready, device, note } = await workshop.ready(program, weights, choice);
    clock.begin('running');
    const [output] = await execute(ready, feedsFor(inputs, padded(part, size.height, size.width), part));
    const [, planes = 0, height = 0, width = 0] = output?.shape ?? [];
    return { scores: { planes, height, width, values: output?.values ?? new Float32Array() }, device, deviceNote: note, notes };
  }
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
