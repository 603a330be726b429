// The bare permutohedral filter of free points on the CPU.
import { pointDimensions } from '../features';
import type { PointFilter } from '../filter-points';
import { alpha } from '../normalization';
import { Arena } from './arena';
import { allocateValues, blockClasses, blur, rowBytes, splat } from './filter';
import { Writer } from './layout';
import { buildLattices } from './lattice';
import { joinTeam, scratchBytes } from './share';
import { commit, floats } from './team';
import { compileWasm, maximumPages } from './wasm';

/** Filters values [points][channels] on this thread; see `filterPoints`. */
export async function filterPointsOnCpu({ features, dimensions: d, values, channels, reverse = false }: PointFilter): Promise<Float32Array> {
  const points = features.length / d;
  const module = await compileWasm();
  const memory = new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true });
  const arena = new Arena(memory);
  const writer = new Writer(memory, arena);
  const dimensions = writer.dimensions(pointDimensions(features, d));
  const scratch = writer.words(scratchBytes / 4);
  const factors = writer.floats(new Float32Array(blockClasses).fill(alpha(d)));
  const planes = writer.floats(transposed(values, points, channels), 3);
  const team = joinTeam({ module, memory, layout: arena.state, index: 0, size: 1, barrier: 0, scratch });
  const blocks = Math.ceil(channels / blockClasses);
  const rows = team.arena.allocate(blocks * points * rowBytes);
  commit(team);
  team.wasm.rowsFromValues(channels, points, 0, points, planes, rows);
  const [lattice] = buildLattices(team, [{ d, dimensions, image: 0, width: 1, points }]);
  if (lattice === undefined) throw new Error('one source makes one lattice');
  const [tables] = allocateValues(team, [lattice]);
  if (tables === undefined) throw new Error('one lattice has one pair of tables');
  for (let block = 0; block < blocks; ++block) {
    const row = rows + block * points * rowBytes;
    splat(team, lattice, tables, row);
    blur(team, lattice, tables, reverse);
    floats(team, row, points * blockClasses).fill(0);
    team.wasm.slice(d, 0, points, lattice.offsets, lattice.weights, tables.result, factors, row, row);
  }
  team.wasm.planesFromRows(channels, points, 0, points, rows, planes);
  return transposed(floats(team, planes, points * channels), channels, points);
}

/** [rows][columns] as [columns][rows]. */
function transposed(data: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] ?? 0);
}
