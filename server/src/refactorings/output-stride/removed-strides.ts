/**
 * Finds where strides were removed from a net, by its holes alone. A removed stride of 2 leaves every hole and padding below
 * it even, so it belongs where the last odd ones end: at a layer, or at several on parallel paths, such that every way from
 * there on to the holes goes through one of them. What is above stays as fine as it is.
 */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import type { Blob } from '../../net/net';
import { backbonesIn } from '../../rules/atrous/backbones';
import { kernelOf, pairOf, type Axis, type Kernel, type Pair } from '../../rules/atrous/kernel';
import { absoluteStride, type Step } from './steps';

/** How many times larger the strides of layers become. */
export type Restored = ReadonlyMap<LayerAnalysis, Pair>;

/** Which holes must divide: all below a stride, or only those up to where the first hole has divided. */
export type Strictness = 'all' | 'first';

/** Where to put a stride that several layers after another could have had: where nets have them, or as early as possible. */
export type Preference = 'usual' | 'earliest';

/** No net that is known has units further apart than this, in pixels of its largest picture. */
const largestStride = 32;

/** The layers whose strides grow together, and the blobs that become coarser. */
interface Cut {
  layers: ReadonlySet<Step>;
  coarse: ReadonlySet<Blob>;
  wants: number;
}

function readersOf(steps: readonly Step[]): Map<Blob, Step[]> {
  const readers = new Map<Blob, Step[]>();
  for (const step of steps) {
    for (const bottom of step.bottoms) {
      const known = readers.get(bottom);
      if (known === undefined) readers.set(bottom, [step]);
      else known.push(step);
    }
  }
  return readers;
}

/** One search under way, along one axis. */
class Search {
  readonly restored = new Map<LayerAnalysis, number>();
  private readonly coarseness = new Map<Blob, number>();
  /** What comes after the first hole that divides. */
  private belowWant: ReadonlySet<Blob> = new Set();
  private readonly makers: ReadonlyMap<Blob, Step>;
  private readonly readers: ReadonlyMap<Blob, readonly Step[]>;

  constructor(private readonly steps: readonly Step[], private readonly axis: Axis, private readonly strictness: Strictness, private readonly preference: Preference) {
    this.makers = new Map(steps.flatMap((step) => step.tops.map((top) => [top, step] as const)));
    this.readers = readersOf(steps);
  }

  /** Takes removed strides back one after the other, those nearest to the picture first. */
  run(): void {
    for (const factor of [2, 3]) {
      for (let cut = this.cut(factor); cut !== undefined; cut = this.cut(factor)) this.apply(cut, factor);
    }
  }

  private apply({ layers, coarse }: Cut, factor: number): void {
    for (const { layer } of layers) this.restored.set(layer, (this.restored.get(layer) ?? 1) * factor);
    for (const blob of coarse) this.coarseness.set(blob, this.coarsenessOf(blob) * factor);
  }

  private coarsenessOf = (blob: Blob | undefined): number => (blob && this.coarseness.get(blob)) ?? 1;

  private cut(factor: number): Cut | undefined {
    const blocked = this.blocked(factor);
    const found = this.cutBelow(blocked, factor);
    if (found === undefined || (factor > 2 && found.wants < 2)) return undefined;
    const chosen = this.preference === 'usual' ? this.settled(found, blocked, factor) : found;
    const isUsual = [...chosen.layers].some(({ layer, tops }) => absoluteStride(layer, this.axis) * this.coarsenessOf(tops[0]) * factor <= largestStride);
    return isUsual ? chosen : undefined;
  }

  private isWide({ kernel }: Step): boolean {
    return kernel !== undefined && kernel.taps[this.axis] > 1;
  }

  /** Whether the holes and the padding of a convolution would still be whole numbers. */
  private dividesAt({ kernel, bottoms }: Step, factor: number): boolean {
    const by = this.coarsenessOf(bottoms[0]) * factor;
    return kernel !== undefined && kernel.pad[this.axis] % by === 0 && (kernel.taps[this.axis] === 1 || kernel.dilation[this.axis] % by === 0);
  }

  /** Whether the window of a pooling can become as many times smaller. */
  private canShrink({ taps, pad }: Kernel, factor: number): boolean {
    return (taps[this.axis] - 1) % factor === 0 && pad[this.axis] % factor === 0;
  }

  /** The bottoms of layers whose holes or padding do not allow coarser maps. */
  private blocked(factor: number): Blob[] {
    const belowWant = new Set<Blob>();
    this.belowWant = belowWant;
    return this.steps.flatMap((step) => {
      const isBelow = step.bottoms.some((bottom) => belowWant.has(bottom));
      const isBlocking = step.role === 'keeps' || (step.hasHoles && step.kernel !== undefined && !this.dividesAt(step, factor));
      if (isBelow || (!isBlocking && step.hasHoles && this.isWide(step))) for (const top of step.tops) belowWant.add(top);
      return isBlocking && !(isBelow && this.strictness === 'first') ? step.bottoms : [];
    });
  }

  /** Whether a blob is as fine as it is by itself: an input, or what starts anew. */
  private isSource(blob: Blob): boolean {
    const maker = this.makers.get(blob);
    const isExempt = this.strictness === 'first' && this.belowWant.has(blob);
    return maker === undefined || (maker.role === 'restarts' && !isExempt);
  }

  /** All blobs that must stay as fine as they are so that the given ones do. */
  private fineWith(seeds: readonly Blob[]): Set<Blob> {
    const fine = new Set<Blob>();
    const open = [...seeds, ...[...this.readers.keys()].filter((blob) => this.isSource(blob))];
    for (let blob = open.pop(); blob !== undefined; blob = open.pop()) {
      if (fine.has(blob)) continue;
      fine.add(blob);
      const maker = this.makers.get(blob);
      if (maker !== undefined && maker.role !== 'restarts') open.push(...maker.bottoms);
      for (const { role, bottoms, tops } of this.readers.get(blob) ?? []) if (role === 'passes' || role === 'keeps') open.push(...bottoms, ...tops);
    }
    return fine;
  }

  private cutBelow(seeds: readonly Blob[], factor: number): Cut | undefined {
    const fine = this.fineWith(seeds);
    const wanting = this.steps.filter((step) => step.hasHoles && this.isWide(step) && this.dividesAt(step, factor) && step.bottoms.every((bottom) => !fine.has(bottom)));
    const layers = new Set<Step>();
    const coarse = this.connected(wanting.flatMap(({ bottoms }) => bottoms), (step) => step.role === 'slides' && step.bottoms.some((bottom) => fine.has(bottom)), layers);
    return wanting.length === 0 ? undefined : { layers, coarse, wants: wanting.length };
  }

  /** The blobs that become coarser together with the given ones; the layers where that begins are added to `borders`. */
  private connected(start: readonly Blob[], isBorder: (step: Step) => boolean, borders: Set<Step>): Set<Blob> {
    const coarse = new Set<Blob>();
    const open = [...start];
    for (let blob = open.pop(); blob !== undefined; blob = open.pop()) {
      if (coarse.has(blob)) continue;
      coarse.add(blob);
      const maker = this.makers.get(blob);
      if (maker !== undefined && isBorder(maker)) borders.add(maker);
      else if (maker !== undefined && maker.role !== 'restarts') open.push(...maker.bottoms);
      for (const { role, bottoms, tops } of this.readers.get(blob) ?? []) if (role === 'slides' || role === 'passes') open.push(...tops, ...(role === 'passes' ? bottoms : []));
    }
    return coarse;
  }

  /** The blobs that become coarser before a kernel reads them. */
  private beforeKernels({ layers }: Cut): Set<Blob> {
    const reached = new Set([...layers].flatMap(({ tops }) => tops));
    for (const step of this.steps) {
      const isReached = !this.isWide(step) && step.role !== 'restarts' && !layers.has(step) && step.bottoms.some((bottom) => reached.has(bottom));
      if (isReached) for (const top of step.tops) reached.add(top);
    }
    return reached;
  }

  /** The cut moved down to where nets have their strides: at a pooling, or in all layers that read one map. */
  private settled(first: Cut, blocked: readonly Blob[], factor: number): Cut {
    let [best, seeds] = [first, blocked];
    for (const blob of this.beforeKernels(first)) {
      const moved = this.cutBelow([...seeds, blob], factor);
      if (moved?.wants === best.wants && this.isBetter(moved, best, blob, factor)) [best, seeds] = [moved, [...seeds, blob]];
    }
    return best;
  }

  /** Whether the layers that read a blob take the place of others: instead of layers that read different ones, or as a pooling alone. */
  private isBetter(moved: Cut, best: Cut, blob: Blob, factor: number): boolean {
    const added = [...moved.layers].filter((step) => !best.layers.has(step));
    const gone = [...best.layers].filter((step) => !moved.layers.has(step));
    if (added.length === 0 || gone.length === 0 || added.some(({ bottoms }) => bottoms[0] !== blob)) return false;
    const [pooling] = added;
    if (added.length === 1 && pooling !== undefined && !pooling.hasHoles && this.isWide(pooling)) return this.isUsualAt(pooling, gone, factor);
    return added.every((step) => !this.isWide(step)) && new Set(gone.map(({ bottoms }) => bottoms[0])).size > 1;
  }

  /** Whether a pooling takes the place of convolutions, having no stride yet, or of anything else because its window could not shrink. */
  private isUsualAt({ layer, kernel, bottoms }: Step, gone: readonly Step[], factor: number): boolean {
    if (kernel === undefined) return false;
    const isFree = kernel.stride[this.axis] === 1 && !this.restored.has(layer) && gone.some(({ hasHoles }) => hasHoles);
    const coarseness = this.coarsenessOf(bottoms[0]);
    return isFree || (this.canShrink(kernel, coarseness) && !this.canShrink(kernel, coarseness * factor));
  }
}

const isSquare = ({ kernel }: Step): boolean => kernel === undefined || [kernel.taps, kernel.stride, kernel.pad, kernel.dilation].every(([height, width]) => height === width);

/** The strides that were removed from a net, as far as its holes tell. */
export function removedStrides(steps: readonly Step[], strictness: Strictness, preference: Preference): Restored {
  const along = (axis: Axis): ReadonlyMap<LayerAnalysis, number> => {
    const search = new Search(steps, axis, strictness, preference);
    search.run();
    return search.restored;
  };
  const height = along(0);
  const width = steps.every(isSquare) ? height : along(1);
  return new Map([...new Set([...height.keys(), ...width.keys()])].map((layer) => [layer, [height.get(layer) ?? 1, width.get(layer) ?? 1]]));
}

/** Those that the names of its layers tell, where they are of a net that is known. */
export function namedStrides(analysis: Analysis): Restored {
  const members = backbonesIn(analysis).flatMap((backbone) => [...backbone.members.values()]);
  return new Map(members.flatMap(({ layer, pretrained }) => {
    const stride = kernelOf(layer)?.stride;
    return stride?.every((step) => step < pretrained.stride) === true ? [[layer, pairOf((axis) => pretrained.stride / stride[axis])] as const] : [];
  }));
}
