/** A description as JSON, CSV, Markdown, or a table to read in a terminal. */
import { joinCommas } from '../l10n/lists';
import { phrase, say, t, type Phrase } from '../l10n/text';
import { padEnd, padStart, widthOf } from '../l10n/width';
import type { DescribedLayer, DescribedShape, Description, PerAxis } from './describe';

export type DescribeFormat = 'table' | 'json' | 'csv' | 'markdown';

/** `3`, or `3×5` where the axes differ; empty where there is nothing to tell. */
export function perAxis(values: PerAxis | null | undefined): string {
  if (!values || values.length === 0) return '';
  const texts = values.map((value) => (value === null ? '?' : readable(value)));
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : texts.join('×');
}

/** Fractions, which upsampling makes of strides, with three digits. */
const readable = (value: number): string => (Number.isInteger(value) ? String(value) : String(Number(value.toFixed(3))));

/** `1×21×65×65`, with `?` for what is not known. */
export const shapeText = (shape: DescribedShape): string => (shape === null ? '?' : shape.length === 0 ? t('scalar') : shape.map((dim) => dim ?? '?').join('×'));

const units: readonly [number, string][] = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];

/** Three significant digits and a unit: `1.79k`, `455M`. */
export function short(value: number | null): string {
  if (value === null) return '?';
  const [size, unit] = units.find(([size]) => value >= size) ?? [1, ''];
  return `${Number((value / size).toPrecision(3))}${unit}`;
}

const nothingForZero = (value: number | null): string => (value === 0 ? '' : short(value));

interface Column {
  title: Phrase;
  isNumber: boolean;
  text: (layer: DescribedLayer) => string;
}

/** Only what differs from a plain 1×1 kernel or a window without padding and holes is worth the space. */
const unlessAll = (plain: number, values: PerAxis | null): string => (values?.every((value) => value === plain) ? '' : perAxis(values));

const columns: readonly Column[] = [
  { title: phrase('line'), isNumber: true, text: ({ line }) => String(line) },
  { title: phrase('layer'), isNumber: false, text: ({ name }) => name },
  { title: phrase('type'), isNumber: false, text: ({ type }) => type },
  { title: phrase('shape'), isNumber: false, text: ({ shapeTexts }) => shapeTexts.join(', ') },
  { title: phrase('kernel'), isNumber: true, text: ({ kernel }) => perAxis(kernel) },
  { title: phrase('stride'), isNumber: true, text: ({ layerStride }) => unlessAll(1, layerStride) },
  { title: phrase('pad'), isNumber: true, text: ({ pad }) => unlessAll(0, pad) },
  { title: phrase('hole'), isNumber: true, text: ({ dilation }) => unlessAll(1, dilation) },
  { title: phrase('field'), isNumber: true, text: ({ receptiveField }) => perAxis(receptiveField?.size) },
  { title: phrase('field stride'), isNumber: true, text: ({ receptiveField }) => perAxis(receptiveField?.stride) },
  { title: phrase('start'), isNumber: true, text: ({ receptiveField }) => perAxis(receptiveField?.start) },
  { title: phrase('parameters'), isNumber: true, text: ({ parameters }) => nothingForZero(parameters) },
  { title: phrase('MACs'), isNumber: true, text: ({ macs }) => nothingForZero(macs) },
  { title: phrase('memory'), isNumber: true, text: ({ activationBytes }) => (activationBytes === null ? '?' : `${short(activationBytes)}B`) },
];

function totalsText({ totals }: Description): string {
  const { parameters, weightBytes, macs, activationBytes, peakBytes, peakLayer } = totals;
  const sums = t`${short(parameters)} parameters (${short(weightBytes)}B), ${short(macs)} multiply-accumulates, ${short(activationBytes)}B of activations`;
  return peakLayer === null ? sums : t`${sums}, at most ${short(peakBytes)}B of blobs at one time (at ${peakLayer})`;
}

function headline(description: Description): string {
  const inputs = joinCommas(description.inputs.map((input) => `${input.name} ${input.shapeText}`));
  return t`${description.net || t('A net without a name')}, phase ${description.phase}, dialect ${description.dialect}; inputs: ${inputs || t('none')}`;
}

function table(description: Description): string {
  const rows = [columns.map(({ title }): string => say(title)), ...description.layers.map((layer) => columns.map(({ text }) => text(layer)))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const pad = (text: string, column: number): string =>
    columns[column]?.isNumber ? padStart(text, widths[column] ?? 0) : padEnd(text, widths[column] ?? 0);
  const lines = rows.map((row) => row.map(pad).join('  ').trimEnd());
  return [headline(description), '', lines[0], '─'.repeat(Math.max(...lines.map(widthOf))), ...lines.slice(1), '', totalsText(description)].join('\n');
}

export const escapePipes = (text: string): string => text.replace(/\|/g, '\\|');

function markdown(description: Description): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapePipes).join(' | ')} |`;
  const rule = columns.map(({ isNumber }) => (isNumber ? '---:' : ':---'));
  const rows = description.layers.map((layer) => line(columns.map(({ text }) => text(layer))));
  return [headline(description), '', line(columns.map(({ title }) => say(title))), `|${rule.join('|')}|`, ...rows, '', totalsText(description)].join('\n');
}

/** Every figure in full, one column each; axes in (height, width) order. */
const csvColumns: Record<string, (layer: DescribedLayer) => string | number | null | undefined> = {
  line: ({ line }) => line,
  name: ({ name }) => name,
  type: ({ type }) => type,
  bottoms: ({ bottoms }) => bottoms.join(' '),
  tops: ({ tops }) => tops.join(' '),
  shapes: ({ shapes }) => shapes.map((shape) => shape?.map((dim) => dim ?? '?').join('x') ?? '?').join(' '),
  ...pairColumns('kernel', ({ kernel }) => kernel),
  ...pairColumns('stride', ({ layerStride }) => layerStride),
  ...pairColumns('pad', ({ pad }) => pad),
  ...pairColumns('dilation', ({ dilation }) => dilation),
  ...pairColumns('field_size', ({ receptiveField }) => receptiveField?.size),
  ...pairColumns('field_stride', ({ receptiveField }) => receptiveField?.stride),
  ...pairColumns('field_start', ({ receptiveField }) => receptiveField?.start),
  parameters: ({ parameters }) => parameters,
  macs: ({ macs }) => macs,
  activation_bytes: ({ activationBytes }) => activationBytes,
};

function pairColumns(name: string, values: (layer: DescribedLayer) => PerAxis | null | undefined) {
  return { [`${name}_h`]: (layer: DescribedLayer) => values(layer)?.[0], [`${name}_w`]: (layer: DescribedLayer) => values(layer)?.[1] };
}

/** Quoted where a comma, a quote or a line break asks for it (RFC 4180). */
const csvCell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

function csv({ layers }: Description): string {
  const rows = layers.map((layer) => Object.values(csvColumns).map((cell) => csvCell(cell(layer))).join(','));
  return [Object.keys(csvColumns).join(','), ...rows].join('\n');
}

/** What the tables for people have besides the contract. */
const unprinted: ReadonlySet<string> = new Set(['shapeTexts', 'shapeText', 'weightBytes', 'peakBytes', 'peakLayer']);

/** The description in the chosen format, without a final line break. */
export const describePrinters: Record<DescribeFormat, (description: Description) => string> = {
  table,
  json: (description) => JSON.stringify(description, (key, value: unknown) => (unprinted.has(key) ? undefined : value), 2),
  csv,
  markdown,
};
