/** One stored blob: its shape, and its values as byte ranges of the file. */
import { t, type Words } from '../l10n/text';
import { wireType, type WireField, type WireReader } from './wire';

export type Encoding = 'float32' | 'float64' | 'float16';

export const bytesOf: Readonly<Record<Encoding, number>> = { float32: 4, float64: 8, float16: 2 };

/** A run of little-endian values. */
export interface ValueRun {
  offset: number;
  count: number;
  /** Bytes from one value to the next: the size of a value where they are packed, one more where each has a tag of its own. */
  stride: number;
}

export interface StoredBlob {
  shape: readonly number[];
  /** True where the shape was given as num, channels, height and width, which count before a BlobShape: then it is right-aligned in four axes. */
  legacy: boolean;
  encoding: Encoding;
  runs: readonly ValueRun[];
  count: number;
  /** Why its values cannot be used, which matters only to who uses them. */
  flaw?: Words;
}

/** Field numbers of BlobProto. `raw*` are NVIDIA's, for half precision. */
const numbers = { legacy: [1, 2, 3, 4], data: 5, shape: 7, doubleData: 8, rawType: 10, rawData: 12 } as const;
const shapeDims = 1;
const rawEncodings: readonly (Encoding | undefined)[] = ['float64', 'float32', 'float16'];
const scanBytes = 1 << 16;

interface BlobParts {
  legacy: number[] | undefined;
  shape: number[] | undefined;
  data: ValueRun[];
  doubleData: ValueRun[];
  rawType: number;
  raw: WireField | undefined;
  /** Of values whose bytes are no whole number of them. */
  flaw: Words | undefined;
}

/** Reads the header of the BlobProto in `message`. */
export function indexBlob(reader: WireReader, message: WireField): StoredBlob {
  const parts = readParts(reader, message);
  const { encoding, runs } = valuesOf(parts);
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  const shape = parts.legacy ?? parts.shape ?? [];
  const flaw = parts.flaw ?? countFlaw(shape, count);
  return { shape, legacy: parts.legacy !== undefined, encoding, runs, count, ...(flaw !== undefined && { flaw }) };
}

function countFlaw(shape: readonly number[], count: number): Words | undefined {
  const expected = shape.reduce((product, dim) => product * dim, 1);
  return expected === count ? undefined : t`a blob of shape ${shape.join('×') || t('scalar')} needs ${expected} values but has ${count}`;
}

function readParts(reader: WireReader, message: WireField): BlobParts {
  const parts: BlobParts = { legacy: undefined, shape: undefined, data: [], doubleData: [], rawType: -1, raw: undefined, flaw: undefined };
  let position = message.start;
  while (position < message.end) {
    const field = reader.field(position, message.end);
    position = field.end;
    const axis = numbers.legacy.indexOf(field.number as 1);
    if (axis >= 0 && field.type === wireType.varint) (parts.legacy ??= [0, 0, 0, 0])[axis] = field.value;
    else if (field.number === numbers.shape && field.type === wireType.bytes) parts.shape = readShape(reader, field);
    else if (field.number === numbers.data) position = readRun(reader, field, message.end, parts, 'data');
    else if (field.number === numbers.doubleData) position = readRun(reader, field, message.end, parts, 'doubleData');
    else if (field.number === numbers.rawType) parts.rawType = field.value;
    else if (field.number === numbers.rawData && field.type === wireType.bytes) parts.raw = field;
  }
  return parts;
}

/** As in Caffe: raw data where its type is stated, then `double_data`, then `data`. */
function valuesOf(parts: BlobParts): { encoding: Encoding; runs: ValueRun[] } {
  if (parts.raw && parts.rawType >= 0) {
    const encoding = rawEncodings[parts.rawType];
    if (encoding) return { encoding, runs: packedRun(parts.raw, bytesOf[encoding], parts) };
    parts.flaw = t`a blob has raw data of type ${parts.rawType}, which is not a floating-point type`;
    return { encoding: 'float32', runs: [] };
  }
  if (parts.doubleData.length > 0) return { encoding: 'float64', runs: parts.doubleData };
  return { encoding: 'float32', runs: parts.data };
}

/** None where there are no bytes, or no whole number of values, which is a flaw. */
function packedRun(field: WireField, size: number, parts: BlobParts): ValueRun[] {
  const length = field.end - field.start;
  if (length % size !== 0) {
    parts.flaw = t`${length} bytes of values are not a multiple of ${size}`;
    return [];
  }
  return length === 0 ? [] : [{ offset: field.start, count: length / size, stride: size }];
}

/** Notes the values of a `data` field and of those like it that follow at once. @returns the position after them. */
function readRun(reader: WireReader, field: WireField, end: number, parts: BlobParts, kind: 'data' | 'doubleData'): number {
  const [single, size] = kind === 'data' ? [wireType.fixed32, 4] as const : [wireType.fixed64, 8] as const;
  if (field.type === wireType.bytes) {
    parts[kind].push(...packedRun(field, size, parts));
    return field.end;
  }
  if (field.type !== single) return field.end;
  const stride = field.end - field.at;
  const count = countRepeats(reader, field, end, stride);
  parts[kind].push({ offset: field.start, count, stride });
  return field.at + count * stride;
}

/** How many fields with the tag of `field` follow each other without a gap, `field` included. */
function countRepeats(reader: WireReader, field: WireField, end: number, stride: number): number {
  const tag = reader.source.read(field.at, 1)[0];
  let position = field.end;
  while (position + stride <= end) {
    const bytes = reader.source.read(position, Math.min(scanBytes, end - position));
    let i = 0;
    while (i + stride <= bytes.length && bytes[i] === tag) i += stride;
    position += i;
    if (i + stride <= bytes.length) break;
  }
  return (position - field.at) / stride;
}

/** BlobShape: packed or repeated int64. */
function readShape(reader: WireReader, message: WireField): number[] {
  const dims: number[] = [];
  for (const field of reader.fields(message.start, message.end)) {
    if (field.number !== shapeDims) continue;
    if (field.type === wireType.varint) dims.push(field.value);
    let position = field.type === wireType.bytes ? field.start : field.end;
    while (position < field.end) {
      const { value, next } = reader.varint(position, field.end);
      dims.push(value);
      position = next;
    }
  }
  return dims;
}
