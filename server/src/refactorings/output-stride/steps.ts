/** A net as the search for removed strides sees it: how each layer hands on that its bottom becomes coarser. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { toNumber } from '../../analysis/rational';
import type { Blob } from '../../net/net';
import { isIdentity, kernelOf, windowsOf, type Axis, type Kernel } from '../../rules/atrous/kernel';
import { enlarges, halfCell, sourceOf } from '../../rules/atrous/paths';

/**
 * - `slides`: a kernel that can take a larger stride; its top is as coarse as its bottom, or coarser
 * - `passes`: its top is as coarse as its bottom
 * - `restarts`: its top is as fine as it was, whatever becomes of its bottom
 * - `keeps`: works on units of the size that they have, so neither bottom nor top can become coarser
 * - `ends`: nothing of the net's maps comes after it
 */
export type Role = 'slides' | 'passes' | 'restarts' | 'keeps' | 'ends';

/** A layer with the blobs that coarseness travels along. */
export interface Step {
  layer: LayerAnalysis;
  role: Role;
  /** Of layers that slide. */
  kernel: Kernel | undefined;
  /** Whether its taps can stand further apart: a convolution; the window of a pooling grows and shrinks instead. */
  hasHoles: boolean;
  bottoms: readonly Blob[];
  tops: readonly Blob[];
}

const last = new Set<string | undefined>(['loss', 'evaluation', 'output']);

/** The poolings whose cells come back to the size of the map that they pool. */
export function pyramidsOf(analysis: Analysis): ReadonlySet<LayerAnalysis> {
  const known = pyramids.get(analysis) ?? findPyramids(analysis);
  pyramids.set(analysis, known);
  return known;
}

const pyramids = new WeakMap<Analysis, ReadonlySet<LayerAnalysis>>();

function findPyramids(analysis: Analysis): ReadonlySet<LayerAnalysis> {
  return new Set(analysis.layers.flatMap((layer) => (halfCell(analysis, layer, 1) === undefined ? [] : (sourceOf(analysis, layer.layer.bottoms[0]?.blob) ?? []))));
}

/** Input pixels between the units of what a layer makes. */
export function absoluteStride({ topFields }: LayerAnalysis, axis: Axis): number {
  const field = topFields[0]?.[0]?.axes[axis];
  return field === undefined ? Infinity : toNumber(field.stride);
}

/** Strides up to this are those of a picture: 513 pixels that come back as 521 have one below 1. */
export const fullSizeStride = 1.25;

/** A kernel with a stride that can change; cells of pyramids stay as large as they are. */
export function strideableKernel(layer: LayerAnalysis): Kernel | undefined {
  const category = layer.definition?.category;
  const windows = windowsOf(layer);
  return (category === 'convolution' || category === 'pooling') && typeof windows === 'object' && windows[0].kind === 'taps' ? kernelOf(layer) : undefined;
}

function roleOf(analysis: Analysis, layer: LayerAnalysis, pyramids: ReadonlySet<LayerAnalysis>): Role {
  const { bottoms, tops } = layer.layer;
  if (last.has(layer.definition?.category)) return 'ends';
  const windows = tops.flatMap((_, top) => bottoms.map((__, bottom) => windowsOf(layer, bottom, top))).find((pair) => pair !== 'none');
  if (windows === undefined || pyramids.has(layer)) return 'restarts';
  if (windows === 'unknown') return 'keeps';
  if (strideableKernel(layer) !== undefined) return 'slides';
  const [height, width] = windows;
  if (height.kind === 'whole' || width.kind === 'whole' || height.kind === 'spread') return 'restarts';
  if (height.kind === 'between') {
    const comesBack = halfCell(analysis, layer, 1) !== undefined || (enlarges(width) && absoluteStride(layer, 1) <= fullSizeStride);
    return comesBack ? 'restarts' : 'passes';
  }
  return isIdentity(height) && isIdentity(width) ? 'passes' : 'keeps';
}

/** All layers of a net, in its order. */
export function stepsOf(analysis: Analysis): Step[] {
  const pyramids = pyramidsOf(analysis);
  return analysis.layers.map((layer) => {
    const { bottoms, tops } = layer.layer;
    const role = roleOf(analysis, layer, pyramids);
    return {
      layer, role,
      kernel: role === 'slides' ? kernelOf(layer) : undefined,
      hasHoles: layer.definition?.category === 'convolution',
      bottoms: bottoms.flatMap(({ blob }, index) => (blob !== undefined && tops.some((_, top) => windowsOf(layer, index, top) !== 'none') ? [blob] : [])),
      tops: tops.flatMap(({ blob }) => blob ?? []),
    };
  });
}
