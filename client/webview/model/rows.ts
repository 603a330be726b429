/** The table of a `.caffemodel`: a row for each blob, and a column for each thing there is to know of it. */
import * as l10n from '@vscode/l10n';
import type { BlobFigures, CaffemodelFile, ModelBlob } from '../../../server/src/protocol/model-file';
import { formatBytes, formatCount } from '../figures';
import { formatShare } from '../preview/format';
import type { Column } from '../table/column';

export interface BlobRow extends ModelBlob {
  layer: string;
  type: string;
  /** Position among the blobs of its layer, and of its layer in the file. */
  position: number;
  layerPosition: number;
  /** Undefined until they are known, null where they cannot be. */
  figures: BlobFigures | null | undefined;
}

export const rowsOf = ({ layers }: CaffemodelFile): BlobRow[] =>
  layers.flatMap(({ name, type, blobs }, layerPosition) => blobs.map((blob, position) => ({ ...blob, layer: name, type, position, layerPosition, figures: undefined })));

/** Four digits, as short as they can be written. */
export function formatValue(value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5 ? String(Number(value.toPrecision(4))) : value === 0 ? '0' : value.toExponential(2);
  return text.replace('-', '−');
}

/** The largest magnitude: what a fixed-point number must reach. */
const magnitude = ({ figures }: BlobRow): number | null =>
  (figures && figures.min !== null && figures.max !== null ? Math.max(Math.abs(figures.min), Math.abs(figures.max)) : null);

type Figure = 'min' | 'max' | 'mean';

const figure = (id: Figure, title: string, hint: string): Column<BlobRow> =>
  ({ id, title, hint, isNumber: true, text: ({ figures }) => formatValue(figures?.[id]), key: ({ figures }) => figures?.[id] ?? null });

/** Made when the page's language is known. */
export const makeColumns = (): readonly Column<BlobRow>[] => [
  { id: 'layer', title: l10n.t('Layer'), hint: l10n.t('Name of the layer'), isNumber: false, text: ({ layer }) => layer, key: ({ layer }) => layer },
  { id: 'file', title: '#', hint: l10n.t('Position of the layer in the file, and of the blob in the layer'), isNumber: true, text: ({ layerPosition, position }) => `${layerPosition}.${position}`, key: ({ layerPosition, position }) => layerPosition + position / 1000 },
  { id: 'type', title: l10n.t('Type'), hint: l10n.t('Type of the layer'), isNumber: false, text: ({ type }) => type, key: ({ type }) => type },
  { id: 'shape', title: l10n.t('Shape'), hint: l10n.t('Shape of the blob'), isNumber: false, text: ({ shape }) => shape.join('×'), key: ({ values }) => values },
  { id: 'values', title: l10n.t('Values'), hint: l10n.t('Number of values'), isNumber: true, text: ({ values }) => formatCount(values), key: ({ values }) => values, hasBar: true },
  { id: 'bytes', title: l10n.t('Bytes'), hint: l10n.t('Bytes of the values in the file'), isNumber: true, text: ({ bytes }) => formatBytes(bytes), key: ({ bytes }) => bytes },
  figure('min', l10n.t('Min'), l10n.t('Smallest finite value')),
  figure('max', l10n.t('Max'), l10n.t('Largest finite value')),
  { id: 'magnitude', title: '|max|', hint: l10n.t('Largest magnitude: the range that fixed-point numbers need'), isNumber: true, text: (row) => formatValue(magnitude(row)), key: magnitude },
  figure('mean', l10n.t('Mean'), l10n.t('Mean of the finite values')),
  { id: 'zeros', title: l10n.t('Zeros'), hint: l10n.t('Share of values that are 0'), isNumber: true, text: ({ figures }) => (figures && figures.zeros > 0 ? formatShare(figures.zeros) : ''), key: ({ figures }) => figures?.zeros ?? null },
  { id: 'notFinite', title: 'NaN, ∞', hint: l10n.t('Number of values that are NaN or infinite'), isNumber: true, text: ({ figures }) => (figures && figures.notFinite > 0 ? formatCount(figures.notFinite) : ''), key: ({ figures }) => figures?.notFinite ?? null },
  { id: 'encoding', title: l10n.t('Stored as'), hint: l10n.t('How each value is stored'), isNumber: false, text: ({ encoding }) => encoding, key: ({ encoding }) => encoding },
];

const cell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** All rows with their figures in full; the head is English, as programs read it. */
export const csvOf = (rows: readonly BlobRow[]): string => [
  'layer,type,blob,shape,values,bytes,encoding,min,max,mean,zeros,not_finite',
  ...rows.map(({ layer, type, position, shape, values, bytes, encoding, figures }) =>
    [layer, type, position, shape.join('x'), values, bytes, encoding, figures?.min, figures?.max, figures?.mean, figures?.zeros, figures?.notFinite].map(cell).join(',')),
].join('\n');
