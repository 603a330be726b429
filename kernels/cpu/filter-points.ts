// The bare permutohedral filter of free points on the CPU.
import { pointDimensions } from '../features';
import type { FilterPlanes, Points, PointFilter } from '../filter-points';
import { alpha } from '../normalization';
import { Arena } from './arena';
import { allocateValues, blockClasses, blur, rowBytes, splat, type Values } from './filter';
import { Writer } from './layout';
import { buildLattices, type Lattice } from './lattice';
import { joinTeam, scratchBytes } from './share';
import { commit, floats, type Team } from './team';
import { compileWasm, maximumPages, type Address } from './wasm';

/** Filters values [points][channels] on this thread; see `filterPoints`. */
export async function filterPointsOnCpu({ features, dimensions, values, channels, reverse = false }: PointFilter): Promise<Float32Array> {
  const points = features.length / dimensions;
  const filter = await pointFilterOnCpu({ features, dimensions }, channels);
  return transposed(filter(transposed(values, points, channels), reverse), channels, points);
}

/** Builds the lattice of points on this thread; see `pointFilter`. */
export async function pointFilterOnCpu({ features, dimensions: d }: Points, mostChannels: number): Promise<FilterPlanes> {
  const points = features.length / d;
  const module = await compileWasm();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true });
  const arena = new Arena(memory);
  const writer = new Writer(memory, arena);
  const dimensions = writer.dimensions(pointDimensions(features, d));
  const scratch = writer.words(scratchBytes / 4);
  const factors = writer.floats(new Float32Array(blockClasses).fill(alpha(d)));
  const team = joinTeam({ module, memory, layout: arena.state, index: 0, size: 1, barrier: 0, scratch });
  // The loops read whole vectors, so room is left behind the last plane.
  const planes = team.arena.allocate((mostChannels * points + 3) * 4);
  const rows = team.arena.allocate(Math.ceil(mostChannels / blockClasses) * points * rowBytes);
  commit(team);
  const [lattice] = buildLattices(team, [{ d, dimensions, image: 0, width: 1, points }]);
  if (lattice === undefined) throw new Error('one source makes one lattice');
  const [tables] = allocateValues(team, [lattice]);
  if (tables === undefined) throw new Error('one lattice has one pair of tables');
  return (values, reverse = false) => filtered({ team, lattice, tables, factors, planes, rows }, values, reverse);
}

/** A lattice with room for the values that pass through it. */
interface Room {
  team: Team;
  lattice: Lattice;
  tables: Values;
  factors: Address;
  planes: Address;
  rows: Address;
}

function filtered({ team, lattice, tables, factors, planes, rows }: Room, values: Float32Array, reverse: boolean): Float32Array {
  const { d, points } = lattice;
  const channels = values.length / points;
  floats(team, planes, values.length).set(values);
  team.wasm.rowsFromValues(channels, points, 0, points, planes, rows);
  for (let block = 0; block < Math.ceil(channels / blockClasses); ++block) {
    const row = rows + block * points * rowBytes;
    splat(team, lattice, tables, row);
    blur(team, lattice, tables, reverse);
    floats(team, row, points * blockClasses).fill(0);
    team.wasm.slice(d, 0, points, lattice.offsets, lattice.weights, tables.result, factors, row, row);
  }
  team.wasm.planesFromRows(channels, points, 0, points, rows, planes);
  return floats(team, planes, values.length).slice();
}

/** [rows][columns] as [columns][rows]. */
function transposed(data: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] ?? 0);
}
