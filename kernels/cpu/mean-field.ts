// Mean field inference (Krähenbühl & Koltun 2011, algorithm 1): filter Q, weigh classes, add the unaries, normalise; again and again.
import type { Normalization } from '../parameters';
import { allocateValues, blockClasses, blur, normalize, rowBytes, splat, type Values } from './filter';
import { buildLattices, type Lattice, type LatticeSource } from './lattice';
import { commit, share, words, type Team } from './team';
import type { Address } from './wasm';

/** What Q starts from, as planes in memory: [classes][points], or [classes][height][width] of its own for scores. */
export type MeanFieldInput =
  | { readonly kind: 'unary'; readonly planes: Address }
  | { readonly kind: 'probabilities'; readonly planes: Address; readonly smallest: number }
  | {
    readonly kind: 'scores'; readonly planes: Address; readonly width: number; readonly height: number;
    readonly enlargedWidth: number; readonly enlargedHeight: number;
  };

/** A kernel: its lattice, its normalisation and its compatibility. */
export interface MeanFieldKernel {
  readonly source: LatticeSource;
  readonly normalization: Normalization;
  /** One factor a class, padded with zeros to whole blocks. */
  readonly factors: Address;
  /** [classes][classes] padded with zeros to whole blocks, where classes mix. */
  readonly matrix?: Address;
}

/** One run, as plain data that can be posted to a thread; everything large lies in shared memory. */
export interface MeanFieldJob {
  readonly width: number;
  readonly height: number;
  readonly classes: number;
  readonly input: MeanFieldInput;
  readonly kernels: readonly MeanFieldKernel[];
  readonly iterations: number;
  /** Two words: somebody asked to stop; all threads have agreed to stop. */
  readonly stop: Address;
  /** Whether the marginals are wanted besides the labels. */
  readonly marginals: boolean;
}

/** Where the result lies. */
export interface MeanFieldOutput {
  /** [classes][points] floats, where wanted. */
  readonly marginals: Address;
  /** [points] 16-bit class numbers. */
  readonly labels: Address;
}

/** The step that was just finished: 0 is the lattice, k the k-th iteration. */
export type Step = number;

/** Memory of the inference: the rows of -U and of Q, and what belongs to each kernel. */
interface State {
  readonly blocks: number;
  readonly blockBytes: number;
  readonly base: Address;
  /** Q; `next` is the same memory unless classes mix, since then no block of Q may change before all are mixed. */
  q: Address;
  next: Address;
  readonly lattices: readonly Lattice[];
  readonly values: readonly Values[];
  /** One block of mixed classes, if any kernel mixes. */
  readonly mixed: Address;
}

/** Points that are sliced by one kernel after the other while they stay in the second-level cache. */
const tilePoints = 1024;

/** Runs a job on this thread's share, yielding after every step; returns undefined when all agreed to stop. */
export function* meanField(team: Team, job: MeanFieldJob): Generator<Step, MeanFieldOutput | undefined> {
  const state = start(team, job);
  yield 0;
  for (let iteration = 1; iteration <= job.iterations; ++iteration) {
    if (agreeToStop(team, job.stop)) return undefined;
    iterate(team, job, state);
    yield iteration;
  }
  return finish(team, job, state);
}

/** Builds -U, the first Q = softmax(-U), the lattices and their normalisation. */
function start(team: Team, job: MeanFieldJob): State {
  const { arena } = team;
  const blocks = Math.ceil(job.classes / blockClasses);
  const blockBytes = job.width * job.height * rowBytes;
  const mixes = job.kernels.some(({ matrix }) => matrix !== undefined);
  const base = arena.allocate(blocks * blockBytes);
  commit(team);
  readInput(team, job, base);
  arena.release(job.input.planes);
  const lattices = buildLattices(team, job.kernels.map(({ source }) => source));
  job.kernels.forEach(({ normalization }, k) => normalize(team, lattices[k] as Lattice, normalization));
  const q = arena.allocate(blocks * blockBytes);
  const next = mixes ? arena.allocate(blocks * blockBytes) : q;
  const mixed = mixes ? arena.allocate(blockBytes) : 0;
  const values = allocateValues(team, lattices);
  const state: State = { blocks, blockBytes, base, q, next, lattices, values, mixed };
  startWithUnary(team, job, state);
  return state;
}

function readInput(team: Team, { width, height, classes, input }: MeanFieldJob, rows: Address): void {
  const { wasm } = team;
  const points = width * height;
  if (input.kind === 'scores') {
    const { width: scoreWidth, height: scoreHeight, enlargedWidth, enlargedHeight, planes } = input;
    wasm.rowsFromScores(classes, width, height, ...share(team, height), scoreWidth, scoreHeight, enlargedWidth, enlargedHeight, planes, rows);
  } else if (input.kind === 'probabilities') {
    wasm.rowsFromProbabilities(input.smallest, classes, points, ...share(team, points), input.planes, rows);
  } else {
    wasm.rowsFromUnary(classes, points, ...share(team, points), input.planes, rows);
  }
  team.meet();
}

function startWithUnary(team: Team, { width, height }: MeanFieldJob, { blocks, blockBytes, base, q }: State): void {
  const [begin, end] = share(team, width * height);
  const bytes = new Uint8Array(team.memory.buffer);
  for (let block = 0; block < blocks; ++block) {
    const from = base + block * blockBytes;
    bytes.copyWithin(q + block * blockBytes + begin * rowBytes, from + begin * rowBytes, from + end * rowBytes);
  }
  team.wasm.softmax(begin, end, blocks, blockBytes, q);
  team.meet();
}

/** All threads stop at the same place, or none does: thread 0 decides for everybody. */
function agreeToStop(team: Team, address: Address): boolean {
  const stop = words(team, address, 2);
  if (team.index === 0) stop[1] = Atomics.load(stop, 0);
  team.meet();
  return stop[1] === 1;
}

/** One mean field update: L = -U + sum over kernels of mu applied to the filtered Q, then Q = softmax(L). */
function iterate(team: Team, job: MeanFieldJob, state: State): void {
  for (let block = 0; block < state.blocks; ++block) {
    job.kernels.forEach(({ matrix }, k) => {
      const lattice = state.lattices[k] as Lattice;
      const values = state.values[k] as Values;
      splat(team, lattice, values, matrix === undefined ? state.q + block * state.blockBytes : mixBlock(team, job, state, matrix, block));
      team.meet();
      blur(team, lattice, values);
    });
    sliceBlock(team, job, state, block);
    team.meet();
  }
  team.wasm.softmax(...share(team, job.width * job.height), state.blocks, state.blockBytes, state.next);
  team.meet();
  [state.q, state.next] = [state.next, state.q];
}

/** Eight classes of mu Q for every point. */
function mixBlock(team: Team, { width, height }: MeanFieldJob, state: State, matrix: Address, block: number): Address {
  const columns = state.blocks * blockClasses;
  const rowsOfBlock = matrix + block * blockClasses * columns * 4;
  team.wasm.mix(state.blocks, ...share(team, width * height), state.blockBytes, state.q, rowsOfBlock, state.mixed);
  team.meet();
  return state.mixed;
}

function sliceBlock(team: Team, { width, height, kernels }: MeanFieldJob, state: State, block: number): void {
  const [begin, end] = share(team, width * height);
  const base = state.base + block * state.blockBytes;
  const output = state.next + block * state.blockBytes;
  for (let tile = begin; tile < end; tile += tilePoints) {
    const last = Math.min(tile + tilePoints, end);
    kernels.forEach(({ factors }, k) => {
      const { d, offsets, weights } = state.lattices[k] as Lattice;
      const { result } = state.values[k] as Values;
      team.wasm.slice(d, tile, last, offsets, weights, result, factors + block * rowBytes, k === 0 ? base : output, output);
    });
  }
}

/** Writes the planes over -U, which is no longer needed, and the labels beside them. */
function finish(team: Team, { width, height, classes, marginals }: MeanFieldJob, { base, q }: State): MeanFieldOutput {
  const points = width * height;
  const labels = team.arena.allocate(points * 2);
  commit(team);
  const range = share(team, points);
  if (marginals) team.wasm.planesFromRows(classes, points, ...range, q, base);
  team.wasm.argmax(classes, points, ...range, q, labels);
  team.meet();
  return { marginals: base, labels };
}
