/** PPM, PGM and PBM, text and binary, as DeepLab's own CRF tool reads them. */
import { t } from '../../l10n/text';
import { PictureError, type PictureFormat } from './picture';

interface Header {
  /** The digit after `P`: 1 to 3 are text, 4 to 6 binary; bitmap, grey, colour. */
  variant: number;
  width: number;
  height: number;
  /** The value of full brightness. */
  maximum: number;
  /** Where the pixels begin. */
  offset: number;
}

const isBitmap = (variant: number): boolean => variant === 1 || variant === 4;

/** A header is a few numbers between blanks and comments; no more than this much of a file is searched for them. */
const longestHeader = 4096;

function readHeader(bytes: Uint8Array): Header | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, longestHeader));
  const variant = Number(text[1]);
  const gap = String.raw`(?:\s|#[^\n]*\n)+`;
  const pattern = new RegExp(`^P[1-6]${gap}(\\d+)${gap}(\\d+)${isBitmap(variant) ? '' : `${gap}(\\d+)`}\\s`);
  const match = pattern.exec(text);
  const maximum = Number(match?.[3] ?? 1);
  if (!match || maximum < 1 || maximum > 65_535) return undefined;
  return { variant, width: Number(match[1]), height: Number(match[2]), maximum, offset: match[0].length };
}

/** The samples as written, one a value. */
function samplesOf(bytes: Uint8Array, { variant, width, height, maximum, offset }: Header): ArrayLike<number> {
  const body = bytes.subarray(offset);
  if (variant === 4) {
    const rowBytes = Math.ceil(width / 8);
    const bit = (i: number): number => ((body[Math.floor(i / width) * rowBytes + ((i % width) >> 3)] ?? 0) >> (7 - ((i % width) & 7))) & 1;
    return Uint8Array.from({ length: width * height }, (_, i) => bit(i));
  }
  if (variant > 4) return maximum < 256 ? body : Uint16Array.from({ length: body.length >> 1 }, (_, i) => (body[2 * i] ?? 0) * 256 + (body[2 * i + 1] ?? 0));
  const text = new TextDecoder('latin1').decode(body).replaceAll(/#[^\n]*/g, ' ');
  return (variant === 1 ? text.match(/[01]/g) : text.match(/\d+/g))?.map(Number) ?? [];
}

export const ppm: PictureFormat = {
  name: 'PPM',
  matches: (bytes) => bytes[0] === 0x50 && (bytes[1] ?? 0) >= 0x31 && (bytes[1] ?? 0) <= 0x36 && /\s/.test(String.fromCharCode(bytes[2] ?? 0)),
  size: readHeader,
  decode(bytes) {
    const header = readHeader(bytes);
    if (!header) throw new PictureError(t('its header is damaged'));
    const { variant, width, height, maximum } = header;
    const channels = variant % 3 === 0 ? 3 : 1;
    const samples = samplesOf(bytes, header);
    if (samples.length < width * height * channels) throw new PictureError(t('it ends before its last pixel'));
    const bright = (sample: number): number => Math.round(((isBitmap(variant) ? 1 - sample : sample) * 255) / maximum);
    const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => bright(samples[channels === 3 ? i : Math.floor(i / 3)] ?? 0));
    return { width, height, data };
  },
};
