/** Turns DeepLab v1's `hole` into `dilation` and back, in one convolution's parameters. */
import type { FieldNode, MessageNode } from '../syntax/tree';
import { removeField } from './field-edits';
import { replaceRange, type TextEdit } from './text-edit';

const named = ({ fields }: MessageNode, name: string): FieldNode[] => fields.filter((field) => field.name === name);

const rename = (field: FieldNode, name: string): TextEdit => replaceRange({ start: field.start, end: field.nameEnd }, name);

/** The value of a field as it is written. */
const valueText = (text: string, { value }: FieldNode): string => (value === undefined ? '' : text.slice(value.start, value.end));

/** `hole_h` and `hole_w` are two values of one repeated `dilation`; nothing where one of them is missing. */
function pairToDilation(text: string, message: MessageNode): TextEdit[] {
  const [height, width] = [named(message, 'hole_h')[0], named(message, 'hole_w')[0]];
  if (height === undefined || width === undefined) return [];
  const [first, second] = height.start < width.start ? [height, width] : [width, height];
  return [replaceRange(first, `dilation: ${valueText(text, height)} dilation: ${valueText(text, width)}`), removeField(text, second)];
}

export const toDilation = (text: string, message: MessageNode): TextEdit[] =>
  [...named(message, 'hole').map((field) => rename(field, 'dilation')), ...pairToDilation(text, message)];

/** One dilation is a hole, two are `hole_h` and `hole_w`. */
export function toHole(text: string, message: MessageNode): TextEdit[] {
  const dilations = named(message, 'dilation');
  const [first, second] = dilations;
  if (first?.value?.kind === 'list') {
    const values = first.value.elements.map(({ start, end }) => text.slice(start, end));
    const words = values.length === 2 ? `hole_h: ${values[0] ?? ''} hole_w: ${values[1] ?? ''}` : `hole: ${values[0] ?? ''}`;
    return dilations.length === 1 && values.length > 0 && values.length <= 2 ? [replaceRange(first, words)] : [];
  }
  if (first === undefined || dilations.length > 2) return [];
  return second === undefined ? [rename(first, 'hole')] : [rename(first, 'hole_h'), rename(second, 'hole_w')];
}
