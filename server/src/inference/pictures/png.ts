/** PNG: every colour type and depth in, palette or RGB out. */
import { decode, type DecodedPng } from 'fast-png';
import { dropAlpha, hasText, viewOf, type Picture, type PictureFormat } from './picture';
import { writePng } from './png-writer';

/** The samples of a picture, one a value, in the file's own depth: rows of less than a byte a sample are unpacked. */
function samplesOf({ data, width, height, depth, channels }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const samples = new Uint8Array(width * height * channels);
  const mask = (1 << depth) - 1;
  for (let i = 0; i < samples.length; i++) {
    const bit = (i % (width * channels)) * depth;
    const byte = data[Math.floor(i / (width * channels)) * rowBytes + (bit >> 3)] ?? 0;
    samples[i] = (byte >> (8 - depth - (bit & 7))) & mask;
  }
  return samples;
}

/** How a sample of `depth` bits becomes one of 8: deep ones lose their low byte, shallow ones are stretched. */
const toByte = (depth: number): ((sample: number) => number) =>
  depth === 16 ? (sample) => sample >> 8 : (sample) => Math.round((sample * 255) / ((1 << depth) - 1));

function picture(png: DecodedPng): Picture {
  const { width, height, palette, depth, channels } = png;
  const samples = samplesOf(png);
  const convert = toByte(depth);
  const data = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const colour = palette?.[samples[pixel] ?? 0];
    for (let c = 0; c < 3; c++) {
      const channel = channels < 3 ? 0 : c;
      data[3 * pixel + c] = palette ? (colour?.[c] ?? 0) : convert(samples[pixel * channels + channel] ?? 0);
    }
  }
  return { width, height, data };
}

/** Decodes a copy: the decoder reads past the end of a view into its buffer where a file is cut short. */
const decodeWhole = (bytes: Uint8Array): DecodedPng => decode(Uint8Array.from(bytes));

export const png: PictureFormat = {
  name: 'PNG',
  matches: (bytes) => hasText(bytes, 1, 'PNG\r\n\x1a\n'),
  size: (bytes) => (bytes.length < 24 ? undefined : { width: viewOf(bytes).getUint32(16), height: viewOf(bytes).getUint32(20) }),
  decode(bytes) {
    const decoded = decodeWhole(bytes);
    const isPlain = decoded.depth === 8 && decoded.channels >= 3;
    return isPlain ? dropAlpha(decoded.data, decoded.width, decoded.height, decoded.channels) : picture(decoded);
  },
};

/** A map of one class index a pixel, row by row. */
export interface LabelMap {
  width: number;
  height: number;
  labels: Uint8Array;
}

/** The class indices of a label PNG: palette indices, or the grey value where it has no palette. */
export function decodeLabels(bytes: Uint8Array): LabelMap {
  const decoded = decodeWhole(bytes);
  const { width, height, channels } = decoded;
  const samples = samplesOf(decoded);
  return { width, height, labels: Uint8Array.from({ length: width * height }, (_, pixel) => samples[pixel * channels] ?? 0) };
}

/** A label map as a PNG with a palette of 256 colours, as PASCAL VOC's label files are. */
export const encodeLabels = ({ width, height, labels }: LabelMap, palette: readonly (readonly number[])[]): Uint8Array =>
  writePng(width, height, labels, palette);

export const encodePicture = ({ width, height, data }: Picture): Uint8Array => writePng(width, height, data);
