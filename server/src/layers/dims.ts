/** Arithmetic with sizes that may not be known, and the small readings that shape rules share. */
import { t } from '../l10n/text';
import { unknownDim, type Dim, type Shape } from '../net/shape';
import type { Fields, Quantity } from '../schema/fields';
import type { SourceRange } from '../syntax/tree';
import type { Arity, LayerQuery } from './definition';
import { choices, set, type RefusalHelp } from './remedy';

/** What `compute` makes of the sizes, or `?` where one is not known. */
export const combine = (dims: readonly Dim[], compute: (...sizes: number[]) => number): Dim =>
  dims.every((dim) => typeof dim === 'number') ? compute(...dims) : unknownDim;

/** The product of sizes; a single symbol stays itself (`21 × 1` is 21, `N × 1` is N). */
export function product(dims: readonly Dim[]): Dim {
  const factors = dims.filter((dim) => dim !== 1);
  if (factors.length === 1) return factors[0] ?? 1;
  return combine(factors, (...sizes) => sizes.reduce((total, size) => total * size, 1));
}

/** A size shared out evenly, rounded down; not known where there is nobody to share with. */
export const quotient = (dim: Dim, by: Dim): Dim =>
  typeof by === 'number' && by < 1 ? unknownDim : combine([dim, by], (size, parts) => Math.floor(size / parts));

/** The sum of sizes. */
export const sum = (dims: readonly Dim[]): Dim => combine(dims, (...sizes) => sizes.reduce((total, size) => total + size, 0));

/** True where both are known and differ. */
export const differ = (a: Dim | undefined, b: Dim | undefined): boolean =>
  typeof a === 'number' && typeof b === 'number' && a !== b;

/** The better known of two sizes that should be equal. */
export function better(a: Dim, b: Dim): Dim {
  if (typeof a === 'number') return a;
  return typeof b === 'number' || a === unknownDim ? b : a;
}

/** The number that a quantity is, or undefined where the file does not know it. */
export const known = (quantity: Quantity | undefined): number | undefined =>
  typeof quantity === 'number' ? quantity : undefined;

/** An axis counted from the start; negative ones count from the end. Undefined where there is no such axis. */
export function canonicalAxis(axis: Quantity, count: number): number | undefined {
  if (typeof axis !== 'number') return undefined;
  const canonical = axis < 0 ? axis + count : axis;
  return canonical >= 0 && canonical < count ? canonical : undefined;
}

/** Where value `index` of a field stands, else the whole field; undefined where the file does not have it. */
export const placeOf = (fields: Fields, name: string, index = 0): SourceRange | undefined =>
  fields.values(name)[index] ?? fields.node(name);

/** A blob of four axes of which nothing is known. */
const unknownMap: Shape = [unknownDim, unknownDim, unknownDim, unknownDim];

/** The first bottom's shape; that of an unknown map where it is not known. */
export const firstBottom = ({ bottoms }: LayerQuery): Shape => bottoms[0] ?? unknownMap;

/** Reads an axis field and refuses one that the shape does not have. */
export function axisOf(query: LayerQuery, fields: Fields, name: string, shape: Shape): number | undefined {
  const axis = canonicalAxis(fields.number(name), shape.length);
  const written = fields.number(name);
  if (axis === undefined && typeof written === 'number') {
    query.refuse('bad-parameter', t`There is no axis ${written}: the blob has ${shape.length} axes (${-shape.length} to ${shape.length - 1}).`, placeOf(fields, name), {
      remedies: choices(name, [Math.min(Math.max(written, -shape.length), shape.length - 1)]), madeBy: [0],
    });
  }
  return axis;
}

/** How many channels a layer makes: not known while the file does not say so, so that only this layer is refused. */
export function outputsOf(fields: Fields): Dim {
  const written = fields.number('num_output');
  return written === 0 ? unknownDim : written;
}

/** Refuses a stated number below `least`. */
export function checkAtLeast(query: LayerQuery, fields: Fields, name: string, least = 1): void {
  const value = fields.has(name) ? known(fields.number(name)) : undefined;
  if (value !== undefined && value < least) query.refuse('bad-parameter', t`\`${name}\` must be at least ${least}.`, placeOf(fields, name), { remedies: [set(name, least)] });
}

/** Refuses a layer without a field that has no default. */
export function checkGiven(query: LayerQuery, fields: Fields, name: string, remedies: RefusalHelp['remedies'] = []): void {
  if (!fields.has(name)) query.refuse('missing-parameter', t`${query.layer.type} needs \`${name}\`: add it.`, undefined, { remedies });
}

export const exactly = (count: number): Arity => ({ min: count, max: count });
export const atLeast = (min: number): Arity => ({ min, max: Infinity });
export const between = (min: number, max: number): Arity => ({ min, max });
