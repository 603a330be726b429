/** The page that compares two nets: totals, then every layer that differs, in the order of the net after. */
import './compare.css';
import * as l10n from '@vscode/l10n';
import type { ComparedKind, ComparedLayer, ComparedValue, CompareOutcome } from '../../../server/src/protocol/compare';
import type { CompareRequest, CompareSetup, CompareUpdate } from '../../../server/src/protocol/compare-page';
import { button, element } from '../preview/dom';
import { readSetup } from '../setup';

declare function acquireVsCodeApi(): { postMessage(message: CompareRequest): void; setState(state: unknown): void };

const editor = acquireVsCodeApi();
const setup = readSetup<CompareSetup>();
editor.setState(setup.state);

const marks: Readonly<Record<ComparedKind, { sign: string; word: string }>> = {
  changed: { sign: '~', word: l10n.t('changed') },
  added: { sign: '+', word: l10n.t('added') },
  removed: { sign: '−', word: l10n.t('removed') },
  reached: { sign: '→', word: l10n.t('reached by the changes') },
};

const summary = element('p', { class: 'summary', role: 'status', 'aria-live': 'polite' });
const totals = element('dl', { class: 'totals' });
const list = element('ul', { class: 'layers', 'aria-label': l10n.t('Layers that differ') });
const reached = element('label', { class: 'reached', hidden: '' });
const showReached = element('input', { type: 'checkbox' });
const reachedCaption = element('span');
reached.append(showReached, reachedCaption);
showReached.addEventListener('change', () => list.classList.toggle('all', showReached.checked));

document.body.append(
  element('header', { class: 'bar-top' },
    element('strong', {}, setup.names.before), element('span', { 'aria-hidden': 'true' }, '→'), element('strong', {}, setup.names.after),
    element('span', { class: 'buttons' },
      button(l10n.t('Swap'), () => editor.postMessage({ type: 'swap' })),
      button(l10n.t('Compare as Text'), () => editor.postMessage({ type: 'compareText' })))),
  element('main', {}, summary, totals, reached, list),
);

const pair = ({ label, text }: ComparedValue): HTMLElement => element('div', {}, element('dt', {}, label), element('dd', {}, text));

const values = (found: readonly ComparedValue[], className: string): HTMLElement | undefined =>
  found.length === 0 ? undefined : element('dl', { class: className }, ...found.map(pair));

/** Shows the layer where it is: in the net after, or in the net before where it is gone. */
function reveal({ line }: ComparedLayer): void {
  if (line.after !== null) editor.postMessage({ type: 'reveal', side: 'after', line: line.after });
  else if (line.before !== null) editor.postMessage({ type: 'reveal', side: 'before', line: line.before });
}

function item(layer: ComparedLayer): HTMLElement {
  const { kind, name, type, isMoved, line, settings, figures, facts } = layer;
  const { sign, word } = marks[kind];
  const title = button('', () => reveal(layer), { class: 'name', title: l10n.t('Go to line {0}', (line.after ?? line.before ?? 0) + 1) });
  title.append(name || l10n.t('unnamed layer'));
  return element('li', { class: kind },
    element('div', { class: 'title' },
      element('span', { class: 'sign', role: 'img', 'aria-label': word, title: word }, sign), title, element('span', { class: 'quiet' }, type),
      isMoved ? element('span', { class: 'quiet' }, l10n.t('moved')) : undefined,
      facts === '' ? undefined : element('span', { class: 'facts' }, facts)),
    values(settings, 'settings'), values(figures, 'figures'));
}

const countOf = (layers: readonly ComparedLayer[], kind: ComparedKind): number => layers.filter((layer) => layer.kind === kind).length;

function summaryText(layers: readonly ComparedLayer[]): string {
  const [changed, added, removed] = (['changed', 'added', 'removed'] as const).map((kind) => countOf(layers, kind));
  return l10n.t('Layers: {0} changed, {1} added, {2} removed.', changed ?? 0, added ?? 0, removed ?? 0);
}

function show(outcome: CompareOutcome): void {
  document.body.classList.toggle('failed', !outcome.ok);
  const layers = outcome.ok ? outcome.layers : [];
  summary.textContent = !outcome.ok ? outcome.message : outcome.isEqual ? l10n.t('Both are the same net.') : summaryText(layers);
  totals.replaceChildren(...(outcome.ok ? [...outcome.inputs, ...outcome.totals].map(pair) : []));
  const followers = countOf(layers, 'reached');
  reached.hidden = followers === 0;
  reachedCaption.textContent = l10n.t('Show also the {0} layers that only the changes of others reach', followers);
  list.replaceChildren(...layers.map(item));
}

window.addEventListener('message', ({ data }: MessageEvent<CompareUpdate>) => show(data.outcome));
editor.postMessage({ type: 'ready' });
