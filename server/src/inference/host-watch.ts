/** Whether a host at work is to be ended: it gives no sign of life, does not begin the job it was given, or does nothing for long. */
import { t } from '../l10n/text';
import { signs } from './messages';

/** How often a host is looked at, and after how many looks in a row it is given up. */
export interface WatchSettings {
  milliseconds: number;
  /** Without a sign of life. */
  checks: number;
  /** With a job that it does not begin. */
  beginChecks: number;
  /** At work without an answer and without any use of the processor, which a run never is: whatever it waits for does not come. */
  idleChecks: number;
}

/** A busy computer may keep a thread from running for some seconds, never for half a minute. */
export const usualWatch: WatchSettings = { milliseconds: 5000, checks: 6, beginChecks: 12, idleChecks: 120 };

export class HostWatch {
  private isWorking = false;
  private hasBegun = false;
  /** Looks in a row. */
  private seen = { silent: 0, unbegun: 0, idle: 0 };

  constructor(private readonly settings: WatchSettings) {}

  /** The host was given a job. */
  begin(): void {
    this.isWorking = true;
    this.hasBegun = false;
    this.seen = { silent: 0, unbegun: 0, idle: 0 };
  }

  /** The host has nothing to do. */
  rest(): void {
    this.isWorking = false;
  }

  /** The host's main thread said something of its job. */
  heardAnswer(): void {
    this.hasBegun = true;
    this.seen.idle = 0;
  }

  /** The thread that gives signs gave some. */
  heardSigns(text: string): void {
    this.seen.silent = 0;
    if (text.includes(signs.alive)) this.seen.idle = 0;
  }

  /** Whether the host has a job that it has not begun: another can do it as if nothing had been. */
  get holdsUnbegunJob(): boolean {
    return this.isWorking && !this.hasBegun;
  }

  /** One look. @returns why the host is to be ended, which completes "it ended: …" */
  check(): string | undefined {
    if (!this.isWorking) return undefined;
    const { checks, beginChecks, idleChecks } = this.settings;
    if (++this.seen.silent > checks) return t('it gave no sign of life any more');
    if (!this.hasBegun) return ++this.seen.unbegun > beginChecks ? t`it lived, but did not begin its work for ${this.seconds(beginChecks)} s` : undefined;
    return ++this.seen.idle > idleChecks ? t`it lived, but did nothing for ${this.seconds(idleChecks)} s` : undefined;
  }

  private seconds(checks: number): number {
    return Math.round((checks * this.settings.milliseconds) / 1000);
  }
}
