/** Decides what of an earlier analysis still holds, and keeps equal parts identical so that later layers can be kept too. */
import type { Shape } from '../net/shape';
import type { LayerAnalysis, LayerResult, ReceptiveField } from './analysis';
import type { AxisField } from './axis-field';
import { equals } from './rational';

/** Whether two lists are equal item by item. */
export const sameList = <Item>(a: readonly Item[], b: readonly Item[], isSame: (a: Item, b: Item) => boolean): boolean =>
  a === b || (a.length === b.length && a.every((item, index) => isSame(item, b[index] as Item)));

export const identical = (a: unknown, b: unknown): boolean => a === b;

export const sameShape = (a: Shape | undefined, b: Shape | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sameList(a, b, identical));

/** Whether two sets of stated shapes are equal. */
export const sameShapes = (a: ReadonlyMap<string, Shape> | undefined, b: ReadonlyMap<string, Shape> | undefined): boolean =>
  a === b || ((a?.size ?? 0) === (b?.size ?? 0) && [...(a ?? [])].every(([name, shape]) => sameShape(shape, b?.get(name))));

const sameAxis = (a: AxisField, b: AxisField): boolean =>
  a === b || (a.whole === b.whole && a.origin === b.origin && a.advance === b.advance && equals(a.stride, b.stride)
    && sameList(a.first, b.first, identical) && sameList(a.last, b.last, identical));

const sameField = (a: ReceptiveField, b: ReceptiveField): boolean =>
  a === b || (a.input === b.input && sameAxis(a.axes[0], b.axes[0]) && sameAxis(a.axes[1], b.axes[1]));

export const sameFields = (a: readonly ReceptiveField[] | undefined, b: readonly ReceptiveField[] | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sameList(a, b, sameField));

/** Finds earlier results by the text of their layer. Asked in the order of the net, it nearly always has the next one at hand. */
export class EarlierResults {
  private next = 0;
  private byText: Map<LayerResult['text'], number> | undefined;

  constructor(private readonly layers: readonly LayerAnalysis[]) {}

  of(text: LayerResult['text']): LayerAnalysis | undefined {
    const isNext = this.layers[this.next]?.text === text;
    const index = isNext ? this.next : this.indexOf(text);
    if (index === undefined) return undefined;
    this.next = index + 1;
    return this.layers[index];
  }

  private indexOf(text: LayerResult['text']): number | undefined {
    this.byText ??= new Map(this.layers.map((layer, index) => [layer.text, index]));
    return this.byText.get(text);
  }
}

/** Whether a layer with that result is reached by the same shapes and fields again. */
export function isReachedAlike(result: LayerResult, bottomShapes: LayerResult['bottomShapes'], bottomFields: LayerResult['bottomFields']): boolean {
  return sameList(result.bottomShapes, bottomShapes, sameShape) && sameList(result.bottomFields, bottomFields, sameFields);
}

/** Gives a new result the parts of the earlier one where they are equal. */
export function keepEqual(result: LayerResult, earlier: LayerResult): void {
  result.topShapes = result.topShapes.map((shape, index) => (sameShape(shape, earlier.topShapes[index]) ? earlier.topShapes[index] : shape));
  result.topFields = result.topFields.map((fields, index) => (sameFields(fields, earlier.topFields[index]) ? earlier.topFields[index] : fields));
}
