/** Reports holes so large that most of a kernel's taps fall beside the map. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { phrase, t } from '../../l10n/text';
import { layerTitle, type NetRule } from '../net-rule';
import type { Report } from '../rule';
import { axes, dilationWord, equalPairs, formatPair, formatSize, hasHoles, keepingPad, pairOf, placeOfNumber, sizeAlong, slidingKernel, type Axis, type Kernel } from './kernel';

/** Below this share of taps on the map, averaged over all places, a kernel mostly reads padding. */
const leastShare = 1 / 4;

/** A share that still makes use of the kernel; the message names the largest hole with it. */
const goodShare = 1 / 2;

/** One axis of a kernel over a map of `size` units, with `outputs` places to stand at. */
interface AxisPlacement {
  taps: number;
  dilation: number;
  stride: number;
  pad: number;
  size: number;
  outputs: number;
}

/** Mean share of a kernel's taps along one axis that fall on the map and not on its padding. */
function axisShare({ taps, dilation, stride, pad, size, outputs }: AxisPlacement): number {
  let valid = 0;
  for (let tap = 0; tap < taps; tap++) {
    const offset = tap * dilation - pad;
    const first = Math.max(0, Math.ceil(-offset / stride));
    const last = Math.min(outputs - 1, Math.floor((size - 1 - offset) / stride));
    valid += Math.max(0, last - first + 1);
  }
  return valid / (taps * outputs);
}

function placementOf({ bottomShapes, topShapes }: LayerAnalysis, kernel: Kernel, axis: Axis): AxisPlacement | undefined {
  const [size, outputs] = [sizeAlong(bottomShapes[0], axis), sizeAlong(topShapes[0], axis)];
  if (size === undefined || outputs === undefined || size < 1 || outputs < 1) return undefined;
  return { taps: kernel.taps[axis], dilation: kernel.dilation[axis], stride: kernel.stride[axis], pad: kernel.pad[axis], size, outputs };
}

/** The share with another hole, padded so that the size is kept. */
const shareWith = (placements: readonly AxisPlacement[], dilation: number): number =>
  placements.reduce((share, placement) => share * axisShare({ ...placement, dilation, pad: Math.floor(((placement.taps - 1) * dilation) / 2) }), 1);

/** The largest hole that keeps half of the taps on the map. */
function largestGoodHole(placements: readonly AxisPlacement[], dilation: number): number {
  let hole = dilation;
  while (hole > 1 && shareWith(placements, hole) < goodShare) hole -= 1;
  return hole;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function reportOf(layer: LayerAnalysis, kernel: Kernel, placements: readonly AxisPlacement[], word: string): Report | undefined {
  const share = placements.reduce((product, placement) => product * axisShare(placement), 1);
  const isCentreOnly = placements.every(({ taps, dilation, size }) => taps === 1 || dilation >= size);
  if (!isCentreOnly && share >= leastShare) return undefined;
  const better = largestGoodHole(placements, Math.max(...kernel.dilation));
  const [name, size, hole] = [layerTitle(layer.layer), formatSize(layer.bottomShapes[0]), formatPair(kernel.dilation)];
  const taps = axes.map((axis) => kernel.taps[axis]).join('×');
  const pad = keepingPad(kernel, kernel.dilation);
  const effect = isCentreOnly
    ? t`a single tap of ${name} sees the ${size} map at any place, so that its ${taps} kernel does no more than 1×1`
    : t`only ${percent(share)} of the taps of ${name} fall on the ${size} map; the others read padding`;
  return {
    ...placeOfNumber(layer, 'dilation'),
    severity: isCentreOnly ? 'warning' : 'info',
    message: t`With ${word} ${hole} ${effect}. Up to ${word} ${better} at least half of the taps see the map.`,
    data: { dilation: pairOf(() => better), ...(pad && equalPairs(pad, kernel.pad) && { pad: keepingPad(kernel, pairOf(() => better)) }) },
  };
}

/** Taps that see nothing at this scale are of use at the scale of the layer that owns the weights. */
const sharesWeights = ({ sharedWith }: LayerAnalysis): boolean => sharedWith[0] !== undefined;

export const rateTooLarge: NetRule = {
  code: 'atrous/rate-too-large',
  severity: 'warning',
  title: phrase('Hole too large for the map'),
  doc: phrase('The taps of an atrous kernel that fall beside the map read zeros. On a 65×65 map 57 % of the taps of a 3×3 kernel with dilation 24 see the map, averaged over all places; on a 33×33 map 27 %; and with a dilation as large as the map only the centre tap does, so that the kernel works as 1×1. Take a smaller hole or a larger input. Of layers that share their weights, as the scales of a multi-scale net do, the first is looked at.'),
  *check({ analysis, dialect }) {
    for (const layer of analysis.layers) {
      const kernel = hasHoles(layer) && !sharesWeights(layer) ? slidingKernel(layer) : undefined;
      if (kernel === undefined || kernel.taps.every((taps) => taps === 1)) continue;
      const placements = axes.map((axis) => placementOf(layer, kernel, axis)).filter((placement) => placement !== undefined);
      const report = placements.length === 2 ? reportOf(layer, kernel, placements, dilationWord(layer, dialect)) : undefined;
      if (report !== undefined) yield report;
    }
  },
};
