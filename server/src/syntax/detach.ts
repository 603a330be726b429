/** Gives strings that were cut from a text a memory of their own: a slice keeps the whole text that it was cut from. */
import type { FieldNode, ValueNode } from './tree';

/** Shorter strings are copied when they are cut. */
const shortestSlice = 13;

/** A copy of a string. */
export const detached = (text: string): string => (text.length < shortestSlice ? text : ` ${text}`.slice(1));

/** Replaces all strings in a field by copies, in place. */
export function detachField(field: FieldNode): void {
  field.name = detached(field.name);
  if (field.value !== undefined) detachValue(field.value);
}

function detachValue(value: ValueNode): void {
  if (value.kind === 'scalar') value.value = detached(value.value);
  else if (value.kind === 'list') for (const element of value.elements) detachValue(element);
  else for (const field of value.fields) detachField(field);
}
