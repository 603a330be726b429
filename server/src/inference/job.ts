/** What every job works with: the kept sessions and devices, and a clock that reports its stages. */
import { t } from '../l10n/text';
import type { DeviceChoice, RunDevice } from '../protocol/run';
import type { Program } from '../onnx/compile';
import { Devices } from './devices';
import type { StageTime } from './messages';
import { InferenceError } from './problem';
import type { Passes } from './segmentation/passes';
import { SessionCache, type ReadyProgram } from './session';
import type { OpenWeights } from './weights';

/** Times the stages of a job and tells when one begins. */
export class StageClock {
  private readonly stages: StageTime[] = [];
  private begun: { stage: string; at: number } | undefined;

  constructor(private readonly report: (stage: string) => void) {}

  /** Ends the stage before and begins one. A stage that comes again adds to its earlier time. */
  begin(stage: string): void {
    this.end();
    this.begun = { stage, at: performance.now() };
    this.report(stage);
  }

  private end(): void {
    if (!this.begun) return;
    const { stage, at } = this.begun;
    const milliseconds = performance.now() - at;
    const known = this.stages.find((time) => time.stage === stage);
    if (known) known.milliseconds += milliseconds;
    else this.stages.push({ stage, milliseconds });
    this.begun = undefined;
  }

  /** Ends the last stage. */
  finish(): readonly StageTime[] {
    this.end();
    return this.stages;
  }
}

/** Lowered programs that are kept: one for each size of picture that was seen last. */
const keptPrograms = 8;

/** Keeps one value, the last. */
class Latest<Value> {
  private kept: { key: string; value: Value } | undefined;

  get(key: string): Value | undefined {
    return this.kept?.key === key ? this.kept.value : undefined;
  }

  keep(key: string, value: Value): Value {
    this.kept = { key, value };
    return value;
  }
}

/** A program with what is to be said about it. */
export interface NotedProgram {
  program: Program;
  notes: readonly string[];
}

/** What lives as long as the host. */
export class Workshop {
  readonly devices = new Devices();
  private readonly programs = new Map<string, NotedProgram>();
  private readonly sessions = new SessionCache();
  /** What the net said of the last picture. */
  readonly keptScores = new Latest<Passes>();

  /** The program for `key`, lowered by `lower` where it is not kept. */
  program(key: string, lower: () => NotedProgram): NotedProgram {
    const program = this.programs.get(key) ?? lower();
    this.programs.delete(key);
    this.programs.set(key, program);
    for (const oldest of this.programs.keys()) {
      if (this.programs.size <= keptPrograms) break;
      this.programs.delete(oldest);
    }
    return program;
  }

  /**
   * Readies a program on a device. Where the device was chosen automatically and fails, the CPU takes over.
   * Takes over `weights`.
   */
  async ready(program: Program, weights: OpenWeights, choice: DeviceChoice): Promise<{ ready: ReadyProgram; device: RunDevice; note: string | undefined }> {
    const { device, note } = await this.devices.choose(choice);
    try {
      return { ready: await this.sessions.open(program, weights, device.kind), device, note };
    } catch (error) {
      if (choice !== 'auto' || device.kind === 'cpu' || !(error instanceof InferenceError)) throw error;
      const cpu = await this.devices.choose('cpu');
      return { ready: await this.sessions.open(program, weights, 'cpu'), device: cpu.device, note: t`${device.description} failed (${error.message}), so the CPU runs it` };
    }
  }
}
