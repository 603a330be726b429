/** Starts the inference host when there is work, gives it one job at a time, and starts another when it ends. */
import { stageWords } from './stages';
import { t } from '../l10n/text';
import { isDeepStrictEqual } from 'node:util';
import { Failures } from './failures';
import { HostProcess, type HostEnd, type HostOptions } from './host-process';
import { gigabytes, memoryLimit } from './host-settings';
import type { FailedDevice, HostResponse, Job, JobResult } from './messages';
import { cancelled, type InferenceProblem } from './problem';

export interface SupervisorOptions extends HostOptions {
  /** Milliseconds without work after which the host ends and gives its memory back; 0 for never. */
  idleMilliseconds: number;
  /** The wait before a host is started after the second that ended at work; it doubles from there. */
  backOffMilliseconds?: number;
  /** Devices that failed earlier; those of this supervisor alone where absent. */
  failures?: Failures;
  /** How long a host gets to end a job that it can end by itself. */
  patienceMilliseconds?: number;
}

export interface RunOptions {
  onStage?: (stage: string) => void;
  /** Aborting ends the host if the job has begun. */
  signal?: AbortSignal;
}

export type JobOutcome<Kind extends Job['kind']> =
  | { ok: true; result: Extract<JobResult, { kind: Kind }> }
  | { ok: false; cancelled: boolean; problem: InferenceProblem };

interface Waiting {
  id: number;
  job: Job;
  options: RunOptions;
  settle(outcome: JobOutcome<Job['kind']>): void;
  /** The last stage that the host reported. */
  stage: string | undefined;
  /** The device on which it runs. */
  device: FailedDevice['kind'] | undefined;
  /** A host was given up before it began this. */
  wasGivenAgain: boolean;
  /** Nobody waits for it any more. */
  isCancelled: boolean;
}

const cancelledOutcome = (): JobOutcome<never> => ({ ok: false, cancelled: true, problem: cancelled() });

/** Stages that a host can end by itself, and so keep what it has. */
const stoppable: ReadonlySet<string | undefined> = new Set(['refining']);
/** Milliseconds that a host gets for it: a lattice of a large picture is built in one go. */
const usualPatience = 5000;

const firstBackOff = 250;
const longestBackOff = 30_000;

export class Supervisor {
  private host: HostProcess | undefined;
  private current: Waiting | undefined;
  private readonly queue: Waiting[] = [];
  private nextId = 1;
  private idleTimer: NodeJS.Timeout | undefined;
  private startTimer: NodeJS.Timeout | undefined;
  private stopTimer: NodeJS.Timeout | undefined;
  /** Hosts in a row that ended at work. */
  private losses = 0;
  private readonly failures: Failures;

  constructor(private options: SupervisorOptions) {
    this.failures = options.failures ?? new Failures();
  }

  /** Does a job after those that wait already. Never rejects. */
  run<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>, options: RunOptions = {}): Promise<JobOutcome<Kind>> {
    return new Promise((resolve) => {
      const waiting: Waiting = { id: this.nextId++, job, options, settle: resolve as Waiting['settle'], stage: undefined, device: undefined, wasGivenAgain: false, isCancelled: false };
      if (options.signal?.aborted) {
        resolve(cancelledOutcome());
        return;
      }
      options.signal?.addEventListener('abort', () => this.cancel(waiting), { once: true });
      this.queue.push(waiting);
      this.advance();
    });
  }

  /** Takes other settings for hosts. One that has nothing to do makes place for one that has them. */
  configure(part: Pick<HostOptions, 'memoryLimit' | 'environment'>): void {
    if (isDeepStrictEqual({ memoryLimit: this.options.memoryLimit, environment: this.options.environment }, part)) return;
    this.options = { ...this.options, ...part };
    if (!this.current) this.end();
  }

  /** Ends the host; a job under way fails as cancelled. */
  dispose(): void {
    for (const waiting of this.queue.splice(0)) waiting.settle(cancelledOutcome());
    if (this.current) this.drop(this.current);
    this.end();
  }

  /** The host's process number while it lives. */
  get pid(): number | undefined {
    return this.host?.pid;
  }

  private advance(): void {
    if (this.current) return;
    clearTimeout(this.idleTimer);
    this.current = this.queue.shift();
    if (this.current) this.begin(this.current);
    else this.rest();
  }

  private rest(): void {
    if (this.options.idleMilliseconds > 0) this.idleTimer = setTimeout(() => this.end(), this.options.idleMilliseconds).unref();
    this.host?.rest();
  }

  /** Sends a job to the host; after hosts that ended, starts the next one later each time. */
  private begin(waiting: Waiting): void {
    const wait = this.host || this.losses < 2 ? 0 : Math.min(longestBackOff, (this.options.backOffMilliseconds ?? firstBackOff) * 2 ** (this.losses - 2));
    if (wait === 0) {
      this.send(waiting);
      return;
    }
    waiting.options.onStage?.('waiting');
    this.startTimer = setTimeout(() => this.send(waiting), wait);
  }

  private send({ id, job }: Waiting): void {
    this.host ??= this.start();
    this.host.send({ type: 'job', id, job, failed: this.failures.all() });
  }

  private start(): HostProcess {
    const host: HostProcess = new HostProcess(this.options, {
      answered: (response) => this.hear(response),
      ended: (end) => this.lose(host, end),
    });
    return host;
  }

  private hear(response: HostResponse): void {
    const { current } = this;
    if (current?.id !== response.id) return;
    if (response.type === 'begun') return;
    if (response.type === 'device') {
      current.device = response.device;
      return;
    }
    if (response.type === 'distrusted') {
      this.failures.add(response.device);
      return;
    }
    if (response.type === 'stage') {
      current.stage = response.stage;
      current.options.onStage?.(response.stage);
      return;
    }
    this.losses = 0;
    if (response.type === 'done' && 'device' in current.job && current.job.device !== 'auto') this.failures.forget(current.job.device);
    this.finish(current, response.type === 'done' ? { ok: true, result: response.result } : { ok: false, cancelled: false, problem: response.problem });
  }

  private finish(waiting: Waiting, outcome: JobOutcome<Job['kind']>): void {
    if (this.current === waiting) this.current = undefined;
    clearTimeout(this.stopTimer);
    waiting.settle(outcome);
    this.advance();
  }

  /** The host ended by itself. */
  private lose(host: HostProcess, { how, tookTooMuchMemory, neverBegan }: HostEnd): void {
    if (host !== this.host) return;
    this.host = undefined;
    const { current } = this;
    if (!current) return;
    this.losses++;
    if (!tookTooMuchMemory && (this.blameDevice(current, how) || (neverBegan && giveAgain(current)))) {
      this.begin(current);
      return;
    }
    this.finish(current, { ok: false, cancelled: false, problem: tookTooMuchMemory ? this.memoryProblem() : endProblem(current, how) });
  }

  /** A driver can take the process with it: a job that left its device open runs again without that device. */
  private blameDevice(waiting: Waiting, how: string): boolean {
    const { job, device } = waiting;
    if (waiting.isCancelled || !('device' in job) || job.device !== 'auto' || device === undefined || device === 'cpu') return false;
    this.failures.add({ kind: device, reason: t`the process ended: ${how}` });
    waiting.device = undefined;
    return true;
  }

  private memoryProblem(): InferenceProblem {
    const limit = gigabytes(this.options.memoryLimit ?? memoryLimit());
    return { code: 'run/memory', message: t`The run was ended because it would have taken more than ${limit} of memory. Take a smaller picture or a smaller net, or allow more memory.`, wayOut: 'runAgain' };
  }

  private cancel(waiting: Waiting): void {
    const place = this.queue.indexOf(waiting);
    if (place >= 0) {
      this.queue.splice(place, 1);
      waiting.settle(cancelledOutcome());
    } else if (this.current === waiting) {
      if (stoppable.has(waiting.stage) && this.host) this.stop(waiting, this.host);
      else this.drop(waiting);
    }
  }

  /** Asks the host to end a job and keep what it has; whoever waited need not wait for that. */
  private stop(waiting: Waiting, host: HostProcess): void {
    if (waiting.isCancelled) return;
    waiting.isCancelled = true;
    waiting.settle(cancelledOutcome());
    host.send({ type: 'cancel', id: waiting.id });
    this.stopTimer = setTimeout(() => this.drop(waiting), this.options.patienceMilliseconds ?? usualPatience);
  }

  /** Ends a job with its host. */
  private drop(waiting: Waiting): void {
    this.end();
    this.finish(waiting, cancelledOutcome());
  }

  private end(): void {
    clearTimeout(this.startTimer);
    this.host?.kill();
    this.host = undefined;
  }
}

/** A job that no host has begun yet is given to another, once. */
function giveAgain(waiting: Waiting): boolean {
  if (waiting.wasGivenAgain) return false;
  waiting.wasGivenAgain = true;
  return true;
}

function endProblem({ stage }: Waiting, how: string): InferenceProblem {
  const message = stage === undefined
    ? t`The process that runs nets ended: ${how}. Run again; a new one is started.`
    : t`The process that runs nets ended while ${stageWords(stage)}: ${how}. Run again; a new one is started.`;
  return { code: 'run/host-ended', message, wayOut: 'runAgain' };
}
