/** The orientation that a camera noted in EXIF, and pictures turned by it. */
import { hasText, viewOf, type Picture } from './picture';

const orientationTag = 0x0112;
const shortType = 3;
/** As stored. */
const upright = 1;

/** The orientation, 1 to 8, that EXIF data states; 1 where it states none. */
export function orientationOf(exif: Uint8Array): number {
  const tiff = hasText(exif, 0, 'Exif\0\0') ? exif.subarray(6) : exif;
  if (tiff.length < 8) return upright;
  const view = viewOf(tiff);
  const isLittle = hasText(tiff, 0, 'II');
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return upright;
  for (let i = 0, at = directory + 2; i < view.getUint16(directory, isLittle) && at + 12 <= tiff.length; i++, at += 12) {
    if (view.getUint16(at, isLittle) !== orientationTag || view.getUint16(at + 2, isLittle) !== shortType) continue;
    const orientation = view.getUint16(at + 8, isLittle);
    return orientation >= 1 && orientation <= 8 ? orientation : upright;
  }
  return upright;
}

/** The picture as it is meant to be seen. @param orientation 1 to 8: where EXIF says that the stored first row and column belong */
export function turnedUpright({ width, height, data }: Picture, orientation: number): Picture {
  if (orientation === upright) return { width, height, data };
  const isOnItsSide = orientation > 4;
  const [newWidth, newHeight] = isOnItsSide ? [height, width] : [width, height];
  const turned = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++, to += 3) {
      const [along, down] = isOnItsSide ? [y, x] : [x, y];
      const column = [2, 3, 7, 8].includes(orientation) ? width - 1 - along : along;
      const row = [3, 4, 6, 7].includes(orientation) ? height - 1 - down : down;
      turned.set(data.subarray(3 * (row * width + column), 3 * (row * width + column) + 3), to);
    }
  }
  return { width: newWidth, height: newHeight, data: turned };
}
