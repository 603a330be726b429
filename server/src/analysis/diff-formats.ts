/** The difference of two nets as text in the manner of `diff`, as JSON, or as Markdown for a review. */
import { joinCommas } from '../l10n/lists';
import { phrase, say, t, type Phrase } from '../l10n/text';
import { padEnd, widthOf } from '../l10n/width';
import type { DescribedLayer } from './describe';
import { escapePipes, perAxis, shapeText, short } from './describe-formats';
import type { Change, ChangedLayer, FigureChanges, NetDiff } from './diff';

export type DiffFormat = 'text' | 'json' | 'markdown';

/** What the nets are called: their files, usually. */
export interface DiffNames {
  before: string;
  after: string;
}

/** A figure or setting, and how it changed. */
export interface Line {
  label: string;
  text: string;
}

const arrow = (before: string, after: string): string => `${before || t('none')} → ${after || t('none')}`;

const changed = <Value>({ before, after }: Change<Value>, write: (value: Value | null) => string): string => arrow(write(before), write(after));

/** `+5.81M`, `−42%`: how much more or less. */
function difference({ before, after }: Change<number>, unit = ''): string {
  if (before === null || after === null || before === after) return '';
  const sign = after > before ? '+' : '−';
  const share = before === 0 ? '' : `, ${sign}${Number(((Math.abs(after - before) / before) * 100).toPrecision(3))}%`;
  return ` (${sign}${short(Math.abs(after - before))}${unit}${share})`;
}

const count = (change: Change<number>): string => changed(change, short) + difference(change);
const bytes = (change: Change<number>): string => changed(change, (value) => (value === null ? short(value) : `${short(value)}B`)) + difference(change, 'B');
const shapes = (values: readonly DescribedLayer['shapes'][number][] | null): string => values?.map(shapeText).join(', ') ?? '';

/** How each figure is shown, in the order in which they are. */
const figureWriters: { [Name in keyof FigureChanges]-?: [label: Phrase, write: (change: Exclude<FigureChanges[Name], undefined>) => string] } = {
  shapes: [phrase('shape'), (change) => changed(change, shapes)],
  fieldSize: [phrase('field'), (change) => changed(change, perAxis)],
  fieldStride: [phrase('field stride'), (change) => changed(change, perAxis)],
  fieldStart: [phrase('field start'), (change) => changed(change, perAxis)],
  parameters: [phrase('parameters'), count],
  macs: [phrase('MACs'), count],
  activationBytes: [phrase('memory'), bytes],
};

export const figureLines = (figures: FigureChanges): Line[] =>
  Object.entries(figureWriters).flatMap(([name, [label, write]]) => {
    const change = figures[name as keyof FigureChanges];
    return change === undefined ? [] : [{ label: say(label), text: write(change as never) }];
  });

export const settingLines = ({ settings }: ChangedLayer): Line[] => settings.map(({ path, before, after }) => ({ label: path, text: arrow(before ?? '', after ?? '') }));

export const totalLines = ({ totals }: NetDiff): Line[] =>
  ([[figureWriters.parameters, totals.parameters], [figureWriters.macs, totals.macs], [figureWriters.activationBytes, totals.activationBytes], [[phrase('peak memory'), bytes], totals.peakBytes]] as const)
    .filter(([, { before, after }]) => before !== after)
    .map(([[label, write], change]) => ({ label: say(label), text: write(change) }));

/** Whose own text says something else, as opposed to those that only the change of others reaches. */
export const isOwnChange = ({ settings, formerName, isMoved }: ChangedLayer): boolean => settings.length > 0 || formerName !== null || isMoved;

/** Shape, kernel, stride, pad and hole in short. */
export const factsOf = ({ shapes: tops, kernel, layerStride, pad, dilation }: DescribedLayer): string =>
  [shapes(tops), kernel && t`kernel ${perAxis(kernel)}`, layerStride && t`stride ${perAxis(layerStride)}`, pad && t`pad ${perAxis(pad)}`, dilation && t`hole ${perAxis(dilation)}`]
    .filter(Boolean).join(', ');

/** The name, behind its former one where it had another. */
export const nameChange = ({ name, formerName }: ChangedLayer): string => (formerName === null ? name : arrow(formerName, name));

const titleOf = (layer: ChangedLayer): string => `${nameChange(layer)}  ${layer.type}${layer.isMoved ? t(', moved') : ''}`;

function summary({ added, removed, changed: layers, inputs }: NetDiff): string {
  const own = layers.filter(isOwnChange).length;
  const reached = layers.length - own;
  const parts = [
    own > 0 && (own === 1 ? t('1 layer changed') : t`${own} layers changed`), added.length > 0 && t`${added.length} added`, removed.length > 0 && t`${removed.length} removed`,
    reached > 0 && t`${reached} reached by the changes`, inputs.length > 0 && (inputs.length === 1 ? t('1 input changed') : t`${inputs.length} inputs changed`),
  ];
  return joinCommas(parts.filter((part) => part !== false));
}

function aligned(lines: readonly Line[], indent: string): string[] {
  const width = Math.max(0, ...lines.map(({ label }) => widthOf(label)));
  return lines.map(({ label, text }) => `${indent}${padEnd(label, width)}  ${text}`);
}

const equalText = ({ before, after }: DiffNames): string => t`${before} and ${after} are the same net.`;

/** The shapes of inputs that changed. */
export const inputLines = ({ inputs }: NetDiff): Line[] =>
  inputs.map(({ name, ...change }) => ({ label: name, text: changed(change, (shape) => (shape === null ? '' : shapeText(shape))) }));

function text(diff: NetDiff, files: DiffNames): string {
  if (diff.isEqual) return equalText(files);
  const layerText = (layer: ChangedLayer): string[] =>
    [t`~ ${titleOf(layer)}  line ${layer.line.after}`, ...aligned([...settingLines(layer), ...figureLines(layer.figures)], '    ')];
  const [own, reached] = [diff.changed.filter(isOwnChange), diff.changed.filter((layer) => !isOwnChange(layer))];
  const sections = [
    [t`--- ${files.before}  ${diff.net.before ?? ''}, phase ${diff.phase.before}`, t`+++ ${files.after}  ${diff.net.after ?? ''}, phase ${diff.phase.after}`, summary(diff)],
    inputLines(diff).map(({ label, text: shape }) => t`~ input ${label}  ${shape}`),
    diff.removed.map((layer) => t`- ${layer.name}  ${layer.type}  line ${layer.line}  ${factsOf(layer)}`.trimEnd()),
    diff.added.map((layer) => t`+ ${layer.name}  ${layer.type}  line ${layer.line}  ${factsOf(layer)}`.trimEnd()),
    ...own.map(layerText),
    reached.length > 0 ? [t('Reached by the changes:'), ...reached.map((layer) => `  ${layer.name}  ${figureLines(layer.figures).map(({ label, text: value }) => `${label} ${value}`).join('; ')}`)] : [],
    aligned(totalLines(diff), ''),
  ];
  return sections.filter((section) => section.length > 0).map((section) => section.join('\n')).join('\n\n');
}

const markdownTable = (titles: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapePipes).join(' | ')} |`;
  return rows.length === 0 ? [] : [line(titles), line(titles.map(() => '---')), ...rows.map(line)];
};

const joined = (lines: readonly Line[]): string => lines.map(({ label, text: value }) => `${label} ${value}`).join('<br>');

function markdown(diff: NetDiff, files: DiffNames): string {
  if (diff.isEqual) return equalText(files);
  const layerRows = (layers: readonly DescribedLayer[]): string[][] => layers.map((layer) => [`${layer.line}`, layer.name, layer.type, factsOf(layer)]);
  const changedRows = (layers: readonly ChangedLayer[]): string[][] =>
    layers.map((layer) => [`${layer.line.after}`, titleOf(layer), joined(settingLines(layer)), joined(figureLines(layer.figures))]);
  const section = (title: string, table: readonly string[]): string[] => (table.length === 0 ? [] : [`### ${title}`, '', ...table, '']);
  const [own, reached] = [diff.changed.filter(isOwnChange), diff.changed.filter((layer) => !isOwnChange(layer))];
  return [
    `**${files.before} → ${files.after}**: ${summary(diff)}`, '',
    ...section(t('Totals'), markdownTable(['', t('change')], totalLines(diff).map(({ label, text: value }) => [label, value]))),
    ...section(t('Inputs'), markdownTable([t('input'), t('shape')], inputLines(diff).map(({ label, text: shape }) => [label, shape]))),
    ...section(t('Changed'), markdownTable([t('line'), t('layer'), t('settings'), t('figures')], changedRows(own))),
    ...section(t('Added'), markdownTable([t('line'), t('layer'), t('type'), t('figures')], layerRows(diff.added))),
    ...section(t('Removed'), markdownTable([t('line'), t('layer'), t('type'), t('figures')], layerRows(diff.removed))),
    ...section(t('Reached by the changes'), markdownTable([t('line'), t('layer'), t('figures')], changedRows(reached).map(([line = '', layer = '', , figures = '']) => [line, layer, figures]))),
  ].join('\n').trimEnd();
}

/** The difference in the chosen format, without a final line break. */
export const diffPrinters: Record<DiffFormat, (diff: NetDiff, names: DiffNames) => string> = {
  text,
  json: (diff) => JSON.stringify(diff, undefined, 2),
  markdown,
};
