// Worker threads, kept for the next run and never keeping the process alive.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { RefineError } from '../problem';
import type { MeanFieldOutput, Step } from './meanField';
import type { Assignment, Report } from './share';

/** The worker's bundle lies beside the other bundles; from the sources it is found in dist/. */
const entry = ['./kernels-worker.js', '../../dist/kernels-worker.js'].map((path) => new URL(path, import.meta.url));

const idle: Worker[] = [];

/** Starts or reuses `count` workers; fails where worker threads are not to be had. */
function take(count: number): Worker[] {
  const workers = idle.splice(0, count);
  const file = entry.find((url) => existsSync(fileURLToPath(url)));
  if (file === undefined) throw new Error('kernels-worker.js is missing beside the bundle: build again');
  while (workers.length < count) workers.push(new Worker(file));
  return workers;
}

/**
 * Runs the assignments, one worker each, and resolves to the first thread's output. When one worker fails the others are ended
 * too, since they would wait for it for ever.
 */
export async function runOnWorkers(assignments: readonly Assignment[], onStep: (step: Step) => void): Promise<MeanFieldOutput | undefined> {
  const workers = take(assignments.length);
  try {
    const outputs = await Promise.all(assignments.map((assignment, i) => runOne(workers[i] as Worker, assignment, onStep)));
    for (const worker of workers) worker.unref();
    idle.push(...workers);
    return outputs[0];
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }
}

function runOne(worker: Worker, assignment: Assignment, onStep: (step: Step) => void): Promise<MeanFieldOutput | undefined> {
  worker.ref();
  return new Promise((resolve, reject) => {
    const onExit = (code: number): void => settle(() => reject(new Error(`a worker thread ended with code ${code}`)));
    const onError = (error: Error): void => settle(() => reject(error));
    const onMessage = (report: Report): void => {
      if (report.kind === 'step') onStep(report.step);
      else if (report.kind === 'failed') onError(report.problems.length > 0 ? new RefineError(report.problems) : new Error(report.message));
      else settle(() => resolve(report.output));
    };
    const settle = (then: () => void): void => {
      worker.off('exit', onExit).off('error', onError).off('message', onMessage);
      then();
    };
    worker.on('exit', onExit).on('error', onError).on('message', onMessage);
    worker.postMessage(assignment);
  });
}
