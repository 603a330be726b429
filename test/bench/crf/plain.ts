/** Drives kernels/assembly/plain.ts: the CRF without vectors, blocks or threads, to compare with. */
import { readFileSync } from 'node:fs';
import { kernelDimensions, type Picture } from '../../../kernels/features';
import type { Kernel } from '../../../kernels/index';

type Loop = (...numbers: number[]) => number;

/** The functions of plain.ts; see there for their parameters. */
type PlainWasm = Record<'plainLattice' | 'plainNeighbours' | 'plainFilter' | 'plainScale' | 'plainFactors' | 'plainAdd' | 'plainSoftmax', Loop>;

/** Memory that only grows. */
class Memory {
  readonly memory = new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true });
  /** The first page belongs to the tables of the exponential. */
  private top = 65536;

  allocate(count: number): number {
    const address = this.top;
    this.top += Math.ceil(count / 16) * 64;
    const missing = this.top - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / 65536));
    return address;
  }

  view(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count);
  }
}

interface PlainLattice {
  filter: (width: number, input: number, output: number, values: number, other: number) => void;
  vertices: number;
  factors: number;
  compat: number;
}

/** Scaled features, [points][d]. */
function featureRows(kernel: Kernel, { width, height, data }: Picture): { d: number; rows: Float32Array } {
  const dimensions = kernelDimensions(kernel, { width, height, data });
  const rows = Float32Array.from({ length: width * height * dimensions.length }, (_, i) => {
    const point = Math.floor(i / dimensions.length);
    const { index, table } = dimensions[i % dimensions.length] as (typeof dimensions)[number];
    const place = index === 0 ? point % width : index === 1 ? Math.floor(point / width) : (data[3 * point + index - 3] ?? 0);
    return table[place] ?? 0;
  });
  return { d: dimensions.length, rows };
}

function buildLattice(wasm: PlainWasm, room: Memory, kernel: Kernel, picture: Picture): PlainLattice {
  const points = picture.width * picture.height;
  const { d, rows } = featureRows(kernel, picture);
  const mask = 2 ** Math.ceil(Math.log2(points * (d + 1))) * 2 - 1;
  const features = room.allocate(points * d);
  const offsets = room.allocate(points * (d + 1));
  const weights = room.allocate(points * (d + 1) + 1);
  const keys = room.allocate((points + 1) * (d + 1) * d);
  const table = room.allocate(mask + 1);
  const scratch = room.allocate(64);
  room.view(features, rows.length).set(rows);
  const vertices = wasm.plainLattice(d, points, features, offsets, weights, keys, table, mask, scratch);
  const neighbours = room.allocate(2 * (d + 1) * vertices);
  wasm.plainNeighbours(d, vertices, keys, table, mask, neighbours, scratch);
  const filter: PlainLattice['filter'] = (width, input, output, values, other) =>
    void wasm.plainFilter(d, points, vertices, width, offsets, weights, neighbours, input, output, values, other);
  const [ones, norm, values, other, factors] = [points, points, vertices + 1, vertices + 1, points].map((count) => room.allocate(count)) as
    [number, number, number, number, number];
  room.view(ones, points).fill(1);
  filter(1, ones, norm, values, other);
  wasm.plainFactors(points, norm, factors);
  return { filter, vertices, factors, compat: kernel.compat as number };
}

export interface PlainResult {
  marginals: Float32Array;
  vertices: number[];
  /** Milliseconds for the lattices, and for everything. */
  lattice: number;
  total: number;
}

/** Refines with Potts kernels and symmetric normalisation; marginals and scores are [classes][points]. */
export function refinePlain(
  wasmFile: string, picture: Picture, classes: number, scores: Float32Array, kernels: readonly Kernel[], iterations: number,
): PlainResult {
  const room = new Memory();
  const wasm = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasmFile)), { env: { memory: room.memory } }).exports as unknown as PlainWasm;
  const points = picture.width * picture.height;
  const size = points * classes;
  const began = performance.now();
  const [unary, energies, q, scaled, filtered] = [0, 1, 2, 3, 4].map(() => room.allocate(size)) as [number, number, number, number, number];
  transpose(scores, room.view(unary, size), classes, points);
  const lattices = kernels.map((kernel) => buildLattice(wasm, room, kernel, picture));
  const most = (Math.max(...lattices.map(({ vertices }) => vertices)) + 1) * classes;
  const values = room.allocate(most);
  const other = room.allocate(most);
  const lattice = performance.now() - began;
  wasm.plainSoftmax(points, classes, unary, q);
  for (let iteration = 0; iteration < iterations; ++iteration) {
    room.view(energies, size).set(room.view(unary, size));
    for (const { filter, factors, compat } of lattices) {
      wasm.plainScale(points, classes, q, factors, scaled);
      filter(classes, scaled, filtered, values, other);
      wasm.plainAdd(points, classes, compat, factors, filtered, energies);
    }
    wasm.plainSoftmax(points, classes, energies, q);
  }
  const marginals = new Float32Array(size);
  transpose(room.view(q, size), marginals, points, classes);
  return { marginals, vertices: lattices.map(({ vertices }) => vertices), lattice, total: performance.now() - began };
}

/** [rows][columns] to [columns][rows]. */
function transpose(from: Float32Array, to: Float32Array, rows: number, columns: number): void {
  for (let row = 0; row < rows; ++row) for (let column = 0; column < columns; ++column) to[column * rows + row] = from[row * columns + column] as number;
}
