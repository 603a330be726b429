/** ONNX Runtime sessions for the graphs of a program, kept for the next run of the same one. */
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { t } from '../l10n/text';
import type { KernelStep, Program } from '../onnx/compile';
import { inHalfPrecision } from '../onnx/half-precision';
import { encodeModel, type OnnxGraph } from '../onnx/model';
import { memoryLimit } from './host-settings';
import { InferenceError } from './problem';
import { providerFor, type DeviceKind } from './providers';
import type { OpenWeights } from './weights';

/** A step that is ready to run. */
export type ReadyStep =
  | { kind: 'graph'; session: InferenceSession }
  | { kind: 'kernel'; step: KernelStep };

/** A program with its sessions. */
export interface ReadyProgram {
  program: Program;
  steps: readonly ReadyStep[];
  device: DeviceKind;
  precision: Precision;
}

/** In which numbers a net is computed. */
export type Precision = 'full' | 'half';

interface Entry {
  key: string;
  ready: ReadyProgram;
  weights: OpenWeights;
}

/** Programs that are kept: the sizes of a picture at several scales at least, and a net before an edit. Each holds weights and feature maps in memory. */
const [leastKept, mostKept] = [2, 8];
/** The part of the memory that a host may take for all of them. */
const keptShare = 1 / 4;
/** Only what ends a session is printed. */
const fatalOnly = 4;

export class SessionCache {
  private readonly entries: Entry[] = [];
  /** At most one: the caller of an ONNX file seldom changes it. */
  private readonly files = new Map<string, InferenceSession>();

  /**
   * Sessions for a program, new or kept. Takes over `weights` and closes them when the sessions go.
   * @throws InferenceError where ONNX Runtime refuses a graph
   */
  async open(program: Program, weights: OpenWeights, device: DeviceKind, precision: Precision = 'full'): Promise<ReadyProgram> {
    const same = this.entries.find(({ ready }) => isOf(ready, program, device, precision));
    if (same) return this.reuse(same, program, weights);
    const graphs = graphsOf(program, precision);
    const models = graphs.map((graph) => graph && encodeModel(graph));
    const key = keyOf(models, weights, device);
    const equal = this.entries.find((entry) => entry.key === key);
    if (equal) return this.reuse(equal, program, weights);
    while (this.isFullFor(program)) await this.evict();
    const ready = { program, steps: await readySteps(program, graphs, models, weights.folder, device), device, precision };
    this.entries.push({ key, ready, weights });
    return ready;
  }

  /** Sessions that are kept, for a program with the same graphs. */
  private reuse(entry: Entry, program: Program, weights: OpenWeights): ReadyProgram {
    // The program reads those that it was lowered with; the session has read its own.
    if (weights !== entry.weights) entry.weights.close();
    entry.weights = weights;
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.entries.push(entry);
    // The steps between the graphs may have other settings with the same graphs.
    entry.ready = { ...entry.ready, program, steps: entry.ready.steps.map((step, i) => (step.kind === 'kernel' ? readyKernel(program, i) : step)) };
    return entry.ready;
  }

  private isFullFor(next: Program): boolean {
    const all = [next, ...this.entries.map(({ ready }) => ready.program)].reduce((sum, { bytes = Infinity }) => sum + bytes, 0);
    return this.entries.length >= mostKept || (this.entries.length >= leastKept && all > keptShare * memoryLimit());
  }

  /** Lets `use` have a kept program of half precision in full precision too, with sessions of its own that go afterwards. */
  async inFull<Result>(program: Program, device: DeviceKind, use: (full: ReadyProgram) => Promise<Result>): Promise<Result> {
    const entry = this.entries.find(({ ready }) => isOf(ready, program, device, 'half'));
    if (!entry) throw new RangeError('The program is not kept.');
    const graphs = graphsOf(program, 'full');
    const steps = await readySteps(program, graphs, graphs.map((graph) => graph && encodeModel(graph)), entry.weights.folder, device);
    const ready: ReadyProgram = { program, steps, device, precision: 'full' };
    try {
      return await use(ready);
    } finally {
      await release(ready);
    }
  }

  /** A session for an ONNX file, new or kept. @throws InferenceError where the file is none, or ONNX Runtime refuses it */
  async openFile(path: string, identity: string, device: DeviceKind): Promise<InferenceSession> {
    const key = `${path} ${identity} ${device}`;
    const known = this.files.get(key);
    if (known) return known;
    for (const [other, session] of this.files) {
      this.files.delete(other);
      await session.release();
    }
    const session = await createSession(path, dirname(path), providerFor(device, undefined));
    this.files.set(key, session);
    return session;
  }

  /** Forgets a program whose device has failed. @returns its weights, open, for another device */
  async giveUp({ program, device, precision }: ReadyProgram): Promise<OpenWeights | undefined> {
    const at = this.entries.findIndex(({ ready }) => isOf(ready, program, device, precision));
    const [entry] = at >= 0 ? this.entries.splice(at, 1) : [];
    if (entry) await release(entry.ready);
    return entry?.weights;
  }

  private async evict(): Promise<void> {
    const entry = this.entries.shift();
    if (!entry) return;
    await release(entry.ready);
    entry.weights.close();
  }
}

const isOf = (ready: ReadyProgram, program: Program, device: DeviceKind, precision: Precision): boolean =>
  ready.program === program && ready.device === device && ready.precision === precision;

/** A device that is lost may refuse this too. */
async function release({ steps }: ReadyProgram): Promise<void> {
  await Promise.allSettled(steps.flatMap((step) => (step.kind === 'graph' ? [step.session.release()] : [])));
}

type Graphs = readonly (OnnxGraph | undefined)[];

/** The graphs of a program's steps; undefined for those that are none. */
const graphsOf = ({ steps }: Program, precision: Precision): Graphs =>
  steps.map((step) => (step.kind !== 'graph' ? undefined : precision === 'half' ? inHalfPrecision(step.graph) : step.graph));

async function readySteps(program: Program, graphs: Graphs, models: readonly (Uint8Array | undefined)[], folder: string, device: DeviceKind): Promise<ReadyStep[]> {
  const steps: ReadyStep[] = [];
  for (const [i, model] of models.entries()) {
    steps.push(model ? { kind: 'graph', session: await createSession(model, folder, providerFor(device, graphs[i])) } : readyKernel(program, i));
  }
  return steps;
}

function readyKernel(program: Program, index: number): ReadyStep {
  const step = program.steps[index];
  if (step?.kind !== 'kernel') throw new RangeError(`Step ${index} is no kernel.`);
  return { kind: 'kernel', step };
}

function keyOf(models: readonly (Uint8Array | undefined)[], weights: OpenWeights, device: DeviceKind): string {
  const hash = createHash('sha256').update(`${weights.identity}\n${device}\n`);
  for (const model of models) hash.update(model ?? 'kernel');
  return hash.digest('hex');
}

async function createSession(model: Uint8Array | string, folder: string, provider: InferenceSession.ExecutionProviderConfig): Promise<InferenceSession> {
  try {
    const options: InferenceSession.SessionOptions = {
      executionProviders: [provider],
      graphOptimizationLevel: 'all',
      logSeverityLevel: fatalOnly,
      extra: { session: { model_external_initializers_file_folder_path: folder } },
    };
    return await (typeof model === 'string' ? InferenceSession.create(model, options) : InferenceSession.create(model, options));
  } catch (error) {
    throw new InferenceError({ code: 'run/session', message: t`ONNX Runtime cannot prepare the net: ${firstSentence(error)}`, wayOut: 'runAgain' });
  }
}

/** ONNX Runtime's messages carry source positions and statuses on further lines. */
export const firstSentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]?.trim() ?? '';
