// The same CRF in its plainest form, for the bench: one thread, one number at a time, rows of all classes, weights scattered.
// It follows the structure of the C++ code of 2013 and is what blocks, vectors and threads are measured against; nothing ships it.

/** Embeds a picture's pixel: coordinates / deviations are given, scaled; writes d + 1 weights, and the simplex to `base` and `rank`. */
function embedPoint(d: i32, f: usize, elevated: usize, base: usize, rank: usize, weights: usize): void {
  let sum: f32 = 0;
  for (let j = d; j > 0; --j) {
    const value = load<f32>(f + (<usize>(j - 1) << 2));
    store<f32>(elevated + (<usize>j << 2), sum - <f32>j * value);
    sum += value;
  }
  store<f32>(elevated, sum);
  let excess = 0;
  for (let i = 0; i <= d; ++i) {
    const quotient = nearest(load<f32>(elevated + (<usize>i << 2)) * (<f32>1 / <f32>(d + 1)));
    store<i32>(base + (<usize>i << 2), <i32>quotient * (d + 1));
    store<i32>(rank + (<usize>i << 2), 0);
    excess += <i32>quotient;
  }
  for (let i = 0; i < d; ++i) {
    const di = load<f32>(elevated + (<usize>i << 2)) - <f32>load<i32>(base + (<usize>i << 2));
    for (let j = i + 1; j <= d; ++j) {
      const dj = load<f32>(elevated + (<usize>j << 2)) - <f32>load<i32>(base + (<usize>j << 2));
      const at = rank + (<usize>(di < dj ? i : j) << 2);
      store<i32>(at, load<i32>(at) + 1);
    }
  }
  for (let i = 0; i <= d + 1; ++i) store<f32>(weights + (<usize>i << 2), 0);
  for (let i = 0; i <= d; ++i) {
    const at = rank + (<usize>i << 2);
    let r = load<i32>(at) + excess;
    const step = r < 0 ? d + 1 : r > d ? -(d + 1) : 0;
    r += step;
    store<i32>(at, r);
    const corner = load<i32>(base + (<usize>i << 2)) + step;
    store<i32>(base + (<usize>i << 2), corner);
    const share = (load<f32>(elevated + (<usize>i << 2)) - <f32>corner) * (<f32>1 / <f32>(d + 1));
    const place = weights + (<usize>(d - r) << 2);
    store<f32>(place, load<f32>(place) + share);
    store<f32>(place + 4, load<f32>(place + 4) - share);
  }
  store<f32>(weights, load<f32>(weights) + (1 + load<f32>(weights + (<usize>(d + 1) << 2))));
}

function isEqual(d: i32, a: usize, b: usize): bool {
  for (let i = 0; i < d; ++i) if (load<i32>(a + (<usize>i << 2)) != load<i32>(b + (<usize>i << 2))) return false;
  return true;
}

/** The table's slot for a key; slots hold ids + 1. */
function find(d: i32, key: usize, keys: usize, table: usize, mask: u32): usize {
  let hash: u32 = 0;
  for (let i = 0; i < d; ++i) hash = (hash + load<u32>(key + (<usize>i << 2))) * 1664525;
  while (true) {
    const at = table + (<usize>(hash & mask) << 2);
    const id = load<u32>(at);
    if (id == 0 || isEqual(d, key, keys + ((<usize>(id - 1) * <usize>d) << 2))) return at;
    ++hash;
  }
}

/**
 * Embeds all points and numbers the vertices; `features` is [points][d], scaled. Writes offsets [points][d + 1], weights
 * [points][d + 1] with one number to spare, and keys; the table is all zeros and large enough. Returns the number of vertices.
 */
export function plainLattice(d: i32, points: i32, features: usize, offsets: usize, weights: usize, keys: usize, table: usize, mask: u32, scratch: usize): u32 {
  const base = scratch + 64;
  const rank = scratch + 128;
  let vertices: u32 = 0;
  for (let point = 0; point < points; ++point) {
    const corner = <usize>(point * (d + 1)) << 2;
    embedPoint(d, features + (<usize>(point * d) << 2), scratch, base, rank, weights + corner);
    for (let remainder = 0; remainder <= d; ++remainder) {
      const key = keys + ((<usize>vertices * <usize>d) << 2);
      for (let i = 0; i < d; ++i) {
        const step = load<i32>(rank + (<usize>i << 2)) <= d - remainder ? remainder : remainder - (d + 1);
        store<i32>(key + (<usize>i << 2), load<i32>(base + (<usize>i << 2)) + step);
      }
      const slot = find(d, key, keys, table, mask);
      if (load<u32>(slot) == 0) store<u32>(slot, ++vertices);
      store<u32>(offsets + corner + (<usize>remainder << 2), load<u32>(slot));
    }
  }
  return vertices;
}

/** Writes [axis][vertex] pairs of neighbour ids + 1. */
export function plainNeighbours(d: i32, vertices: u32, keys: usize, table: usize, mask: u32, neighbours: usize, scratch: usize): void {
  for (let axis = 0; axis <= d; ++axis) {
    for (let vertex: u32 = 0; vertex < vertices; ++vertex, neighbours += 8) {
      for (let side = -1; side <= 1; side += 2) {
        for (let i = 0; i < d; ++i) {
          const value = load<i32>(keys + ((<usize>vertex * <usize>d + <usize>i) << 2));
          store<i32>(scratch + (<usize>i << 2), value + side * (i == axis ? -d : 1));
        }
        store<u32>(neighbours + (side > 0 ? 4 : 0), load<u32>(find(d, scratch, keys, table, mask)));
      }
    }
  }
}

/** The filter: rows of `width` numbers from `input` [points][width] to `output`; `values` and `other` have a row more than there are vertices. */
export function plainFilter(
  d: i32, points: i32, vertices: i32, width: i32, offsets: usize, weights: usize, neighbours: usize, input: usize, output: usize, values: usize, other: usize,
): void {
  const row = <usize>width << 2;
  memory.fill(values, 0, <usize>(vertices + 1) * row);
  memory.fill(other, 0, row);
  for (let point = 0; point < points; ++point) {
    for (let corner = 0; corner <= d; ++corner) {
      const at = <usize>(point * (d + 1) + corner) << 2;
      const weight = load<f32>(weights + at);
      const to = values + <usize>load<u32>(offsets + at) * row;
      const from = input + <usize>point * row;
      for (let k: usize = 0; k < row; k += 4) store<f32>(to + k, load<f32>(to + k) + weight * load<f32>(from + k));
    }
  }
  for (let axis = 0; axis <= d; ++axis) {
    for (let vertex = 0; vertex < vertices; ++vertex, neighbours += 8) {
      const below = values + <usize>load<u32>(neighbours) * row;
      const above = values + <usize>load<u32>(neighbours, 4) * row;
      const at = <usize>(vertex + 1) * row;
      for (let k: usize = 0; k < row; k += 4) {
        store<f32>(other + at + k, load<f32>(values + at + k) + <f32>0.5 * (load<f32>(below + k) + load<f32>(above + k)));
      }
    }
    const swap = values;
    values = other;
    other = swap;
  }
  const alpha: f32 = 1 / (1 + <f32>(1.0 / <f64>(1 << d)));
  for (let point = 0; point < points; ++point) {
    const to = output + <usize>point * row;
    for (let k: usize = 0; k < row; k += 4) store<f32>(to + k, 0);
    for (let corner = 0; corner <= d; ++corner) {
      const at = <usize>(point * (d + 1) + corner) << 2;
      const weight = load<f32>(weights + at) * alpha;
      const from = values + <usize>load<u32>(offsets + at) * row;
      for (let k: usize = 0; k < row; k += 4) store<f32>(to + k, load<f32>(to + k) + weight * load<f32>(from + k));
    }
  }
}

/** Multiplies each point's row by its factor. */
export function plainScale(points: i32, width: i32, from: usize, factors: usize, to: usize): void {
  for (let i = 0; i < points * width; ++i) {
    store<f32>(to + (<usize>i << 2), load<f32>(from + (<usize>i << 2)) * load<f32>(factors + (<usize>(i / width) << 2)));
  }
}

/** factors = 1 / sqrt(n). */
export function plainFactors(points: i32, norm: usize, factors: usize): void {
  for (let i = 0; i < points; ++i) store<f32>(factors + (<usize>i << 2), 1 / sqrt(load<f32>(norm + (<usize>i << 2)) + <f32>1e-20));
}

/** rows += weight x factor of the point x filtered rows. */
export function plainAdd(points: i32, width: i32, weight: f32, factors: usize, filtered: usize, rows: usize): void {
  for (let i = 0; i < points * width; ++i) {
    const at = rows + (<usize>i << 2);
    store<f32>(at, load<f32>(at) + weight * load<f32>(factors + (<usize>(i / width) << 2)) * load<f32>(filtered + (<usize>i << 2)));
  }
}

/** Softmax of every row of `from` into `to`. */
export function plainSoftmax(points: i32, width: i32, from: usize, to: usize): void {
  for (let point = 0; point < points; ++point) {
    const row = <usize>(point * width) << 2;
    let largest: f32 = -Infinity;
    for (let k = 0; k < width; ++k) largest = max(largest, load<f32>(from + row + (<usize>k << 2)));
    let sum: f32 = 0;
    for (let k = 0; k < width; ++k) {
      const value = <f32>Mathf.exp(load<f32>(from + row + (<usize>k << 2)) - largest);
      store<f32>(to + row + (<usize>k << 2), value);
      sum += value;
    }
    for (let k = 0; k < width; ++k) store<f32>(to + row + (<usize>k << 2), load<f32>(to + row + (<usize>k << 2)) / sum);
  }
}
