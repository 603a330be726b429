// One run on the GPU: uploads the picture and the energies, builds the lattices, and reads the result back.
import { mixingOf } from '../compatibility';
import { kernelDimensions } from '../features';
import { smallestProbability, type CrfRequest } from '../request';
import { normalizeLattice, rowWords, takeValues, type GpuValues } from './filter';
import { buildGpuLattices, type GpuLattice } from './lattice';
import { softmax } from './mean-field';
import { readInto } from './readback';
import { floatBits, type Dispatch, type Recorder } from './recorder';

/** How a run trades exactness and memory. */
export interface GpuSettings {
  /** Store lattice values in half precision. */
  readonly half: boolean;
  /** Whether marginals are wanted besides labels: reading them back takes longer than some iterations. */
  readonly marginals: boolean;
  /** Largest binding to use, where less than the adapter allows. */
  readonly bindingBytes?: number | undefined;
}

/** A consecutive part of the classes, a whole number of quads. */
export interface Block {
  readonly firstClass: number;
  readonly classes: number;
  /** [points][quads]: -U, Q, and where L is written: the same buffer as Q unless classes of several blocks mix. */
  readonly base: GPUBuffer;
  readonly q: GPUBuffer;
  readonly next: GPUBuffer;
}

/** A kernel ready to filter. */
export interface GpuKernel {
  readonly lattice: GpuLattice;
  /** Blocks' factors, one a class. */
  readonly factors: readonly GPUBuffer[];
  /** [classes][columns], for kernels that mix classes. */
  readonly matrix?: GPUBuffer;
}

/** One run: everything that lies on the GPU. */
export interface GpuRun {
  readonly recorder: Recorder;
  readonly request: CrfRequest;
  readonly points: number;
  readonly quads: number;
  readonly half: boolean;
  readonly blocks: readonly Block[];
  readonly kernels: readonly GpuKernel[];
  readonly values: readonly GpuValues[];
  /** One block of mixed classes. */
  readonly mixed: GPUBuffer | undefined;
  readonly totals: GPUBuffer;
}

const quadClasses = 4;

/** Builds the lattices and the first Q = softmax(-U). */
export async function startRun(recorder: Recorder, request: CrfRequest, { half, bindingBytes }: GpuSettings): Promise<GpuRun> {
  const { gpu } = recorder;
  const { picture, classes } = request;
  const points = picture.width * picture.height;
  const image = uploadImage(recorder, request);
  const sources = request.kernels.map((kernel) => ({ dimensions: kernelDimensions(kernel, picture), points, width: picture.width, image }));
  const lattices = await buildGpuLattices(recorder, sources);
  const limit = Math.min(bindingBytes ?? Infinity, gpu.device.limits.maxStorageBufferBindingSize, gpu.device.limits.maxBufferSize);
  const { quads, count } = cutClasses(classes, points, lattices, limit, half);
  const kernels = request.kernels.map((kernel, k) => uploadKernel(recorder, lattices[k] as GpuLattice, mixingOf(kernel.compat, classes), classes, quads, count));
  await recorder.run(request.kernels.flatMap(({ normalization }, k) => normalizeLattice(recorder, lattices[k] as GpuLattice, normalization, half)));
  const mixes = kernels.some(({ matrix }) => matrix !== undefined);
  const blocks = await startBlocks(recorder, request, quads, count, mixes);
  const values = lattices.map((lattice) => takeValues(recorder, lattice, quads, half));
  const mixed = mixes ? recorder.workspace.take(points * quads * quadClasses) : undefined;
  const run: GpuRun = { recorder, request, points, quads, half, blocks, kernels, values, mixed, totals: recorder.workspace.take(points * 2) };
  await recorder.run(softmax(run, 'q'));
  return run;
}

/** The quads of a block and the number of blocks, so that every buffer stays within `limit` bytes. */
function cutClasses(classes: number, points: number, lattices: readonly GpuLattice[], limit: number, half: boolean): { quads: number; count: number } {
  const all = Math.ceil(classes / quadClasses);
  const bytesPerQuad = Math.max(
    points * 16,
    ...lattices.map(({ vertices, furtherSegments }) => Math.max(vertices * rowWords(half) * 4, furtherSegments * 16)),
  );
  const most = Math.max(1, Math.floor(limit / bytesPerQuad));
  const quads = Math.ceil(all / Math.ceil(all / most));
  return { quads, count: Math.ceil(all / quads) };
}

/** RGB bytes; a word of nothing for float pictures, whose colours lie in the tables. */
const uploadImage = ({ workspace }: Recorder, { picture: { data } }: CrfRequest): GPUBuffer =>
  data instanceof Float32Array ? workspace.take(1) : workspace.upload(data as Uint8Array<ArrayBuffer>);

function uploadKernel({ workspace }: Recorder, lattice: GpuLattice, mixing: ReturnType<typeof mixingOf>, classes: number, quads: number, count: number): GpuKernel {
  const columns = quads * quadClasses * count;
  const padded = new Float32Array(columns);
  padded.set(mixing.factors);
  const factors = Array.from({ length: count }, (_, b) => workspace.upload(padded.slice(b * quads * quadClasses, (b + 1) * quads * quadClasses)));
  const { matrix } = mixing;
  if (matrix === undefined) return { lattice, factors };
  const square = new Float32Array(columns * columns);
  for (let row = 0; row < classes; ++row) square.set(matrix.subarray(row * classes, (row + 1) * classes), row * columns);
  return { lattice, factors, matrix: workspace.upload(square) };
}

/** Uploads the input block by block and turns it into rows of -U; Q starts as a copy. */
async function startBlocks(recorder: Recorder, request: CrfRequest, quads: number, count: number, mixes: boolean): Promise<Block[]> {
  const { workspace, gpu } = recorder;
  const { picture, input } = request;
  const words = picture.width * picture.height * quads * quadClasses;
  const { width, height } = input.kind === 'scores' ? input : picture;
  const planes = workspace.takeFresh(width * height * Math.min(request.classes, quads * quadClasses));
  const blocks: Block[] = [];
  for (let b = 0; b < count; ++b) {
    const firstClass = b * quads * quadClasses;
    const classes = Math.min(quads * quadClasses, request.classes - firstClass);
    const [base, q] = [0, 1].map(() => workspace.take(words)) as [GPUBuffer, GPUBuffer];
    const data = input.data.subarray(firstClass * width * height, (firstClass + classes) * width * height);
    // The block before must have read the planes that are written now.
    if (b > 0) recorder.submit();
    gpu.device.queue.writeBuffer(planes, 0, data as Float32Array<ArrayBuffer>);
    await recorder.run([readInput(request, classes, quads, planes, base)]);
    recorder.copy(base, q);
    blocks.push({ firstClass, classes, base, q, next: mixes && count > 1 ? workspace.take(words) : q });
  }
  return blocks;
}

/** Rows of -U of one block from its planes. */
function readInput({ input, picture }: CrfRequest, classes: number, quads: number, planes: GPUBuffer, rows: GPUBuffer): Dispatch {
  const points = picture.width * picture.height;
  const program = ({ unary: 'fromUnary', probabilities: 'fromProbabilities', scores: 'fromScores' } as const)[input.kind];
  const { width, height } = input.kind === 'scores' ? input : picture;
  const enlarged = (input.kind === 'scores' ? input.enlarged : undefined) ?? picture;
  const parameters = [points, classes, picture.width, enlarged.width, enlarged.height, width, height, floatBits(smallestProbability)];
  return { program, variant: { quads }, parameters, buffers: { 1: planes, 2: rows }, threads: points * quads };
}

/** Reads the labels back and, if wanted, the marginals [classes][points]. */
export async function finishRun(run: GpuRun, wantMarginals: boolean): Promise<{ labels: Uint16Array; marginals: Float32Array | undefined }> {
  const { recorder, request, blocks, points, quads } = run;
  const best = recorder.workspace.take(points * 2);
  const packed = recorder.workspace.take(Math.ceil(points / 2));
  const planes = wantMarginals ? blocks.map(({ classes }) => recorder.workspace.take(Math.max(1, classes * points))) : [];
  const variant = { quads };
  await recorder.run([
    ...blocks.map(({ q, firstClass }): Dispatch => ({ program: 'argmax', variant, parameters: [points, firstClass], buffers: { 1: q, 3: best }, threads: points })),
    { program: 'packLabels', variant, parameters: [points], buffers: { 3: best, 4: packed }, threads: Math.ceil(points / 2) },
    ...planes.map((plane, b): Dispatch => {
      const { q, classes } = blocks[b] as Block;
      return { program: 'toPlanes', variant, parameters: [points, classes], buffers: { 1: plane, 2: q }, threads: points * quads };
    }),
  ]);
  const labels = new Uint32Array(Math.ceil(points / 2));
  const marginals = new Float32Array(wantMarginals ? request.classes * points : 0);
  const slices = planes.map((buffer, b) => {
    const { firstClass, classes } = blocks[b] as Block;
    return { buffer, words: classes * points, target: new Uint32Array(marginals.buffer, firstClass * points * 4, classes * points) };
  });
  await readInto(recorder, [{ buffer: packed, words: labels.length, target: labels }, ...slices]);
  return { labels: new Uint16Array(labels.buffer, 0, points), marginals: wantMarginals ? marginals : undefined };
}
