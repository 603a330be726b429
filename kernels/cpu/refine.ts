// Refines on the CPU: lays the request out in shared memory, runs it on worker threads or on this one, and takes the result out.
import type { CrfRequest, Timings } from '../request';
import { Arena } from './arena';
import { layOut, Writer } from './layout';
import type { MeanFieldJob, MeanFieldOutput, Step } from './meanField';
import { runShare, scratchBytes, type Assignment } from './share';
import { compileWasm, maximumPages } from './wasm';
import { runOnWorkers } from './workers';

export interface CpuResult {
  /** [classes][height * width]. */
  readonly marginals: Float32Array;
  readonly labels: Uint16Array;
  readonly timings: Timings;
  /** Threads that took part, and bytes of WebAssembly memory used. */
  readonly threads: number;
  readonly memoryBytes: number;
}

/**
 * Carries a request out on `threads` threads. More than one run in workers, so that the caller's event loop stays free; one runs
 * here and lets the event loop breathe between iterations. The result does not depend on the number of threads, to the last bit.
 */
export async function refineOnCpu(request: CrfRequest, threads: number): Promise<CpuResult> {
  const began = performance.now();
  const module = await compileWasm();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true });
  const arena = new Arena(memory);
  const writer = new Writer(memory, arena);
  const barrier = writer.words(2);
  const scratch = writer.words((threads * scratchBytes) / 4);
  const job = layOut(writer, request);
  const stopwatch = { lattice: began, end: began };
  const onStep = (iteration: Step): void => {
    if (iteration === 0) stopwatch.lattice = performance.now();
    request.onProgress?.({ iteration, iterations: job.iterations });
  };
  const common = { module, memory, layout: arena.state, job, barrier, scratch, size: threads };
  const assignments = Array.from({ length: threads }, (_, index): Assignment => ({ ...common, index }));
  const output = await withAbort(request.signal, memory, job, () => run(assignments, onStep));
  stopwatch.end = performance.now();
  const result = takeOut(memory, job, output);
  const timings = { lattice: stopwatch.lattice - began, inference: stopwatch.end - stopwatch.lattice, total: performance.now() - began };
  return { ...result, timings, threads, memoryBytes: memory.buffer.byteLength };
}

/** Raises the job's stop flag when the signal aborts, and turns an agreed stop into the signal's reason. */
async function withAbort(
  signal: AbortSignal | undefined, memory: WebAssembly.Memory, { stop }: MeanFieldJob, go: () => Promise<MeanFieldOutput | undefined>,
): Promise<MeanFieldOutput> {
  const raise = (): void => void Atomics.store(new Int32Array(memory.buffer), stop / 4, 1);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', raise, { once: true });
  try {
    const output = await go();
    if (output !== undefined) return output;
    throw (signal?.reason as Error | undefined) ?? new Error('stopped');
  } finally {
    signal?.removeEventListener('abort', raise);
  }
}

async function run(assignments: readonly Assignment[], onStep: (step: Step) => void): Promise<MeanFieldOutput | undefined> {
  const [first] = assignments;
  if (first === undefined) throw new Error('a team needs at least one thread');
  if (assignments.length > 1) return runOnWorkers(assignments, onStep);
  const steps = runShare(first);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    onStep(step.value);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function takeOut({ buffer }: WebAssembly.Memory, { width, height, classes }: MeanFieldJob, output: MeanFieldOutput): Pick<CpuResult, 'marginals' | 'labels'> {
  const points = width * height;
  return {
    marginals: new Float32Array(new Float32Array(buffer, output.marginals, classes * points)),
    labels: new Uint16Array(new Uint16Array(buffer, output.labels, points)),
  };
}
