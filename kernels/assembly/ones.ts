// The filter of the constant 1, one float a vertex, and the normalisation factors that come of it. Value 0 of every table is a zero.

/** Splats ones: the sum of each vertex's list weights, for vertices [begin, end). */
export function splatOnes(begin: i32, end: i32, starts: usize, entries: usize, values: usize): void {
  for (let vertex = begin; vertex < end; ++vertex) {
    const first = load<u32>(starts + (<usize>vertex << 2));
    const last = load<u32>(starts + (<usize>vertex << 2), 4);
    let sum: f32 = 0;
    for (let entry = first; entry < last; ++entry) sum += load<f32>(entries + (<usize>entry << 3), 4);
    store<f32>(values + (<usize>vertex << 2), sum, 4);
  }
}

/** Blurs one float a vertex along one axis, as `blur` does rows. */
export function blurOnes(begin: i32, end: i32, neighbours: usize, from: usize, to: usize): void {
  for (let vertex = begin; vertex < end; ++vertex) {
    const pair = neighbours + (<usize>vertex << 3);
    const below = load<f32>(from + (<usize>load<u32>(pair) << 2));
    const above = load<f32>(from + (<usize>load<u32>(pair, 4) << 2));
    const at = (<usize>vertex << 2) + 4;
    store<f32>(to + at, load<f32>(from + at) + <f32>0.5 * (below + above));
  }
}

/** Slices one float a vertex back to points [begin, end); `alpha` is the filter's constant 1 / (1 + 2^-d). */
export function sliceOnes(d: i32, begin: i32, end: i32, offsets: usize, weights: usize, values: usize, alpha: f32, output: usize): void {
  for (let point = begin; point < end; ++point) {
    const corners = <usize>(point * (d + 1)) << 2;
    let sum: f32 = 0;
    for (let corner = corners; corner < corners + (<usize>(d + 1) << 2); corner += 4) {
      sum += load<f32>(weights + corner) * load<f32>(values + (<usize>load<u32>(offsets + corner) << 2), 4) * alpha;
    }
    store<f32>(output + (<usize>point << 2), sum);
  }
}

/** Factors of points [begin, end) from their n: `scale` times n to the power of -halves / 2; 1e-20 keeps 0 out, as in the reference. */
export function factorsFromNorm(halves: i32, scale: f32, begin: i32, end: i32, norm: usize, factors: usize): void {
  for (let point = begin; point < end; ++point) {
    const n = load<f32>(norm + (<usize>point << 2)) + <f32>1e-20;
    const factor: f32 = halves == 2 ? 1 / n : halves == 1 ? 1 / sqrt(n) : 1;
    store<f32>(factors + (<usize>point << 2), scale * factor);
  }
}
