/** Windows bitmaps: uncompressed, 1 to 32 bits a pixel. */
import { t } from '../../l10n/text';
import { hasText, PictureError, viewOf, type PictureFormat } from './picture';

interface Header {
  width: number;
  height: number;
  isTopDown: boolean;
  bits: number;
  compression: number;
  /** Where the pixels begin. */
  offset: number;
  /** Where the palette begins: after both headers. */
  palette: number;
}

function readHeader(bytes: Uint8Array): Header | undefined {
  if (bytes.length < 54) return undefined;
  const view = viewOf(bytes);
  const headerSize = view.getUint32(14, true);
  if (headerSize < 40) return undefined;
  const height = view.getInt32(22, true);
  return {
    width: view.getInt32(18, true),
    height: Math.abs(height),
    isTopDown: height < 0,
    bits: view.getUint16(28, true),
    compression: view.getUint32(30, true),
    offset: view.getUint32(10, true),
    palette: 14 + headerSize,
  };
}

/** Colours are stored blue first, whatever the depth; BI_BITFIELDS is taken where its masks are that usual order. */
const isUsual = ({ bits, compression }: Header): boolean =>
  (compression === 0 && [1, 4, 8, 24, 32].includes(bits)) || (compression === 3 && bits === 32);

export const bmp: PictureFormat = {
  name: 'BMP',
  matches: (bytes) => hasText(bytes, 0, 'BM'),
  size: readHeader,
  decode(bytes) {
    const header = readHeader(bytes);
    if (!header) throw new PictureError(t('its header is damaged or from before Windows 3'));
    if (!isUsual(header)) throw new PictureError(t('it is compressed or has an unusual depth; save it as PNG'));
    const { width, height, bits, offset, palette } = header;
    const rowBytes = Math.ceil((width * bits) / 32) * 4;
    if (bytes.length < offset + rowBytes * height) throw new PictureError(t('it ends before its last pixel'));
    const data = new Uint8Array(3 * width * height);
    for (let y = 0; y < height; y++) {
      const row = offset + rowBytes * (header.isTopDown ? y : height - 1 - y);
      for (let x = 0; x < width; x++) {
        const index = ((bytes[row + ((x * bits) >> 3)] ?? 0) >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
        const blue = bits <= 8 ? palette + 4 * index : row + x * (bits >> 3);
        for (let c = 0; c < 3; c++) data[3 * (y * width + x) + c] = bytes[blue + 2 - c] ?? 0;
      }
    }
    return { width, height, data };
  },
};
