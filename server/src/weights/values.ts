/** The values of a stored blob, for the few places that need them. */
import { bytesOf, type Encoding, type StoredBlob } from './blob';
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

/** A part of a run, small enough to be read at once. */
export interface ValuePart {
  /** Bytes of the file. */
  offset: number;
  length: number;
  count: number;
}

/** The parts of a blob, in Caffe's memory order. */
export function* partsOf(blob: StoredBlob, mostValues = chunkValues): Generator<ValuePart & { stride: number }> {
  const size = bytesOf[blob.encoding];
  for (const { offset, count: total, stride } of blob.runs) {
    for (let done = 0; done < total; done += mostValues) {
      const count = Math.min(mostValues, total - done);
      yield { offset: offset + done * stride, length: (count - 1) * stride + size, count, stride };
    }
  }
}

/** Decodes the bytes of a part. Doubles are rounded to float32. */
export function decodePart(bytes: Uint8Array, { count, stride }: { count: number; stride: number }, encoding: Encoding): Float32Array {
  if (encoding === 'float32' && stride === bytesOf.float32) {
    const isAligned = bytes.byteOffset % bytesOf.float32 === 0;
    return isAligned ? new Float32Array(bytes.buffer, bytes.byteOffset, count) : new Float32Array(Uint8Array.from(bytes).buffer);
  }
  const decode = decoders[encoding];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: count }, (_, i) => decode(view, i * stride));
}

/** Decodes a blob, in Caffe's memory order. Doubles are rounded to float32. */
export function readValues(source: ByteSource, blob: StoredBlob): Float32Array {
  const values = new Float32Array(blob.count);
  let at = 0;
  for (const part of partsOf(blob)) {
    values.set(decodePart(source.read(part.offset, part.length), part, blob.encoding), at);
    at += part.count;
  }
  return values;
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

/** Gathers the figures of values that come in parts. */
export class StatisticsSum {
  private min = Infinity;
  private max = -Infinity;
  private sum = 0;
  private zeros = 0;
  private notFinite = 0;
  private count = 0;

  add(values: Float32Array): void {
    let { min, max, sum, zeros, notFinite } = this;
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
    Object.assign(this, { min, max, sum, zeros, notFinite });
    this.count += values.length;
  }

  get result(): BlobStatistics {
    const { min, max, sum, zeros, notFinite, count } = this;
    const finite = count - notFinite;
    return { min, max, mean: finite ? sum / finite : NaN, zeros: count ? zeros / count : 0, notFinite };
  }
}

export function statisticsOf(values: Float32Array): BlobStatistics {
  const sum = new StatisticsSum();
  sum.add(values);
  return sum.result;
}
