// The high-dimensional Gaussian filter on a lattice: splat, blur along every axis, slice.
import { alpha, normHalves } from '../normalization';
import type { Normalization } from '../parameters';
import type { Lattice } from './lattice';
import { commit, floats, share, type Team } from './team';
import type { Address } from './wasm';

/** Classes in a block, and bytes of a block's row. */
export const blockClasses = 8;
export const rowBytes = 32;

/** Two value tables of one row a vertex, after a row of zeros: the blur goes back and forth between them. */
export interface Values {
  readonly result: Address;
  /** Shared by all lattices. */
  readonly other: Address;
}

/** Allocates value tables for every lattice; their zero rows are cleared. */
export function allocateValues(team: Team, lattices: readonly Lattice[]): Values[] {
  const { arena } = team;
  const bytes = lattices.map(({ vertices }) => (vertices + 1) * rowBytes);
  const results = bytes.map((size) => arena.allocate(size));
  const other = arena.allocate(Math.max(...bytes));
  commit(team);
  if (team.index === 0) for (const table of [...results, other]) floats(team, table, blockClasses).fill(0);
  team.meet();
  return results.map((result) => ({ result, other }));
}

/** The table to splat into, so that the last of the d + 1 blurs ends in `result`. */
const splatTarget = (lattice: Lattice, { result, other }: Values): Address => ((lattice.d + 1) % 2 === 0 ? result : other);

/** Splats one block of rows, `input` being [points][8]. Meet before blurring. */
export function splat({ wasm }: Team, lattice: Lattice, values: Values, input: Address): void {
  const [begin, end] = lattice.vertexShare;
  wasm.splat(begin, end, lattice.starts, lattice.entries, input, splatTarget(lattice, values));
}

/** Blurs along axes 0..d, or from the last to the first if `reverse`; ends with a meeting. */
export function blur(team: Team, lattice: Lattice, values: Values, reverse = false): void {
  blurAxes(team, lattice, splatTarget(lattice, values), values, team.wasm.blur, reverse);
}

type BlurLoop = (begin: number, end: number, neighbours: Address, from: Address, to: Address) => void;

/** Blurs from `first` to the other table and back, once for every axis. */
function blurAxes(team: Team, lattice: Lattice, first: Address, { result, other }: Values, loop: BlurLoop, reverse: boolean): void {
  const { d, vertices, neighbours, vertexShare } = lattice;
  let from = first;
  for (let step = 0; step <= d; ++step) {
    const axis = reverse ? d - step : step;
    const to = from === result ? other : result;
    loop(...vertexShare, neighbours + axis * vertices * 8, from, to);
    team.meet();
    from = to;
  }
}

/** n: the filter of the constant 1 at every point, [points] floats. Ends with a meeting. */
function filterOnes(team: Team, lattice: Lattice): Address {
  const { arena, wasm } = team;
  const { d, vertices, starts, entries, offsets, weights, vertexShare } = lattice;
  const values = { result: arena.allocate((vertices + 1) * 4), other: arena.allocate((vertices + 1) * 4) };
  const norm = arena.allocate(lattice.points * 4);
  commit(team);
  for (const table of [values.result, values.other]) floats(team, table, 1)[0] = 0;
  const first = splatTarget(lattice, values);
  wasm.splatOnes(...vertexShare, starts, entries, first);
  team.meet();
  blurAxes(team, lattice, first, values, wasm.blurOnes, false);
  wasm.sliceOnes(d, ...share(team, lattice.points), offsets, weights, values.result, alpha(d), norm);
  team.meet();
  arena.release(values.result);
  arena.release(values.other);
  return norm;
}

/** Folds normalisation and the filter's constant into the lattice's splat and slice weights, for good. Ends with a meeting. */
export function normalize(team: Team, lattice: Lattice, normalization: Normalization): void {
  const { arena, wasm } = team;
  const { d, points, entries, weights } = lattice;
  const { input, output } = normHalves[normalization];
  const norm = filterOnes(team, lattice);
  const factors = arena.allocate(points * 4);
  commit(team);
  const range = share(team, points);
  wasm.factorsFromNorm(input, 1, ...range, norm, factors);
  team.meet();
  if (input > 0) wasm.scaleEntries(...share(team, points * (d + 1)), entries, factors);
  team.meet();
  wasm.factorsFromNorm(output, alpha(d), ...range, norm, factors);
  wasm.scaleWeights(d, ...range, weights, factors);
  team.meet();
  arena.release(norm);
  arena.release(factors);
}
