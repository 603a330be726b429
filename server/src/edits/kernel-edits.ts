/** Changes size, stride, padding or dilation of a layer's kernel, in whichever spelling its file has them. */
import { definitionOf } from '../layers/index';
import type { Layer } from '../net/net';
import type { DialectId } from '../schema/dialects';
import { fieldSchemaFor } from '../schema/schema';
import type { Fields } from '../schema/fields';
import type { FieldNode } from '../syntax/tree';
import { insertAfter, removeField } from './field-edits';
import { replaceRange, type TextEdit } from './text-edit';

export type KernelNumber = 'kernel' | 'dilation' | 'pad' | 'stride';

/** A number for height and one for width. */
export type Pair = readonly [number, number];

/** How a number is spelt: for both axes, and for each. `repeats`: two values of the first spelling stand for the two axes. */
interface Spelling {
  all: string;
  height: string;
  width: string;
  repeats: boolean;
}

/** The spellings that forks have, the usual one first. */
const spellings: Readonly<Record<KernelNumber, readonly Spelling[]>> = {
  dilation: [
    { all: 'dilation', height: 'dilation_h', width: 'dilation_w', repeats: true },
    { all: 'hole', height: 'hole_h', width: 'hole_w', repeats: false },
    { all: 'filter_stride', height: 'filter_stride_h', width: 'filter_stride_w', repeats: false },
  ],
  kernel: [{ all: 'kernel_size', height: 'kernel_h', width: 'kernel_w', repeats: false }],
  pad: [{ all: 'pad', height: 'pad_h', width: 'pad_w', repeats: false }],
  stride: [{ all: 'stride', height: 'stride_h', width: 'stride_w', repeats: false }],
};

/** Every name that a number may have. */
export const namesOfNumber = (number: KernelNumber): readonly string[] => spellings[number].flatMap(({ all, height, width }) => [all, height, width]);

const isGiven = (fields: Fields, { all, height, width }: Spelling): boolean => [all, height, width].some((name) => fields.has(name));

/** The spelling that the layer uses, or else the one that its dialect has. */
function spellingOf(fields: Fields, number: KernelNumber, dialect: DialectId): Spelling {
  const [usual, ...others] = spellings[number] as [Spelling, ...Spelling[]];
  const all = [usual, ...others];
  return all.find((spelling) => isGiven(fields, spelling)) ?? all.find(({ all: name }) => fieldSchemaFor(fields.type, name, dialect) !== undefined) ?? usual;
}

/** What the dialect, or the layer itself, calls the distance between taps. */
export function dilationWord(fields: Fields | undefined, dialect: DialectId): string {
  return fields === undefined ? spellings.dilation[0]?.all ?? 'dilation' : spellingOf(fields, 'dilation', dialect).all;
}

/** Whether the dialect's convolutions can have holes at all: Caffe of 2013 and some of its forks know none. */
export const knowsHoles = (dialect: DialectId): boolean => spellings.dilation.some(({ all }) => fieldSchemaFor('ConvolutionParameter', all, dialect) !== undefined);

/** The fields that say the number, as text. */
function written({ all, height, width, repeats }: Spelling, [h, w]: Pair): string[] {
  if (h === w) return [`${all}: ${h}`];
  return repeats ? [`${all}: ${h}`, `${all}: ${w}`] : [`${height}: ${h}`, `${width}: ${w}`];
}

/** Replaces the values that are there, one for each axis or one for both; undefined where their number does not fit. */
function replaceValues(fields: Fields, { all, height, width }: Spelling, [h, w]: Pair): TextEdit[] | undefined {
  const own = fields.scalars(all);
  const [first, second] = own;
  if (first !== undefined && own.length === 1 && h === w) return [replaceRange(first, String(h))];
  if (first !== undefined && second !== undefined && own.length === 2) return [replaceRange(first, String(h)), replaceRange(second, String(w))];
  const [tall, wide] = [fields.scalars(height).at(-1), fields.scalars(width).at(-1)];
  if (own.length === 0 && tall !== undefined && wide !== undefined) return [replaceRange(tall, String(h)), replaceRange(wide, String(w))];
  return undefined;
}

/** The field after which numbers of the kernel are added: the last that is there, but not the dilation, which the same change may remove. */
function anchorOf(fields: Fields): FieldNode | undefined {
  const names = (['kernel', 'stride', 'pad'] as const).flatMap((number) => namesOfNumber(number));
  const present = names.flatMap((name) => fields.nodes(name));
  return present.sort((a, b) => a.start - b.start).at(-1) ?? fields.source?.fields.at(-1);
}

/**
 * The edits that give a layer's kernel a number. Values that are there are replaced where they stand, or removed where they
 * say no more than that there are no holes; a missing one is added after the others unless it is the default. Nothing
 * where the layer has no parameters to change.
 */
export function setKernelNumber(text: string, layer: Layer, number: KernelNumber, pair: Pair, dialect: DialectId): TextEdit[] {
  const param = definitionOf(layer.type)?.param;
  const fields = param === undefined ? undefined : layer.param(param);
  if (fields?.source === undefined) return [];
  const spelling = spellingOf(fields, number, dialect);
  const present = [spelling.all, spelling.height, spelling.width].flatMap((name) => fields.nodes(name));
  const [first, ...others] = present;
  if (number === 'dilation' && pair[0] === 1 && pair[1] === 1) return present.map((node) => removeField(text, node));
  if (first !== undefined) {
    return replaceValues(fields, spelling, pair) ?? [replaceRange(first, written(spelling, pair).join(' ')), ...others.map((node) => replaceRange(node, ''))];
  }
  const usual = number === 'pad' ? 0 : 1;
  const anchor = anchorOf(fields);
  return anchor === undefined || (pair[0] === usual && pair[1] === usual) ? [] : [insertAfter(text, anchor, written(spelling, pair))];
}
