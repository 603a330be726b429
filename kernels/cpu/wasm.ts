// The WebAssembly module of kernels/assembly: its functions with their parameters, and how it is instantiated.
import bytes from '../../dist/kernels/crf.wasm';

/** An address in, or a number of bytes of, the module's memory. */
export type Address = number;

/** Most pages of 64 KiB that a 32-bit memory can have: 4 GiB. */
export const maximumPages = 65536;

/** Every function works on a range [begin, end) so that threads can share it; see kernels/assembly for what each does. */
export interface CrfWasm {
  readonly embed: (
    d: number, dimensions: Address, image: Address, width: number, points: number, begin: number, end: number,
    simplices: Address, weights: Address, scratch: Address,
  ) => void;
  readonly insert: (
    d: number, points: number, simplices: Address, capacity: number, keys: Address, table: Address, mask: number, progress: Address, scratch: Address,
  ) => void;
  readonly rehash: (d: number, vertices: number, keys: Address, table: Address, mask: number) => void;
  readonly findNeighbours: (
    d: number, vertices: number, begin: number, end: number, keys: Address, table: Address, mask: number, neighbours: Address, scratch: Address,
  ) => void;
  readonly countEntries: (corners: number, offsets: Address, begin: number, end: number, counts: Address) => void;
  readonly startLists: (vertices: number, counts: Address) => void;
  readonly fillLists: (points: number, d: number, offsets: Address, weights: Address, begin: number, end: number, starts: Address, entries: Address) => void;
  readonly scaleEntries: (begin: number, end: number, entries: Address, factors: Address) => void;
  readonly scaleWeights: (d: number, begin: number, end: number, weights: Address, factors: Address) => void;
  readonly splat: (begin: number, end: number, starts: Address, entries: Address, input: Address, values: Address) => void;
  readonly blur: (begin: number, end: number, neighbours: Address, from: Address, to: Address) => void;
  readonly slice: (
    d: number, begin: number, end: number, offsets: Address, weights: Address, values: Address, factors: Address, base: Address, output: Address,
  ) => void;
  readonly splatOnes: (begin: number, end: number, starts: Address, entries: Address, values: Address) => void;
  readonly blurOnes: (begin: number, end: number, neighbours: Address, from: Address, to: Address) => void;
  readonly sliceOnes: (d: number, begin: number, end: number, offsets: Address, weights: Address, values: Address, alpha: number, output: Address) => void;
  readonly factorsFromNorm: (halves: number, scale: number, begin: number, end: number, norm: Address, factors: Address) => void;
  readonly softmax: (begin: number, end: number, blocks: number, blockBytes: number, rows: Address) => void;
  readonly rowsFromValues: (classes: number, points: number, begin: number, end: number, planes: Address, rows: Address) => void;
  readonly rowsFromUnary: (classes: number, points: number, begin: number, end: number, planes: Address, rows: Address) => void;
  readonly rowsFromProbabilities: (smallest: number, classes: number, points: number, begin: number, end: number, planes: Address, rows: Address) => void;
  readonly rowsFromScores: (
    classes: number, width: number, height: number, begin: number, end: number, scoreWidth: number, scoreHeight: number,
    enlargedWidth: number, enlargedHeight: number, planes: Address, rows: Address,
  ) => void;
  readonly planesFromRows: (classes: number, points: number, begin: number, end: number, rows: Address, planes: Address) => void;
  readonly argmax: (classes: number, points: number, begin: number, end: number, rows: Address, labels: Address) => void;
  readonly mix: (blocks: number, begin: number, end: number, blockBytes: number, rows: Address, matrix: Address, output: Address) => void;
  readonly meet: (threads: number, barrier: Address) => void;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** The compiled module, once per process; it can be posted to worker threads. */
export function compileWasm(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(bytes);
  return compiled;
}

/** The module's functions over a memory. */
export function instantiateWasm(module: WebAssembly.Module, memory: WebAssembly.Memory): CrfWasm {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as CrfWasm;
}
