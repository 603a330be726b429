/** The job behind `atrous forward`: blobs from `.npy` files through the net into `.npy` files. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinCommas } from '../l10n/lists';
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import { formatShape } from '../net/shape';
import type { Program } from '../onnx/compile';
import { randomSource, seedFrom } from '../onnx/random';
import { execute, type BlobValues } from './execute';
import type { NotedProgram, StageClock, Workshop } from './job';
import type { ForwardJob, ForwardResult } from './messages';
import { refuseLargeNet } from './large-nets';
import { compileNet, prepareNet, withAssumedInputs } from './model';
import { NpyError, readNpy, writeNpy } from '../weights/npy';
import { fileReason, InferenceError } from './problem';
import { openWeights, type OpenWeights } from './weights';

export interface InputArray {
  shape: readonly number[];
  values: Float32Array;
}

export async function forward(job: ForwardJob, workshop: Workshop, clock: StageClock): Promise<ForwardResult> {
  clock.begin('loading');
  const inputs = new Map(job.inputs.map(([blob, path]) => [blob, readInput(path)]));
  const weights = openWeights(job.weights);
  clock.begin('lowering');
  const { program, notes } = closingOnFailure(weights, () => lower(job, inputs, weights));
  clock.begin('compiling');
  const { ready, device, note } = await workshop.ready(program, weights, job.device);
  const values = fillInputs(program, inputs, job.weights.kind === 'random' ? job.weights.seed : 0);
  clock.begin('running');
  let outputs = await execute(ready, values);
  const times: number[] = [];
  for (let i = 0; i < job.repeat; i++) {
    const start = performance.now();
    outputs = await execute(ready, values);
    times.push(performance.now() - start);
  }
  clock.begin('writing');
  const blobs = writeBlobs(job.output, outputs);
  return { kind: 'forward', device, deviceNote: note, blobs, notes, stages: clock.finish(), times };
}

/** Lowers the net after checking that the given inputs are inputs of it. */
function lower(job: ForwardJob, inputs: ReadonlyMap<string, InputArray>, weights: OpenWeights): NotedProgram {
  const shapes = new Map([...inputs].map(([blob, { shape }]) => [blob, shape]));
  const net = withAssumedInputs(prepareNet(job.net, shapes), shapes);
  refuseLargeNet(net);
  const program = compileNet(net, weights, job.blobs);
  const names = net.analysis.inputs.map(({ blob }) => blob.name);
  const unknown = [...inputs.keys()].find((name) => !names.includes(name));
  if (unknown === undefined) {
    const assumed = program.inputs.filter(({ name }) => net.assumed.has(name));
    const assumptions = assumed.map(({ name, shape }) => t`The net leaves the size of its input "${name}" to its data, so ${formatShape(shape)} was taken.`);
    return { program, notes: [...assumptions, ...weights.notes, ...cutNotes(program.cut)] };
  }
  throw new InferenceError({ code: 'run/no-input', message: t`The net has no input "${unknown}". Its inputs are ${joinCommas(names)}.` });
}

/** Runs `work`; where it fails, the weights are closed. */
export function closingOnFailure<Result>(weights: OpenWeights, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    weights.close();
    throw error;
  }
}

export function readInput(path: string): InputArray {
  try {
    const { shape, values } = readNpy(readFileSync(path));
    return { shape, values: Float32Array.from(values) };
  } catch (error) {
    const reason = error instanceof NpyError ? error.message : fileReason(error);
    throw new InferenceError({ code: 'run/input', message: t`The input ${path} cannot be read: ${reason}.` });
  }
}

/** The values of every input; one that is not given is uniform between -1 and 1. */
function fillInputs(program: Program, given: ReadonlyMap<string, InputArray>, seed: number): Map<string, Float32Array> {
  return new Map(program.inputs.map(({ name, shape }) => {
    const input = given.get(name);
    if (input) return [name, input.values];
    const { uniform } = randomSource(seedFrom(seed, 'input', name));
    return [name, Float32Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, () => 2 * uniform() - 1)];
  }));
}

function writeBlobs(folder: string, outputs: readonly BlobValues[]): ForwardResult['blobs'] {
  try {
    mkdirSync(folder, { recursive: true });
    return outputs.map(({ name, shape, values }) => {
      const file = join(folder, `${name.replaceAll('/', '_')}.npy`);
      writeFileSync(file, writeNpy(shape, values));
      return { name, shape, file };
    });
  } catch (error) {
    throw new InferenceError({ code: 'run/write', message: t`The results cannot be written to ${folder}: ${fileReason(error)}.` });
  }
}

/** Says which layers do not run. */
export function cutNotes(cut: readonly Layer[]): string[] {
  if (cut.length === 0) return [];
  return [t`Left out, as they are for data and training: ${joinCommas(cut.map(({ name, type }) => `${name} (${type})`))}.`];
}
