/** What the canvases of the page share: loading pictures and reading their pixels. */
import * as l10n from '@vscode/l10n';

/** Files are fetched, since a canvas with a picture from another origin cannot be read. */
export async function loadBitmap(address: string): Promise<ImageBitmap> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(l10n.t('{0} cannot be read.', decodeURIComponent(address.slice(address.lastIndexOf('/') + 1))));
  return createImageBitmap(await response.blob(), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
}

export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This editor cannot draw.');
  return context;
}

/** Draws a bitmap at its own size and returns its pixels. */
export function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): ImageData {
  const { width, height } = bitmap;
  resize(canvas, width, height);
  const context = contextOf(canvas);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

/** Also empties the canvas. */
export function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  canvas.width = width;
  canvas.height = height;
}
