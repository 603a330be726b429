/** The rows of a layer's table: shapes, receptive field, kernel and costs. */
import { fieldSize, fieldStart } from '../../analysis/axis-field';
import { effectiveFieldOf, effectiveSize } from '../../analysis/effective-field';
import { memoryOf } from '../../analysis/memory';
import type { Analysis, LayerAnalysis, ReceptiveField } from '../../analysis/analysis';
import { joinCommas } from '../../l10n/lists';
import { say, t } from '../../l10n/text';
import type { Blob, Connection } from '../../net/net';
import { formatShape, type Shape } from '../../net/shape';
import { formatBytes, formatCount, formatExact, formatField, formatPair, formatStride } from '../numbers';

export type Row = readonly [name: string, value: string];

/** More blobs than this are counted, not listed. */
const mostBlobs = 3;

const shapeText = (shape: Shape | undefined): string => (shape ? formatShape(shape) : '?');

/** `1×3×513×513`; with names where there are several. */
function shapesText(connections: readonly Connection[], shapes: readonly (Shape | undefined)[]): string {
  if (connections.length <= 1) return shapeText(shapes[0]);
  const listed = connections.slice(0, mostBlobs).map(({ name }, index) => `\`${name}\` ${shapeText(shapes[index])}`);
  const rest = connections.length - listed.length;
  return [...listed, ...(rest > 0 ? [t`${rest} more`] : [])].join(', ');
}

function shapeRow({ layer, bottomShapes, topShapes }: LayerAnalysis): Row {
  const [before, after] = [shapesText(layer.bottoms, bottomShapes), shapesText(layer.tops, topShapes)];
  if (layer.bottoms.length === 0) return [t('Shape'), after];
  if (layer.tops.length === 0) return [t('Shape'), before];
  return [t('Shape'), before === after ? before : `${before} → ${after}`];
}

const pixels = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toString());

/** `≈ 172×172 px (σ 43)`: what is left where the influence falls off, and what gridding leaves out. */
function effectiveRows(blob: Blob | undefined, field: ReceptiveField, analysis: Analysis): Row[] {
  const isPoint = field.axes.every((axis) => fieldSize(axis) <= 1);
  const found = isPoint || blob === undefined ? undefined : effectiveFieldOf(analysis, blob, field.input);
  if (found === undefined) return [];
  const { deviation: [down, right], fill } = found;
  const size = [effectiveSize(down), effectiveSize(right)].map(pixels).join('×');
  const share = fill[0] * fill[1];
  const gaps = share < 1 ? [[t('Gridding'), t`only ${Number((100 * share).toPrecision(2))} % of the field’s pixels reach it`] as const] : [];
  return [[t('Effective field'), t`≈ ${size} px with uniform weights (σ ${formatPair([pixels(down), pixels(right)])})`], ...gaps];
}

/** `419×419 px` of `data`, from −209. */
function fieldRows({ layer, topFields: [fields] }: LayerAnalysis, analysis: Analysis): Row[] {
  const { inputs } = analysis;
  return (fields ?? []).slice(0, 2).flatMap((field): Row[] => {
    const { input, axes } = field;
    const name = inputs[input]?.blob.name ?? '';
    const size = formatField(axes);
    const isWhole = axes.every(({ whole }) => whole);
    if (isWhole || size === undefined) return [[t('Receptive field'), t`all of \`${name}\``]];
    const start = formatPair([String(fieldStart(axes[0])), String(fieldStart(axes[1]))]).replaceAll('-', '−');
    return [
      [t('Receptive field'), t`${size} px of \`${name}\`, from ${start}`],
      [t('Stride'), t`${formatStride(axes)} px`],
      ...effectiveRows(layer.tops[0]?.blob, field, analysis),
    ];
  });
}

/** `3×3, hole 12, stride 2, pad 12`; what has no effect is left out. */
function kernelRow({ geometry }: LayerAnalysis): Row[] {
  if (!geometry) return [];
  const { kernel, stride, pad, dilation } = geometry;
  const text = (values: readonly number[], neutral: number): string | undefined =>
    values.every((value) => value === neutral) ? undefined : values.every((value) => value === values[0]) ? String(values[0]) : values.join('×');
  const [hole, step, border] = [text(dilation, 1), text(stride, 1), text(pad, 0)];
  const parts = [kernel.join('×'), hole && t`hole ${hole}`, step && t`stride ${step}`, border && t`pad ${border}`];
  return [[t('Kernel'), joinCommas(parts.filter((part): part is string => part !== undefined && part !== ''))]];
}

/** Owned blobs with their shapes; shared ones name their owner. */
function parameterRow({ blobs, parameters, sharedWith }: LayerAnalysis): Row[] {
  if (blobs.length === 0) return [];
  const listed = blobs.map(({ role, shape }, index) => {
    const owner = sharedWith[index];
    return owner ? t`${say(role)} of \`${owner.name}\`` : `${say(role)} ${formatShape(shape)}`;
  });
  return [[t('Parameters'), `${parameters === undefined ? '?' : formatExact(parameters)}${t` (${joinCommas(listed)})`}`]];
}

/** The layer's own maps, and the most that a run of the net has alive at one time, given back after their last reader. */
function memoryRow({ activationBytes, layer }: LayerAnalysis, analysis: Analysis): Row[] {
  if (!activationBytes || layer.tops.length === 0) return [];
  const { peak, peakLayer, isComplete } = memoryOf(analysis);
  const place = peakLayer === undefined ? undefined : analysis.net.layers[peakLayer];
  const own = formatBytes(activationBytes);
  if (place === undefined || !isComplete) return [[t('Memory'), own]];
  const where = place === layer ? t('here') : t`at \`${place.name}\``;
  return [[t('Memory'), t`${own}; net’s peak ${formatBytes(peak)}, ${where}`]];
}

export function layerRows(result: LayerAnalysis, analysis: Analysis): Row[] {
  const { macs } = result;
  return [
    shapeRow(result),
    ...fieldRows(result, analysis),
    ...kernelRow(result),
    ...parameterRow(result),
    ...(macs ? [[t('Multiply-adds'), formatCount(macs)] as const] : []),
    ...memoryRow(result, analysis),
  ];
}

/** Values hold no Markdown but code in backticks. */
const htmlOf = (value: string): string =>
  value.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/`([^`]*)`/g, '<code>$1</code>');

export const tableHtml = (rows: readonly Row[]): string =>
  `<table>${rows.map(([name, value]) => `<tr><td>${htmlOf(name)}</td><td>${htmlOf(value)}</td></tr>`).join('')}</table>`;

/** A Markdown table without a heading. */
export const tableMarkdown = (rows: readonly Row[]): string =>
  ['| | |', '|:--|:--|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
