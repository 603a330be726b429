/** Fixes for what the atrous rules find: holes, padding, offsets and sizes. */
import { appendTo } from '../../edits/field-edits';
import { setKernelNumber, type KernelNumber, type Pair } from '../../edits/kernel-edits';
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import { joinAnd } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { fieldSchemaFor } from '../../schema/schema';
import { dilationWord, formatPair } from '../atrous/kernel';
import type { Finding } from '../rule';
import { layerAt, optional, textOf, type FixContext, type Fixer } from './fix';

const isNumbers = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every((item) => typeof item === 'number');

/** A pair of numbers in the finding's data. */
function pairIn({ data }: Finding, name: string): Pair | undefined {
  const value = data?.[name];
  const [height, width] = isNumbers(value) ? value : [];
  return height === undefined || width === undefined ? undefined : [height, width];
}

/** Sets the dilation and the padding that the finding names. */
const kernel = (isPreferred: boolean): Fixer => (context, finding) => {
  const { layer } = layerAt(context, finding) ?? {};
  if (layer === undefined) return [];
  const { tree: { text }, dialect } = context;
  const numbers = (['dilation', 'pad'] as const).flatMap((number): { number: KernelNumber; pair: Pair }[] => {
    const pair = pairIn(finding, number);
    return pair === undefined ? [] : [{ number, pair }];
  });
  const edits = numbers.flatMap(({ number, pair }) => setKernelNumber(text, layer.layer, number, pair, dialect));
  const words = numbers.map(({ number, pair }) => `${number === 'dilation' ? dilationWord(layer, dialect) : number} ${formatPair(pair)}`);
  return edits.length === 0 ? [] : [{ title: t`Set ${joinAnd(words)}`, edits, isPreferred }];
};

const offsetText = ([height, width]: Pair): string => (height === width ? `offset: ${height}` : `offset: ${height} offset: ${width}`);

/** The edits that give a Crop its offsets: replaced, added to its parameters, or with parameters of its own. */
function offsetEdits({ tree: { text }, dialect }: FixContext, layer: NonNullable<ReturnType<typeof layerAt>>['layer'], offset: Pair): TextEdit[] {
  const { fields, node } = layer.layer;
  const param = layer.layer.param('crop_param');
  const [first, ...others] = param.nodes('offset');
  if (first !== undefined) return [replaceRange(first, offsetText(offset)), ...others.map((other) => replaceRange(other, ''))];
  if (param.source !== undefined) return [appendTo(text, param.source, [offsetText(offset)])];
  const hasParam = fieldSchemaFor(fields.type, 'crop_param', dialect) !== undefined;
  return node.value?.kind === 'message' && hasParam ? [appendTo(text, node.value, [`crop_param { ${offsetText(offset)} }`])] : [];
}

const cropOffset: Fixer = (context, finding) => {
  const { layer } = layerAt(context, finding) ?? {};
  const offset = pairIn(finding, 'offset');
  if (layer === undefined || offset === undefined) return [];
  const edits = offsetEdits(context, layer, offset);
  return edits.length === 0 ? [] : [{ title: t`Set offset ${formatPair(offset)}`, edits, isPreferred: true }];
};

const isInteger = (context: FixContext, finding: Finding): boolean => /^\d+$/.test(textOf(context, finding));

/** One fix for each size that fits. */
const sizes: Fixer = (context, finding) => {
  const fitting = finding.data?.['sizes'];
  if (!isNumbers(fitting) || !isInteger(context, finding)) return [];
  return fitting.flatMap((size) => optional(t`Set size ${size}`, replaceRange(finding, String(size))));
};

const classes: Fixer = (context, finding) => {
  const count = finding.data?.['classes'];
  return typeof count === 'number' && isInteger(context, finding) ? optional(t`Set ${count} classes`, replaceRange(finding, String(count))) : [];
};

export const atrousFixers: Readonly<Record<string, Fixer>> = {
  'atrous/hole-stride': kernel(true),
  'atrous/padding': kernel(true),
  'atrous/rate-too-large': kernel(false),
  'atrous/crop-alignment': cropOffset,
  'atrous/input-size': sizes,
  'atrous/crop-size': sizes,
  'atrous/class-count': classes,
};
