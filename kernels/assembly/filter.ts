// The permutohedral filter on rows of eight floats: splat, blur, slice (Adams et al. 2010). Row 0 of every value table is zeros.

/** Bytes of one row: one block of eight classes. */
const ROW: usize = 32;

/**
 * Splat: rows of vertices [begin, end) become the weighted sums over their list entries (point, weight) of the points' rows in `input`.
 * `starts` begins with a 0, so that list v runs from starts[v] to starts[v + 1]. The order of summation is the order of the points.
 */
export function splat(begin: i32, end: i32, starts: usize, entries: usize, input: usize, values: usize): void {
  let entry = entries + (<usize>load<u32>(starts + (<usize>begin << 2)) << 3);
  for (let vertex = begin; vertex < end; ++vertex) {
    const last = entries + (<usize>load<u32>(starts + (<usize>vertex << 2), 4) << 3);
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    for (; entry < last; entry += 8) {
      const point = input + <usize>load<u32>(entry) * ROW;
      const weight = v128.load32_splat(entry, 4);
      low = f32x4.add(low, f32x4.mul(weight, v128.load(point)));
      high = f32x4.add(high, f32x4.mul(weight, v128.load(point, 16)));
    }
    const row = values + <usize>(vertex + 1) * ROW;
    v128.store(row, low);
    v128.store(row, high, 16);
  }
}

/** Blur along one axis: to = from + (neighbour below + neighbour above) / 2 for vertices [begin, end). */
export function blur(begin: i32, end: i32, neighbours: usize, from: usize, to: usize): void {
  const half = f32x4.splat(0.5);
  for (let vertex = begin; vertex < end; ++vertex) {
    const pair = neighbours + (<usize>vertex << 3);
    const below = from + <usize>load<u32>(pair) * ROW;
    const above = from + <usize>load<u32>(pair, 4) * ROW;
    const row = <usize>(vertex + 1) * ROW;
    const low = f32x4.mul(half, f32x4.add(v128.load(below), v128.load(above)));
    const high = f32x4.mul(half, f32x4.add(v128.load(below, 16), v128.load(above, 16)));
    v128.store(to + row, f32x4.add(v128.load(from + row), low));
    v128.store(to + row, f32x4.add(v128.load(from + row, 16), high), 16);
  }
}

/** Weighted sum of the rows of a point's d + 1 vertices, times the factors of the eight classes, added to `base` and written to `output`. */
// @ts-ignore: decorator
@inline
function slicePoints(d: i32, begin: i32, end: i32, offsets: usize, weights: usize, values: usize, factors: usize, base: usize, output: usize): void {
  const lowFactor = v128.load(factors);
  const highFactor = v128.load(factors, 16);
  const zeroRow = values + ROW;
  let corner = <usize>begin * (<usize>(d + 1) << 2);
  for (let point = <usize>begin * ROW; point < <usize>end * ROW; point += ROW) {
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    for (const last = corner + (<usize>(d + 1) << 2); corner < last; corner += 4) {
      const row = zeroRow + <usize>load<u32>(offsets + corner) * ROW;
      const weight = v128.load32_splat(weights + corner);
      low = f32x4.add(low, f32x4.mul(weight, v128.load(row)));
      high = f32x4.add(high, f32x4.mul(weight, v128.load(row, 16)));
    }
    v128.store(output + point, f32x4.add(v128.load(base + point), f32x4.mul(lowFactor, low)));
    v128.store(output + point, f32x4.add(v128.load(base + point, 16), f32x4.mul(highFactor, high)), 16);
  }
}

/** Slice: output = base + factors x filtered, for points [begin, end); `factors` are eight floats, one for each class of the block. */
export function slice(d: i32, begin: i32, end: i32, offsets: usize, weights: usize, values: usize, factors: usize, base: usize, output: usize): void {
  if (d == 5) slicePoints(5, begin, end, offsets, weights, values, factors, base, output);
  else if (d == 2) slicePoints(2, begin, end, offsets, weights, values, factors, base, output);
  else slicePoints(d, begin, end, offsets, weights, values, factors, base, output);
}
