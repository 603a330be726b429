/** The run lengths of bitmaps (BI_RLE8 and BI_RLE4). */

/** What the byte after a zero means; larger ones count pixels that follow one by one. */
const escapes = { endOfRow: 0, end: 1, move: 2 } as const;

/** Indices of the palette, row by row from the top. Pixels that are passed over are 0, and a file that ends early leaves the rest so. @param bits 4 or 8 a pixel */
export function indicesOfRuns(bytes: Uint8Array, width: number, height: number, bits: number): Uint8Array {
  const indices = new Uint8Array(width * height);
  let [x, y] = [0, height - 1];
  const put = (index: number): void => {
    if (x < width && y >= 0) indices[y * width + x] = index;
    x++;
  };
  /** The pixel `i` of those that begin at a byte. */
  const pixel = (at: number, i: number): number => (bits === 8 ? (bytes[at + i] ?? 0) : ((bytes[at + (i >> 1)] ?? 0) >> (i & 1 ? 0 : 4)) & 15);
  for (let at = 0; at + 1 < bytes.length && y >= 0; ) {
    const [count = 0, value = 0] = bytes.subarray(at, at + 2);
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : pixel(at - 1, i & 1));
    } else if (value === escapes.endOfRow) {
      [x, y] = [0, y - 1];
    } else if (value === escapes.end) {
      break;
    } else if (value === escapes.move) {
      [x, y] = [x + (bytes[at] ?? 0), y - (bytes[at + 1] ?? 0)];
      at += 2;
    } else {
      for (let i = 0; i < value; i++) put(pixel(at, i));
      at += Math.ceil((value * bits) / 16) * 2;
    }
  }
  return indices;
}
