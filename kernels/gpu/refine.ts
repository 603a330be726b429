// Refines on the GPU: builds, iterates, reads back, and tells a lost device from a mistake.
import { RefineError, refineError } from '../problem';
import { wording } from '../wording';
import type { CrfRequest, Timings } from '../request';
import { Workspace } from './buffers';
import type { Gpu } from './device';
import { makeIteration } from './mean-field';
import { Recorder } from './recorder';
import { finishRun, startRun, type GpuRun, type GpuSettings } from './run';

export interface GpuResult {
  /** [classes][height * width], where asked for. */
  readonly marginals: Float32Array | undefined;
  readonly labels: Uint16Array;
  /** Lattice vertices of each kernel. */
  readonly vertices: readonly number[];
  readonly timings: Timings;
}

/** The last run of each GPU: runs wait for each other, since they share buffers and error scopes. */
const lastRuns = new WeakMap<Gpu, Promise<unknown>>();

/**
 * Carries a request out on a GPU.
 * @throws RefineError when the picture is too large for it or the device is lost on the way.
 */
export function refineOnGpu(gpu: Gpu, request: CrfRequest, settings: GpuSettings): Promise<GpuResult> {
  const before = lastRuns.get(gpu) ?? Promise.resolve();
  const run = before.then(() => refineAlone(gpu, request, settings));
  lastRuns.set(gpu, run.catch(() => undefined));
  return run;
}

/** Where the memory does not suffice, what earlier runs have left there goes, and the run is done again. */
async function refineAlone(gpu: Gpu, request: CrfRequest, settings: GpuSettings): Promise<GpuResult> {
  return attempt(gpu, request, settings).catch((error: unknown) => {
    const wasMemory = error instanceof RefineError && error.problems.some(({ code }) => code === 'too-large');
    if (!wasMemory || !gpu.buffers.trim()) throw error;
    return attempt(gpu, request, settings);
  });
}

async function attempt(gpu: Gpu, request: CrfRequest, settings: GpuSettings): Promise<GpuResult> {
  request.signal?.throwIfAborted();
  const recorder = new Recorder(gpu, new Workspace(gpu.buffers, gpu.device.queue));
  gpu.device.pushErrorScope('out-of-memory');
  gpu.device.pushErrorScope('validation');
  let result: GpuResult | undefined;
  let failure: unknown;
  try {
    result = await run(recorder, request, settings);
  } catch (error) {
    failure = error;
  }
  const reported = await popErrors(gpu);
  recorder.workspace.end(reported !== undefined);
  recorder.end();
  if (gpu.lostBecause !== undefined) throw refineError('device', wording`The GPU was lost (${gpu.lostBecause}). It is opened again for the next run.`);
  if (reported !== undefined || result === undefined) throw reported ?? failure;
  return result;
}

async function run(recorder: Recorder, request: CrfRequest, settings: GpuSettings): Promise<GpuResult> {
  const began = performance.now();
  const state = await startRun(recorder, request, settings);
  const built = await iterate(state);
  const result = await finishRun(state, settings.marginals);
  const end = performance.now();
  const vertices = state.kernels.map((kernel) => kernel.lattice.vertices);
  return { ...result, vertices, timings: { lattice: built - began, inference: end - built, total: end - began } };
}

/**
 * Runs the iterations and returns when the lattices were there, as `performance.now` counts. Where nobody listens and nobody may stop the
 * run, the GPU gets all of it at once; otherwise one iteration more than is known to be done, so that it never waits for us.
 */
async function iterate(state: GpuRun): Promise<number> {
  const { request, recorder } = state;
  const { iterations, signal, onProgress } = request;
  const isWatched = onProgress !== undefined || signal !== undefined;
  let submitted = isWatched ? submit(recorder) : Promise.resolve(undefined);
  const { steps, copies } = await makeIteration(state);
  let built = NaN;
  for (let iteration = 0; iteration <= iterations; ++iteration) {
    signal?.throwIfAborted();
    const done = submitted;
    if (iteration < iterations) {
      recorder.encode(steps);
      for (const [from, to] of copies) recorder.copy(from, to);
      if (isWatched) submitted = submit(recorder);
    }
    await done;
    if (iteration === 0) built = performance.now();
    onProgress?.({ iteration, iterations });
  }
  signal?.throwIfAborted();
  return built;
}

/** Hands over what was encoded; the result may be waited for, but need not. */
function submit(recorder: Recorder): Promise<undefined> {
  recorder.submit();
  const done = recorder.gpu.device.queue.onSubmittedWorkDone();
  done.catch(() => undefined);
  return done;
}

/** The error of the two open scopes, if any: too little memory is the user's affair, a validation error a mistake of ours. */
async function popErrors({ device }: Gpu): Promise<Error | undefined> {
  const [validation, memory] = await Promise.all([device.popErrorScope(), device.popErrorScope()]).catch(() => [null, null]);
  if (memory) return refineError('too-large', wording`The GPU has not enough memory for this picture with this many classes. Use the CPU or a smaller picture.`);
  return validation ? new Error(validation.message) : undefined;
}
