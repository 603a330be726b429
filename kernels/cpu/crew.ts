// Worker threads and shared memory, kept for the next run: starting threads and taking fresh pages from the system costs as much as a
// small picture. Neither keeps the process alive, and both go when they have been idle for a while.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { maximumPages } from './wasm';

/** Threads (none for a run on the caller's thread) and the memory that they share. */
export interface Crew {
  readonly workers: readonly Worker[];
  readonly memory: WebAssembly.Memory;
}

/** The worker's bundle lies beside the other bundles; from the sources it is found in dist/. */
const entry = ['./kernels-worker.js', '../../dist/kernels-worker.js'].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(fileURLToPath(url)));

/** Milliseconds after which idle threads end and idle memory is freed. */
const patience = 20_000;

const idleWorkers: Worker[] = [];
const idleMemories: WebAssembly.Memory[] = [];
let farewell: NodeJS.Timeout | undefined;

/**
 * A crew of `threads` workers, or of none where worker threads are not to be had and for one thread that need not run beside the
 * caller's.
 */
export function hire(threads: number, isBeside = false): Crew {
  clearTimeout(farewell);
  const memory = idleMemories.pop() ?? new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true });
  return { workers: (threads > 1 || isBeside) && entry !== undefined ? takeWorkers(threads, entry) : [], memory };
}

/** Keeps a crew that has done its work. */
export function dismiss({ workers, memory }: Crew): void {
  for (const worker of workers) worker.unref();
  idleWorkers.push(...workers);
  idleMemories.push(memory);
  clearTimeout(farewell);
  farewell = setTimeout(() => {
    for (const worker of idleWorkers.splice(0)) void worker.terminate();
    idleMemories.length = 0;
  }, patience).unref();
}

/** Ends a crew of which a worker failed: the others would wait for it for ever. */
export async function disband({ workers }: Crew): Promise<void> {
  await Promise.all(workers.map((worker) => worker.terminate()));
}

function takeWorkers(count: number, file: URL): Worker[] {
  const workers = idleWorkers.splice(0, count);
  try {
    while (workers.length < count) workers.push(new Worker(file));
  } catch {
    idleWorkers.push(...workers);
    return [];
  }
  for (const worker of workers) worker.ref();
  return workers;
}
