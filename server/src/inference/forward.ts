/** The job behind `atrous forward`: blobs from `.npy` files through the net into `.npy` files. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinCommas } from '../l10n/lists';
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import { formatShape } from '../net/shape';
import type { Program } from '../onnx/compile';
import { randomSource, seedFrom } from '../onnx/random';
import type { BlobValues } from './execute';
import type { NotedProgram, StageClock, Workshop } from './job';
import type { ForwardJob, ForwardResult } from './messages';
import { modelNotes, readyInPrecision } from './half';
import { refuseLargeNet } from './large-nets';
import { compileNet, prepareNet, withAssumedInputs } from './model';
import { NpyError, readNpy, writeNpy } from '../weights/npy';
import { closedShape, isOnnx, modelInputs, openNote } from './onnx-file';
import { fileReason, InferenceError } from './problem';
import { openWeights, type OpenWeights } from './weights';

export interface InputArray {
  shape: readonly number[];
  values: Float32Array;
}

export async function forward(job: ForwardJob, workshop: Workshop, clock: StageClock): Promise<ForwardResult> {
  if (isOnnx(job.net)) return forwardFile(job, workshop, clock);
  clock.begin('loading');
  const inputs = new Map(job.inputs.map(([blob, path]) => [blob, readInput(path)]));
  const weights = openWeights(job.weights);
  clock.begin('lowering');
  const { program, notes } = closingOnFailure(weights, () => lower(job, inputs, weights));
  clock.begin('compiling');
  const { net, notesOn } = await readyInPrecision(program, weights, job, workshop, clock);
  const values = fillInputs(program, inputs, job.weights.kind === 'random' ? job.weights.seed : 0);
  clock.begin('running');
  const { outputs, times } = await timedRuns(() => net.execute(values), job.repeat);
  const precision = await notesOn(outputs, values);
  clock.begin('writing');
  const blobs = writeBlobs(job.output, outputs);
  return { kind: 'forward', device: net.device, deviceNote: net.note, blobs, notes: [...notes, ...precision], stages: clock.finish(), times };
}

/** An ONNX file's forward pass. Inputs that are not given are random. */
async function forwardFile(job: ForwardJob, workshop: Workshop, clock: StageClock): Promise<ForwardResult> {
  clock.begin('loading');
  const given = new Map(job.inputs.map(([blob, path]) => [blob, readInput(path)]));
  clock.begin('compiling');
  const { net, session } = await workshop.readyFile(job.net.path, job.device);
  const inputs = modelInputs(session);
  refuseUnknown([...given.keys()], inputs.map(({ name }) => name), 'input');
  refuseUnknown(job.blobs ?? [], session.outputNames, 'output');
  const open = inputs.filter(({ name }) => !given.has(name)).map((input) => ({ name: input.name, ...closedShape(input) }));
  const feeds = new Map([...given, ...open.map(({ name, shape }) => [name, { shape, values: randomValues(0, name, shape) }] as const)]);
  clock.begin('running');
  const { outputs, times } = await timedRuns(() => net.execute(feeds), job.repeat);
  clock.begin('writing');
  const blobs = writeBlobs(job.output, outputs.filter(({ name }) => job.blobs?.includes(name) ?? true));
  const notes = [...modelNotes(job.half), ...open.filter(({ wasOpen }) => wasOpen).map(({ name, shape }) => openNote(name, shape))];
  return { kind: 'forward', device: net.device, deviceNote: net.note, blobs, notes, stages: clock.finish(), times };
}

function refuseUnknown(asked: readonly string[], names: readonly string[], what: 'input' | 'output'): void {
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const known = joinCommas(names);
  const message = what === 'input' ? t`The model has no input "${unknown}". Its inputs are ${known}.` : t`The model has no output "${unknown}". Its outputs are ${known}.`;
  throw new InferenceError({ code: `run/no-${what}`, message });
}

/** One run, and as many again that are timed. */
async function timedRuns(run: () => Promise<BlobValues[]>, repeat: number): Promise<{ outputs: BlobValues[]; times: number[] }> {
  let outputs = await run();
  const times: number[] = [];
  for (let i = 0; i < repeat; i++) {
    const start = performance.now();
    outputs = await run();
    times.push(performance.now() - start);
  }
  return { outputs, times };
}

/** Lowers the net after checking that the given inputs are inputs of it. */
function lower(job: ForwardJob, inputs: ReadonlyMap<string, InputArray>, weights: OpenWeights): NotedProgram {
  const shapes = new Map([...inputs].map(([blob, { shape }]) => [blob, shape]));
  const net = withAssumedInputs(prepareNet(job.net, shapes), shapes);
  refuseLargeNet(net);
  const program = compileNet(net, weights, job.blobs);
  refuseSharedFiles(program.outputs.map(({ name }) => name));
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
    return [name, randomValues(seed, name, shape)];
  }));
}

/** Uniform between -1 and 1. */
function randomValues(seed: number, name: string, shape: readonly number[]): Float32Array {
  const { uniform } = randomSource(seedFrom(seed, 'input', name));
  return Float32Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, () => 2 * uniform() - 1);
}

/** Slashes in blobs' names make no folders. */
const fileNameOf = (blob: string): string => `${blob.replaceAll('/', '_')}.npy`;

/** @throws InferenceError where two blobs would be one file */
function refuseSharedFiles(names: readonly string[]): void {
  const owners = new Map<string, string>();
  for (const name of names) {
    const file = fileNameOf(name);
    const owner = owners.get(file) ?? name;
    if (owner !== name) throw new InferenceError({ code: 'run/blobs', message: t`The blobs "${owner}" and "${name}" would both be written as ${file}: ask for one of them with --blobs.` });
    owners.set(file, name);
  }
}

function writeBlobs(folder: string, outputs: readonly BlobValues[]): ForwardResult['blobs'] {
  try {
    mkdirSync(folder, { recursive: true });
    return outputs.map(({ name, shape, values }) => {
      const file = join(folder, fileNameOf(name));
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
