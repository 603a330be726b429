// Embeds points into the permutohedral lattice: for every point the simplex around it and its barycentric weights.

// Scratch memory: elevated coordinates first, then three more tables, at these byte offsets; up to seven dimensions fit.
const RANK: usize = 8 * 16;
const REMAINDER_0: usize = 16 * 16;
const BARYCENTRIC: usize = 24 * 16;

/** Where a feature dimension takes its table index from; the same numbers as `featureIndex` in features.ts. */
const INDEX_X: i32 = 0;
const INDEX_Y: i32 = 1;
const INDEX_POINT: i32 = 2;
const INDEX_CHANNEL_0: i32 = 3;

/** One coordinate of a point, already divided by its deviation and scaled; 0 for the points past the last, as in the reference. */
// @ts-ignore: decorator
@inline
function coordinate(dimension: usize, point: i32, points: i32, width: i32, image: usize): f32 {
  if (point >= points) return 0;
  const from = load<i32>(dimension);
  const table = <usize>load<u32>(dimension, 4);
  let index = point;
  if (from == INDEX_X) index = point % width;
  else if (from == INDEX_Y) index = point / width;
  else if (from != INDEX_POINT) index = <i32>load<u8>(image + 3 * <usize>point + <usize>(from - INDEX_CHANNEL_0));
  return load<f32>(table + (<usize>index << 2));
}

/** Coordinates of four points next to each other. */
// @ts-ignore: decorator
@inline
function coordinates(dimension: usize, point: i32, points: i32, width: i32, image: usize): v128 {
  let lanes = f32x4.splat(coordinate(dimension, point, points, width, image));
  lanes = f32x4.replace_lane(lanes, 1, coordinate(dimension, point + 1, points, width, image));
  lanes = f32x4.replace_lane(lanes, 2, coordinate(dimension, point + 2, points, width, image));
  return f32x4.replace_lane(lanes, 3, coordinate(dimension, point + 3, points, width, image));
}

/** Elevates f to y = E f on the plane where the d + 1 coordinates sum to zero (Adams et al. 2010, page 5). */
function elevate(d: i32, dimensions: usize, point: i32, points: i32, width: i32, image: usize, elevated: usize): void {
  let sum = f32x4.splat(0);
  for (let j = d; j > 0; --j) {
    const f = coordinates(dimensions + (<usize>(j - 1) << 3), point, points, width, image);
    v128.store(elevated + (<usize>j << 4), f32x4.sub(sum, f32x4.mul(f32x4.splat(<f32>j), f)));
    sum = f32x4.add(sum, f);
  }
  v128.store(elevated, sum);
}

/** Rounds y to the nearest remainder-0 vertex and ranks the differences by falling size: together they name the simplex. */
function findSimplex(d: i32, scratch: usize): void {
  const dPlus1 = f32x4.splat(<f32>(d + 1));
  const inverse = f32x4.splat(<f32>1 / <f32>(d + 1));
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  let excess = zero;
  for (let i = 0; i <= d; ++i) {
    const at = scratch + (<usize>i << 4);
    const quotient = f32x4.nearest(f32x4.mul(inverse, v128.load(at)));
    v128.store(at + REMAINDER_0, f32x4.mul(quotient, dPlus1));
    v128.store(at + RANK, zero);
    excess = f32x4.add(excess, quotient);
  }
  for (let i = 0; i < d; ++i) {
    const at = scratch + (<usize>i << 4);
    const difference = f32x4.sub(v128.load(at), v128.load(at + REMAINDER_0));
    for (let j = i + 1; j <= d; ++j) {
      const other = scratch + (<usize>j << 4);
      const smaller = v128.and(one, f32x4.lt(difference, f32x4.sub(v128.load(other), v128.load(other + REMAINDER_0))));
      v128.store(at + RANK, f32x4.add(v128.load(at + RANK), smaller));
      v128.store(other + RANK, f32x4.add(v128.load(other + RANK), f32x4.sub(one, smaller)));
    }
  }
  // Rounding may leave the plane: the coordinates with the extreme differences step back by d + 1 until the sum is zero.
  for (let i = 0; i <= d; ++i) {
    const at = scratch + (<usize>i << 4);
    const rank = f32x4.add(v128.load(at + RANK), excess);
    const add = v128.and(dPlus1, f32x4.lt(rank, zero));
    const step = f32x4.sub(add, v128.and(dPlus1, f32x4.ge(rank, dPlus1)));
    v128.store(at + RANK, f32x4.add(rank, step));
    v128.store(at + REMAINDER_0, f32x4.add(v128.load(at + REMAINDER_0), step));
  }
}

/**
 * Writes the simplex (d remainder-0 coordinates and, in four bits each, which coordinate has rank 0, 1, ..., d) and the d + 1
 * barycentric weights of one of the four lanes.
 */
function writePoint(d: i32, scratch: usize, lane: usize, simplex: usize, weights: usize): void {
  const inverse = <f32>1 / <f32>(d + 1);
  const barycentric = scratch + BARYCENTRIC;
  for (let i = 0; i < d + 2; ++i) store<f32>(barycentric + (<usize>i << 2), 0);
  let order: u32 = 0;
  for (let i = 0; i <= d; ++i) {
    const at = scratch + (<usize>i << 4) + (lane << 2);
    const rank = <i32>load<f32>(at + RANK);
    const remainder0 = load<f32>(at + REMAINDER_0);
    const share = (load<f32>(at) - remainder0) * inverse;
    const place = barycentric + (<usize>(d - rank) << 2);
    store<f32>(place, load<f32>(place) + share);
    store<f32>(place + 4, load<f32>(place + 4) - share);
    order |= <u32>i << (<u32>rank << 2);
    if (i < d) store<i32>(simplex + (<usize>i << 2), <i32>remainder0);
  }
  store<u32>(simplex + (<usize>d << 2), order);
  store<f32>(barycentric, load<f32>(barycentric) + (1 + load<f32>(barycentric + (<usize>(d + 1) << 2))));
  for (let i = 0; i <= d; ++i) store<f32>(weights + (<usize>i << 2), load<f32>(barycentric + (<usize>i << 2)));
}

/**
 * Embeds the points [begin, end) of `points`, four at a time; `begin` is a multiple of four, and an `end` past `points` embeds
 * points whose features are all zero. `dimensions` holds d pairs (index kind, table address), `image` interleaved RGB bytes.
 * Writes d + 1 words of simplex and d + 1 weights a point. `scratch` is 512 bytes of this thread's own.
 */
export function embed(
  d: i32, dimensions: usize, image: usize, width: i32, points: i32, begin: i32, end: i32, simplices: usize, weights: usize, scratch: usize,
): void {
  const row = <usize>(d + 1) << 2;
  for (let point = begin; point < end; point += 4) {
    elevate(d, dimensions, point, points, width, image, scratch);
    findSimplex(d, scratch);
    const lanes = min(4, end - point);
    for (let lane = 0; lane < lanes; ++lane) {
      const at = <usize>(point + lane) * row;
      writePoint(d, scratch, lane, simplices + at, weights + at);
    }
  }
}
