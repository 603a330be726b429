/**
 * Plans another output stride: strides after it become 1, and all that follows keeps its field of view with holes and
 * padding as many times larger (Chen et al., arXiv:1606.00915, 3.1). The other way round, strides that a pretrained net
 * has come back, and holes and padding shrink.
 */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { toNumber } from '../../analysis/rational';
import { t, type Words } from '../../l10n/text';
import type { Window } from '../../layers/definition';
import type { Blob } from '../../net/net';
import { pretrainedUnits } from '../../rules/atrous/fully-connected';
import { axes, equalPairs, formatPair, isIdentity, kernelOf, nameOf, pairOf, sizeAlong, windowsOf, type Axis, type Kernel, type Pair } from '../../rules/atrous/kernel';
import { enlarges, halfCell, producerOf, sourceOf, windowAlong } from '../../rules/atrous/paths';
import type { Restored } from './removed-strides';
import { isOne, isWhole, one, over, times, type BlobState } from './state';
import { absoluteStride, fullSizeStride, pyramidsOf } from './steps';

/** What becomes of one layer. */
export interface LayerChange {
  layer: LayerAnalysis;
  kernel?: Pair;
  stride?: Pair;
  pad?: Pair;
  dilation?: Pair;
  /** Another factor of a resizing layer. */
  factor?: { name: 'zoom_factor' | 'shrink_factor'; value: number };
  /** A pooling over the whole map, whose size changes. */
  isGlobal?: true;
  /** A fully connected layer that becomes a convolution of this size. */
  convolution?: Pair;
}

export interface Plan {
  changes: readonly LayerChange[];
  /** The largest stride of the net before and after, apart from what is pooled to cells or a single unit. */
  before: number;
  after: number;
  /** The first reason for which the net cannot have the stride. */
  obstacle: Words | undefined;
  /** Poolings whose window covers other units than before, since Caffe's have no holes. */
  approximations: readonly LayerAnalysis[];
  /** Whether the window of each of them reaches as far as before. */
  isTight: boolean;
}

/**
 * A kernel whose bottom becomes `factor` times finer and that sees as much as before: holes between its taps. Caffe's
 * poolings have no holes, so their window grows instead; one that cannot shrink as much stays, as DeepLab's 3×3 ones did.
 */
function spreadKernel(layer: LayerAnalysis, kernel: Kernel, factor: Pair): Pick<LayerChange, 'kernel' | 'dilation' | 'pad'> {
  const pad = times(kernel.pad, factor);
  if (layer.definition?.category === 'pooling') {
    const window = pairOf((axis) => (kernel.taps[axis] - 1) * factor[axis] + 1);
    return isWhole(window) && isWhole(pad) ? { kernel: window, pad } : {};
  }
  // The hole of an axis with one tap says nothing.
  const dilation = pairOf((axis) => (kernel.taps[axis] === 1 && !Number.isInteger(kernel.dilation[axis] * factor[axis]) ? kernel.dilation[axis] : kernel.dilation[axis] * factor[axis]));
  return kernel.taps.some((taps) => taps > 1) ? { dilation, pad } : { pad };
}

/** One plan under way. */
class Planning implements Plan {
  readonly changes: LayerChange[] = [];
  readonly approximations: LayerAnalysis[] = [];
  isTight = true;
  obstacle: Words | undefined;
  before = 1;
  after = 1;
  private readonly states = new Map<Blob, BlobState>();
  private readonly pyramids: ReadonlySet<LayerAnalysis>;

  constructor(private readonly analysis: Analysis, private readonly target: number, private readonly restored: Restored) {
    this.pyramids = pyramidsOf(analysis);
  }

  run(): void {
    for (const layer of this.analysis.layers) this.visit(layer);
    for (const layer of this.analysis.layers) this.fitLabels(layer);
  }

  private fail(reason: Words): void {
    this.obstacle ??= reason;
  }

  private visit(layer: LayerAnalysis): void {
    for (const [top, { blob }] of layer.layer.tops.entries()) {
      const state = this.stateOfTop(layer, top);
      if (blob !== undefined && state !== undefined) this.states.set(blob, state);
    }
  }

  private stateOf(blob: Blob | undefined): BlobState {
    return (blob && this.states.get(blob)) ?? { stride: one, factor: one, isPicture: blob?.producer === undefined, isConverted: false };
  }

  private stateOfTop(layer: LayerAnalysis, top: number): BlobState | undefined {
    const { bottoms } = layer.layer;
    if (bottoms.length === 0) return { stride: one, factor: one, isPicture: true, isConverted: false };
    const paths = bottoms.map(({ blob }, bottom) => ({ state: this.stateOf(blob), windows: windowsOf(layer, bottom, top) })).filter(({ windows }) => windows !== 'none');
    const [first, ...others] = paths;
    if (first === undefined) return undefined;
    const odd = others.find(({ state }) => !equalPairs(state.factor, first.state.factor));
    if (odd !== undefined && layer.definition?.category === 'combination') this.fail(t`The paths that meet in \`${nameOf(layer)}\` would no longer fit together.`);
    if (typeof first.windows === 'string') return this.unknown(layer, first.state);
    return this.through(layer, first.state, first.windows);
  }

  private unknown(layer: LayerAnalysis, { factor }: BlobState): undefined {
    if (!isOne(factor)) this.fail(t`What \`${nameOf(layer)}\` computes is not known.`);
    return undefined;
  }

  private through(layer: LayerAnalysis, state: BlobState, [height, width]: readonly [Window, Window]): BlobState | undefined {
    if (isIdentity(height) && isIdentity(width) && !this.restored.has(layer)) return state;
    if (height.kind === 'whole' || width.kind === 'whole') return this.throughWhole(layer, state);
    if (height.kind === 'between') return this.throughResize(layer, state);
    const kernel = kernelOf(layer);
    if (kernel === undefined) {
      if (!isOne(state.factor)) this.fail(t`\`${nameOf(layer)}\` shifts its map by a number of units, which would no longer fit.`);
      return state;
    }
    if (height.kind === 'spread') return this.throughDeconvolution(layer, state, kernel);
    return this.pyramids.has(layer) ? this.throughCells(layer, state, kernel) : this.throughKernel(layer, state, kernel);
  }

  /** The stride that the layer gets, from that of its bottom in the new net. */
  private strideFor(layer: LayerAnalysis, axis: Axis, stride: number, bottom: number): number {
    const wanted = stride * (this.restored.get(layer)?.[axis] ?? 1);
    if (bottom * wanted <= this.target) return wanted;
    return Math.max(1, Math.floor(this.target / bottom));
  }

  private throughKernel(layer: LayerAnalysis, state: BlobState, kernel: Kernel): BlobState {
    const bottom = over(state.stride, state.factor);
    const stride = pairOf((axis) => this.strideFor(layer, axis, kernel.stride[axis], bottom[axis]));
    const spread = spreadKernel(layer, kernel, state.factor);
    this.change({ layer, stride, ...spread }, kernel);
    if (!isOne(state.factor) && layer.definition?.category === 'pooling' && kernel.taps.some((taps) => taps > 1)) {
      this.approximations.push(layer);
      this.isTight &&= spread.pad !== undefined;
    }
    const top = times(bottom, stride);
    this.before = Math.max(this.before, ...times(state.stride, kernel.stride));
    this.after = Math.max(this.after, ...top);
    return { ...state, stride: times(state.stride, kernel.stride), factor: over(times(state.stride, kernel.stride), top), isPicture: false };
  }

  /** The cells of a pyramid stay as large as they are. */
  private throughCells(layer: LayerAnalysis, state: BlobState, kernel: Kernel): BlobState {
    this.change({ layer, kernel: times(kernel.taps, state.factor), stride: times(kernel.stride, state.factor), pad: times(kernel.pad, state.factor) }, kernel);
    return { ...state, stride: times(state.stride, kernel.stride), factor: one, isPicture: false };
  }

  /** A deconvolution gives the same map as before from a finer or coarser one. */
  private throughDeconvolution(layer: LayerAnalysis, state: BlobState, kernel: Kernel): BlobState {
    if (!isOne(state.factor)) {
      const stride = over(kernel.stride, state.factor);
      const taps = over(kernel.taps, state.factor);
      if (stride.some((step) => step < 2)) this.fail(t`\`${nameOf(layer)}\` would no longer enlarge its map.`);
      if (this.cutsTooMuch(layer, (kernel.taps[1] - taps[1]) / 2)) this.fail(t`With a smaller kernel the map of \`${nameOf(layer)}\` would not reach to the border of the picture.`);
      this.change({ layer, stride, kernel: taps, pad: over(kernel.pad, state.factor) }, kernel);
    }
    return { ...state, stride: over(state.stride, kernel.stride), factor: one, isPicture: false };
  }

  /** Whether a map is cropped by less than the border that a smaller kernel takes from it. */
  private cutsTooMuch({ layer }: LayerAnalysis, border: number): boolean {
    const crops = this.analysis.layers.filter(({ definition, layer: { bottoms } }) => definition?.param === 'crop_param' && bottoms[0]?.blob === layer.tops[0]?.blob);
    return crops.some((crop) => crop.layer.param('crop_param').numbers('offset').some((offset) => typeof offset === 'number' && offset < border));
  }

  /** A picture that is resized is the picture of a branch of its own; a map that comes back to full size takes another zoom. */
  private throughResize(layer: LayerAnalysis, state: BlobState): BlobState {
    if (state.isPicture) return { ...state, stride: one, factor: one };
    const windows = axes.map((axis) => windowAlong(layer, 0, axis));
    const ratio = pairOf((axis) => { const window = windows[axis]; return window?.kind === 'between' ? toNumber(window.ratio) : 1; });
    const stride = times(state.stride, ratio);
    const isPyramid = halfCell(this.analysis, layer, 1) !== undefined;
    if (isPyramid) return this.backFromCells(layer, { ...state, stride });
    const isFullSize = enlarges(windows[1]) && absoluteStride(layer, 1) <= fullSizeStride;
    if (!isFullSize || isOne(state.factor)) return { ...state, stride, factor: isFullSize ? one : state.factor };
    this.divideFactor(layer, 'zoom_factor', state.factor);
    return { ...state, stride, factor: one };
  }

  private backFromCells(layer: LayerAnalysis, state: BlobState): BlobState {
    const cells = sourceOf(this.analysis, layer.layer.bottoms[0]?.blob);
    const map = this.stateOf(cells?.layer.bottoms[0]?.blob);
    if (!isOne(map.factor)) this.fail(t`\`${nameOf(layer)}\` brings cells back to a size that is written in numbers.`);
    return { ...state, factor: one };
  }

  /** Divides an integer factor of a resizing layer, where it is written. */
  private divideFactor(layer: LayerAnalysis, name: 'zoom_factor' | 'shrink_factor', by: Pair): void {
    const fields = layer.definition?.param === undefined ? undefined : layer.layer.param(layer.definition.param);
    if (fields?.has(name) !== true) return;
    const now = fields.number(name);
    const value = typeof now === 'number' && by[0] === by[1] ? now / by[0] : NaN;
    if (!Number.isInteger(value)) return this.fail(t`The ${name} of \`${nameOf(layer)}\` cannot be divided by ${by[0]}.`);
    if (!this.changes.some((change) => change.layer === layer)) this.changes.push({ layer, factor: { name, value } });
  }

  private throughWhole(layer: LayerAnalysis, state: BlobState): BlobState | undefined {
    const category = layer.definition?.category ?? 'other';
    const isChanged = !isOne(state.factor);
    if (category === 'linear' && (isChanged || state.isConverted)) return this.convert(layer, state);
    if (!isChanged) return { ...state, isPicture: false };
    const isWindow = category === 'pooling' && ['kernel_size', 'kernel_h'].some((name) => layer.layer.param('pooling_param').has(name));
    const isPadded = kernelOf(layer)?.pad.some((pad) => pad > 0) === true;
    if (isWindow && isPadded) this.fail(t`\`${nameOf(layer)}\` pads the map that it pools.`);
    if (isWindow) this.changes.push({ layer, isGlobal: true });
    else if (!['pooling', 'loss', 'evaluation', 'output', 'normalization'].includes(category)) this.fail(t`\`${nameOf(layer)}\` depends on the size of its map.`);
    return { ...state, factor: one, isPicture: false };
  }

  /** A fully connected layer becomes a convolution whose taps stand where they stood. */
  private convert(layer: LayerAnalysis, state: BlobState): BlobState {
    const trained = pretrainedUnits(this.analysis, layer);
    const [height, width] = axes.map((axis) => (state.isConverted ? 1 : (sizeAlong(layer.bottomShapes[0], axis) ?? trained)));
    if (height === undefined || width === undefined) {
      this.fail(t`How large the map of \`${nameOf(layer)}\` is cannot be told.`);
      return state;
    }
    if (!isWhole(state.factor)) this.fail(t`The holes of \`${nameOf(layer)}\` would not be whole numbers.`);
    const size: Pair = [height, width];
    this.changes.push({ layer, convolution: size, ...(size.some((taps) => taps > 1) && { dilation: state.factor }) });
    return { ...state, isConverted: true };
  }

  /** Notes what differs from the kernel as it is. */
  private change(change: LayerChange, now: Kernel): void {
    const current = { kernel: now.taps, stride: now.stride, pad: now.pad, dilation: now.dilation };
    const noted: LayerChange = { layer: change.layer };
    for (const number of ['kernel', 'stride', 'dilation', 'pad'] as const) {
      const value = change[number];
      if (value === undefined || equalPairs(value, current[number])) continue;
      if (!isWhole(value)) return this.fail(t`The ${number} of \`${nameOf(change.layer)}\` is ${formatPair(current[number])} and cannot be divided by ${formatPair(over(current[number], value))}.`);
      noted[number] = value;
    }
    if (Object.keys(noted).length > 1) this.changes.push(noted);
  }

  /** Labels that are shrunk to a score map follow it. */
  private fitLabels(layer: LayerAnalysis): void {
    const category = layer.definition?.category;
    if (category !== 'loss' && category !== 'evaluation') return;
    const [scores, labels] = layer.layer.bottoms;
    const { factor } = this.stateOf(scores?.blob);
    const isOneLabel = axes.every((axis) => (sizeAlong(layer.bottomShapes[1], axis) ?? 2) === 1) || (layer.bottomShapes[1]?.length ?? 4) < 3;
    if (isOne(factor) || labels?.blob === undefined || isOneLabel || layer.bottomShapes[0]?.length !== 4) return;
    const shrinking = sourceOf(this.analysis, labels.blob) ?? producerOf(this.analysis, labels.blob);
    if (shrinking === undefined || windowAlong(shrinking, 0, 1)?.kind !== 'between') return this.fail(t`The labels of \`${nameOf(layer)}\` would no longer fit its scores.`);
    this.divideFactor(shrinking, 'shrink_factor', factor);
  }
}

/** How a net gets the output stride `target`. @param restored the strides that layers may have again */
export function planOutputStride(analysis: Analysis, target: number, restored: Restored = new Map()): Plan {
  const planning = new Planning(analysis, target, restored);
  planning.run();
  return planning;
}
