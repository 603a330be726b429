// Hands a run's shares to worker threads and hears what becomes of them.
import type { Worker } from 'node:worker_threads';
import { RefineError } from '../problem';
import type { MeanFieldOutput, Step } from './mean-field';
import type { Assignment, Report } from './share';

/** Runs one share a worker and resolves to the first one's output; rejects as soon as one fails. */
export async function runOnWorkers(
  workers: readonly Worker[], assignments: readonly Assignment[], onStep: (step: Step) => void,
): Promise<MeanFieldOutput | undefined> {
  const outputs = await Promise.all(workers.map((worker, i) => runOne(worker, assignments[i], onStep)));
  return outputs[0];
}

function runOne(worker: Worker, assignment: Assignment | undefined, onStep: (step: Step) => void): Promise<MeanFieldOutput | undefined> {
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
