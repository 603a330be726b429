/** A `.caffemodel` of half a gigabyte, and what it costs to read and to index it. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexCaffemodel, isProblem } from '../../../server/src/weights/caffemodel';
import { openFile } from '../../../server/src/weights/file';

/** Shapes like ResNet-101's: many blobs of all sizes. */
const blobShapes: readonly (readonly number[])[] = Array.from({ length: 147 }, (_, i) => [[512, 512, 3, 3], [2048, 512, 1, 1], [2048], [512]][i % 4] ?? [1]);

function layer(name: string, shape: readonly number[]): Uint8Array {
  const count = shape.reduce((product, dim) => product * dim, 1);
  const writer = new BinaryWriter();
  writer.tag(100, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string(name);
  writer.tag(7, WireType.LengthDelimited).fork();
  writer.tag(7, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).fork();
  for (const dim of shape) writer.int64(dim);
  writer.join().join();
  writer.tag(5, WireType.LengthDelimited).bytes(new Uint8Array(4 * count));
  return writer.join().join().finish();
}

export interface IndexTimes {
  bytes: number;
  /** Milliseconds, best of several. */
  reading: number;
  indexing: number;
}

export function timeIndex(rounds: number): IndexTimes {
  const folder = mkdtempSync(join(tmpdir(), 'atrous-bench-'));
  const path = join(folder, 'large.caffemodel');
  const output = openSync(path, 'w');
  for (const [i, shape] of blobShapes.entries()) writeSync(output, layer(`layer${i}`, shape));
  closeSync(output);
  const best = (repeats: number, work: (path: string) => void): number => Math.min(...Array.from({ length: repeats }, () => timed(() => work(path))));
  const reading = best(rounds, readAll);
  // A pause of the machine is as long as twenty indexings.
  const indexing = best(10 * rounds, index);
  const bytes = statSync(path).size;
  rmSync(folder, { recursive: true });
  return { bytes, reading, indexing };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function readAll(path: string): void {
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(1 << 22);
  while (readSync(file, buffer) > 0);
  closeSync(file);
}

function index(path: string): void {
  const file = openFile(path);
  const result = indexCaffemodel(file);
  file.close();
  if (isProblem(result) || result.layers.length !== blobShapes.length) throw new Error('the index is wrong');
}
