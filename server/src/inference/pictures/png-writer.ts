/** Writes PNG with the system's zlib: a label map is on disk before a decoder in JavaScript would have packed it. */
import { crc32, deflateSync } from 'node:zlib';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const colourTypes = { palette: 3, rgb: 2 } as const;
const bitDepth = 8;
/** Labels pack well at any level; photographs hardly at a high one. */
const compression = 3;

/** @param data rows of one byte a pixel (with a palette) or three (without). @param palette [red, green, blue] by value */
export function writePng(width: number, height: number, data: Uint8Array, palette?: readonly (readonly number[])[]): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([bitDepth, palette ? colourTypes.palette : colourTypes.rgb], 8);
  const chunks = [chunk('IHDR', header)];
  if (palette) chunks.push(chunk('PLTE', Uint8Array.from(palette.flat())));
  chunks.push(chunk('IDAT', deflateSync(unfiltered(height, data), { level: compression })), chunk('IEND', new Uint8Array(0)));
  return Buffer.concat([signature, ...chunks]);
}

/** Each row after the number of its filter: none. */
function unfiltered(height: number, data: Uint8Array): Uint8Array {
  const rowBytes = data.length / height;
  const rows = new Uint8Array(height * (rowBytes + 1));
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
