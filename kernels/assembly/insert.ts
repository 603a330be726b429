// Numbers the lattice vertices in order of first use: an open-addressing hash table from vertex coordinates to vertex ids.
import { COEFFICIENTS, findSlot, isWide, keyBytes, prepareKeys, sumToLast } from './keys';

/** Ids of a point's corners: each corner is one step from the one before, along the coordinate that ranks last among those left. */
// @ts-ignore: decorator
@inline
function insertPoint(wide: bool, d: i32, simplex: usize, vertices: u32, keys: usize, table: usize, mask: u32, scratch: usize): u32 {
  const order = load<u32>(simplex + (<usize>d << 2));
  const coefficientsLow = v128.load(scratch + COEFFICIENTS);
  const coefficientsHigh = v128.load(scratch + COEFFICIENTS, 16);
  const zero = i32x4.splat(0);
  // Lanes past the coordinates hold whatever follows in memory: their coefficients are zeros, which tells them apart.
  let low = v128.and(v128.load(simplex), i32x4.ne(coefficientsLow, zero));
  let high = v128.and(v128.load(simplex, 16), i32x4.ne(coefficientsHigh, zero));
  const products = i32x4.mul(low, coefficientsLow);
  if (wide) high = v128.or(high, sumToLast(i32x4.add(products, i32x4.mul(high, coefficientsHigh))));
  else low = v128.or(low, sumToLast(products));
  for (let remainder = 0; remainder <= d; ++remainder) {
    const slot = findSlot(wide, low, high, keys, table, mask);
    let id = load<u32>(slot);
    if (id == 0) {
      const key = keys + <usize>vertices * keyBytes(wide);
      v128.store(key, low);
      if (wide) v128.store(key, high, 16);
      id = ++vertices;
      store<u32>(slot, id);
    }
    store<u32>(simplex + (<usize>remainder << 2), id - 1);
    const step = scratch + <usize>((order >> (<u32>(d - remainder) << 2)) & 15) * keyBytes(wide);
    low = i32x4.add(low, v128.load(step));
    if (wide) high = i32x4.add(high, v128.load(step, 16));
  }
  return vertices;
}

// @ts-ignore: decorator
@inline
function insertPoints(wide: bool, d: i32, points: i32, simplices: usize, capacity: u32, keys: usize, table: usize, mask: u32, progress: usize, scratch: usize): void {
  let vertices = load<u32>(progress);
  let point = load<i32>(progress, 4);
  while (point < points && vertices + <u32>d < capacity) {
    const simplex = simplices + <usize>point * (<usize>(d + 1) << 2);
    vertices = insertPoint(wide, d, simplex, vertices, keys, table, mask, scratch);
    ++point;
  }
  store<u32>(progress, vertices);
  store<i32>(progress, point, 4);
}

/**
 * Replaces the simplices of points by vertex ids, one for each of d + 1 corners, in order, and appends the keys of new vertices. `progress`
 * points at two words: the vertices so far, and the next point. Stops before there would be more than `capacity` vertices, so that
 * the caller can make room and go on; the table has at least twice as many slots. `scratch` is 512 bytes of this thread's own.
 */
export function insert(d: i32, points: i32, simplices: usize, capacity: u32, keys: usize, table: usize, mask: u32, progress: usize, scratch: usize): void {
  prepareKeys(d, scratch);
  if (isWide(d)) insertPoints(true, d, points, simplices, capacity, keys, table, mask, progress, scratch);
  else insertPoints(false, d, points, simplices, capacity, keys, table, mask, progress, scratch);
}

/** Clears a table of mask + 1 slots and enters the vertices numbered so far. */
export function rehash(d: i32, vertices: u32, keys: usize, table: usize, mask: u32): void {
  memory.fill(table, 0, (<usize>mask + 1) << 2);
  const wide = isWide(d);
  for (let id: u32 = 0; id < vertices; ++id) {
    const key = keys + <usize>id * keyBytes(wide);
    store<u32>(findSlot(wide, v128.load(key), v128.load(key, 16), keys, table, mask), id + 1);
  }
}
