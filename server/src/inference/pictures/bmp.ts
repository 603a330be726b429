/** Windows and OS/2 bitmaps: 1 to 32 bits a pixel, with palettes, masks and run lengths. */
import { t } from '../../l10n/text';
import { indicesOfRuns } from './bmp-runs';
import { hasText, PictureError, viewOf, type Picture, type PictureFormat } from './picture';

/** How pixels are stored, as the header numbers it. */
const compressions = { none: 0, runs8: 1, runs4: 2, masks: 3, masksWithAlpha: 6 } as const;

interface Header {
  width: number;
  height: number;
  isTopDown: boolean;
  bits: number;
  compression: number;
  /** Where the pixels begin. */
  offset: number;
  /** Where the palette begins, and the bytes of each of its colours: blue, green, red and perhaps one that is not used. */
  palette: number;
  colourBytes: number;
  /** The bits of red, green and blue in a pixel of 16 or 32 bits. */
  masks: readonly number[];
}

const fileHeader = 14;
/** Of the header of OS/2 and Windows 2, and of that of Windows 3, which later ones begin with. */
const [oldHeader, usualHeader] = [12, 40];

const usualMasks: Readonly<Record<number, readonly number[]>> = { 16: [0x7c00, 0x3e0, 0x1f], 32: [0xff0000, 0xff00, 0xff] };

function readHeader(bytes: Uint8Array): Header | undefined {
  if (bytes.length < fileHeader + oldHeader) return undefined;
  const view = viewOf(bytes);
  const size = view.getUint32(fileHeader, true);
  const common = { offset: view.getUint32(10, true), palette: fileHeader + size };
  if (size === oldHeader) {
    return { ...common, width: view.getUint16(18, true), height: view.getUint16(20, true), isTopDown: false, bits: view.getUint16(24, true), compression: compressions.none, colourBytes: 3, masks: [] };
  }
  if (size < usualHeader || bytes.length < fileHeader + usualHeader) return undefined;
  const height = view.getInt32(22, true);
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const hasMasks = compression === compressions.masks || compression === compressions.masksWithAlpha;
  if (hasMasks && bytes.length < fileHeader + usualHeader + 12) return undefined;
  const masks = hasMasks ? [0, 4, 8].map((at) => view.getUint32(fileHeader + usualHeader + at, true)) : (usualMasks[bits] ?? []);
  return { ...common, width: view.getInt32(18, true), height: Math.abs(height), isTopDown: height < 0, bits, compression, colourBytes: 4, masks };
}

/** Reads the colour of a pixel of a row into a place of the picture. */
type PixelReader = (row: number, x: number, data: Uint8Array, to: number) => void;

/** Red, green and blue from bytes that are stored blue first. */
const copy = (bytes: Uint8Array, blue: number, data: Uint8Array, to: number): void => {
  for (let c = 0; c < 3; c++) data[to + c] = bytes[blue + 2 - c] ?? 0;
};

/** What a field of a pixel's bits is, from 0 to 255. */
function field(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (pixel) => Math.floor((((pixel & mask) >>> shift) * 255) / most);
}

function readerFor(bytes: Uint8Array, { bits, palette, colourBytes, masks }: Header): PixelReader {
  if (bits <= 8) {
    const most = (1 << bits) - 1;
    return (row, x, data, to) => copy(bytes, palette + colourBytes * (((bytes[row + ((x * bits) >> 3)] ?? 0) >> (8 - bits - ((x * bits) & 7))) & most), data, to);
  }
  if (bits === 24) return (row, x, data, to) => copy(bytes, row + 3 * x, data, to);
  const view = viewOf(bytes);
  const fields = masks.map(field);
  return (row, x, data, to) => {
    const pixel = bits === 16 ? view.getUint16(row + 2 * x, true) : view.getUint32(row + 4 * x, true);
    for (const [c, read] of fields.entries()) data[to + c] = read(pixel);
  };
}

function plainPicture(bytes: Uint8Array, header: Header): Picture {
  const { width, height, bits, offset, isTopDown } = header;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (bytes.length < offset + rowBytes * height) throw new PictureError(t('it ends before its last pixel'));
  const data = new Uint8Array(3 * width * height);
  const read = readerFor(bytes, header);
  for (let y = 0; y < height; y++) {
    const row = offset + rowBytes * (isTopDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) read(row, x, data, 3 * (y * width + x));
  }
  return { width, height, data };
}

function runsPicture(bytes: Uint8Array, { width, height, bits, offset, palette, colourBytes }: Header): Picture {
  const indices = indicesOfRuns(bytes.subarray(offset), width, height, bits);
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < indices.length; i++) copy(bytes, palette + colourBytes * (indices[i] ?? 0), data, 3 * i);
  return { width, height, data };
}

/** Depths that go with each way to store pixels. */
const depths: ReadonlyMap<number, readonly number[]> = new Map<number, readonly number[]>([
  [compressions.none, [1, 2, 4, 8, 16, 24, 32]],
  [compressions.runs8, [8]],
  [compressions.runs4, [4]],
  [compressions.masks, [16, 32]],
  [compressions.masksWithAlpha, [16, 32]],
]);

export const bmp: PictureFormat = {
  name: 'BMP',
  matches: (bytes) => hasText(bytes, 0, 'BM'),
  size: readHeader,
  decode(bytes) {
    const header = readHeader(bytes);
    const isKnown = header && (depths.get(header.compression)?.includes(header.bits) ?? false);
    if (!isKnown) throw new PictureError(t('it is a BMP of a rare kind; save it as PNG'));
    const hasRuns = header.compression === compressions.runs8 || header.compression === compressions.runs4;
    return hasRuns ? runsPicture(bytes, header) : plainPicture(bytes, header);
  },
};
