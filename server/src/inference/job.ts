/** What every job works with: the kept sessions and devices, and a clock that reports its stages. */
import type { InferenceSession } from 'onnxruntime-node';
import { t } from '../l10n/text';
import type { Program } from '../onnx/compile';
import type { DeviceChoice, HalfDifference } from '../protocol/run';
import { crfDevice, type CrfSite } from './crf-site';
import { Devices } from './devices';
import { execute, executeFile, type BlobValues, type FedArray } from './execute';
import { Kept } from './kept';
import type { FailedDevice, StageTime } from './messages';
import type { TellStep } from './meanfield';
import type { DeviceKind } from './providers';
import { readyOnDevice, type Opener, type ReadyNet } from './ready-net';
import type { PictureNet } from './segmentation/net-inputs';
import type { Passes } from './segmentation/passes';
import { SessionCache, type Precision, type ReadyProgram } from './session';
import { stageWords } from './stages';
import { identifyFile, type OpenWeights } from './weights';

/** Times the stages of a job, tells when one begins, and knows whether the job is still wanted. */
export class StageClock {
  private readonly stages: StageTime[] = [];
  private begun: { stage: string; at: number } | undefined;

  private tile: { number: number; count: number } | undefined;

  constructor(private readonly report: (stage: string) => void, readonly signal?: AbortSignal) {}

  /** Ends the stage before and begins one. A stage that comes again adds to its earlier time. */
  begin(stage: string): void {
    this.end();
    this.begun = { stage, at: performance.now() };
    this.report(this.tile ? t`${stageWords(stage)}, tile ${this.tile.number} of ${this.tile.count}` : stage);
  }

  /** Says of the stages that follow which tile of a picture they are for. @param number from 1; nothing is said of a picture that is one tile */
  atTile(number: number, count: number): void {
    this.tile = count > 1 ? { number, count } : undefined;
  }

  /** What follows is for the whole picture again. */
  atPicture(): void {
    this.tile = undefined;
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
/** Nets and transformations that are kept: those that are compared, say. */
const keptNets = 4;

/** A program with what is to be said about it. */
export interface NotedProgram {
  program: Program;
  notes: readonly string[];
}

/** Whom a workshop tells what becomes of its work. */
export interface WorkshopListener {
  /** What follows is done on this device. */
  device?: (device: DeviceKind) => void;
  /** A step of what takes long in a run. */
  stage?: TellStep;
  failure?: (device: FailedDevice) => void;
}

/** What lives as long as the host. */
export class Workshop {
  readonly devices: Devices;
  private readonly programs = new Kept<NotedProgram & { weights: OpenWeights }>(keptPrograms);
  private readonly sessions = new SessionCache();
  /** Nets that take pictures, read and shaped. */
  readonly pictureNets = new Kept<PictureNet>(keptNets);
  /** What the net said of the last picture. */
  readonly keptScores = new Kept<Passes>(1);
  /** How far half precision moved programs on devices, measured once each. */
  readonly halfDifferences = new WeakMap<Program, Map<DeviceKind, readonly HalfDifference[]>>();

  constructor(private readonly listener: WorkshopListener = {}) {
    this.devices = new Devices(listener.failure);
  }

  /** The program for `key` with the weights that it reads: kept, or lowered by `lower` with `weights`, which are closed where they are not needed. */
  program(key: string, weights: OpenWeights, lower: () => NotedProgram): NotedProgram & { weights: OpenWeights } {
    const known = this.programs.get(key);
    if (known?.weights.isGone === false) {
      weights.close();
      return known;
    }
    return this.programs.keep(key, { ...lower(), weights });
  }

  /** Readies a program on a device, on the CPU always in full precision; takes over `weights`. @throws InferenceError where that fails */
  ready(program: Program, weights: OpenWeights, choice: DeviceChoice, precision: Precision = 'full'): Promise<ReadyNet<ReadonlyMap<string, Float32Array>>> {
    let ready: ReadyProgram | undefined;
    return this.onDevice(choice, async (device) => {
      const kept = ready ? ((await this.sessions.giveUp(ready)) ?? weights) : weights;
      const opened = await this.sessions.open(program, kept, device, device === 'cpu' ? 'full' : precision);
      ready = opened;
      return (feeds) => execute(opened, feeds, this.listener.stage);
    });
  }

  /** One pass in full precision of a program that was readied in half precision on a device. @throws InferenceError where that fails */
  inFull(program: Program, device: DeviceKind, feeds: ReadonlyMap<string, Float32Array>): Promise<BlobValues[]> {
    return this.sessions.inFull(program, device, (full) => execute(full, feeds));
  }

  /** Readies an ONNX file on a device. @throws InferenceError where that fails */
  async readyFile(path: string, choice: DeviceChoice): Promise<{ net: ReadyNet<ReadonlyMap<string, FedArray>>; session: InferenceSession }> {
    const { real, identity } = identifyFile(path);
    const sessions: InferenceSession[] = [];
    const net = await this.onDevice<ReadonlyMap<string, FedArray>>(choice, async (device) => {
      const session = await this.sessions.openFile(real, identity, device);
      sessions.push(session);
      return (feeds) => executeFile(session, feeds);
    });
    const session = sessions.at(-1);
    if (!session) throw new RangeError('No session was opened.');
    return { net, session };
  }

  /** Where the CRF beside a net on this device is computed. */
  crfSite(choice: DeviceChoice): CrfSite {
    return { device: crfDevice(choice, this.devices.hasFailed('webgpu')), tell: (device) => this.listener.device?.(device) };
  }

  private onDevice<Feeds>(choice: DeviceChoice, open: Opener<Feeds>): Promise<ReadyNet<Feeds>> {
    return readyOnDevice(this.devices, choice, open, (device) => this.listener.device?.(device));
  }
}
