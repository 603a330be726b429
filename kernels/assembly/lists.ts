// Turns "which vertices does a point touch" around into "which points touch a vertex", so that splatting gathers and needs no atomics.

/** Adds up, for vertices [begin, end), how many of the `corners` (points times d + 1) lie on each. `counts` starts as zeros. */
export function countEntries(corners: i32, offsets: usize, begin: u32, end: u32, counts: usize): void {
  for (let corner = 0; corner < corners; ++corner) {
    const vertex = load<u32>(offsets + (<usize>corner << 2));
    if (vertex < begin || vertex >= end) continue;
    const at = counts + (<usize>vertex << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}

/** Replaces counts by where each vertex's list starts, `vertices` + 1 words in all. */
export function startLists(vertices: i32, counts: usize): void {
  let start: u32 = 0;
  for (let vertex = 0; vertex < vertices; ++vertex) {
    const at = counts + (<usize>vertex << 2);
    const count = load<u32>(at);
    store<u32>(at, start);
    start += count;
  }
  store<u32>(counts + (<usize>vertices << 2), start);
}

/**
 * Writes the list entries (point, weight) of vertices [begin, end) in point order. Each start moves on to its list's end while
 * filling, so that afterwards list v runs from starts[v - 1] (0 for the first) to starts[v].
 */
export function fillLists(points: i32, d: i32, offsets: usize, weights: usize, begin: u32, end: u32, starts: usize, entries: usize): void {
  let corner: usize = 0;
  for (let point = 0; point < points; ++point) {
    for (let remainder = 0; remainder <= d; ++remainder, corner += 4) {
      const vertex = load<u32>(offsets + corner);
      if (vertex < begin || vertex >= end) continue;
      const at = starts + (<usize>vertex << 2);
      const position = load<u32>(at);
      store<u32>(at, position + 1);
      const entry = entries + (<usize>position << 3);
      store<u32>(entry, point);
      store<f32>(entry, load<f32>(weights + corner), 4);
    }
  }
}

/** Multiplies the weights of entries [begin, end) by the factor of their point. */
export function scaleEntries(begin: i32, end: i32, entries: usize, factors: usize): void {
  for (let entry = begin; entry < end; ++entry) {
    const at = entries + (<usize>entry << 3);
    store<f32>(at, load<f32>(at, 4) * load<f32>(factors + (<usize>load<u32>(at) << 2)), 4);
  }
}

/** Multiplies the d + 1 weights of points [begin, end) by their point's factor. */
export function scaleWeights(d: i32, begin: i32, end: i32, weights: usize, factors: usize): void {
  for (let point = begin; point < end; ++point) {
    const factor = load<f32>(factors + (<usize>point << 2));
    const row = weights + (<usize>(point * (d + 1)) << 2);
    for (let corner = 0; corner <= d; ++corner) {
      const at = row + (<usize>corner << 2);
      store<f32>(at, load<f32>(at) * factor);
    }
  }
}
