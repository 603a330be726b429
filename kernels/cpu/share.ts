// One thread's part in a run: joins the team on the shared memory and runs the mean field program.
import type { Problem } from '../problem';
import { Arena, type ArenaState } from './arena';
import { meanField, type MeanFieldJob, type MeanFieldOutput, type Step } from './mean-field';
import type { Team } from './team';
import { instantiateWasm, type Address } from './wasm';

/** What a thread needs to take part. */
export interface Assignment {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly layout: ArenaState;
  readonly job: MeanFieldJob;
  readonly index: number;
  readonly size: number;
  /** Two words, see barrier.ts. */
  readonly barrier: Address;
  /** 512 bytes for each thread. */
  readonly scratch: Address;
}

/** What a worker tells: thread 0 every step, each thread its end. */
export type Report =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'done'; readonly output: MeanFieldOutput | undefined }
  | { readonly kind: 'failed'; readonly message: string; readonly problems: readonly Problem[] };

export const scratchBytes = 512;

/** A member of a team over shared memory. A team of one has nobody to wait for. */
export function joinTeam({ module, memory, layout, index, size, barrier, scratch }: Omit<Assignment, 'job'>): Team {
  const wasm = instantiateWasm(module, memory);
  const meet = size === 1 ? () => undefined : () => wasm.meet(size, barrier);
  return { wasm, memory, arena: new Arena(memory, layout), index, size, scratch: scratch + index * scratchBytes, meet };
}

/** Runs this thread's share, yielding after every step. */
export function runShare(assignment: Assignment): Generator<Step, MeanFieldOutput | undefined> {
  return meanField(joinTeam(assignment), assignment.job);
}
