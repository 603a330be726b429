/** Reports stacked holes with a common factor, which together leave out whole columns of their field. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { phrase, t } from '../../l10n/text';
import type { Blob } from '../../net/net';
import { layerTitle, placeOfLayer, type NetRule } from '../net-rule';
import type { Report } from '../rule';
import { axes, dilationWord, hasHoles, isIdentity, kernelOf, listed, nameOf, placeOfNumber, windowsOf, type Axis } from './kernel';
import { bottomField, denseSupport, seenIn, throughTaps, union, type Support } from './support';

/** A blob whose units see less than all of their field. */
interface Sparse {
  support: Support;
  /** The layers with holes that lead to it one after another; where paths meet, those of the longest. */
  chain: readonly LayerAnalysis[];
  /** Set when a later kernel widens it, which then is the one to report. */
  isContinued: boolean;
}

/** What a bottom contributes to its layer's top. */
interface Path {
  support: Support | undefined;
  earlier: Sparse | undefined;
}

/** Follows one axis of a net through its layers. */
class Walk {
  readonly sparse = new Map<Blob, Sparse>();

  constructor(private readonly axis: Axis) {}

  visit(layer: LayerAnalysis): void {
    const top = layer.layer.tops[0]?.blob;
    if (top === undefined || !(hasHoles(layer) || this.readsSparse(layer))) return;
    if (layer.layer.bottoms.length === 1 && this.passesOn(layer, top)) return;
    const hole = kernelOf(layer)?.dilation[this.axis] ?? 1;
    const paths = layer.layer.bottoms.map((_, bottom) => this.path(layer, bottom));
    const earlier = [...new Set(paths.flatMap((path) => path.earlier ?? []))];
    if (hole === 1 && earlier.length === 0) return;
    for (const state of earlier) state.isContinued = true;
    const supports = paths.map(({ support }) => support).filter((support) => support !== undefined);
    if (supports.length === 0) return;
    const support = union(supports);
    const [longest] = earlier.map((state) => state.chain).sort((a, b) => b.length - a.length);
    const chain = [...(longest ?? []), ...(hole > 1 ? [layer] : [])];
    if (support.reached !== undefined) this.sparse.set(top, { support, chain, isContinued: false });
  }

  private readsSparse({ layer }: LayerAnalysis): boolean {
    return this.sparse.size > 0 && layer.bottoms.some(({ blob }) => blob !== undefined && this.sparse.has(blob));
  }

  /** A layer that leaves units where they are leaves what they see as it is. */
  private passesOn(layer: LayerAnalysis, top: Blob): boolean {
    const windows = windowsOf(layer);
    if (typeof windows === 'string' || !isIdentity(windows[this.axis])) return false;
    const bottom = layer.layer.bottoms[0]?.blob;
    const state = bottom && this.sparse.get(bottom);
    if (state !== undefined) this.sparse.set(top, state);
    return true;
  }

  private path(layer: LayerAnalysis, bottom: number): Path {
    const windows = windowsOf(layer, bottom);
    const field = bottomField(layer, bottom, this.axis);
    if (typeof windows === 'string' || field === undefined) return { support: undefined, earlier: undefined };
    const window = windows[this.axis];
    const blob = layer.layer.bottoms[bottom]?.blob;
    const earlier = blob && this.sparse.get(blob);
    const support = window.kind === 'taps' ? (earlier?.support ?? denseSupport(field)) : undefined;
    return { support: support && window.kind === 'taps' ? throughTaps(support, window, field.stride.numerator) : undefined, earlier };
  }
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const holesOf = (chain: readonly LayerAnalysis[], axis: Axis): number[] => chain.map((layer) => kernelOf(layer)?.dilation[axis] ?? 1);

function reportOf({ support, chain }: Sparse, factor: number, axis: Axis, word: string): Report | undefined {
  const [layer, ...before] = [...chain].reverse();
  if (layer === undefined) return undefined;
  const others = before.reverse();
  const seen = seenIn(support);
  const percent = Math.round((seen / support.size) * 100);
  const share = axis === 0 ? t`${percent} % of the rows` : t`${percent} % of the columns`;
  return {
    ...placeOfNumber(layer, 'dilation'),
    message: t`A unit of ${layerTitle(layer.layer)} sees ${share} in its field (${seen} of ${support.size}): together with ${listed(others.map(nameOf))} its taps stand multiples of ${factor} apart (${word} ${holesOf(chain, axis).join(', ')}). Holes without a common factor, such as ${growingHoles(chain.length)}, leave no gaps.`,
    related: others.map((other) => ({ ...placeOfLayer(other.layer), message: t`\`${nameOf(other)}\` has ${word} ${kernelOf(other)?.dilation[axis] ?? 1}.` })),
  };
}

/** 1, 2, 3, … repeated, as Wang et al. propose against gridding (hybrid dilated convolution, arXiv:1702.08502). */
const growingHoles = (count: number): string => Array.from({ length: count }, (_, index) => (index % 3) + 1).join(', ');

/** The blobs with gaps at the end of each chain of holes that has a common factor. */
function ends(analysis: Analysis, axis: Axis): { state: Sparse; factor: number }[] {
  const walk = new Walk(axis);
  for (const layer of analysis.layers) walk.visit(layer);
  return [...new Set(walk.sparse.values())]
    .filter(({ isContinued, chain }) => !isContinued && chain.length > 1)
    .map((state) => ({ state, factor: holesOf(state.chain, axis).reduce(gcd) }))
    .filter(({ factor }) => factor > 1);
}

export const gridding: NetRule = {
  code: 'atrous/gridding',
  severity: 'warning',
  title: phrase('Gridding'),
  doc: phrase('Atrous kernels stacked on each other see a grid of pixels and nothing between, where their holes have a common factor and nothing before them is wide enough to fill the gaps: three 3×3 kernels with dilation 2 on the picture see 7 of the 13 columns of their field. Neighbouring units then work on separate sets of pixels. Vary the holes (1, 2, 3), or put a kernel without holes between. The holes that DeepLab gives to VGG and ResNet leave no gaps, because the layers before them are wider than the holes.'),
  *check({ analysis, dialect }) {
    if (!analysis.layers.some(hasHoles)) return;
    const reported = new Set<LayerAnalysis>();
    for (const axis of [...axes].reverse()) {
      for (const { state, factor } of ends(analysis, axis)) {
        const last = state.chain.at(-1);
        const report = last && !reported.has(last) ? reportOf(state, factor, axis, dilationWord(last, dialect)) : undefined;
        if (last !== undefined) reported.add(last);
        if (report !== undefined) yield report;
      }
    }
  },
};
