/** The card of a layer: what it is, its figures, its picture and its doc. */
import { extentAt, type AxisField } from '../../analysis/axis-field';
import { effectiveFieldOf } from '../../analysis/effective-field';
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import { toNumber } from '../../analysis/rational';
import { say, t } from '../../l10n/text';
import type { Shape } from '../../net/shape';
import type { Theme } from '../../protocol/settings';
import type { Presentation } from '../snapshot';
import { describePicture, drawPicture, type FieldFacts, type KernelFacts, type Pair } from './picture';
import { imageHtml, imageWords, inlineImage, type InlineImage } from './svg';
import { layerRows, tableHtml, tableMarkdown, type Row } from './table';

const isPair = (values: readonly number[]): values is Pair => values.length === 2;

function kernelFacts({ geometry }: LayerAnalysis): KernelFacts | undefined {
  if (!geometry || !isPair(geometry.kernel) || !isPair(geometry.dilation)) return undefined;
  return { taps: geometry.kernel, dilation: geometry.dilation };
}

/** The last two axes of a map; undefined where they are not known or the blob is no map. */
function spatial(shape: Shape | undefined): Pair | undefined {
  const sizes = shape && shape.length >= 4 ? shape.slice(-2).filter((dim) => typeof dim === 'number') : [];
  return isPair(sizes) ? sizes : undefined;
}

/** What the unit in the middle of the map sees of the first input. */
function fieldFacts({ layer, topFields, topShapes }: LayerAnalysis, analysis: Analysis): FieldFacts | undefined {
  const { inputs } = analysis;
  const field = topFields[0]?.[0];
  const input = field && spatial(inputs[field.input]?.shape);
  const map = spatial(topShapes[0]);
  if (!field || !input || !map || field.axes.some(({ whole }) => whole)) return undefined;
  const [down, right] = field.axes.map((axis: AxisField, index) => extentAt(axis, Math.floor((map[index] ?? 1) / 2)));
  if (!down || !right) return undefined;
  const size: Pair = [down.last - down.first + 1, right.last - right.first + 1];
  if (!size.every((length) => Number.isFinite(length) && length > 0)) return undefined;
  const blob = layer.tops[0]?.blob;
  const effective = blob && effectiveFieldOf(analysis, blob, field.input);
  return {
    size, first: [down.first, right.first], stride: [toNumber(field.axes[0].stride), toNumber(field.axes[1].stride)], input,
    ...(effective && { deviation: effective.deviation }),
  };
}

/** Nothing is drawn for layers that work on each value by itself right behind an input. */
function pictureOf(result: LayerAnalysis, analysis: Analysis, theme: Theme): InlineImage | undefined {
  const [kernel, field] = [kernelFacts(result), fieldFacts(result, analysis)];
  const facts = { ...(kernel && { kernel }), ...(field && field.size.some((length) => length > 1) && { field }) };
  const svg = drawPicture(facts, theme);
  return svg === undefined ? undefined : inlineImage(svg, describePicture(facts));
}

/** The table with the picture beside it where the editor shows HTML, in words below it otherwise. */
function figures(rows: readonly Row[], picture: InlineImage | undefined, { html }: Presentation): string[] {
  if (!picture) return [tableMarkdown(rows)];
  return html ? [`<table><tr><td>${tableHtml(rows)}</td><td>${imageHtml(picture)}</td></tr></table>`] : [tableMarkdown(rows), imageWords(picture)];
}

/** Markdown: title, table, picture, doc. */
export function layerCard(result: LayerAnalysis, analysis: Analysis, presentation: Presentation): string {
  const { layer, definition } = result;
  const title = `**${layer.name || t('unnamed layer')}** · ${layer.type || t('no type')}`;
  const doc = definition ? say(definition.doc) : t('Atrous does not know this layer type. `# atrous: shape BLOB=1x3x65x65` states what it writes, so that the layers after it can be analysed.');
  const picture = pictureOf(result, analysis, presentation.theme);
  return [title, ...figures(layerRows(result, analysis), picture, presentation), doc].join('\n\n');
}
