/** PNG: every colour type and depth in, palette or RGB out. */
import { orientationOf, turnedUpright } from './exif';
import { dropAlpha, hasText, viewOf, type Picture, type PictureFormat } from './picture';
import { readPng, type PngSamples } from './png-reader';
import { writePng } from './png-writer';

/** How a sample of `depth` bits becomes one of 8: deep ones lose their low byte, shallow ones are stretched. */
const toByte = (depth: number): ((sample: number) => number) =>
  depth === 16 ? (sample) => sample >> 8 : (sample) => Math.round((sample * 255) / ((1 << depth) - 1));

function picture({ width, height, depth, channels, samples, palette }: PngSamples): Picture {
  const convert = toByte(depth);
  const data = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const sample = samples[pixel * channels] ?? 0;
    for (let c = 0; c < 3; c++) {
      data[3 * pixel + c] = palette ? (palette[3 * sample + c] ?? 0) : convert(channels < 3 ? sample : (samples[pixel * channels + c] ?? 0));
    }
  }
  return { width, height, data };
}

export const png: PictureFormat = {
  name: 'PNG',
  matches: (bytes) => hasText(bytes, 1, 'PNG\r\n\x1a\n'),
  size: (bytes) => (bytes.length < 24 ? undefined : { width: viewOf(bytes).getUint32(16), height: viewOf(bytes).getUint32(20) }),
  decode(bytes) {
    const decoded = readPng(bytes);
    const { width, height, depth, channels, samples, exif } = decoded;
    const stored = depth === 8 && channels >= 3 ? dropAlpha(samples, width, height, channels) : picture(decoded);
    return turnedUpright(stored, exif ? orientationOf(exif) : 1);
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
  const { width, height, channels, samples } = readPng(bytes);
  return { width, height, labels: Uint8Array.from({ length: width * height }, (_, pixel) => samples[pixel * channels] ?? 0) };
}

/** A label map as a PNG with a palette of 256 colours, as PASCAL VOC's label files are. */
export const encodeLabels = ({ width, height, labels }: LabelMap, palette: readonly (readonly number[])[]): Uint8Array =>
  writePng(width, height, labels, palette);

export const encodePicture = ({ width, height, data }: Picture): Uint8Array => writePng(width, height, data);
