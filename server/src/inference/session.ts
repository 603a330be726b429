/** ONNX Runtime sessions for the graphs of a program, kept for the next run of the same one. */
import { createHash } from 'node:crypto';
import { InferenceSession } from 'onnxruntime-node';
import { t } from '../l10n/text';
import type { KernelStep, Program } from '../onnx/compile';
import { encodeModel } from '../onnx/model';
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
}

interface Entry {
  key: string;
  ready: ReadyProgram;
  weights: OpenWeights;
}

/** Programs that are kept; each holds its net's weights in memory. */
const kept = 2;
/** Only what ends a session is printed. */
const fatalOnly = 4;

export class SessionCache {
  private readonly entries: Entry[] = [];

  /**
   * Sessions for a program, new or kept. Takes over `weights` and closes them when the sessions go.
   * @throws InferenceError where ONNX Runtime refuses a graph
   */
  async open(program: Program, weights: OpenWeights, device: DeviceKind): Promise<ReadyProgram> {
    const graphs = program.steps.map((step) => (step.kind === 'graph' ? step.graph : undefined));
    const models = graphs.map((graph) => graph && encodeModel(graph));
    const key = keyOf(models, weights, device);
    const known = this.entries.findIndex((entry) => entry.key === key);
    const [entry] = known >= 0 ? this.entries.splice(known, 1) : [];
    if (entry) {
      weights.close();
      this.entries.push(entry);
      // The steps between the graphs may have other settings with the same graphs.
      return { ...entry.ready, program, steps: entry.ready.steps.map((step, i) => (step.kind === 'kernel' ? readyKernel(program, i) : step)) };
    }
    while (this.entries.length >= kept) await this.evict();
    const steps: ReadyStep[] = [];
    for (const [i, model] of models.entries()) {
      const graph = graphs[i];
      steps.push(model && graph ? { kind: 'graph', session: await createSession(model, weights.folder, providerFor(device, graph)) } : readyKernel(program, i));
    }
    const ready = { program, steps, device };
    this.entries.push({ key, ready, weights });
    return ready;
  }

  private async evict(): Promise<void> {
    const entry = this.entries.shift();
    for (const step of entry?.ready.steps ?? []) if (step.kind === 'graph') await step.session.release();
    entry?.weights.close();
  }
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

async function createSession(model: Uint8Array, folder: string, provider: InferenceSession.ExecutionProviderConfig): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      executionProviders: [provider],
      graphOptimizationLevel: 'all',
      logSeverityLevel: fatalOnly,
      extra: { session: { model_external_initializers_file_folder_path: folder } },
    });
  } catch (error) {
    throw new InferenceError({ code: 'run/session', message: t`ONNX Runtime cannot prepare the net: ${firstSentence(error)}`, wayOut: 'runAgain' });
  }
}

/** ONNX Runtime's messages carry source positions and statuses on further lines. */
export const firstSentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]?.trim() ?? '';
