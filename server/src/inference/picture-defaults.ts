/** How pictures are prepared where nobody says otherwise. */
import type { PictureOptions } from './messages';

/** In pixels. A net of a VGG-16 needs about 2 GB for a picture of this size. */
export const defaultLargestSide = 2049;

export const defaultPictureOptions: PictureOptions = { scales: [1], flip: false, fit: 'auto', largestSide: defaultLargestSide, mean: undefined, inputScale: undefined };
