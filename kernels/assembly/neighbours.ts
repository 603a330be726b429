// Finds, once per lattice, the two neighbours of every vertex along each of the d + 1 blur axes.
import { probe } from './insert';

/**
 * Writes for axes 0..d and vertices [begin, end) the pair (id + 1 of the neighbour below, id + 1 of the neighbour above), 0 where
 * no point touches it: `neighbours` is [axis][vertex][2] words. A step along axis j adds 1 to every coordinate but the j-th, which loses d.
 * `scratch` is 64 bytes of this thread's own.
 */
export function findNeighbours(
  d: i32, vertices: i32, begin: i32, end: i32, keys: usize, table: usize, mask: u32, neighbours: usize, scratch: usize,
): void {
  for (let axis = 0; axis <= d; ++axis) {
    for (let vertex = begin; vertex < end; ++vertex) {
      const key = keys + <usize>vertex * (<usize>d << 2);
      const pair = neighbours + (<usize>(axis * vertices + vertex) << 3);
      store<u32>(pair, neighbour(d, key, axis, -1, keys, table, mask, scratch));
      store<u32>(pair + 4, neighbour(d, key, axis, 1, keys, table, mask, scratch));
    }
  }
}

// @ts-ignore: decorator
@inline
function neighbour(d: i32, key: usize, axis: i32, step: i32, keys: usize, table: usize, mask: u32, scratch: usize): u32 {
  for (let i = 0; i < d; ++i) store<i32>(scratch + (<usize>i << 2), load<i32>(key + (<usize>i << 2)) + (i == axis ? -d * step : step));
  return load<u32>(probe(d, scratch, keys, table, mask));
}
