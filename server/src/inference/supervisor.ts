/** Starts the inference host when there is work, gives it one job at a time, and starts another when it ends. */
import { fork, type ChildProcess } from 'node:child_process';
import type { HostRequest, HostResponse, Job, JobResult } from './messages';
import type { InferenceProblem } from './problem';
import { removeTemporaryFolder } from './temporary';

export interface SupervisorOptions {
  /** The host's bundle. */
  hostPath: string;
  /** Milliseconds without work after which the host ends and gives its memory back; 0 for never. */
  idleMilliseconds: number;
  /** Variables beside those of this process. */
  environment?: Readonly<Record<string, string>>;
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
  request: HostRequest;
  options: RunOptions;
  settle(outcome: JobOutcome<Job['kind']>): void;
  /** The last stage that the host reported. */
  stage: string | undefined;
}

/** What of the host's error output is kept, to tell why it ended. */
const keptOutput = 2000;

const cancelled: JobOutcome<never> = { ok: false, cancelled: true, problem: { code: 'run/cancelled', message: 'The run was cancelled.' } };

export class Supervisor {
  private host: ChildProcess | undefined;
  private current: Waiting | undefined;
  private readonly queue: Waiting[] = [];
  private nextId = 1;
  private errorOutput = '';
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: SupervisorOptions) {}

  /** Does a job after those that wait already. Never rejects. */
  run<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>, options: RunOptions = {}): Promise<JobOutcome<Kind>> {
    return new Promise((resolve) => {
      const waiting: Waiting = { request: { id: this.nextId++, job }, options, settle: resolve as Waiting['settle'], stage: undefined };
      if (options.signal?.aborted) {
        resolve(cancelled);
        return;
      }
      options.signal?.addEventListener('abort', () => this.cancel(waiting), { once: true });
      this.queue.push(waiting);
      this.advance();
    });
  }

  /** Ends the host; a job under way fails as cancelled. */
  dispose(): void {
    for (const waiting of [...this.queue, ...(this.current ? [this.current] : [])]) this.cancel(waiting);
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
    if (!this.current) {
      if (this.options.idleMilliseconds > 0) this.idleTimer = setTimeout(() => this.end(), this.options.idleMilliseconds).unref();
      this.host?.unref();
      this.host?.channel?.unref();
      return;
    }
    this.host ??= this.start();
    this.host.ref();
    this.host.channel?.ref();
    this.host.send(this.current.request);
  }

  private start(): ChildProcess {
    const host = fork(this.options.hostPath, [], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...this.options.environment },
      // The debugger's port of this process is taken.
      execArgv: process.execArgv.filter((argument) => !argument.startsWith('--inspect')),
    });
    this.errorOutput = '';
    host.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errorOutput = (this.errorOutput + text).slice(-keptOutput);
    });
    host.on('message', (response: HostResponse) => this.hear(host, response));
    host.on('error', (error) => this.lose(host, `it could not be started: ${error.message}`));
    host.on('exit', (code, signal) => {
      removeTemporaryFolder(host.pid);
      this.lose(host, this.describeEnd(code, signal));
    });
    return host;
  }

  private hear(host: ChildProcess, response: HostResponse): void {
    const { current } = this;
    if (host !== this.host || current?.request.id !== response.id) return;
    if (response.type === 'stage') {
      current.stage = response.stage;
      current.options.onStage?.(response.stage);
      return;
    }
    this.finish(current, response.type === 'done' ? { ok: true, result: response.result } : { ok: false, cancelled: false, problem: response.problem });
  }

  private finish(waiting: Waiting, outcome: JobOutcome<Job['kind']>): void {
    if (this.current === waiting) this.current = undefined;
    waiting.settle(outcome);
    this.advance();
  }

  /** The host ended by itself. */
  private lose(host: ChildProcess, reason: string): void {
    if (host !== this.host) return;
    this.host = undefined;
    const { current } = this;
    if (!current) return;
    const during = current.stage === undefined ? '' : ` while ${current.stage}`;
    const message = `The process that runs nets ended${during}: ${reason}. Run again; a new one is started.`;
    this.finish(current, { ok: false, cancelled: false, problem: { code: 'run/host-ended', message, wayOut: 'runAgain' } });
  }

  private describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal === null ? `exit status ${code}` : `signal ${signal}${signal === 'SIGKILL' ? ' (perhaps it took too much memory)' : ''}`;
    const lines = this.errorOutput.trim().split('\n').filter(Boolean);
    return lines.length > 0 ? `${how}, and its last words were "${lines.at(-1)}"` : how;
  }

  private cancel(waiting: Waiting): void {
    const place = this.queue.indexOf(waiting);
    if (place >= 0) {
      this.queue.splice(place, 1);
      waiting.settle(cancelled);
    } else if (this.current === waiting) {
      this.end();
      this.finish(waiting, cancelled);
    }
  }

  private end(): void {
    const { host } = this;
    this.host = undefined;
    host?.kill('SIGKILL');
    // This process may end before it hears of the host's end.
    removeTemporaryFolder(host?.pid);
  }
}
