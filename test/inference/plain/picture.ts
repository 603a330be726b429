/** What a picture's scores are by definition, pixel by pixel in float64: scales, tiles, mirror images and their joining, around a net that is asked for. */
import { elementAt, make, sum, type PlainArray } from './array';

/** Sides of a picture or of a net. */
export type Size = readonly [height: number, width: number];

/** Runs the net on [3, height, width] at its own size. */
export type PlainNet = (input: PlainArray) => Promise<PlainArray>;

export interface PlainOptions {
  scales: readonly number[];
  flip: boolean;
  /** The net's size for a picture of this size. */
  sizeFor: (picture: Size) => Size;
}

const planes = ({ shape: [count = 0] }: PlainArray): number => count;
const sizeOfMaps = ({ shape: [, height = 0, width = 0] }: PlainArray): Size => [height, width];

/** The value between units, 0 outside. */
const unit = (maps: PlainArray, plane: number, y: number, x: number): number => elementAt(maps, [plane, y, x]) ?? 0;

/** Bilinear, with the corner units of both on each other. */
function resize(maps: PlainArray, [height, width]: Size): PlainArray {
  const [fromHeight, fromWidth] = sizeOfMaps(maps);
  const place = (i: number, from: number, to: number): number => (to > 1 ? (i * (from - 1)) / (to - 1) : 0);
  return make([planes(maps), height, width], ([plane = 0, i = 0, j = 0]) => {
    const [y, x] = [place(i, fromHeight, height), place(j, fromWidth, width)];
    const [top, left] = [Math.floor(y), Math.floor(x)];
    const row = (at: number): number => (1 - (x - left)) * unit(maps, plane, at, left) + (x - left) * unit(maps, plane, at, left + 1);
    return (1 - (y - top)) * row(top) + (y - top) * row(top + 1);
  });
}

const mirror = (maps: PlainArray): PlainArray => make(maps.shape, ([plane = 0, y = 0, x = 0]) => unit(maps, plane, y, (maps.shape[2] ?? 0) - 1 - x));

/** A part of maps, with 0 past their ends. */
const cut = (maps: PlainArray, [top, left]: Size, [height, width]: Size): PlainArray => make([planes(maps), height, width], ([plane = 0, y = 0, x = 0]) => unit(maps, plane, top + y, left + x));

/** Where tiles begin: in equal steps of multiples of 8 that are no more than two thirds of a tile, the last one the first that reaches the end. */
function starts(length: number, tile: number): number[] {
  let last = 0;
  while (last + tile < length) last += 8;
  let most = 8;
  while (most + 8 <= (2 * tile) / 3) most += 8;
  let count = 1;
  while ((count - 1) * most < length - tile) count++;
  return Array.from({ length: count }, (_, i) => (count === 1 ? 0 : 8 * Math.round((i * last) / 8 / (count - 1))));
}

/** A pixel's weight in a tile: its distance to the tile's ends that lie inside the picture, but no more than a third of the tile. */
function weight(place: number, start: number, length: number, whole: number): number {
  const distances = [length / 3];
  if (start > 0) distances.push(place - start + 1);
  if (start + length < whole) distances.push(start + length - place);
  return Math.min(...distances);
}

/** The scores at every pixel of a part that fits into the net. */
async function scoresOf(part: PlainArray, size: Size, flip: boolean, net: PlainNet): Promise<PlainArray> {
  const pass = async (picture: PlainArray): Promise<PlainArray> => cut(resize(await net(cut(picture, [0, 0], size)), size), [0, 0], sizeOfMaps(picture));
  const straight = await pass(part);
  if (!flip) return straight;
  const turned = mirror(await pass(mirror(part)));
  return make(straight.shape, ([plane = 0, y = 0, x = 0]) => (unit(straight, plane, y, x) + unit(turned, plane, y, x)) / 2);
}

async function scoresAtScale(picture: PlainArray, size: Size, flip: boolean, net: PlainNet): Promise<PlainArray> {
  const [height, width] = sizeOfMaps(picture);
  const tiles: { top: number; left: number; maps: PlainArray }[] = [];
  for (const top of starts(height, size[0])) {
    for (const left of starts(width, size[1])) {
      const part = cut(picture, [top, left], [Math.min(size[0], height - top), Math.min(size[1], width - left)]);
      tiles.push({ top, left, maps: await scoresOf(part, size, flip, net) });
    }
  }
  const classes = tiles[0] ? planes(tiles[0].maps) : 0;
  return make([classes, height, width], ([plane = 0, y = 0, x = 0]) => {
    const seen = tiles.flatMap(({ top, left, maps }) => {
      const [rows, columns] = sizeOfMaps(maps);
      const value = elementAt(maps, [plane, y - top, x - left]);
      return value === undefined ? [] : [{ value, weight: weight(y, top, rows, height) * weight(x, left, columns, width) }];
    });
    return sum(seen.map((tile) => tile.value * tile.weight)) / sum(seen.map((tile) => tile.weight));
  });
}

/** The scores at every pixel of a picture, [3, height, width] as the net reads it: the largest over all scales. */
export async function plainScores(picture: PlainArray, { scales, flip, sizeFor }: PlainOptions, net: PlainNet): Promise<PlainArray> {
  const size = sizeOfMaps(picture);
  const all: PlainArray[] = [];
  for (const scale of scales) {
    const scaled = resize(picture, [Math.round(size[0] * scale), Math.round(size[1] * scale)]);
    all.push(resize(await scoresAtScale(scaled, sizeFor(sizeOfMaps(scaled)), flip, net), size));
  }
  return make(all[0]?.shape ?? [], (index) => Math.max(...all.map((scores) => elementAt(scores, index) ?? NaN)));
}

/** Probabilities: the softmax of scores, or of what are probabilities but for their sum, their shares. */
export function plainProbabilities(scores: PlainArray, areShares: boolean): PlainArray {
  const terms = areShares ? scores : { ...scores, values: scores.values.map(Math.exp) };
  const at = ([, y = 0, x = 0]: readonly number[]): number => sum(Array.from({ length: planes(terms) }, (_, plane) => unit(terms, plane, y, x)));
  return make(terms.shape, (index) => (elementAt(terms, index) ?? NaN) / at(index));
}
