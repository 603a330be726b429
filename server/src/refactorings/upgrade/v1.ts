/** Upgrades one V1 block (`layers { type: CONVOLUTION … }`) in place, as Caffe does when it reads one. */
import { removeField } from '../../edits/field-edits';
import { toDilation } from '../../edits/hole-edits';
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import { typeFromV1 } from '../../layers/index';
import type { DialectId } from '../../schema/dialects';
import { fieldSchemaFor } from '../../schema/schema';
import { messagesOf } from '../../syntax/paths';
import type { FieldNode, MessageNode } from '../../syntax/tree';
import { isOldParam, newParams, oldParams } from './params';

/** Fields of DeepLab v1 that V2 has under another name, or not at all. */
const renamed: Readonly<Record<string, string>> = { softmaxloss_param: 'loss_param' };
const dropped: readonly string[] = ['strict_dim'];

/** DeepLab v1 says whether there are labels, v2 of which kind: IMAGE or PIXEL unless NONE. */
function labelEdits(text: string, { fields }: MessageNode): TextEdit[] {
  return fields.filter(({ name }) => name === 'has_label').map((field) => {
    const { value } = field;
    const hasLabels = value?.kind === 'scalar' && ['true', 't', '1'].includes(value.value.toLowerCase());
    return hasLabels ? removeField(text, field) : replaceRange(field, 'label_type: NONE');
  });
}

/** Changes inside parameter messages. */
const insideParam: Readonly<Record<string, (text: string, message: MessageNode) => TextEdit[]>> = { convolution_param: toDilation, image_data_param: labelEdits };

/** V2's loss has no file of class weights. */
const hasOnlyLabels = ({ value }: FieldNode): boolean => value?.kind === 'message' && value.fields.every(({ name }) => name === 'ignore_label');

/** Whether the dialect that the file is for afterwards has what a layer's field says. */
const isKnown = (field: FieldNode, target: DialectId): boolean => (renamed[field.name] === undefined ? isKnownName(field, target) : hasOnlyLabels(field));

const isKnownName = ({ name }: FieldNode, target: DialectId): boolean =>
  dropped.includes(name) || isOldParam(name) || fieldSchemaFor('LayerParameter', name, target) !== undefined;

/** The type in quotes; undefined for one that no V2 name is known for. */
function typeEdit(text: string, { fields }: MessageNode): TextEdit[] | undefined {
  const value = fields.find(({ name }) => name === 'type')?.value;
  if (value === undefined) return [];
  const type = typeFromV1(text.slice(value.start, value.end));
  return type === undefined ? undefined : [replaceRange(value, `"${type}"`)];
}

/** `param` fields in place of the first of the old ones each; the others go. */
function paramEdits(text: string, message: MessageNode): TextEdit[] {
  const params = newParams(text, message);
  return oldParams(message).map((field, index) => {
    const param = params[index];
    return param === undefined ? removeField(text, field) : replaceRange(field, param);
  });
}

function fieldEdits(text: string, { fields }: MessageNode): TextEdit[] {
  return fields.flatMap((field) => {
    const name = renamed[field.name];
    if (name !== undefined) return [replaceRange({ start: field.start, end: field.nameEnd }, name)];
    const change = insideParam[field.name];
    if (change !== undefined && field.value?.kind === 'message') return change(text, field.value);
    return dropped.includes(field.name) ? [removeField(text, field)] : [];
  });
}

/** The edits for one `layers` field; undefined where a layer in it has a type or a field that V2 has no name for. */
export function upgradeV1(text: string, field: FieldNode, target: DialectId): TextEdit[] | undefined {
  const edits: TextEdit[] = [replaceRange({ start: field.start, end: field.nameEnd }, 'layer')];
  for (const message of messagesOf(field)) {
    const type = typeEdit(text, message);
    if (type === undefined || !message.fields.every((inner) => isKnown(inner, target))) return undefined;
    edits.push(...type, ...paramEdits(text, message), ...fieldEdits(text, message));
  }
  return edits;
}
