/**
 * How strongly each input pixel along an axis influences one unit: the effective receptive field under uniform weights
 * (Luo et al. 2016, arXiv:1701.04128), and the support, which shows the columns that gridding leaves out. Works
 * backwards from the unit to an input, layer by layer.
 */
import type { Window } from '../layers/definition';
import type { Blob } from '../net/net';
import type { Analysis, LayerAnalysis } from './analysis';
import { spreadSources } from './axis-field';

/** 0 for height, 1 for width. */
export type Axis = 0 | 1;

/** Weights of consecutive units, the first of which has index `start`. */
interface Profile {
  start: number;
  weights: Float64Array;
}

/** What one unit sees of an input along an axis. */
export interface Influence {
  unit: number;
  /** The first and the last pixel that reach the unit. */
  first: number;
  last: number;
  /** One weight for each pixel from `first` to `last`; their sum is 1. Zero where a pixel does not reach the unit. */
  weights: Float64Array;
  /** Share of the pixels from `first` to `last` that reach the unit; below 1 is gridding. */
  fill: number;
  /** The mean place and the standard deviation of the weights, in pixels. */
  mean: number;
  deviation: number;
}

export interface InfluenceOptions {
  axis: Axis;
  /** Index along the axis; the middle of the blob by default. */
  unit?: number;
  /** Position in `Analysis.inputs`; the first by default. */
  input?: number;
  /** True (the default): pixels and units outside their maps count for nothing. False: as if all maps had no borders. */
  hasBorders?: boolean;
}

/** A map that no picture fills is a number half typed; nothing is followed into it. */
const largestMap = 1 << 16;

/** Calls `add` with each unit of the bottom that unit `unit` of the top sees, and the weight of that tap. */
function eachSource(window: Window, unit: number, size: number | undefined, add: (source: number, weight: number) => void): void {
  switch (window.kind) {
    case 'taps':
      for (let tap = 0; tap < window.taps; tap++) add(unit * window.stride + window.start + tap * window.dilation, 1 / window.taps);
      return;
    case 'spread':
      for (const source of spreadSources(window, unit)) add(source, 1 / window.taps);
      return;
    case 'between': {
      const { numerator, denominator } = window.ratio;
      const below = Math.floor((unit * numerator) / denominator);
      const share = (unit * numerator - below * denominator) / denominator;
      add(window.start + below, 1 - share);
      if (share > 0) add(window.start + below + 1, share);
      return;
    }
    case 'whole':
      if (size === undefined || size > largestMap) return;
      for (let source = 0; source < size; source++) add(source, 1 / size);
  }
}

/** Weights of units that are not yet in order. */
class Gathering {
  private readonly weights = new Map<number, number>();

  add(unit: number, weight: number): void {
    this.weights.set(unit, (this.weights.get(unit) ?? 0) + weight);
  }

  /** Undefined where nothing was gathered. */
  profile(): Profile | undefined {
    if (this.weights.size === 0) return undefined;
    let [start, end] = [Infinity, -Infinity];
    for (const unit of this.weights.keys()) {
      start = Math.min(start, unit);
      end = Math.max(end, unit);
    }
    const weights = new Float64Array(end - start + 1);
    for (const [unit, weight] of this.weights) weights[unit - start] = weight;
    return { start, weights };
  }
}

const sizeAlong = (layer: LayerAnalysis, bottom: number, axis: Axis): number | undefined => {
  const shape = layer.bottomShapes[bottom];
  const dim = shape !== undefined && shape.length >= 4 ? shape.at(axis - 2) : 1;
  return typeof dim === 'number' ? dim : undefined;
};

/** A stamp of k taps, s apart, covers each place k/s times: along the other axis that is the weight that arrives. */
const crossWeight = (window: Window): number => (window.kind === 'spread' ? 1 / window.stride : 1);

/** Hands the weights of one top on to one bottom. */
function passBack(profile: Profile, windows: readonly [Window, Window], axis: Axis, size: number | undefined, hasBorders: boolean, into: Gathering): void {
  const cross = crossWeight(windows[axis === 0 ? 1 : 0]);
  for (const [offset, weight] of profile.weights.entries()) {
    if (weight === 0) continue;
    eachSource(windows[axis], profile.start + offset, size, (source, tap) => {
      const isOutside = hasBorders && (source < 0 || (size !== undefined && source >= size));
      if (!isOutside) into.add(source, weight * tap * cross);
    });
  }
}

function passLayer(layer: LayerAnalysis, gathered: Map<Blob, Gathering>, { axis, hasBorders = true }: InfluenceOptions): void {
  for (const [top, { blob }] of layer.layer.tops.entries()) {
    const profile = blob && gathered.get(blob)?.profile();
    if (profile === undefined) continue;
    const paths = layer.layer.bottoms.flatMap(({ blob: source }, bottom) => {
      const windows = layer.windows[top]?.[bottom];
      return source === undefined || typeof windows !== 'object' ? [] : [{ source, bottom, windows }];
    });
    for (const { source, bottom, windows } of paths) {
      const into = gathered.get(source) ?? new Gathering();
      gathered.set(source, into);
      const share: Profile = { start: profile.start, weights: profile.weights.map((weight) => weight / paths.length) };
      passBack(share, windows, axis, sizeAlong(layer, bottom, axis), hasBorders, into);
    }
  }
}

/** Share, mean and deviation of a profile. */
function describe(unit: number, { start, weights }: Profile): Influence {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / total);
  const mean = shares.reduce((sum, share, offset) => sum + share * (start + offset), 0);
  const variance = shares.reduce((sum, share, offset) => sum + share * (start + offset - mean) ** 2, 0);
  const reached = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  return {
    unit, first: start, last: start + weights.length - 1, weights: shares, fill: reached / weights.length, mean,
    deviation: Math.sqrt(Math.max(0, variance)),
  };
}

/** The middle unit of a blob along an axis; 0 where its size is not known. */
function middleOf(analysis: Analysis, blob: Blob, axis: Axis): number {
  const dim = analysis.shapeOf(blob)?.at(axis - 2);
  return typeof dim === 'number' ? Math.floor(dim / 2) : 0;
}

/**
 * The influence of an input on one unit of a blob, with uniform weights: every tap of a kernel counts alike, pooling
 * averages, paths that meet are added. Undefined where no path leads from the input to the unit.
 */
export function influenceOn(analysis: Analysis, blob: Blob, options: InfluenceOptions): Influence | undefined {
  const target = analysis.inputs[options.input ?? 0]?.blob;
  const unit = options.unit ?? middleOf(analysis, blob, options.axis);
  const gathered = new Map<Blob, Gathering>();
  const start = new Gathering();
  start.add(unit, 1);
  gathered.set(blob, start);
  for (let index = blob.producer?.index ?? -1; index >= 0; index--) {
    const layer = analysis.layers[index];
    if (layer?.layer.tops.some((top) => top.blob !== undefined && gathered.has(top.blob)) === true) passLayer(layer, gathered, options);
  }
  const profile = target && gathered.get(target)?.profile();
  return profile && describe(unit, profile);
}
