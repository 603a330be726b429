/** Turns the label map's colours back into classes, and classes into the pictures that lie over the photograph. */
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

/**
 * The segmentation in its colours; with `only`, the other classes are transparent.
 * @param backgroundAlpha 0 to 1, for black: all over a picture it would hide more than it tells
 */
export function paintLabelMap(map: LabelMap, classes: readonly RunClass[], only: number | undefined, backgroundAlpha: number): ImageData {
  const shown = classes.filter(({ index }) => only === undefined || only === index);
  const palette = paletteOf(shown, (color) => color, (color) => (isBlack(color) ? backgroundAlpha * 255 : 255));
  return paint(map, (pixel) => palette[map.classes[pixel] ?? unlabelled] ?? 0);
}

/** Lines where a class ends, in lighter tones of its colour; between two classes the one with the higher index has the line. */
export function paintOutlines(map: LabelMap, classes: readonly RunClass[], only: number | undefined): ImageData {
  const palette = paletteOf(classes, (color) => color.map((channel) => channel + (255 - channel) * 0.45));
  const classAt = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= map.width || y >= map.height ? -1 : (map.classes[y * map.width + x] ?? unlabelled);
  return paint(map, (pixel) => {
    const own = map.classes[pixel] ?? unlabelled;
    if (only !== undefined && own !== only) return 0;
    const [x, y] = [pixel % map.width, Math.floor(pixel / map.width)];
    const around = [classAt(x - 1, y), classAt(x + 1, y), classAt(x, y - 1), classAt(x, y + 1)];
    const ends = around.some((other) => other >= 0 && (only === undefined ? other < own : other !== own));
    return ends ? (palette[own] ?? 0) : 0;
  });
}

/** @param wordAt RGBA of a pixel as one word in the machine's byte order */
function paint({ width, height }: LabelMap, wordAt: (pixel: number) => number): ImageData {
  const painted = new ImageData(width, height);
  const words = new Uint32Array(painted.data.buffer);
  for (let pixel = 0; pixel < words.length; pixel++) words[pixel] = wordAt(pixel);
  return painted;
}

/** The colour of the background in PASCAL VOC's map. */
const isBlack = (color: readonly number[]): boolean => color.every((channel) => channel === 0);

type Tone<Value> = (color: readonly number[]) => Value;

function paletteOf(classes: readonly RunClass[], tone: Tone<readonly number[]>, alpha: Tone<number> = () => 255): Uint32Array {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (const { index, color } of classes) bytes.set([...tone(color), alpha(color)], index * 4);
  return new Uint32Array(bytes.buffer);
}
