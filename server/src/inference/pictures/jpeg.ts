/** JPEG through libjpeg-turbo's arithmetic (MozJPEG in WebAssembly), turned as its EXIF orientation says. */
import decodeJpeg, { init } from '@jsquash/jpeg/decode';
import decoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import { t } from '../../l10n/text';
import { dropAlpha, PictureError, viewOf, type PictureFormat } from './picture';
import { wasmDecoder } from './wasm-decoder';

/** Markers that carry the frame's size: SOF0 to SOF15 without the three that are tables. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const isStandalone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** Offset of the first frame header's marker, or -1. */
function findFrameHeader(bytes: Uint8Array): number {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return -1;
    const marker = bytes[at + 1] ?? 0;
    if (isFrameHeader(marker)) return at;
    if (marker === 0xff) at += 1;
    else if (isStandalone(marker)) at += 2;
    else at += 2 + viewOf(bytes).getUint16(at + 2);
  }
  return -1;
}

const decodeUpright = wasmDecoder(decoder, init, (file) => decodeJpeg(file, { preserveOrientation: true }));

export const jpeg: PictureFormat = {
  name: 'JPEG',
  matches: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  size(bytes) {
    const at = findFrameHeader(bytes);
    return at < 0 ? undefined : { width: viewOf(bytes).getUint16(at + 7), height: viewOf(bytes).getUint16(at + 5) };
  },
  async decode(bytes) {
    const components = bytes[findFrameHeader(bytes) + 9];
    if (components === 4) throw new PictureError(t('it is a CMYK JPEG; convert it to RGB first'));
    const { data, width, height } = await decodeUpright(bytes);
    return dropAlpha(data, width, height, 4);
  },
};
