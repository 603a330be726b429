/** The effective schedule of a solver: the learning rate from the first iteration to the last, as a table and a curve. */
import { phrase, say, t } from '../../l10n/text';
import { Fields } from '../../schema/fields';
import { learningRateAt, policyFields, policyOf, schedule, turningPoints } from '../../schema/learning-rate';
import type { Theme } from '../../protocol/settings';
import type { Cursor } from '../cursor';
import { formatExact } from '../numbers';
import type { Snapshot } from '../snapshot';
import { palettes } from './palette';
import { imageHtml, imageWords, inlineImage, label, tag, type InlineImage } from './svg';
import { tableHtml, tableMarkdown, type Row } from './table';

/** Fields whose hover shows the schedule. */
const scheduleFields: ReadonlySet<string> = new Set(['base_lr', 'lr_policy', 'max_iter', ...policyFields]);

/** Rows of the table, and points of the curve. */
const mostRows = 8;
const points = 121;

/** Three digits: `0.001`, `2.5e-7`. */
const rateText = (rate: number): string => String(Number(rate.toPrecision(3)));

/** Where the rate changes, or evenly spread iterations where it does so all the time. */
function rowsOf(solver: Fields): Row[] {
  const turns = turningPoints(solver);
  const iterations = turns !== undefined && turns.length <= mostRows ? turns : schedule(solver, 5).map(({ iteration }) => iteration);
  return iterations.flatMap((iteration): Row[] => {
    const rate = learningRateAt(solver, iteration);
    return rate === undefined ? [] : [[t`From iteration ${formatExact(iteration)}`, rateText(rate)]];
  });
}

/** Size of the drawing and of the margin around the curve, in pixels. */
const [width, height, margin] = [240, 110, 24];

function curve(solver: Fields, theme: Theme): InlineImage | undefined {
  const rates = schedule(solver, points).filter(({ rate }) => Number.isFinite(rate));
  const [first, last] = [rates[0], rates.at(-1)];
  const highest = Math.max(...rates.map(({ rate }) => rate));
  if (first === undefined || last === undefined || last.iteration === 0 || !(highest > 0)) return undefined;
  const colours = palettes[theme];
  const x = (iteration: number): number => margin + ((width - 2 * margin) * iteration) / last.iteration;
  const y = (rate: number): number => height - margin - ((height - 2 * margin) * rate) / highest;
  const line = rates.map(({ iteration, rate }) => `${x(iteration).toFixed(1)},${y(rate).toFixed(1)}`).join(' ');
  const text = { fill: colours.quiet, 'font-size': 10, 'font-family': 'sans-serif' };
  const svg = tag('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height }, [
    tag('rect', { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 4, fill: colours.ground, stroke: colours.border }),
    tag('line', { x1: margin, y1: height - margin, x2: width - margin, y2: height - margin, stroke: colours.line }),
    tag('polyline', { points: line, fill: 'none', stroke: colours.accent, 'stroke-width': 1.5 }),
    label(margin, margin - 8, rateText(highest), text),
    label(width - margin, height - 8, formatExact(last.iteration), { ...text, 'text-anchor': 'end' }),
    label(margin, height - 8, '0', text),
  ].join(''));
  return inlineImage(svg, rates.every(({ rate }) => rate === first.rate)
    ? t`The learning rate stays at ${rateText(first.rate)}.`
    : t`The learning rate falls from ${rateText(first.rate)} to ${rateText(last.rate)}.`);
}

/** Markdown about the schedule, at the fields that make it; undefined elsewhere and where the file leaves it open. */
export function scheduleMarkdown({ tree, context, settings: { presentation } }: Snapshot, { field, inside }: Cursor): string | undefined {
  if (context.kind !== 'solver' || inside.field !== undefined || field === undefined || !scheduleFields.has(field.name)) return undefined;
  const solver = new Fields(tree.root, 'SolverParameter', context.variables, context.dialect);
  const rows = rowsOf(solver);
  if (rows.length === 0) return undefined;
  const picture = curve(solver, presentation.theme);
  const table = presentation.html ? tableHtml(rows) : tableMarkdown(rows);
  const image = picture === undefined ? '' : presentation.html ? imageHtml(picture) : imageWords(picture);
  return [`**${t('Learning rate')}** · \`${say(policyOf(solver)?.formula ?? phrase(''))}\``, table, image].filter((part) => part !== '').join('\n\n');
}
