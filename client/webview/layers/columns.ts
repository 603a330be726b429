/** The columns of the table: what each shows, and what it is sorted by. */
import * as l10n from '@vscode/l10n';
import type { DescribedLayer, PerAxis } from '../../../server/src/protocol/views';
import { formatAxes, formatBytes, formatCount } from '../figures';
import type { Column } from '../table/column';

/** The product, so that 3×5 stands between 3×3 and 5×5. */
const area = (values: PerAxis | null | undefined): number | null =>
  values?.reduce<number | null>((product, value) => (product === null || value === null ? null : product * value), 1) ?? null;

const first = (values: PerAxis | null | undefined): number | null => values?.[0] ?? null;

/** What is as it mostly is needs no ink. */
const unless = (plain: string, text: string): string => (text === plain ? '' : text);

const values = (layer: DescribedLayer): number | null => layer.activationBytes;

/** Made when the page's language is known. */
export const makeColumns = (): readonly Column<DescribedLayer>[] => [
  { id: 'layer', title: l10n.t('Layer'), hint: l10n.t('Name of the layer'), isNumber: false, text: ({ name }) => name, key: ({ name }) => name },
  { id: 'line', title: l10n.t('Line'), hint: l10n.t('Line of the block'), isNumber: true, text: ({ line }) => String(line), key: ({ line }) => line },
  { id: 'type', title: l10n.t('Type'), hint: l10n.t('Type of the layer'), isNumber: false, text: ({ type }) => type, key: ({ type }) => type },
  { id: 'shape', title: l10n.t('Shape'), hint: l10n.t('Shapes of the tops; sorted by memory'), isNumber: false, text: ({ shapeTexts }) => shapeTexts.join(', '), key: values },
  { id: 'kernel', title: l10n.t('Kernel'), hint: l10n.t('Taps of the kernel'), isNumber: true, text: ({ kernel }) => formatAxes(kernel), key: ({ kernel }) => area(kernel) },
  { id: 'stride', title: l10n.t('Stride'), hint: l10n.t('Stride of the layer, where it is not 1'), isNumber: true, text: ({ layerStride }) => unless('1', formatAxes(layerStride)), key: ({ layerStride }) => first(layerStride) },
  { id: 'pad', title: l10n.t('Pad'), hint: l10n.t('Padding, where it is not 0'), isNumber: true, text: ({ pad }) => unless('0', formatAxes(pad)), key: ({ pad }) => first(pad) },
  { id: 'hole', title: l10n.t('Hole'), hint: l10n.t('Dilation, where it is not 1'), isNumber: true, text: ({ dilation }) => unless('1', formatAxes(dilation)), key: ({ dilation }) => first(dilation) },
  { id: 'field', title: l10n.t('Field'), hint: l10n.t('Receptive field: input pixels that one unit sees'), isNumber: true, text: ({ receptiveField }) => formatAxes(receptiveField?.size), key: ({ receptiveField }) => area(receptiveField?.size) },
  { id: 'fieldStride', title: l10n.t('Output stride'), hint: l10n.t('Input pixels between neighbouring units'), isNumber: true, text: ({ receptiveField }) => formatAxes(receptiveField?.stride), key: ({ receptiveField }) => first(receptiveField?.stride) },
  { id: 'start', title: l10n.t('Start'), hint: l10n.t('First input pixel that unit 0 sees'), isNumber: true, text: ({ receptiveField }) => formatAxes(receptiveField?.start), key: ({ receptiveField }) => first(receptiveField?.start) },
  { id: 'parameters', title: l10n.t('Parameters'), hint: l10n.t('Values in the blobs that the layer owns'), isNumber: true, text: ({ parameters }) => unless('0', formatCount(parameters)), key: ({ parameters }) => parameters, hasBar: true },
  { id: 'macs', title: l10n.t('MACs'), hint: l10n.t('Multiply-accumulates for the whole batch'), isNumber: true, text: ({ macs }) => unless('0', formatCount(macs)), key: ({ macs }) => macs, hasBar: true },
  { id: 'memory', title: l10n.t('Memory'), hint: l10n.t('Bytes of the tops'), isNumber: true, text: ({ activationBytes }) => unless('0 B', formatBytes(activationBytes)), key: values, hasBar: true },
];
