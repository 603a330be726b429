/** The page of a measured field: the picture of what a unit depends on, and how wide that is beside what theory says. */
import './influence.css';
import * as l10n from '@vscode/l10n';
import type { MeasuredInfluence } from '../../../server/src/protocol/influence';
import { element } from '../preview/dom';
import { readSetup } from '../setup';

const { result } = readSetup<{ result: MeasuredInfluence }>();
const { blob, layer, unit, input, inputSize, fieldSize, deviation, uniformDeviation, mean, area, picture, device, notes } = result;

type Pair = readonly [number, number];

const bySize = ([height, width]: Pair, digits = 0): string => `${height.toFixed(digits)}×${width.toFixed(digits)}`;
/** So many pixels lie within two standard deviations on both sides. */
const across = ([down, right]: Pair): Pair => [4 * down, 4 * right];
const widthText = (sigma: Pair): string => l10n.t('{0} px (σ {1})', bySize(across(sigma)), bySize(sigma, 1));

const rows: readonly (readonly [caption: string, value: string, mark?: string])[] = [
  [l10n.t('Unit'), l10n.t('({0}) of {1}', unit.join(', '), blob)],
  [l10n.t('Theoretical field'), fieldSize ? l10n.t('{0} px', bySize(fieldSize)) : l10n.t('the whole input'), 'field'],
  [l10n.t('Effective field'), widthText(deviation), 'effective'],
  [l10n.t('With uniform weights'), uniformDeviation ? widthText(uniformDeviation) : '?'],
  [l10n.t('Centre'), l10n.t('pixel ({0})', mean.map((place) => place.toFixed(1)).join(', '))],
  [l10n.t('Pixels that count'), l10n.t('{0}, as many as {1}×{1}: at least 4.55 % of the strongest', area, Math.round(Math.sqrt(area)))],
  [l10n.t('Input'), `${input} ${bySize(inputSize)}`],
];

const image = element('img', {
  src: picture, class: 'map', width: String(inputSize[1]), height: String(inputSize[0]),
  alt: l10n.t('How much each pixel of {0} counts for the unit: brightest at the centre, within the box of the theoretical field; the ellipse has a radius of two standard deviations.', input),
});
const table = element('dl', {}, ...rows.map(([caption, value, mark]) =>
  element('div', {}, element('dt', {}, mark === undefined ? undefined : element('span', { class: `mark ${mark}`, 'aria-hidden': 'true' }), caption), element('dd', {}, value))));
const explanation = l10n.t('Brightness is the root of the mean square of the gradient of the unit’s channels with respect to each pixel, over passes with pictures of noise (Luo et al. 2016). What lies inside the field but is dark hardly matters.');

document.body.append(
  element('header', {}, element('h1', {}, l10n.t('Effective receptive field of {0}', layer)), element('p', { class: 'quiet' }, device.description)),
  element('main', {}, element('figure', {}, image), element('section', {}, table, element('p', { class: 'quiet' }, explanation), ...notes.map((note) => element('p', { class: 'quiet' }, note)))),
);
