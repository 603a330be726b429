// Builds permutohedral lattices: embed the points, number the vertices, find neighbours, turn corners into lists.
import { commit, owns, share, words, type Range, type Team } from './team';
import type { Address } from './wasm';

/** What a lattice is built from, laid out in memory. */
export interface LatticeSource {
  /** Number of feature dimensions, at most 7. */
  readonly d: number;
  /** d pairs (index kind, address of the table). */
  readonly dimensions: Address;
  /** Interleaved RGB bytes; unused by dimensions that are indexed otherwise. */
  readonly image: Address;
  readonly width: number;
  readonly points: number;
}

/** A lattice in memory. Vertices are numbered in order of first use by the points, whatever the number of threads. */
export interface Lattice {
  readonly d: number;
  readonly points: number;
  readonly vertices: number;
  /** [points][d + 1] vertex ids. */
  readonly offsets: Address;
  /** [points][d + 1] barycentric weights. */
  readonly weights: Address;
  /** vertices + 1 starts into `entries`. */
  readonly starts: Address;
  /** [points x (d + 1)] pairs (point, weight), by vertex, then by point. */
  readonly entries: Address;
  /** [d + 1 axes][vertices] pairs of neighbour ids + 1, 0 where there is none. */
  readonly neighbours: Address;
  /** This thread's vertices, cut so that every thread has about as much to sum up. */
  readonly vertexShare: Range;
}

/** A lattice whose vertices are being numbered. */
interface Draft extends LatticeSource {
  readonly offsets: Address;
  readonly weights: Address;
  readonly keys: Address;
  readonly table: Address;
  /** Two words: vertices so far, and the table's mask. */
  readonly progress: Address;
}

/** Bytes of a pair of neighbours, and of a list entry. */
const pairBytes = 8;

/**
 * Builds one lattice for each source.
 *
 * The reference takes points in fours and, when their number is no multiple of four, also inserts the corners of a point whose
 * features are all zero. Those vertices get no value but pass weight on in the blur, so they are made here too.
 */
export function buildLattices(team: Team, sources: readonly LatticeSource[]): Lattice[] {
  const drafts = sources.map((source) => draft(team, source));
  commit(team);
  for (const item of drafts) embed(team, item);
  team.meet();
  drafts.forEach((item, piece) => {
    if (owns(team, piece)) number(team, item);
  });
  team.meet();
  return connect(team, drafts);
}

/** Points to embed: one more than there are when the reference would pad. */
const embeddedPoints = (points: number): number => (points % 4 === 0 ? points : points + 1);

/** The smallest power of two that is at least `count`. */
const powerOfTwo = (count: number): number => 2 ** Math.ceil(Math.log2(count));

/** Reserves room for the worst case; memory that is never touched is never taken from the system. */
function draft({ arena }: Team, source: LatticeSource): Draft {
  const { d } = source;
  const corners = embeddedPoints(source.points) * (d + 1);
  return {
    ...source,
    // Simplices are read as whole vectors, so room is left behind the last.
    offsets: arena.allocate(corners * 4 + 32),
    weights: arena.allocate(corners * 4),
    progress: arena.allocate(8),
    keys: arena.allocate((corners + 1) * (d > 3 ? 32 : 16)),
    table: arena.allocate(powerOfTwo((corners + d + 1) * 2) * 4),
  };
}

function embed(team: Team, { d, dimensions, image, width, points, offsets, weights }: Draft): void {
  const [begin, end] = share(team, embeddedPoints(points), 4);
  team.wasm.embed(d, dimensions, image, width, points, begin, end, offsets, weights, team.scratch);
}

/** Numbers the vertices, doubling the hash table in place whenever it is half full. Starts small: most pictures need little. */
function number(team: Team, { d, points, offsets, keys, table, progress }: Draft): void {
  const { wasm } = team;
  const all = embeddedPoints(points);
  const state = words(team, progress, 2);
  state[0] = 0;
  let mask = powerOfTwo(Math.max(all * 2, 4 * (d + 1))) - 1;
  wasm.rehash(d, 0, keys, table, mask);
  for (let point = wasm.insert(d, 0, all, offsets, keys, table, mask, progress, team.scratch); point < all;) {
    mask = mask * 2 + 1;
    wasm.rehash(d, state[0], keys, table, mask);
    point = wasm.insert(d, point, all, offsets, keys, table, mask, progress, team.scratch);
  }
  state[1] = mask;
}

/** Neighbours and lists, once the numbers of vertices are known; then the keys and tables are no longer needed. */
function connect(team: Team, drafts: readonly Draft[]): Lattice[] {
  const { arena, wasm } = team;
  const sizes = drafts.map(({ progress }) => words(team, progress, 2).slice());
  const rooms = drafts.map(({ d }, k) => {
    const pairs = (d + 1) * (sizes[k]?.[0] ?? 0);
    return { pairs, address: arena.allocate(pairs * pairBytes) };
  });
  commit(team);
  for (const { pairs, address } of rooms) words(team, address, pairs * 2).fill(0, ...share(team, pairs * 2));
  team.meet();
  drafts.forEach(({ d, keys, table }, k) => {
    const [vertices = 0, mask = 0] = sizes[k] ?? [];
    wasm.findNeighbours(d, vertices, ...share(team, vertices), keys, table, mask, rooms[k]?.address ?? 0, team.scratch);
  });
  team.meet();
  for (const { keys, table, progress } of drafts) [keys, table, progress].forEach((address) => arena.release(address));
  return drafts.map((item, k) => listEntries(team, item, sizes[k]?.[0] ?? 0, rooms[k]?.address ?? 0));
}

function listEntries(team: Team, { d, points, offsets, weights }: Draft, vertices: number, neighbours: Address): Lattice {
  const { arena, wasm } = team;
  const corners = points * (d + 1);
  const starts = arena.allocate((vertices + 2) * 4);
  const entries = arena.allocate(corners * pairBytes);
  commit(team);
  const [begin, end] = share(team, vertices);
  // Counts stand one word further on, so that after filling has moved each start to its list's end, starts[0] = 0 leads the list.
  const counts = starts + 4;
  words(team, starts, 1)[0] = 0;
  words(team, counts, vertices).fill(0, begin, end);
  wasm.countEntries(corners, offsets, begin, end, counts);
  team.meet();
  if (team.index === 0) wasm.startLists(vertices, counts);
  team.meet();
  wasm.fillLists(points, d, offsets, weights, begin, end, counts, entries);
  team.meet();
  const vertexShare = shareByWork(team, words(team, starts, vertices + 1), vertices);
  return { d, points, vertices, offsets, weights, starts, entries, neighbours, vertexShare };
}

/** Cost of a vertex besides its list, in list entries: its row is written once and read and written by every blur. */
const rowCost = 8;

/** Cuts the vertices where the work, list entries plus rows, is divided evenly. */
function shareByWork({ index, size }: Team, starts: Uint32Array, vertices: number): Range {
  const work = (vertex: number): number => (starts[vertex] ?? 0) + rowCost * vertex;
  const cut = (part: number): number => {
    const target = (work(vertices) * part) / size;
    let low = 0;
    let high = vertices;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (work(middle) < target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [cut(index), index + 1 === size ? vertices : cut(index + 1)];
}
