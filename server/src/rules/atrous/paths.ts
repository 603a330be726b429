/** Follows blobs upwards through layers that leave units where they are, and tells what a path does to them. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { multiply, rational, toNumber } from '../../analysis/rational';
import { fieldCentre, type AxisField } from '../../analysis/axis-field';
import { t, type Words } from '../../l10n/text';
import type { Window } from '../../layers/definition';
import type { Blob } from '../../net/net';
import { isIdentity, kernelOf, sizeAlong, windowsOf, type Axis } from './kernel';

/** The layer that makes a blob; undefined for net-level inputs. */
export const producerOf = ({ layers }: Analysis, blob: Blob | undefined): LayerAnalysis | undefined =>
  blob?.producer === undefined ? undefined : layers[blob.producer.index];

/** The window of a layer over a bottom along an axis; undefined where there is none or it is not known. */
export function windowAlong(layer: LayerAnalysis, bottom: number, axis: Axis): Window | undefined {
  const windows = windowsOf(layer, bottom);
  return typeof windows === 'string' ? undefined : windows[axis];
}

/** The nearest layer at or above a blob that moves, joins or looks around: whatever is no one-to-one layer with one bottom. */
export function sourceOf(analysis: Analysis, blob: Blob | undefined): LayerAnalysis | undefined {
  let layer = producerOf(analysis, blob);
  while (layer !== undefined && layer.layer.bottoms.length === 1) {
    const windows = windowsOf(layer);
    if (typeof windows === 'string' || !windows.every(isIdentity)) return layer;
    layer = producerOf(analysis, layer.layer.bottoms[0]?.blob);
  }
  return layer;
}

/** True for align-corners resizing that makes the map larger. */
export const enlarges = (window: Window | undefined): window is Extract<Window, { kind: 'between' }> =>
  window?.kind === 'between' && window.ratio.numerator > 0 && window.ratio.numerator < window.ratio.denominator;

/** Poolings by fewer units are an encoder's; only where sizes are not known does this decide. */
const leastCell = 4;

/** Pooled, and enlarged again to the size that it had. */
function isPyramid(cells: LayerAnalysis, enlarged: LayerAnalysis, axis: Axis): boolean {
  const [before, after] = [sizeAlong(cells.bottomShapes[0], axis), sizeAlong(enlarged.topShapes[0], axis)];
  const step = kernelOf(cells)?.stride[axis] ?? 1;
  if (cells.definition?.category !== 'pooling' || step < 2) return false;
  return before === undefined || after === undefined ? step >= leastCell : before === after;
}

/**
 * Where an enlarging layer reads the cells of a pyramid pooling: how far a drawn cell may lie from its own place, half of
 * its width in input pixels. Otherwise undefined.
 */
export function halfCell(analysis: Analysis, layer: LayerAnalysis | undefined, axis: Axis): number | undefined {
  if (layer === undefined || !enlarges(windowAlong(layer, 0, axis))) return undefined;
  const cells = sourceOf(analysis, layer.layer.bottoms[0]?.blob);
  const stride = cells?.bottomFields[0]?.[0]?.axes[axis].stride;
  if (cells === undefined || stride === undefined || !isPyramid(cells, layer, axis)) return undefined;
  return ((kernelOf(cells)?.taps[axis] ?? 1) * toNumber(stride)) / 2;
}

/** The centre of what unit `unit` sees, in input pixels. */
export const centreOf = (field: AxisField, unit: number): number => fieldCentre(field) + toNumber(multiply(field.stride, rational(unit)));

/** The blobs at and below the tops of layers for which `isSource` holds. */
export function below(analysis: Analysis, isSource: (layer: LayerAnalysis) => boolean): Set<Blob> {
  const reached = new Set<Blob>();
  for (const layer of analysis.layers) {
    const { bottoms, tops } = layer.layer;
    if (!isSource(layer) && (reached.size === 0 || !bottoms.some(({ blob }) => blob !== undefined && reached.has(blob)))) continue;
    for (const { blob } of tops) if (blob !== undefined) reached.add(blob);
  }
  return reached;
}

/** A number of pixels: at most two digits behind the point. */
export const pixels = (value: number): string => String(Math.round(value * 100) / 100).replace('-', '−');

export const inPixels = (value: number): Words => (Math.abs(value) === 1 ? t`${pixels(value)} pixel` : t`${pixels(value)} pixels`);
