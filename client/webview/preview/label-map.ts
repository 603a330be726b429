/** Turns the label map's colours back into classes, and classes into the picture that lies over the photograph. */
import type { RunClass } from '../../../server/src/protocol/run';

export interface LabelMap {
  width: number;
  height: number;
  /** The class's index at each pixel, row by row; `unlabelled` where the colour is no class's. */
  classes: Uint8Array;
}

const unlabelled = 255;

const keyOf = (red: number, green: number, blue: number): number => (red << 16) | (green << 8) | blue;

/** @param pixels RGBA of the PNG that the run wrote, decoded without colour conversion */
export function readLabelMap(pixels: ImageData, classes: readonly RunClass[]): LabelMap {
  const byColor = new Map(classes.map(({ index, color }) => [keyOf(...color), index]));
  const { width, height, data } = pixels;
  const found = new Uint8Array(width * height);
  for (let pixel = 0; pixel < found.length; pixel++) {
    const at = pixel * 4;
    found[pixel] = byColor.get(keyOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) ?? unlabelled;
  }
  return { width, height, classes: found };
}

/** The segmentation in its colours; with `only`, the other classes are transparent. */
export function paintLabelMap(map: LabelMap, classes: readonly RunClass[], only: number | undefined): ImageData {
  const painted = new ImageData(map.width, map.height);
  const words = new Uint32Array(painted.data.buffer);
  const palette = paletteOf(classes, only);
  for (let pixel = 0; pixel < words.length; pixel++) words[pixel] = palette[map.classes[pixel] ?? unlabelled] ?? 0;
  return painted;
}

/** RGBA of each class as one word in the machine's byte order. */
function paletteOf(classes: readonly RunClass[], only: number | undefined): Uint32Array {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (const { index, color } of classes) {
    if (only === undefined || only === index) bytes.set([...color, 255], index * 4);
  }
  return new Uint32Array(bytes.buffer);
}
