/** The values of a stored blob, for the few places that need them. */
import { bytesOf, type Encoding, type StoredBlob, type ValueRun } from './blob';
import { halfToFloat } from './half';
import type { ByteSource } from './source';

/** Where a blob's packed float32 values lie, for readers that take them from the file themselves. */
export interface ByteRange {
  offset: number;
  length: number;
}

/** The blob as one range of little-endian float32, or undefined where it is stored otherwise. */
export function byteRangeOf(blob: StoredBlob): ByteRange | undefined {
  const [run] = blob.runs;
  if (!run || blob.runs.length !== 1 || blob.encoding !== 'float32' || run.stride !== bytesOf.float32) return undefined;
  return { offset: run.offset, length: run.count * run.stride };
}

const chunkValues = 1 << 16;

const decoders: Readonly<Record<Encoding, (view: DataView, at: number) => number>> = {
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
  float16: (view, at) => halfToFloat(view.getUint16(at, true)),
};

/** Decodes a blob, in Caffe's memory order. Doubles are rounded to float32. */
export function readValues(source: ByteSource, blob: StoredBlob): Float32Array {
  const values = new Float32Array(blob.count);
  let at = 0;
  for (const run of blob.runs) at = readRun(source, run, blob.encoding, values, at);
  return values;
}

function readRun(source: ByteSource, run: ValueRun, encoding: Encoding, values: Float32Array, start: number): number {
  const decode = decoders[encoding];
  const size = bytesOf[encoding];
  for (let done = 0; done < run.count; done += chunkValues) {
    const count = Math.min(chunkValues, run.count - done);
    const bytes = source.read(run.offset + done * run.stride, (count - 1) * run.stride + size);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < count; i++) values[start + done + i] = decode(view, i * run.stride);
  }
  return start + run.count;
}

/** What a hover tells of a blob. */
export interface BlobStatistics {
  min: number;
  max: number;
  mean: number;
  /** Share of values that are 0, from 0 to 1. */
  zeros: number;
  /** Number of values that are NaN or infinite; the other figures leave them out. */
  notFinite: number;
}

export function statisticsOf(values: Float32Array): BlobStatistics {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let zeros = 0;
  let notFinite = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      notFinite++;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value === 0) zeros++;
    sum += value;
  }
  const finite = values.length - notFinite;
  return { min, max, mean: finite ? sum / finite : NaN, zeros: values.length ? zeros / values.length : 0, notFinite };
}
