// Numbers the lattice vertices: an open-addressing hash table from vertex coordinates to vertex ids in order of first use.

/** Hashes the first d coordinates of a vertex; the last one follows from them, since all d + 1 sum to zero. */
// @ts-ignore: decorator
@inline
export function hash(d: i32, key: usize): u32 {
  let h: u32 = 0;
  for (let i = 0; i < d; ++i) h = rotl(h ^ (load<u32>(key + (<usize>i << 2)) * 0x9e3779b1), 13) * 0x85ebca6b;
  return h ^ (h >> 15);
}

// @ts-ignore: decorator
@inline
function isEqual(d: i32, a: usize, b: usize): bool {
  for (let i = 0; i < d; ++i) if (load<i32>(a + (<usize>i << 2)) != load<i32>(b + (<usize>i << 2))) return false;
  return true;
}

/** The slot that holds the vertex at `key`, or the empty slot where it belongs. A slot holds a vertex id plus one, 0 when empty. */
// @ts-ignore: decorator
@inline
export function probe(d: i32, key: usize, keys: usize, table: usize, mask: u32): usize {
  let slot = hash(d, key) & mask;
  while (true) {
    const at = table + (<usize>slot << 2);
    const id = load<u32>(at);
    if (id == 0 || isEqual(d, key, keys + <usize>(id - 1) * (<usize>d << 2))) return at;
    slot = (slot + 1) & mask;
  }
}

/** Coordinates of the corner with this remainder: the remainder-0 vertex plus a column of the canonical simplex. */
// @ts-ignore: decorator
@inline
function cornerKey(d: i32, simplex: usize, ranks: u32, remainder: i32, key: usize): void {
  for (let i = 0; i < d; ++i) {
    const rank = <i32>((ranks >> (<u32>i << 2)) & 15);
    const step = rank <= d - remainder ? remainder : remainder - (d + 1);
    store<i32>(key + (<usize>i << 2), load<i32>(simplex + (<usize>i << 2)) + step);
  }
}

/**
 * Replaces the simplices of points [from, points) by vertex ids, one for each of d + 1 corners, in order, and appends the
 * coordinates of new vertices to `keys`. `count` points at the number of vertices so far. Stops before the table would be more
 * than half full and returns the next point, so that the caller can call `rehash` with a larger table and go on.
 */
export function insert(d: i32, from: i32, points: i32, simplices: usize, keys: usize, table: usize, mask: u32, count: usize): i32 {
  const row = <usize>(d + 1) << 2;
  const keyBytes = <usize>d << 2;
  let vertices = load<u32>(count);
  let point = from;
  while (point < points && (vertices + <u32>d + 1) * 2 <= mask + 1) {
    const simplex = simplices + <usize>point * row;
    const ranks = load<u32>(simplex + keyBytes);
    // The ids overwrite the simplex, so its remainder-0 vertex moves aside first: two keys past the last vertex.
    const fresh = keys + <usize>vertices * keyBytes;
    const base = fresh + <usize>(d + 2) * keyBytes;
    for (let i = 0; i < d; ++i) store<i32>(base + (<usize>i << 2), load<i32>(simplex + (<usize>i << 2)));
    for (let remainder = 0; remainder <= d; ++remainder) {
      const key = keys + <usize>vertices * keyBytes;
      cornerKey(d, base, ranks, remainder, key);
      const slot = probe(d, key, keys, table, mask);
      if (load<u32>(slot) == 0) store<u32>(slot, ++vertices);
      store<u32>(simplex + (<usize>remainder << 2), load<u32>(slot) - 1);
    }
    ++point;
  }
  store<u32>(count, vertices);
  return point;
}

/** Fills an empty table of mask + 1 slots with the vertices numbered so far. */
export function rehash(d: i32, vertices: u32, keys: usize, table: usize, mask: u32): void {
  memory.fill(table, 0, (<usize>mask + 1) << 2);
  for (let id: u32 = 0; id < vertices; ++id) store<u32>(probe(d, keys + <usize>id * (<usize>d << 2), keys, table, mask), id + 1);
}
