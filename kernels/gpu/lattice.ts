// Builds permutohedral lattices on the GPU: embed, gather equal corners, number them in order, find neighbours, sort into lists.
import { featureIndex, type Dimension } from '../features';
import { fillWords, prefixSums, sortPositions } from './primitives';
import { readWords } from './readback';
import type { Dispatch, Recorder } from './recorder';

/** What a lattice is built from. */
export interface GpuLatticeSource {
  readonly dimensions: readonly Dimension[];
  readonly points: number;
  readonly width: number;
  /** Interleaved RGB bytes, four to a word; any buffer where no dimension is indexed by colour. */
  readonly image: GPUBuffer;
}

/** A lattice in GPU memory; the shaders in wgsl/ describe the layouts. Vertices have the same numbers as on the CPU. */
export interface GpuLattice {
  readonly d: number;
  readonly points: number;
  readonly vertices: number;
  readonly offsets: GPUBuffer;
  readonly weights: GPUBuffer;
  readonly neighbours: GPUBuffer;
  readonly starts: GPUBuffer;
  readonly entries: GPUBuffer;
  readonly segmentStarts: GPUBuffer;
  readonly segments: GPUBuffer;
  /** At most this many segments are further ones of their vertex; so vertices + this many segments in all. */
  readonly furtherSegments: number;
}

/** Entries of a segment, as in lists.wgsl. */
const segmentEntries = 32;

/** Slots of the hash table for each corner that could need one. */
const slotsPerCorner = 1.5;

const empty = 0xffffffff;

/** A lattice whose vertices are numbered. */
interface Draft extends GpuLatticeSource {
  readonly d: number;
  readonly corners: number;
  readonly capacity: number;
  readonly simplices: GPUBuffer;
  readonly weights: GPUBuffer;
  readonly table: GPUBuffer;
  /** Slots of the hash table, then vertex ids. */
  readonly offsets: GPUBuffer;
  readonly firsts: GPUBuffer;
  readonly firstCorners: GPUBuffer;
}

/**
 * Builds one lattice for each source. The numbers of vertices are read back once, to size what depends on them.
 *
 * Where the number of points is no multiple of four, the corners of a point whose features are all zero are inserted as well, as the
 * reference does: they get no value but pass weight on in the blur.
 */
export async function buildGpuLattices(recorder: Recorder, sources: readonly GpuLatticeSource[]): Promise<GpuLattice[]> {
  const drafts = sources.map((source) => draft(recorder, source));
  await recorder.run(drafts.flatMap((item) => numberVertices(recorder, item)));
  const totals = await readWords(recorder, drafts.map(({ firsts, corners }) => ({ buffer: firsts, offset: corners, words: 1 })));
  const lattices: GpuLattice[] = [];
  for (const [k, item] of drafts.entries()) {
    const { lattice, dispatches } = connect(recorder, item, totals[k]?.[0] ?? 0);
    lattices.push(lattice);
    await recorder.run(dispatches);
  }
  return lattices;
}

const embeddedPoints = (points: number): number => (points % 4 === 0 ? points : points + 1);

function draft({ workspace }: Recorder, source: GpuLatticeSource): Draft {
  const d = source.dimensions.length;
  const corners = embeddedPoints(source.points) * (d + 1);
  const capacity = Math.ceil(corners * slotsPerCorner);
  const [simplices, weights, offsets, firsts, firstCorners] = [corners, corners, corners, corners + 1, corners].map((words) => workspace.take(words)) as
    [GPUBuffer, GPUBuffer, GPUBuffer, GPUBuffer, GPUBuffer];
  return { ...source, d, corners, capacity, simplices, weights, offsets, firsts, firstCorners, table: workspace.take(capacity) };
}

function numberVertices(recorder: Recorder, item: Draft): Dispatch[] {
  const { workspace } = recorder;
  const { d, corners, capacity, simplices, offsets, table, firsts, firstCorners } = item;
  const number = { parameters: [corners], buffers: { 1: table, 2: offsets, 3: firsts } };
  return [
    embed(recorder, item),
    fillWords(table, capacity, empty),
    { program: 'insert', variant: { d }, parameters: [corners, capacity], buffers: { 1: simplices, 2: table, 3: offsets }, threads: corners },
    { program: 'flag', ...number, threads: corners + 1 },
    ...prefixSums(workspace, firsts, corners + 1),
    { program: 'assign', ...number, buffers: { ...number.buffers, 4: firstCorners }, threads: corners },
  ];
}

/** Tables hold f_j together with (j + 1) f_j, rounded here, so that the shader has no product that it could fuse. */
function embed({ workspace }: Recorder, { dimensions, points, width, image, simplices, weights, d }: Draft): Dispatch {
  const entries = dimensions.reduce((sum, { table }) => sum + table.length, 0);
  const data = new Float32Array(2 * entries);
  const kinds = new Array<number>(8).fill(featureIndex.point);
  const starts = new Array<number>(8).fill(0);
  let at = 0;
  dimensions.forEach(({ index, table }, j) => {
    kinds[j] = index;
    starts[j] = at;
    for (const value of table) {
      data[2 * at] = value;
      data[2 * at + 1] = (j + 1) * value;
      ++at;
    }
  });
  const tables = workspace.upload(data);
  const embedded = embeddedPoints(points);
  const parameters = [points, embedded, width, 0, ...kinds, ...starts];
  return { program: 'embed', variant: { d }, parameters, buffers: { 1: image, 2: tables, 3: simplices, 4: weights }, threads: embedded };
}

/** Neighbours and lists of a lattice with a known number of vertices. */
function connect(recorder: Recorder, item: Draft, vertices: number): { lattice: GpuLattice; dispatches: Dispatch[] } {
  const { workspace } = recorder;
  const { d, points, capacity, simplices, table, firsts, firstCorners, offsets, weights } = item;
  const neighbours = workspace.take(2 * (d + 1) * vertices);
  const dispatches: Dispatch[] = [
    fillWords(neighbours, 2 * (d + 1) * vertices, 0),
    {
      program: 'findNeighbours',
      variant: { d },
      parameters: [vertices, capacity],
      buffers: { 1: simplices, 2: table, 3: firsts, 4: firstCorners, 5: neighbours },
      threads: vertices * (d + 1),
    },
  ];
  workspace.give(simplices, table, firsts, firstCorners);
  const entryCount = points * (d + 1);
  const sorted = sortPositions(workspace, offsets, entryCount, vertices);
  const furtherSegments = Math.floor(entryCount / segmentEntries);
  const [starts, entries, segmentStarts, segments] = [vertices + 1, 2 * entryCount, vertices + 1, 2 * (vertices + furtherSegments)].map((words) => workspace.take(words)) as
    [GPUBuffer, GPUBuffer, GPUBuffer, GPUBuffer];
  const lists = { variant: { d }, parameters: [vertices, entryCount] };
  dispatches.push(
    ...sorted.dispatches,
    fillWords(starts, vertices + 1, entryCount),
    { program: 'writeEntries', ...lists, buffers: { 1: sorted.keys, 2: sorted.positions, 3: weights, 4: starts, 5: entries }, threads: entryCount },
    { program: 'countSegments', ...lists, buffers: { 4: starts, 6: segmentStarts }, threads: vertices + 1 },
    ...prefixSums(workspace, segmentStarts, vertices + 1),
    { program: 'writeSegments', ...lists, buffers: { 4: starts, 6: segmentStarts, 7: segments }, threads: vertices },
  );
  workspace.give(sorted.keys, sorted.positions);
  const lattice = { d, points, vertices, offsets, weights, neighbours, starts, entries, segmentStarts, segments, furtherSegments };
  return { lattice, dispatches };
}
