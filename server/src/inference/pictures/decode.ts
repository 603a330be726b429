/** Bytes of any supported picture file to a `Picture`. */
import { joinOr } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { bmp } from './bmp';
import { jpeg } from './jpeg';
import { maximumPixels, PictureError, type Picture, type PictureFormat } from './picture';
import { decodeLabels, png, type LabelMap } from './png';
import { ppm } from './ppm';
import { webp } from './webp';

const formats: readonly PictureFormat[] = [jpeg, png, webp, bmp, ppm];

/** The names of the formats that can be read, for messages. */
const formatNames = (): string => joinOr(formats.map(({ name }) => name));

/** Refuses headers that are damaged or claim more than can be held. */
function checkSize(format: PictureFormat, bytes: Uint8Array): void {
  const size = format.size(bytes);
  if (!size || size.width < 1 || size.height < 1) throw new PictureError(t`this ${format.name} file's header is damaged`);
  if (size.width * size.height <= maximumPixels) return;
  const megapixels = Math.round((size.width * size.height) / 1e6);
  throw new PictureError(t`it claims ${size.width}×${size.height} pixels (${megapixels} megapixels; the limit is ${maximumPixels / 1e6}). Scale it down first`);
}

/**
 * The picture in eight-bit RGB, turned upright.
 * @throws PictureError with a reason that continues the sentence «NAME cannot be read: …».
 */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  const format = formats.find((candidate) => candidate.matches(bytes));
  if (!format) throw new PictureError(t`it is not a picture in a format that can be read (${formatNames()})`);
  checkSize(format, bytes);
  try {
    return await format.decode(bytes);
  } catch (error) {
    throw inWords(error, format);
  }
}

/**
 * The label map of a PNG.
 * @throws PictureError as `decodePicture` does
 */
export function decodeLabelMap(bytes: Uint8Array): LabelMap {
  if (!png.matches(bytes)) throw new PictureError(t('it is not a PNG'));
  checkSize(png, bytes);
  try {
    return decodeLabels(bytes);
  } catch (error) {
    throw inWords(error, png);
  }
}

const inWords = (error: unknown, { name }: PictureFormat): PictureError => (error instanceof PictureError ? error : new PictureError(t`this ${name} file is damaged`));
