// Entry of a worker thread: takes its share in one run after another.
import { parentPort } from 'node:worker_threads';
import { RefineError } from '../problem';
import { runShare, type Assignment, type Report } from './share';

const port = parentPort;
if (port === null) throw new Error('kernels-worker.js is the entry of a worker thread');

port.on('message', (assignment: Assignment) => {
  try {
    const steps = runShare(assignment);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return post({ kind: 'done', output: step.value });
      if (assignment.index === 0) post({ kind: 'step', step: step.value });
    }
  } catch (error) {
    post({ kind: 'failed', message: String(error), problems: error instanceof RefineError ? error.problems : [] });
  }
});

function post(report: Report): void {
  port?.postMessage(report);
}
