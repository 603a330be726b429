// Vertex coordinates as vectors, and the hash table from coordinates to vertex ids.
//
// A key is the first d coordinates of a vertex (the last follows, since all d + 1 sum to zero), then zeros, and in its last lane a
// linear hash of them. So adding two keys adds their coordinates and their hashes alike, and a step along the lattice is one addition.
// Up to three dimensions fill one vector of four numbers, up to seven fill two.

/** Bytes of a key. */
// @ts-ignore: decorator
@inline
export function keyBytes(wide: bool): usize {
  return wide ? 32 : 16;
}

/** True when a key takes two vectors. */
// @ts-ignore: decorator
@inline
export function isWide(d: i32): bool {
  return d > 3;
}

/** Coefficient of coordinate i in the linear hash: powers of an odd number. */
function coefficient(i: i32): u32 {
  let power: u32 = 0x9e3779b1;
  for (let k = 0; k < i; ++k) power *= 0x9e3779b1;
  return power;
}

/**
 * Writes what `insert` and `findNeighbours` need to make keys, 352 bytes: the d + 1 steps of the lattice as keys, where step j adds 1 to every
 * coordinate but the j-th, which loses d; then the hash coefficients, zeros where there is no coordinate.
 */
export function prepareKeys(d: i32, scratch: usize): void {
  const lanes = isWide(d) ? 8 : 4;
  for (let axis = 0; axis <= d; ++axis) {
    const step = scratch + <usize>axis * keyBytes(isWide(d));
    let hash: u32 = 0;
    for (let i = 0; i < lanes; ++i) {
      const value = i >= d ? 0 : i == axis ? -d : 1;
      hash += <u32>value * coefficient(i);
      store<i32>(step + (<usize>i << 2), value);
    }
    store<u32>(step + (<usize>(lanes - 1) << 2), hash);
  }
  for (let i = 0; i < 8; ++i) store<u32>(scratch + COEFFICIENTS + (<usize>i << 2), i < d ? coefficient(i) : 0);
}

/** Where `prepareKeys` puts the coefficients. */
export const COEFFICIENTS: usize = 256;

/** The sum of four lanes in the last lane, zeros before it. */
// @ts-ignore: decorator
@inline
export function sumToLast(four: v128): v128 {
  const pairs = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  const sum = i32x4.add(pairs, v128.shuffle<i32>(pairs, pairs, 1, 0, 3, 2));
  return v128.and(sum, i32x4(0, 0, 0, -1));
}

/**
 * The slot that holds the vertex with this key, or the empty slot where it belongs. A slot holds a vertex id plus one, 0 when empty.
 * `high` is ignored for narrow keys.
 */
// @ts-ignore: decorator
@inline
export function findSlot(wide: bool, low: v128, high: v128, keys: usize, table: usize, mask: u32): usize {
  const hash = <u32>i32x4.extract_lane(wide ? high : low, 3);
  let slot = ((hash ^ (hash >> 15)) * 0x85ebca6b) >> 3;
  while (true) {
    slot &= mask;
    const at = table + (<usize>slot << 2);
    const id = load<u32>(at);
    if (id == 0) return at;
    const key = keys + <usize>(id - 1) * keyBytes(wide);
    let same = i32x4.eq(low, v128.load(key));
    if (wide) same = v128.and(same, i32x4.eq(high, v128.load(key, 16)));
    if (i32x4.all_true(same)) return at;
    ++slot;
  }
}
