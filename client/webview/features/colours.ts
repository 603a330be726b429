/** Colours for values: dark blue for the least to yellow for the largest, evenly bright in steps (viridis), and magenta for what is not finite. */

/** Of Matplotlib's viridis, every eighth part. */
const stops: readonly (readonly [number, number, number])[] = [
  [68, 1, 84], [72, 40, 120], [62, 74, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [109, 205, 89], [180, 222, 44], [253, 231, 37],
];

const notFiniteColour = [255, 0, 255] as const;

const mix = (from: number, to: number, share: number): number => Math.round(from + (to - from) * share);

/** Red, green and blue at a place from 0 to 1. */
export function colourAt(place: number): [number, number, number] {
  const scaled = Math.min(1, Math.max(0, place)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(scaled));
  const [low, high] = [stops[index] ?? notFiniteColour, stops[index + 1] ?? notFiniteColour];
  const share = scaled - index;
  return [mix(low[0], high[0], share), mix(low[1], high[1], share), mix(low[2], high[2], share)];
}

/** The largest byte of a finite value; the next one stands for what is not finite. */
export const topByte = 254;

/**
 * RGBA words, in the machine's byte order, of a map's bytes.
 * @param from where byte 0 lies among the colours, 0 to 1. @param to the same for the largest
 */
export function paletteBetween(from: number, to: number): Uint32Array {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let byte = 0; byte <= topByte; byte++) bytes.set([...colourAt(from + ((to - from) * byte) / topByte), 255], byte * 4);
  bytes.set([...notFiniteColour, 255], 255 * 4);
  return new Uint32Array(bytes.buffer);
}

/** For a bar that explains the colours. */
export const gradient = `linear-gradient(to right, ${stops.map((stop) => `rgb(${stop.join(' ')})`).join(', ')})`;
