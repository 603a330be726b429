/** The rows of a layer's table: shapes, receptive field, kernel and costs. */
import * as l10n from '@vscode/l10n';
import { fieldStart } from '../../analysis/axis-field';
import type { Analysis, LayerAnalysis, ReceptiveField } from '../../analysis/analysis';
import type { Connection } from '../../net/net';
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
  return [...listed, ...(rest > 0 ? [l10n.t('{0} more', rest)] : [])].join(', ');
}

function shapeRow({ layer, bottomShapes, topShapes }: LayerAnalysis): Row {
  const [before, after] = [shapesText(layer.bottoms, bottomShapes), shapesText(layer.tops, topShapes)];
  if (layer.bottoms.length === 0) return [l10n.t('Shape'), after];
  if (layer.tops.length === 0) return [l10n.t('Shape'), before];
  return [l10n.t('Shape'), before === after ? before : `${before} → ${after}`];
}

/** `419×419 px` of `data`, from −209. */
function fieldRows(fields: readonly ReceptiveField[] | undefined, { inputs }: Analysis): Row[] {
  return (fields ?? []).slice(0, 2).flatMap(({ input, axes }): Row[] => {
    const name = inputs[input]?.blob.name ?? '';
    const size = formatField(axes);
    const isWhole = axes.every(({ whole }) => whole);
    if (isWhole || size === undefined) return [[l10n.t('Receptive field'), l10n.t('all of `{0}`', name)]];
    const start = formatPair([String(fieldStart(axes[0])), String(fieldStart(axes[1]))]).replaceAll('-', '−');
    return [
      [l10n.t('Receptive field'), l10n.t('{0} px of `{1}`, from {2}', size, name, start)],
      [l10n.t('Stride'), l10n.t('{0} px', formatStride(axes))],
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
  const parts = [kernel.join('×'), hole && l10n.t('hole {0}', hole), step && l10n.t('stride {0}', step), border && l10n.t('pad {0}', border)];
  return [[l10n.t('Kernel'), parts.filter((part) => part !== undefined).join(', ')]];
}

/** Owned blobs with their shapes; shared ones name their owner. */
function parameterRow({ blobs, parameters, sharedWith }: LayerAnalysis): Row[] {
  if (blobs.length === 0) return [];
  const listed = blobs.map(({ role, shape }, index) => {
    const owner = sharedWith[index];
    return owner ? l10n.t('{0} of `{1}`', role, owner.name) : `${role} ${formatShape(shape)}`;
  });
  return [[l10n.t('Parameters'), `${parameters === undefined ? '?' : formatExact(parameters)} (${listed.join(', ')})`]];
}

export function layerRows(result: LayerAnalysis, analysis: Analysis): Row[] {
  const { macs, activationBytes, layer } = result;
  return [
    shapeRow(result),
    ...fieldRows(result.topFields[0], analysis),
    ...kernelRow(result),
    ...parameterRow(result),
    ...(macs ? [[l10n.t('Multiply-adds'), formatCount(macs)] as const] : []),
    ...(activationBytes && layer.tops.length > 0 ? [[l10n.t('Memory'), formatBytes(activationBytes)] as const] : []),
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
