/**
 * The mean field on a permutohedral lattice in its plainest form, from the papers as kernels/README.md has them: maps keyed by text,
 * sums in double precision, single precision only where the vertices are decided. For pictures of a few hundred pixels.
 */
import type { Compatibility, Kernel, Normalization } from '../../kernels/index';

export interface PlainRequest {
  image: { data: ArrayLike<number>; width: number; height: number };
  classes: number;
  /** Energies, [classes][pixels]. */
  unary: ArrayLike<number>;
  kernels: readonly (Kernel & { normalization: Normalization })[];
  iterations: number;
}

const f32 = Math.fround;
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Rounds halves to even, as both devices do. */
function nearest(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}

/** The corners of the simplex around a point, each with its first d coordinates and its barycentric weight. */
function cornersOf(features: readonly number[]): { key: number[]; weight: number }[] {
  const d = features.length;
  const elevated = new Array<number>(d + 1).fill(0);
  let sum = 0;
  for (let j = d; j > 0; --j) {
    const scale = f32((1 / Math.sqrt(j * (j + 1))) * f32(Math.sqrt(2 / 3) * (d + 1)));
    const scaled = f32((features[j - 1] ?? 0) * scale);
    elevated[j] = f32(sum - f32(j * scaled));
    sum = f32(sum + scaled);
  }
  elevated[0] = sum;
  const vertex = elevated.map((y) => nearest(f32(y * f32(1 / (d + 1)))) * (d + 1));
  const excess = vertex.reduce((total, value) => total + value, 0) / (d + 1);
  const differences = elevated.map((y, i) => f32(y - (vertex[i] ?? 0)));
  const rank = differences.map((own, i) => excess + differences.filter((other, j) => (j < i ? other >= own : other > own)).length);
  range(d + 1).forEach((i) => {
    const turn = (rank[i] ?? 0) < 0 ? d + 1 : (rank[i] ?? 0) > d ? -d - 1 : 0;
    rank[i] = (rank[i] ?? 0) + turn;
    vertex[i] = (vertex[i] ?? 0) + turn;
  });
  const barycentric = new Array<number>(d + 2).fill(0);
  elevated.forEach((y, i) => {
    const share = (y - (vertex[i] ?? 0)) / (d + 1);
    const place = d - (rank[i] ?? 0);
    barycentric[place] = (barycentric[place] ?? 0) + share;
    barycentric[place + 1] = (barycentric[place + 1] ?? 0) - share;
  });
  barycentric[0] = (barycentric[0] ?? 0) + 1 + (barycentric[d + 1] ?? 0);
  return range(d + 1).map((remainder) => ({
    key: range(d).map((i) => (vertex[i] ?? 0) + remainder - ((rank[i] ?? 0) > d - remainder ? d + 1 : 0)),
    weight: barycentric[remainder] ?? 0,
  }));
}

/** Filters values [points] by the lattice of these points. */
function latticeFilter(points: readonly (readonly number[])[]): (values: readonly number[]) => number[] {
  const d = points[0]?.length ?? 0;
  const ids = new Map<string, number>();
  const keys: number[][] = [];
  // Where points do not come in fours, the reference pads with zeros, whose vertices pass weight on.
  const padded = points.length % 4 === 0 ? points : [...points, new Array<number>(d).fill(0)];
  const corners = padded.map((point) => cornersOf(point).map(({ key, weight }) => {
    const id = ids.get(key.join()) ?? keys.push(key) - 1;
    ids.set(key.join(), id);
    return { id, weight };
  }));
  const neighbours = range(d + 1).map((axis) => keys.map((key) => [1, -1].map((step) => ids.get(key.map((value, i) => value + step * (i === axis ? -d : 1)).join()))));
  return (values) => {
    let table = new Array<number>(keys.length).fill(0);
    values.forEach((value, point) => corners[point]?.forEach(({ id, weight }) => (table[id] = (table[id] ?? 0) + weight * value)));
    for (const pairs of neighbours) {
      const before = table;
      table = before.map((value, id) => value + 0.5 * (pairs[id] ?? []).reduce<number>((around, other) => around + (other === undefined ? 0 : (before[other] ?? 0)), 0));
    }
    return values.map((_, point) => (corners[point] ?? []).reduce((total, { id, weight }) => total + weight * (table[id] ?? 0), 0) / (1 + 2 ** -d));
  };
}

function featuresOf(kernel: Kernel, { data, width, height }: PlainRequest['image']): number[][] {
  return range(width * height).map((point) => {
    const place = [point % width, Math.floor(point / width)].map((value, axis) => f32(value / f32(kernel.sxy[axis] ?? 1)));
    if (kernel.kind === 'gaussian') return place;
    return [...place, ...kernel.srgb.map((deviation, channel) => f32((data[3 * point + channel] ?? 0) / f32(deviation)))];
  });
}

/** mu[a][b], with Potts as -w on the diagonal. */
function energyOf(compat: Compatibility, a: number, b: number): number {
  if (typeof compat === 'number') return a === b ? -compat : 0;
  const row = compat[a];
  if (typeof row !== 'object') return a === b ? (row ?? 0) : 0;
  return ((row[b] ?? 0) + ((compat[b] as readonly number[])[a] ?? 0)) / 2;
}

const halves: Record<Normalization, [input: number, output: number]> = { symmetric: [0.5, 0.5], after: [0, 1], before: [1, 0], none: [0, 0] };

/** [classes][pixels] to probabilities over the classes. */
function softmax(rows: readonly number[][]): number[][] {
  const largest = (rows[0] ?? []).map((_, point) => Math.max(...rows.map((row) => row[point] ?? 0)));
  const exponentials = rows.map((row) => row.map((value, point) => Math.exp(value - (largest[point] ?? 0))));
  return exponentials.map((row) => row.map((value, point) => value / exponentials.reduce((sum, other) => sum + (other[point] ?? 0), 0)));
}

/** Marginals [classes][pixels]. */
export function plainMeanField({ image, classes, unary, kernels, iterations }: PlainRequest): number[] {
  const pixels = image.width * image.height;
  const negative = range(classes).map((label) => range(pixels).map((point) => -(unary[label * pixels + point] ?? 0)));
  const filters = kernels.map((kernel) => {
    const filter = latticeFilter(featuresOf(kernel, image));
    const norm = filter(new Array<number>(pixels).fill(1)).map((n) => n + 1e-20);
    const [input, output] = halves[kernel.normalization];
    return (row: readonly number[]): number[] => filter(row.map((q, i) => q * (norm[i] ?? 1) ** -input)).map((value, i) => value * (norm[i] ?? 1) ** -output);
  });
  let q = softmax(negative);
  for (let iteration = 0; iteration < iterations; ++iteration) {
    const filtered = filters.map((filter) => q.map(filter));
    q = softmax(negative.map((row, a) => row.map((value, point) =>
      value - kernels.reduce((energy, { compat }, k) => energy + range(classes).reduce((sum, b) => sum + energyOf(compat, a, b) * (filtered[k]?.[b]?.[point] ?? 0), 0), 0))));
  }
  return q.flat();
}
