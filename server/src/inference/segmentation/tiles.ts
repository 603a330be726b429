/** Pictures larger than what is run at once: cut into tiles that overlap, whose scores are blended. */
import type { Size } from './net-inputs';
import type { Planes } from './planes';
import type { ScoreRows } from './score-rows';

/** Where a tile begins in the picture, and how much of the picture it holds. */
export interface Tile extends Size {
  top: number;
  left: number;
}

/** Tiles begin where an output unit of a net of stride 8 lies, so that their scores are those of the whole picture away from borders. */
const alignment = 8;

/** The share of a tile that its neighbours see too, as in PSPNet's evaluation (a step of two thirds). */
const overlap = 1 / 3;

/** Starts of tiles along an axis: in equal steps, that overlap by a third at least. */
export function tileStarts(length: number, tile: number): number[] {
  if (length <= tile) return [0];
  const step = Math.max(alignment, Math.floor((tile * (1 - overlap)) / alignment) * alignment);
  const count = Math.ceil((length - tile) / step) + 1;
  const last = Math.ceil((length - tile) / alignment) * alignment;
  return Array.from({ length: count }, (_, i) => Math.round((i * last) / (count - 1) / alignment) * alignment);
}

/** The tiles of a picture, row by row. */
export function tilesOf({ height, width }: Size, tile: Size): Tile[] {
  return tileStarts(height, tile.height).flatMap((top) =>
    tileStarts(width, tile.width).map((left) => ({ top, left, height: Math.min(tile.height, height - top), width: Math.min(tile.width, width - left) })));
}

/** The part of planes that a tile holds. */
export function cutOut({ planes, height, width, values }: Planes, tile: Tile): Planes {
  if (tile.height === height && tile.width === width) return { planes, height, width, values };
  const part = new Float32Array(planes * tile.height * tile.width);
  for (let row = 0; row < planes * tile.height; row++) {
    const start = (Math.floor(row / tile.height) * height + tile.top + (row % tile.height)) * width + tile.left;
    part.set(values.subarray(start, start + tile.width), row * tile.width);
  }
  return { planes, height: tile.height, width: tile.width, values: part };
}

/** How much a tile's word counts along an axis: it falls towards its borders, where it sees padding, but not at those of the picture. */
function weightsAlong(start: number, length: number, whole: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => {
    const before = start === 0 ? length : i + 1;
    const after = start + length === whole ? length : length - i;
    return Math.min(before, after, length * overlap);
  });
}

interface PlacedTile {
  tile: Tile;
  rows: ScoreRows;
  down: Float32Array;
  across: Float32Array;
}

/** Scores of the whole picture from those of its tiles: means, weighted by the distance to the tiles' borders. */
export function blended(tiles: readonly { tile: Tile; rows: ScoreRows }[], { height, width }: Size): ScoreRows {
  const [first] = tiles;
  if (!first) throw new RangeError('There are no tiles.');
  if (tiles.length === 1) return first.rows;
  const placed = tiles.map(({ tile, rows }): PlacedTile => ({ tile, rows, down: weightsAlong(tile.top, tile.height, height), across: weightsAlong(tile.left, tile.width, width) }));
  const sums = new Float32Array(width);
  return {
    classes: first.rows.classes, height, width,
    read(label, y, target) {
      target.fill(0);
      sums.fill(0);
      for (const part of placed) addRow(part, label, y, target, sums);
      for (let x = 0; x < width; x++) target[x] = (target[x] ?? 0) / (sums[x] ?? 1);
    },
  };
}

function addRow({ tile, rows, down, across }: PlacedTile, label: number, y: number, target: Float32Array, sums: Float32Array): void {
  const inside = y - tile.top;
  if (inside < 0 || inside >= tile.height) return;
  const row = new Float32Array(tile.width);
  rows.read(label, inside, row);
  for (let x = 0; x < tile.width; x++) {
    const weight = (down[inside] ?? 0) * (across[x] ?? 0);
    target[tile.left + x] = (target[tile.left + x] ?? 0) + weight * (row[x] ?? 0);
    sums[tile.left + x] = (sums[tile.left + x] ?? 0) + weight;
  }
}
