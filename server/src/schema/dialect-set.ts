/** Sets of dialects as bit masks: every field has one, and inference intersects thousands of them. */
import { dialects, type DialectId } from './dialects';

/** One bit per dialect, in the order of the table. */
export type DialectMask = number;

const bits = new Map<DialectId, DialectMask>(dialects.map(({ id }, index) => [id, 1 << index]));

export const noDialect: DialectMask = 0;
export const everyDialect: DialectMask = dialects.reduce((mask, _, index) => mask | (1 << index), 0);

/** The mask with that dialect alone. */
export const maskOf = (id: DialectId): DialectMask => bits.get(id) ?? noDialect;

export const maskHas = (mask: DialectMask, id: DialectId): boolean => (mask & maskOf(id)) !== 0;

/** The dialects of a mask, preferred ones first. */
export const dialectsIn = (mask: DialectMask): DialectId[] =>
  dialects.filter(({ id }) => maskHas(mask, id)).map(({ id }) => id);

const sets = new Map<DialectMask, ReadonlySet<DialectId>>();

/** The dialects of a mask as a set; equal masks share one. */
export function setOf(mask: DialectMask): ReadonlySet<DialectId> {
  let set = sets.get(mask);
  if (set === undefined) {
    set = new Set(dialectsIn(mask));
    sets.set(mask, set);
  }
  return set;
}
