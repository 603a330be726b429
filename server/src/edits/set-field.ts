/** Gives fields of a layer's parameter message other values, wherever the file has them. */
import type { FieldChange } from '../layers/remedy';
import type { Layer } from '../net/net';
import type { DialectId } from '../schema/dialects';
import type { Fields } from '../schema/fields';
import { fieldSchemaFor } from '../schema/schema';
import { appendTo, removeField } from './field-edits';
import { replaceRange, type TextEdit } from './text-edit';

/** The message that a path such as `shape.dim` ends in, and the field's own name. */
function holderOf(fields: Fields, path: string): { holder: Fields; name: string } {
  const names = path.split('.');
  const name = names.pop() ?? '';
  return { holder: names.reduce((message, step) => message.message(step), fields), name };
}

/** The field as text, once for each value. */
const written = (name: string, value: FieldChange['value']): string => (typeof value === 'object' ? value : [value]).map((one) => `${name}: ${String(one)}`).join(' ');

/** Removes the field, or one of its values. */
function removal(text: string, holder: Fields, name: string, index: number | undefined): TextEdit[] {
  const nodes = holder.nodes(name);
  if (index === undefined) return nodes.map((node) => removeField(text, node));
  const node = nodes[index];
  return node === undefined || nodes.length !== holder.values(name).length ? [] : [removeField(text, node)];
}

/** The field with the new value: where it stands, or as the last of its message. */
function setting(text: string, holder: Fields, name: string, { value, index }: FieldChange): TextEdit[] {
  const values = holder.values(name);
  const [first, ...others] = holder.nodes(name);
  const one = index === undefined ? (values.length === 1 ? values[0] : undefined) : values[index];
  if (one !== undefined && typeof value !== 'object') return [replaceRange(one, String(value))];
  if (first !== undefined) return [replaceRange(first, written(name, value)), ...others.map((other) => removeField(text, other))];
  return holder.source === undefined ? [] : [appendTo(text, holder.source, [written(name, value)])];
}

/** The parameter message as a whole, where the layer has none and its dialect knows it. */
function newMessage(text: string, layer: Layer, param: string, changes: readonly FieldChange[], dialect: DialectId): TextEdit[] {
  const block = layer.node.value;
  const isKnown = fieldSchemaFor(layer.fields.type, param, dialect) !== undefined;
  const lines = changes.flatMap(({ field, value }) => (value === undefined || field.includes('.') ? [] : [written(field, value)]));
  return block?.kind === 'message' && isKnown && lines.length > 0 ? [appendTo(text, block, [`${param} { ${lines.join(' ')} }`])] : [];
}

/** Fields in the place of others: the first of these becomes them, the rest goes. */
function exchange(text: string, fields: Fields, gone: readonly FieldChange[], come: readonly FieldChange[]): TextEdit[] {
  const [first, ...others] = gone.flatMap(({ field }) => fields.nodes(field)).sort((a, b) => a.start - b.start);
  if (first === undefined) return [];
  return [replaceRange(first, come.map(({ field, value }) => written(field, value)).join(' ')), ...others.map((other) => removeField(text, other))];
}

/** The edits that make all the changes in the layer's message `param`; none where the file has no place for them. */
export function setFields(text: string, layer: Layer, param: string, changes: readonly FieldChange[], dialect: DialectId): TextEdit[] {
  const fields = layer.param(param);
  if (fields.source === undefined) return newMessage(text, layer, param, changes, dialect);
  const gone = changes.filter(({ value, index, field }) => value === undefined && index === undefined && !field.includes('.'));
  const come = changes.filter(({ value, field }) => value !== undefined && !field.includes('.') && !fields.has(field));
  const rest = gone.length > 0 && come.length > 0 ? changes.filter((change) => !gone.includes(change) && !come.includes(change)) : changes;
  const own = rest.flatMap((change) => {
    const { holder, name } = holderOf(fields, change.field);
    return change.value === undefined ? removal(text, holder, name, change.index) : setting(text, holder, name, change);
  });
  return rest === changes ? own : [...exchange(text, fields, gone, come), ...own];
}
