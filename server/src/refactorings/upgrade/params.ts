/** V2's `param { … }` from the three lists that V0 and V1 layers have in its place. */
import { valuesOf } from '../../schema/fields';
import type { FieldNode, MessageNode } from '../../syntax/tree';

/** The old lists, each with the field of ParamSpec that an element becomes. */
const lists: readonly (readonly [old: string, field: string])[] = [['param', 'name'], ['blob_share_mode', 'share_mode'], ['blobs_lr', 'lr_mult'], ['weight_decay', 'decay_mult']];

export const isOldParam = (name: string): boolean => lists.some(([old]) => old === name);

/** The fields of a layer that become `param`, in the order of the text. */
export const oldParams = ({ fields }: MessageNode): FieldNode[] => fields.filter(({ name }) => isOldParam(name));

/** One `param { … }` for each blob, as text. */
export function newParams(text: string, message: MessageNode): string[] {
  const columns = lists.map(([old, field]) => ({
    field,
    values: message.fields.filter(({ name }) => name === old).flatMap(({ value }) => valuesOf(value)).map(({ start, end }) => text.slice(start, end)),
  }));
  const count = Math.max(0, ...columns.map(({ values }) => values.length));
  return Array.from({ length: count }, (_, index) => {
    const parts = columns.flatMap(({ field, values }) => (values[index] === undefined ? [] : [`${field}: ${values[index]}`]));
    return `param { ${parts.join(' ')} }`;
  });
}
