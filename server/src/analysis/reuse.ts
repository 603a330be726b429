/** Decides what of an earlier analysis still holds, and keeps equal parts identical so that later layers can be kept too. */
import { extentOf, type Extent } from '../net/extent';
import type { Layer } from '../net/net';
import type { Shape } from '../net/shape';
import type { LayerAnalysis, LayerResult, ReceptiveField } from './analysis';
import type { AxisField } from './axis-field';
import { equals } from './rational';

/** Whether two lists hold the same numbers or words. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

export const sameShape = (a: Shape | undefined, b: Shape | undefined): boolean => a === b || (a !== undefined && b !== undefined && sameItems(a, b));

/** Whether two sets of stated shapes are equal. */
export const sameShapes = (a: ReadonlyMap<string, Shape> | undefined, b: ReadonlyMap<string, Shape> | undefined): boolean =>
  a === b || ((a?.size ?? 0) === (b?.size ?? 0) && [...(a ?? [])].every(([name, shape]) => sameShape(shape, b?.get(name))));

const sameAxis = (a: AxisField, b: AxisField): boolean =>
  a === b || (a.whole === b.whole && a.origin === b.origin && a.advance === b.advance && equals(a.stride, b.stride)
    && sameItems(a.first, b.first) && sameItems(a.last, b.last));

const sameField = (a: ReceptiveField, b: ReceptiveField): boolean =>
  a === b || (a.input === b.input && sameAxis(a.axes[0], b.axes[0]) && sameAxis(a.axes[1], b.axes[1]));

export function sameFields(a: readonly ReceptiveField[] | undefined, b: readonly ReceptiveField[] | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || a.length !== b?.length) return false;
  for (let index = 0; index < a.length; index++) if (!sameField(a[index] as ReceptiveField, b[index] as ReceptiveField)) return false;
  return true;
}

/** Finds earlier results by the text of their layer. */
export class EarlierResults {
  private readonly extent: Extent;
  private byText: Map<LayerResult['text'], LayerAnalysis> | undefined;

  constructor(private readonly before: readonly LayerAnalysis[], private readonly now: readonly Layer[]) {
    this.extent = extentOf(before, now, ({ text }, { param }) => text === param);
  }

  /** What the layer at a place of the net had before. */
  of({ index, param }: Layer): LayerAnalysis | undefined {
    const { start, end } = this.extent;
    if (index < start) return this.before[index];
    const fromEnd = this.now.length - index;
    if (fromEnd <= end) return this.before[this.before.length - fromEnd];
    this.byText ??= new Map(this.before.slice(start, this.before.length - end).map((result) => [result.text, result]));
    return this.byText.get(param);
  }
}

/** Whether a layer with that result is reached by the same shapes and fields again. */
export function isReachedAlike(result: LayerResult, bottomShapes: LayerResult['bottomShapes'], bottomFields: LayerResult['bottomFields']): boolean {
  return bottomShapes.length === result.bottomShapes.length
    && bottomShapes.every((shape, index) => sameShape(shape, result.bottomShapes[index]) && sameFields(bottomFields[index], result.bottomFields[index]));
}

/** Gives a new result the parts of the earlier one where they are equal. */
export function keepEqual(result: LayerResult, earlier: LayerResult): void {
  result.topShapes = result.topShapes.map((shape, index) => (sameShape(shape, earlier.topShapes[index]) ? earlier.topShapes[index] : shape));
  result.topFields = result.topFields.map((fields, index) => (sameFields(fields, earlier.topFields[index]) ? earlier.topFields[index] : fields));
}
