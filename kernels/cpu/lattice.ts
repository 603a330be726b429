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
  /** Two words: vertices so far, and the next point. */
  readonly progress: Address;
  /** Room for this many vertices: their keys, and a hash table with at least twice as many slots. */
  capacity: number;
  keys: Address;
  table: Address;
}

/** Bytes of a pair of neighbours, and of a list entry. */
export const pairBytes = 8;

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
  numberVertices(team, drafts);
  return connect(team, drafts);
}

/** Points to embed: one more than there are when the reference would pad. */
const embeddedPoints = (points: number): number => (points % 4 === 0 ? points : points + 1);

/** Slots of a hash table for `capacity` vertices: a power of two. */
const slots = (capacity: number): number => 2 ** Math.ceil(Math.log2(2 * capacity));

const keyBytes = (d: number): number => (d > 3 ? 32 : 16);

/** Keys are read as two vectors even where they fill one, so room for one is left behind the last. */
const keysBytes = (d: number, capacity: number): number => capacity * keyBytes(d) + 16;

/** Vertices to make room for at first, for each point: photographs have up to 1.2. */
const verticesPerPoint = 1.5;

function draft({ arena }: Team, source: LatticeSource): Draft {
  const { d } = source;
  const points = embeddedPoints(source.points);
  const corners = points * (d + 1);
  const capacity = Math.min(corners, Math.ceil(verticesPerPoint * points)) + d + 1;
  return {
    ...source,
    // Simplices are read as whole vectors, so room is left behind the last.
    offsets: arena.allocate(corners * 4 + 32),
    weights: arena.allocate(corners * 4),
    progress: arena.allocate(8),
    capacity,
    keys: arena.allocate(keysBytes(d, capacity)),
    table: arena.allocate(slots(capacity) * 4),
  };
}

function embed(team: Team, { d, dimensions, image, width, points, offsets, weights }: Draft): void {
  const [begin, end] = share(team, embeddedPoints(points), 4);
  team.wasm.embed(d, dimensions, image, width, points, begin, end, offsets, weights, team.scratch);
}

/** Numbers all vertices: each lattice on a thread of its own, since order matters, and all threads together whenever one needs more room. */
function numberVertices(team: Team, drafts: readonly Draft[]): void {
  const { arena, wasm } = team;
  const isMine = (item: Draft): boolean => owns(team, drafts.indexOf(item));
  for (const item of drafts.filter(isMine)) {
    words(team, item.progress, 2).fill(0);
    wasm.rehash(item.d, 0, item.keys, item.table, slots(item.capacity) - 1);
  }
  for (let unfinished = drafts; unfinished.length > 0;) {
    for (const { d, points, offsets, capacity, keys, table, progress } of unfinished.filter(isMine)) {
      wasm.insert(d, embeddedPoints(points), offsets, capacity, keys, table, slots(capacity) - 1, progress, team.scratch);
    }
    team.meet();
    unfinished = unfinished.filter(({ progress, points }) => (words(team, progress, 2)[1] ?? 0) < embeddedPoints(points));
    const old = unfinished.map(({ keys, table }) => ({ keys, table }));
    for (const item of unfinished) {
      item.capacity *= 2;
      item.keys = arena.allocate(keysBytes(item.d, item.capacity));
      item.table = arena.allocate(slots(item.capacity) * 4);
    }
    commit(team);
    unfinished.forEach((item, i) => {
      if (isMine(item)) moveVertices(team, item, old[i]?.keys ?? 0);
    });
    team.meet();
    for (const { keys, table } of old) [keys, table].forEach((address) => arena.release(address));
  }
}

function moveVertices(team: Team, { d, progress, keys, table, capacity }: Draft, from: Address): void {
  const [vertices = 0] = words(team, progress, 2);
  new Uint8Array(team.memory.buffer).copyWithin(keys, from, from + vertices * keyBytes(d));
  team.wasm.rehash(d, vertices, keys, table, slots(capacity) - 1);
}

/** Neighbours and lists, once the numbers of vertices are known; then the keys and tables are no longer needed. */
function connect(team: Team, drafts: readonly Draft[]): Lattice[] {
  const { arena, wasm } = team;
  const sizes = drafts.map(({ progress }) => words(team, progress, 1)[0] ?? 0);
  const rooms = drafts.map(({ d }, k) => {
    const pairs = (d + 1) * (sizes[k] ?? 0);
    return { pairs, address: arena.allocate(pairs * pairBytes) };
  });
  commit(team);
  for (const { pairs, address } of rooms) words(team, address, pairs * 2).fill(0, ...share(team, pairs * 2));
  team.meet();
  drafts.forEach(({ d, keys, table, capacity }, k) => {
    const vertices = sizes[k] ?? 0;
    wasm.findNeighbours(d, vertices, ...share(team, vertices), keys, table, slots(capacity) - 1, rooms[k]?.address ?? 0, team.scratch);
  });
  team.meet();
  for (const { keys, table, progress } of drafts) [keys, table, progress].forEach((address) => arena.release(address));
  return drafts.map((item, k) => listEntries(team, item, sizes[k] ?? 0, rooms[k]?.address ?? 0));
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
