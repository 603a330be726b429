/** A picture in memory, and how reading one can fail. */

/** Eight-bit RGB, row by row: `data[3·(y·width + x) + channel]`. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Why bytes are not a picture that can be used; the message is one sentence for people. */
export class PictureError extends Error {
  override name = 'PictureError';
}

/**
 * The most pixels that a picture may have. A few kilobytes can claim billions of pixels, so the header is asked before
 * anything is unpacked.
 */
export const maximumPixels = 100_000_000;

/** One file format: how to recognise it, to read its size without unpacking it, and to unpack it. */
export interface PictureFormat {
  name: string;
  /** Whether the bytes begin as this format does. */
  matches(bytes: Uint8Array): boolean;
  /** Width and height by the header; undefined where the header is cut off or damaged. */
  size(bytes: Uint8Array): { width: number; height: number } | undefined;
  /** @throws PictureError, or whatever the decoder throws for damaged data. */
  decode(bytes: Uint8Array): Picture | Promise<Picture>;
}

/** Whether `bytes` has the characters of `text` at `offset`. */
export const hasText = (bytes: Uint8Array, offset: number, text: string): boolean =>
  bytes.length >= offset + text.length && [...text].every((character, i) => bytes[offset + i] === character.charCodeAt(0));

/** A view for reading numbers. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** RGB from pixels of `channels` ≥ 3 values (further channels, such as alpha, are dropped as Caffe's readers do). */
export function dropAlpha(pixels: ArrayLike<number>, width: number, height: number, channels: number): Picture {
  const data = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; to < data.length; from += channels, to += 3) {
    data[to] = pixels[from] ?? 0;
    data[to + 1] = pixels[from + 1] ?? 0;
    data[to + 2] = pixels[from + 2] ?? 0;
  }
  return { width, height, data };
}
