/** Draws a map of influence: brighter where a pixel counts more, with the field that theory gives and the width that was measured. */
import { writePng } from '../pictures/png-writer';

/** What is drawn over the map, in pixels of it. */
export interface Outlines {
  /** First and last pixel of the field (y, x). */
  field: { first: readonly [number, number]; last: readonly [number, number] };
  /** Middle and radii (y, x) of an ellipse. */
  mean: readonly [number, number];
  radius: readonly [number, number];
}

/** Entries of the palette that lines are drawn in. */
const fieldLine = 254;
const ellipseLine = 255;

/** From black through violet and orange to pale yellow, by brightness, so that it reads in grey too; then the lines. */
const stops: readonly (readonly [number, number, number])[] = [[4, 5, 15], [66, 10, 104], [147, 38, 103], [221, 81, 58], [252, 165, 10], [252, 255, 200]];

const palette: readonly (readonly number[])[] = Array.from({ length: 256 }, (_, index) => {
  if (index === fieldLine) return [79, 209, 197];
  if (index === ellipseLine) return [255, 255, 255];
  const place = (index / (fieldLine - 1)) * (stops.length - 1);
  const [low, high] = [stops[Math.floor(place)], stops[Math.min(stops.length - 1, Math.floor(place) + 1)]];
  return [0, 1, 2].map((channel) => Math.round((low?.[channel] ?? 0) + ((high?.[channel] ?? 0) - (low?.[channel] ?? 0)) * (place - Math.floor(place))));
});

/** The root of the influence, so that what is faint shows. @returns PNG */
export function drawHeatMap(influence: Float32Array, height: number, width: number, outlines: Outlines): Uint8Array {
  const strongest = influence.reduce((most, value) => Math.max(most, value), 0) || 1;
  const pixels = Uint8Array.from(influence, (value) => Math.round(Math.sqrt(value / strongest) * (fieldLine - 1)));
  const plot = (y: number, x: number, entry: number): void => {
    const [row, column] = [Math.round(y), Math.round(x)];
    if (row >= 0 && row < height && column >= 0 && column < width) pixels[row * width + column] = entry;
  };
  const { field: { first, last }, mean, radius } = outlines;
  for (let x = first[1]; x <= last[1]; x++) for (const y of [first[0], last[0]]) plot(y, x, fieldLine);
  for (let y = first[0]; y <= last[0]; y++) for (const x of [first[1], last[1]]) plot(y, x, fieldLine);
  const steps = Math.ceil(8 * (radius[0] + radius[1]) + 8);
  for (let step = 0; step < steps; step++) {
    const angle = (2 * Math.PI * step) / steps;
    plot(mean[0] + radius[0] * Math.sin(angle), mean[1] + radius[1] * Math.cos(angle), ellipseLine);
  }
  return writePng(width, height, pixels, palette);
}
