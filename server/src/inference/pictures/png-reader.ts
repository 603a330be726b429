/** Reads PNG with the system's zlib: every colour type and depth, interlaced or not, as samples of the file's own depth. */
import { crc32, inflateSync } from 'node:zlib';
import { viewOf } from './picture';

/** The samples of a PNG, row by row: `samples[(y·width + x)·channels + channel]`. */
export interface PngSamples {
  width: number;
  height: number;
  /** Bits a sample: 1, 2, 4, 8 or 16. */
  depth: number;
  channels: number;
  samples: Uint8Array | Uint16Array;
  /** Red, green and blue of each index, where samples are indices. */
  palette: Uint8Array | undefined;
  /** The contents of its EXIF chunk. */
  exif: Uint8Array | undefined;
}

/** What ends in the words of `decodePicture` for a file that is damaged. */
class DamagedPng extends Error {}

interface Header {
  width: number;
  height: number;
  depth: number;
  colour: number;
  isInterlaced: boolean;
}

const paletteColour = 3;
/** Channels and depths by colour type (PNG specification, table 11.1). */
const colourTypes: ReadonlyMap<number, { channels: number; depths: readonly number[] }> = new Map([
  [0, { channels: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { channels: 3, depths: [8, 16] }],
  [paletteColour, { channels: 1, depths: [1, 2, 4, 8] }],
  [4, { channels: 2, depths: [8, 16] }],
  [6, { channels: 4, depths: [8, 16] }],
]);

/** Every pixel from a first one on, in steps. */
type Pass = readonly [left: number, top: number, across: number, down: number];

const whole: readonly Pass[] = [[0, 0, 1, 1]];
const adam7: readonly Pass[] = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

/** @throws an error for a file that is damaged */
export function readPng(bytes: Uint8Array): PngSamples {
  const chunks = [...chunksOf(bytes)];
  const find = (type: string): Uint8Array | undefined => chunks.find((chunk) => chunk.type === type)?.data;
  const header = headerOf(find('IHDR'));
  const { width, height, depth, colour, isInterlaced } = header;
  const { channels = 0, depths = [] } = colourTypes.get(colour) ?? {};
  const palette = colour === paletteColour ? find('PLTE') : undefined;
  if (!depths.includes(depth) || (colour === paletteColour && !palette)) throw new DamagedPng();
  const samples = new (depth === 16 ? Uint16Array : Uint8Array)(width * height * channels);
  const passes = (isInterlaced ? adam7 : whole).map((pass) => sizedPass(pass, header, channels)).filter(({ columns, rows }) => columns > 0 && rows > 0);
  const packed = unpack(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data), passes.reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0));
  let at = 0;
  for (const pass of passes) at = readPass(packed, at, pass, { width, depth, channels, samples });
  return { width, height, depth, channels, samples, palette, exif: find('eXIf') };
}

interface Chunk {
  type: string;
  data: Uint8Array;
}

function* chunksOf(bytes: Uint8Array): Iterable<Chunk> {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const isWhole = crc32(bytes.subarray(at + 4, end)) === view.getUint32(end);
    // Chunks whose names begin with a small letter are not needed.
    const isCritical = /^[A-Z]/.test(type);
    if (!isWhole && isCritical) throw new DamagedPng();
    if (isWhole) yield { type, data: bytes.subarray(at + 8, end) };
    if (type === 'IEND') return;
    at = end + 4;
  }
}

function headerOf(data: Uint8Array | undefined): Header {
  if (data?.length !== 13) throw new DamagedPng();
  const view = viewOf(data);
  const [depth = 0, colour = 0, compression, filter, interlace] = data.subarray(8);
  if (compression !== 0 || filter !== 0 || (interlace ?? 0) > 1) throw new DamagedPng();
  return { width: view.getUint32(0), height: view.getUint32(4), depth, colour, isInterlaced: interlace === 1 };
}

/** The rows of all passes, each after its filter's number. No more is unpacked than the header promises. */
function unpack(parts: readonly Uint8Array[], length: number): Uint8Array {
  const packed = inflateSync(Buffer.concat(parts), { maxOutputLength: length + 1024 });
  if (packed.length < length) throw new DamagedPng();
  return packed;
}

interface SizedPass {
  pass: Pass;
  columns: number;
  rows: number;
  rowBytes: number;
  /** Bytes from a pixel to its left neighbour. */
  step: number;
}

function sizedPass(pass: Pass, { width, height, depth }: Header, channels: number): SizedPass {
  const [left, top, across, down] = pass;
  const columns = Math.ceil((width - left) / across);
  return { pass, columns, rows: Math.ceil((height - top) / down), rowBytes: Math.ceil((columns * channels * depth) / 8), step: Math.max(1, (channels * depth) >> 3) };
}

/** Reads the rows of a pass from `at` on into their places. @returns where the next pass begins */
function readPass(packed: Uint8Array, at: number, { pass: [left, top, across, down], columns, rows, rowBytes, step }: SizedPass, target: Pick<PngSamples, 'width' | 'depth' | 'channels' | 'samples'>): number {
  const { width, depth, channels, samples } = target;
  let above = new Uint8Array(rowBytes);
  for (let y = 0; y < rows; y++, at += rowBytes + 1) {
    const row = packed.subarray(at + 1, at + 1 + rowBytes);
    unfilter(packed[at] ?? 0, row, above, step);
    above = row as Uint8Array<ArrayBuffer>;
    const start = ((top + y * down) * width + left) * channels;
    if (depth === 8 && across === 1) samples.set(row, start);
    else for (let i = 0; i < columns * channels; i++) samples[start + Math.floor(i / channels) * across * channels + (i % channels)] = sampleAt(row, i, depth);
  }
  return at;
}

function sampleAt(row: Uint8Array, index: number, depth: number): number {
  if (depth === 16) return (row[2 * index] ?? 0) * 256 + (row[2 * index + 1] ?? 0);
  const bit = index * depth;
  return ((row[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Undoes a row's filter in place (PNG specification, section 9). */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  if (filter > 4) throw new DamagedPng();
  if (filter === 2) for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
  if (filter === 1) for (let i = step; i < row.length; i++) row[i] = (row[i] ?? 0) + (row[i - step] ?? 0);
  if (filter < 3) return;
  for (let i = 0; i < row.length; i++) {
    const left = i < step ? 0 : (row[i - step] ?? 0);
    const corner = i < step ? 0 : (above[i - step] ?? 0);
    const up = above[i] ?? 0;
    row[i] = (row[i] ?? 0) + (filter === 3 ? (left + up) >> 1 : paeth(left, up, corner));
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
