/** Fixes for what the atrous rules find: holes, padding, offsets and sizes. */
import { setKernelNumber, type KernelNumber, type Pair } from '../../edits/kernel-edits';
import { setFields } from '../../edits/set-field';
import { replaceRange } from '../../edits/text-edit';
import { joinAnd } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { dilationWord, formatPair } from '../atrous/kernel';
import type { Finding } from '../rule';
import { layerAt, optional, preferred, textOf, type FixContext, type Fixer } from './fix';

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

const cropOffset: Fixer = (context, finding) => {
  const { layer } = layerAt(context, finding) ?? {};
  const offset = pairIn(finding, 'offset');
  if (layer === undefined || offset === undefined) return [];
  const value = offset[0] === offset[1] ? offset[0] : offset;
  return preferred(t`Set offset ${formatPair(offset)}`, ...setFields(context.tree.text, layer.layer, 'crop_param', [{ field: 'offset', value }], context.dialect));
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

/** The padding of each branch that does not keep the size. */
const branchPads: Fixer = (context, finding) => {
  const pads = (finding.data?.['pads'] ?? []) as readonly { layer: string; pad: Pair }[];
  const layers = context.nets.flatMap(({ net }) => net.layers);
  const edits = pads.flatMap(({ layer: name, pad }) => {
    const layer = layers.find((candidate) => candidate.name === name);
    return layer === undefined ? [] : setKernelNumber(context.tree.text, layer, 'pad', pad, context.dialect);
  });
  return preferred(t`Set ${joinAnd(pads.map(({ layer, pad }) => `pad ${formatPair(pad)} (${layer})`))}`, ...edits);
};

export const atrousFixers: Readonly<Record<string, Fixer>> = {
  'atrous/hole-stride': kernel(true),
  'atrous/padding': kernel(true),
  'atrous/branch-shapes': branchPads,
  'atrous/rate-too-large': kernel(false),
  'atrous/crop-alignment': cropOffset,
  'atrous/input-size': sizes,
  'atrous/crop-size': sizes,
  'atrous/class-count': classes,
};
