/** WebP through libwebp in WebAssembly. */
import decodeWebp, { init } from '@jsquash/webp/decode';
import decoder from '@jsquash/webp/codec/dec/webp_dec.wasm';
import { t } from '../../l10n/text';
import { orientationOf, turnedUpright } from './exif';
import { dropAlpha, hasText, PictureError, viewOf, type PictureFormat } from './picture';
import { wasmDecoder } from './wasm-decoder';

const decodePixels = wasmDecoder(decoder, init, decodeWebp);

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** Where the three kinds of first chunk keep the size (WebP container specification). */
const sizeReaders: Record<string, (view: DataView) => { width: number; height: number }> = {
  'VP8 ': (view) => ({ width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }),
  VP8L: (view) => ({ width: 1 + (view.getUint32(21, true) & 0x3fff), height: 1 + ((view.getUint32(21, true) >>> 14) & 0x3fff) }),
  VP8X: (view) => ({ width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }),
};

const isAnimated = (bytes: Uint8Array): boolean => hasText(bytes, 12, 'VP8X') && ((bytes[20] ?? 0) & 2) !== 0;

/** The contents of the first chunk with a name. */
function chunkOf(bytes: Uint8Array, name: string): Uint8Array | undefined {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = viewOf(bytes).getUint32(at + 4, true);
    if (hasText(bytes, at, name)) return bytes.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length & 1);
  }
  return undefined;
}

export const webp: PictureFormat = {
  name: 'WebP',
  matches: (bytes) => hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP'),
  size(bytes) {
    if (bytes.length < 30) return undefined;
    return sizeReaders[String.fromCharCode(...bytes.subarray(12, 16))]?.(viewOf(bytes));
  },
  async decode(bytes) {
    if (isAnimated(bytes)) throw new PictureError(t('it is an animated WebP; save one of its frames'));
    const { data, width, height } = await decodePixels(bytes);
    const exif = chunkOf(bytes, 'EXIF');
    return turnedUpright(dropAlpha(data, width, height, 4), exif ? orientationOf(exif) : 1);
  },
};
