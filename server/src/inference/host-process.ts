/** One inference host as a process: started, listened to, watched while it works, ended. */
import { fork, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { spokenLanguage } from '../l10n/languages';
import { t } from '../l10n/text';
import { limitVariable } from './host-settings';
import { HostWatch, usualWatch, type WatchSettings } from './host-watch';
import { signPipe, signs, type HostRequest, type HostResponse } from './messages';
import { removeTemporaryFolder } from './temporary';

export interface HostOptions {
  /** The host's bundle. */
  hostPath: string;
  /** Variables beside those of this process. */
  environment?: Readonly<Record<string, string>> | undefined;
  /** Bytes of memory that the host may take; most of the computer's where absent. */
  memoryLimit?: number | undefined;
  /** When a host at work is ended; as usual where absent. */
  watch?: Partial<WatchSettings>;
}

export interface HostListener {
  answered(response: HostResponse): void;
  ended(end: HostEnd): void;
}

/** How a host ended that was not asked to. */
export interface HostEnd {
  /** Completes "it ended: …". */
  how: string;
  tookTooMuchMemory: boolean;
  /** It was given up before it began its job. */
  neverBegan: boolean;
}

/** What of the host's error output is kept, to tell why it ended. */
const keptOutput = 2000;

export class HostProcess {
  private readonly child: ChildProcess;
  private readonly watchTimer: NodeJS.Timeout;
  private errorOutput = '';
  private readonly watch: HostWatch;
  private tookTooMuchMemory = false;
  /** Why the watch ended it, and whether its job had not begun. */
  private givenUp: Pick<HostEnd, 'how' | 'neverBegan'> | undefined;
  private hasEnded = false;

  constructor(options: HostOptions, private readonly listener: HostListener) {
    this.child = fork(options.hostPath, [spokenLanguage()], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
      env: { ...process.env, ...(options.memoryLimit !== undefined && { [limitVariable]: String(options.memoryLimit) }), ...options.environment },
      // The debugger's port of this process is taken.
      execArgv: process.execArgv.filter((argument) => !argument.startsWith('--inspect')),
    });
    const watch = { ...usualWatch, ...options.watch };
    this.watch = new HostWatch(watch);
    this.watchTimer = setInterval(() => this.check(), watch.milliseconds).unref();
    this.listen();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  send(request: HostRequest): void {
    if (request.type === 'job') this.watch.begin();
    this.child.ref();
    this.child.channel?.ref();
    this.child.send(request, (error) => {
      if (error) this.end(t`it could not be reached: ${error.message}`);
    });
  }

  /** The host has nothing to do: this process may end without it. */
  rest(): void {
    this.watch.rest();
    this.child.unref();
    this.child.channel?.unref();
    for (const pipe of this.child.stdio) (pipe as { unref?(): void } | null)?.unref?.();
  }

  /** Ends the process; nothing is heard of it any more. */
  kill(): void {
    this.hasEnded = true;
    clearInterval(this.watchTimer);
    this.child.kill('SIGKILL');
    // This process may end before it hears of the host's end.
    removeTemporaryFolder(this.child.pid);
  }

  private listen(): void {
    const { child } = this;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errorOutput = (this.errorOutput + text).slice(-keptOutput);
    });
    (child.stdio[signPipe] as Readable | null)?.setEncoding('utf8').on('data', (text: string) => {
      this.watch.heardSigns(text);
      if (text.includes(signs.memory)) this.tookTooMuchMemory = true;
    }).on('error', () => undefined);
    child.on('message', (response: HostResponse) => {
      this.watch.heardAnswer();
      if (!this.hasEnded) this.listener.answered(response);
    });
    child.on('error', (error) => this.end(t`it could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      removeTemporaryFolder(child.pid);
      this.end(this.describeEnd(code, signal));
    });
  }

  private check(): void {
    const how = this.watch.check();
    if (how === undefined) return;
    this.givenUp ??= { how, neverBegan: this.watch.holdsUnbegunJob };
    this.child.kill('SIGKILL');
  }

  private end(how: string): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    clearInterval(this.watchTimer);
    this.listener.ended({ how, tookTooMuchMemory: this.tookTooMuchMemory, neverBegan: this.givenUp?.neverBegan ?? false });
  }

  private describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
    if (this.givenUp) return this.givenUp.how;
    const ended = signal === null ? t`exit status ${code}` : t`signal ${signal}`;
    const how = signal === 'SIGKILL' ? t`${ended} (perhaps it took too much memory)` : ended;
    const lines = this.errorOutput.trim().split('\n').filter(Boolean);
    return lines.length > 0 ? t`${how}, and its last words were "${lines.at(-1)}"` : how;
  }
}
