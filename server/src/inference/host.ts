/** The inference host: a child process that holds all native code, does one job after another and answers over its channel. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { env } from 'onnxruntime-node';
import { languageFor, speak } from '../l10n/languages';
import { t } from '../l10n/text';
import { exportModel } from './export/export';
import { featureMaps } from './features/features';
import { foldNet } from './fold';
import { forward } from './forward';
import { StageClock, Workshop } from './job';
import type { HostRequest, HostResponse, Job, JobResult } from './messages';
import { measureInfluence } from './influence/measure';
import { memoryLimit } from './host-settings';
import { cancelled, InferenceError, type InferenceProblem } from './problem';
import type { PulseSettings } from './pulse';
import { evaluate } from './segmentation/evaluate';
import { runOnPicture } from './segmentation/run';
import { trimWeights } from './trim';
import { tune } from './segmentation/tune';

env.logLevel = 'fatal';

new Worker(join(import.meta.dirname, 'pulse.js'), { workerData: { limit: memoryLimit() } satisfies PulseSettings }).unref();

/** The request under way. */
let current = 0;
let controller = new AbortController();

const workshop = new Workshop({
  device: (device) => send({ id: current, type: 'device', device }),
  stage: (stage) => send({ id: current, type: 'stage', stage }),
  failure: (device) => send({ id: current, type: 'distrusted', device }),
});

type Report = (stage: string) => void;

const jobs: { [Kind in Job['kind']]: (job: Extract<Job, { kind: Kind }>, clock: StageClock, report: Report) => Promise<JobResult> } = {
  features: (job, clock) => featureMaps(job, workshop, clock),
  forward: (job, clock) => forward(job, workshop, clock),
  run: (job, clock) => runOnPicture(job, workshop, clock),
  evaluate: (job, _clock, report) => evaluate(job, workshop, report),
  tune: (job, _clock, report) => tune(job, workshop, report),
  export: (job, clock) => Promise.resolve(exportModel(job, clock)),
  fold: (job, clock) => Promise.resolve(foldNet(job, clock)),
  trim: (job, clock) => Promise.resolve(trimWeights(job, clock)),
  influence: (job, clock) => measureInfluence(job, workshop, clock),
  devices: () => workshop.devices.list(),
};

const send = (response: HostResponse): void => {
  process.send?.(response);
};

function problemOf(error: unknown): InferenceProblem {
  if (error instanceof InferenceError) return error.problem;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'run/internal', message: t`The run failed unexpectedly: ${detail}`, wayOut: 'runAgain' };
}

async function handle({ id, job, failed }: Extract<HostRequest, { type: 'job' }>): Promise<void> {
  current = id;
  send({ id, type: 'begun' });
  controller = new AbortController();
  const { signal } = controller;
  workshop.devices.avoid(failed);
  const report: Report = (stage) => send({ id, type: 'stage', stage });
  const clock = new StageClock(report, signal);
  try {
    const run = jobs[job.kind] as (job: Job, clock: StageClock, report: Report) => Promise<JobResult>;
    send({ id, type: 'done', result: await run(job, clock, report) });
  } catch (error) {
    send({ id, type: 'failed', problem: signal.aborted ? cancelled() : problemOf(error) });
  }
}

// The supervisor says which language to speak.
let last = speak(languageFor(process.argv[2]));
process.on('message', (request: HostRequest) => {
  if (request.type === 'job') last = last.then(() => handle(request));
  else if (request.id === current) controller.abort();
});
// The supervisor is gone: nobody is left to answer.
process.on('disconnect', () => process.exit());
