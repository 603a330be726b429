// Finds, once per lattice, the two neighbours of every vertex along each of the d + 1 blur axes.
import { findSlot, isWide, keyBytes, prepareKeys } from './keys';

/** Looks one step up from vertices [begin, end) and enters each pair found at both ends. */
// @ts-ignore: decorator
@inline
function lookUp(wide: bool, axis: i32, begin: i32, end: i32, keys: usize, table: usize, mask: u32, pairs: usize, scratch: usize): void {
  const step = scratch + <usize>axis * keyBytes(wide);
  const stepLow = v128.load(step);
  const stepHigh = v128.load(step, 16);
  for (let vertex = begin; vertex < end; ++vertex) {
    const key = keys + <usize>vertex * keyBytes(wide);
    const low = i32x4.add(v128.load(key), stepLow);
    const high = i32x4.add(v128.load(key, 16), stepHigh);
    const id = load<u32>(findSlot(wide, low, high, keys, table, mask));
    if (id == 0) continue;
    store<u32>(pairs + (<usize>vertex << 3), id, 4);
    store<u32>(pairs + (<usize>(id - 1) << 3), vertex + 1);
  }
}

/**
 * Fills in, for axes 0..d, the pair (id + 1 of the neighbour below, id + 1 of the neighbour above) of every vertex that is one step
 * from vertices [begin, end); 0 stays where no point touches the neighbour. `neighbours` is [axis][vertex][2] words, zeros at first.
 * No two threads write the same word, since a step leads to one vertex only. `scratch` is 512 bytes of this thread's own.
 */
export function findNeighbours(
  d: i32, vertices: i32, begin: i32, end: i32, keys: usize, table: usize, mask: u32, neighbours: usize, scratch: usize,
): void {
  prepareKeys(d, scratch);
  for (let axis = 0; axis <= d; ++axis) {
    const pairs = neighbours + (<usize>(axis * vertices) << 3);
    if (isWide(d)) lookUp(true, axis, begin, end, keys, table, mask, pairs, scratch);
    else lookUp(false, axis, begin, end, keys, table, mask, pairs, scratch);
  }
}
