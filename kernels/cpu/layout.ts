// Copies a request into WebAssembly memory and describes where everything lies.
import { mixingOf } from '../compatibility';
import { kernelDimensions, type Dimension } from '../features';
import { smallestProbability, type CrfRequest, type NormalizedKernel } from '../request';
import { mostBytes, tooLarge, type Arena } from './arena';
import { blockClasses, rowBytes } from './filter';
import type { MeanFieldInput, MeanFieldJob, MeanFieldKernel } from './mean-field';
import { pairBytes, type LatticeSource } from './lattice';
import type { Address } from './wasm';

/** Writes plain data into memory that grows as needed. */
export class Writer {
  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly arena: Arena,
  ) {}

  /** Reserves cleared words. */
  words(count: number): Address {
    const address = this.arena.allocate(count * 4);
    this.arena.commit();
    new Uint32Array(this.memory.buffer, address, count).fill(0);
    return address;
  }

  bytes(data: ArrayLike<number>): Address {
    const address = this.arena.allocate(data.length);
    this.arena.commit();
    new Uint8Array(this.memory.buffer).set(data, address);
    return address;
  }

  /** Copies floats and leaves room for `spare` more behind them. */
  floats(data: ArrayLike<number>, spare = 0): Address {
    const address = this.arena.allocate((data.length + spare) * 4);
    this.arena.commit();
    new Float32Array(this.memory.buffer, address, data.length).set(data);
    return address;
  }

  /** d pairs (index kind, address of the table). */
  dimensions(dimensions: readonly Dimension[]): Address {
    const pairs = dimensions.flatMap(({ index, table }) => [index, this.floats(table)]);
    const address = this.words(pairs.length);
    new Uint32Array(this.memory.buffer, address, pairs.length).set(pairs);
    return address;
  }
}

/** Bytes that a request needs at least all through its iterations: rows of -U and of Q; id, weight and list entry of every corner. */
function leastBytes({ picture: { width, height }, classes, kernels }: CrfRequest): number {
  const rows = 2 * Math.ceil(classes / blockClasses) * rowBytes;
  const corners = kernels.reduce((sum, { kind }) => sum + (kind === 'gaussian' ? 3 : 6), 0);
  return width * height * (rows + corners * (4 + 4 + pairBytes));
}

/**
 * Lays a request out. The planes of the input come last, so that their room joins what follows once they are read.
 * @throws RefineError when 32-bit memory is too small for it, at once where that can be told from its sizes.
 */
export function layOut(writer: Writer, request: CrfRequest, marginals: boolean): MeanFieldJob {
  if (leastBytes(request) > mostBytes) throw tooLarge();
  const { picture, classes, iterations } = request;
  const { width, height, data } = picture;
  const image = data instanceof Float32Array ? 0 : writer.bytes(data);
  const kernels = request.kernels.map((kernel) => {
    const dimensions = kernelDimensions(kernel, picture);
    const source = { d: dimensions.length, dimensions: writer.dimensions(dimensions), image, width, points: width * height };
    return layOutKernel(writer, kernel, source, classes);
  });
  const stop = writer.words(2);
  return { width, height, classes, iterations, kernels, stop, marginals, input: layOutInput(writer, request) };
}

function layOutInput(writer: Writer, { input, picture }: CrfRequest): MeanFieldInput {
  // Reading four numbers at a time may read up to three past the end.
  const planes = writer.floats(input.data, 3);
  if (input.kind === 'unary') return { kind: 'unary', planes };
  if (input.kind === 'probabilities') return { kind: 'probabilities', planes, smallest: smallestProbability };
  const enlarged = input.enlarged ?? picture;
  return { kind: 'scores', planes, width: input.width, height: input.height, enlargedWidth: enlarged.width, enlargedHeight: enlarged.height };
}

function layOutKernel(writer: Writer, kernel: NormalizedKernel, source: LatticeSource, classes: number): MeanFieldKernel {
  const columns = Math.ceil(classes / blockClasses) * blockClasses;
  const { factors, matrix } = mixingOf(kernel.compat, classes);
  const padded = new Float32Array(columns);
  padded.set(factors);
  const common = { source, normalization: kernel.normalization, factors: writer.floats(padded) };
  if (matrix === undefined) return common;
  const square = new Float32Array(columns * columns);
  for (let row = 0; row < classes; ++row) square.set(matrix.subarray(row * classes, (row + 1) * classes), row * columns);
  return { ...common, matrix: writer.floats(square) };
}
