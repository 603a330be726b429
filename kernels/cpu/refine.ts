// Refines on the CPU: lays the request out in shared memory, runs it on worker threads or on this one, and takes the result out.
import type { CrfRequest, Timings } from '../request';
import { Arena } from './arena';
import { disband, dismiss, hire, type Crew } from './crew';
import { layOut, Writer } from './layout';
import type { MeanFieldJob, MeanFieldOutput, Step } from './mean-field';
import { runShare, scratchBytes, type Assignment } from './share';
import { compileWasm } from './wasm';
import { runOnWorkers } from './workers';

export interface CpuResult {
  /** [classes][height * width]; empty where not wanted. */
  readonly marginals: Float32Array;
  readonly labels: Uint16Array;
  readonly timings: Timings;
  /** Threads that took part. */
  readonly threads: number;
}

/** How a run is carried out. */
export interface CpuSettings {
  readonly threads: number;
  /** Whether marginals are wanted besides labels; they are where absent. */
  readonly marginals?: boolean;
  /** One thread is a worker too, so that several pictures are refined at once. */
  readonly isBeside?: boolean;
}

/**
 * Carries a request out. Several threads are workers, so that the caller's event loop stays free; one is the caller's own, which lets the
 * event loop breathe between iterations. The result does not depend on the number of threads, to the last bit.
 */
export async function refineOnCpu(request: CrfRequest, settings: CpuSettings, crew: Crew = hire(settings.threads, settings.isBeside)): Promise<CpuResult> {
  const { signal } = request;
  const { marginals = true } = settings;
  const result = await run(request, marginals, crew).catch(async (error: unknown) => {
    await disband(crew);
    throw error;
  });
  dismiss(crew);
  if (result !== undefined) return result;
  signal?.throwIfAborted();
  throw new Error('the run stopped though nobody asked');
}

/** Undefined when the run was stopped. */
async function run(request: CrfRequest, marginals: boolean, { workers, memory }: Crew): Promise<CpuResult | undefined> {
  if (request.signal?.aborted === true) return undefined;
  const began = performance.now();
  const module = await compileWasm();
  const size = Math.max(1, workers.length);
  const arena = new Arena(memory);
  const writer = new Writer(memory, arena);
  const barrier = writer.words(2);
  const scratch = writer.words((size * scratchBytes) / 4);
  const job = layOut(writer, request, marginals);
  let built = began;
  const onStep = (iteration: Step): void => {
    if (iteration === 0) built = performance.now();
    request.onProgress?.({ iteration, iterations: job.iterations });
  };
  const assignments = Array.from({ length: size }, (_, index): Assignment => ({ module, memory, layout: arena.state, job, barrier, scratch, size, index }));
  const output = await withAbort(request.signal, memory, job, () =>
    workers.length > 0 ? runOnWorkers(workers, assignments, onStep) : runHere(assignments[0] as Assignment, onStep),
  );
  if (output === undefined) return undefined;
  const done = performance.now();
  const result = takeOut(memory, job, output);
  return { ...result, threads: size, timings: { lattice: built - began, inference: done - built, total: performance.now() - began } };
}

/** Raises the job's stop flag when the signal aborts. */
async function withAbort<T>(signal: AbortSignal | undefined, memory: WebAssembly.Memory, { stop }: MeanFieldJob, go: () => Promise<T>): Promise<T> {
  const raise = (): void => void Atomics.store(new Int32Array(memory.buffer), stop / 4, 1);
  signal?.addEventListener('abort', raise, { once: true });
  // It may have been aborted while the program was compiled.
  if (signal?.aborted === true) raise();
  try {
    return await go();
  } finally {
    signal?.removeEventListener('abort', raise);
  }
}

async function runHere(assignment: Assignment, onStep: (step: Step) => void): Promise<MeanFieldOutput | undefined> {
  const steps = runShare(assignment);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    onStep(step.value);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function takeOut({ buffer }: WebAssembly.Memory, { width, height, classes, marginals }: MeanFieldJob, output: MeanFieldOutput): Pick<CpuResult, 'marginals' | 'labels'> {
  const points = width * height;
  return {
    marginals: marginals ? new Float32Array(new Float32Array(buffer, output.marginals, classes * points)) : new Float32Array(),
    labels: new Uint16Array(new Uint16Array(buffer, output.labels, points)),
  };
}
