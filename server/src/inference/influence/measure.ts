/**
 * The job behind `atrous influence`: the effective receptive field with real weights (Luo et al. 2016, arXiv:1701.04128), by
 * propagating back from one unit. For each pass the unit's channels get signs at random, so that the mean square of the
 * gradient is the sum of the squares over all channels; its root, over the input's channels too, is a pixel's influence.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from '../../onnx/compile';
import { seedName } from '../../onnx/gradient';
import { randomSource, seedFrom } from '../../onnx/random';
import { t } from '../../l10n/text';
import { effectiveSize } from '../../analysis/effective-field';
import { closingOnFailure, readInput, type InputArray } from '../forward';
import type { StageClock, Workshop } from '../job';
import type { InfluenceJob, InfluenceResult } from '../messages';
import { compileNet, prepareNet, withAssumedInputs } from '../model';
import { writeNpy } from '../../weights/npy';
import { fileReason, InferenceError } from '../problem';
import type { ReadyNet } from '../ready-net';
import { openWeights } from '../weights';
import { drawHeatMap } from './heat-map';
import { figuresOf } from './statistics';
import { gradientProgram, targetOf, type Target } from './target';

export async function measureInfluence(job: InfluenceJob, workshop: Workshop, clock: StageClock): Promise<InfluenceResult> {
  clock.begin('loading');
  const given = new Map(job.inputs.map(([blob, path]) => [blob, readInput(path)]));
  const weights = openWeights(job.weights);
  clock.begin('lowering');
  const { program, target, input } = closingOnFailure(weights, () => {
    const shapes = new Map([...given].map(([blob, { shape }]) => [blob, shape]));
    const net = withAssumedInputs(prepareNet(job.net, shapes), shapes);
    const found = targetOf(net.analysis, job);
    const forward = compileNet(net, weights, [found.blob.name]);
    const name = net.analysis.inputs[found.input]?.blob.name;
    const source = forward.inputs.find((candidate) => candidate.name === name);
    if (source === undefined) throw new InferenceError({ code: 'influence/field', message: t`Blob "${found.blob.name}" does not depend on the input "${name ?? ''}".` });
    return { program: gradientProgram(forward, source), target: found, input: source };
  });
  clock.begin('compiling');
  const ready = await workshop.ready(program, weights, job.device);
  const [height, width] = [input.shape.at(-2) ?? 1, input.shape.at(-1) ?? 1];
  clock.begin('running');
  const influence = await average(ready, program, target, given, job.runs, height * width);
  clock.begin('writing');
  const figures = figuresOf(influence, height, width);
  return {
    kind: 'influence', blob: target.blob.name, blobShape: target.shape, unit: target.unit, input: input.name, inputSize: [height, width],
    field: target.field, uniformDeviation: target.uniformDeviation, ...figures,
    ...write(job.output, influence, [height, width], { field: target.field, mean: figures.mean, radius: [effectiveSize(figures.deviation[0]) / 2, effectiveSize(figures.deviation[1]) / 2] }),
    device: ready.device, deviceNote: ready.note, notes: weights.notes,
  };
}

/** Signs for the channels of one unit, 0 for all other units. */
function seedOf({ shape, unit }: Target, run: number): Float32Array {
  const [height, width] = shape.length >= 4 ? [shape.at(-2) ?? 1, shape.at(-1) ?? 1] : [1, 1];
  const seed = new Float32Array(shape.reduce((product, dim) => product * dim, 1));
  const { uniform } = randomSource(seedFrom(run, 'signs'));
  for (let channel = 0; channel < seed.length / (height * width); channel++) {
    seed[(channel * height + unit[0]) * width + unit[1]] = uniform() < 0.5 ? -1 : 1;
  }
  return seed;
}

/** Pictures less their mean are about as large. */
const noiseAmplitude = 128;

function noise(shape: readonly number[], name: string, run: number): Float32Array {
  const { uniform } = randomSource(seedFrom(run, 'noise', name));
  return Float32Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, () => noiseAmplitude * (2 * uniform() - 1));
}

/** The root of the mean square over passes, summed over batch and channels of the input: one number a pixel. */
async function average(ready: ReadyNet<ReadonlyMap<string, Float32Array>>, { inputs }: Program, target: Target, given: ReadonlyMap<string, InputArray>, runs: number, pixels: number): Promise<Float32Array> {
  const squares = new Float64Array(pixels);
  for (let run = 0; run < runs; run++) {
    const values = inputs.map(({ name, shape }) => [name, name === seedName ? seedOf(target, run) : (given.get(name)?.values ?? noise(shape, name, run))] as const);
    const [gradient] = await ready.execute(new Map(values));
    for (const [index, value] of (gradient?.values ?? new Float32Array()).entries()) squares[index % pixels] = (squares[index % pixels] ?? 0) + value * value;
  }
  return Float32Array.from(squares, (sum) => Math.sqrt(sum / runs));
}

function write(folder: string, influence: Float32Array, [height, width]: readonly [number, number], outlines: Parameters<typeof drawHeatMap>[3]): { file: string; picture: string } {
  const [file, picture] = [join(folder, 'influence.npy'), join(folder, 'influence.png')];
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, writeNpy([height, width], influence));
    writeFileSync(picture, drawHeatMap(influence, height, width, outlines));
    return { file, picture };
  } catch (error) {
    throw new InferenceError({ code: 'run/write', message: t`The influence cannot be written to ${folder}: ${fileReason(error)}.` });
  }
}
