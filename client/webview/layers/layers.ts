/** The page with the table of layers. */
import * as l10n from '@vscode/l10n';
import type { Description, ViewContent } from '../../../server/src/protocol/views';
import { formatBytes, formatCount } from '../figures';
import { button, element } from '../preview/dom';
import { createGrid } from '../table/grid';
import { filterRows, sortRows, type Order } from '../table/rows';
import { connectPage, onUpdate } from '../view-page';
import { makeColumns } from './columns';
import { rowAtLine } from './rows';
import './layers.css';

interface Kept {
  filter: string;
  order: Order;
}

const page = connectPage<Kept>();
const columns = makeColumns();
let description: Description | undefined;
let order: Order = page.kept.order ?? { by: 'line', isDescending: false };
let rows: Description['layers'] = [];
/** The line of the cursor, for when rows come and go. */
let cursor: number | undefined;

const grid = createGrid(columns, ({ name, line }) => `${line} ${name}`, {
  sort(by) {
    const startsDescending = columns.find(({ id }) => id === by)?.hasBar === true;
    order = { by, isDescending: order.by === by ? !order.isDescending : startsDescending };
    page.keep({ order });
    refresh();
  },
  choose: ({ line }, isFinal) => page.send({ type: 'reveal', line: line - 1, focus: isFinal }),
});
grid.node.setAttribute('aria-label', l10n.t('Layers'));

const filter = element('input', { type: 'search', class: 'filter', placeholder: l10n.t('Filter by name, type, blob or shape'), 'aria-label': l10n.t('Filter layers'), value: page.kept.filter });
const count = element('span', { class: 'quiet', role: 'status', 'aria-live': 'polite' });
const copy = element(
  'span', { class: 'buttons' },
  button(l10n.t('Copy as CSV'), () => page.send({ type: 'copy', format: 'csv' }), { class: 'secondary' }),
  button(l10n.t('Copy as Markdown'), () => page.send({ type: 'copy', format: 'markdown' }), { class: 'secondary' }),
);
const totals = element('footer', { class: 'totals' });
const empty = element('p', { class: 'empty', hidden: '' }, l10n.t('This file holds no net: no layers and no inputs were found.'));
document.body.append(element('header', { class: 'bar-top' }, filter, count, copy), element('main', {}, empty, grid.node), totals);

function total(caption: string, value: string, hint?: string): HTMLElement {
  return element('span', { class: 'total', ...(hint !== undefined && { title: hint }) }, element('span', { class: 'quiet' }, caption), element('strong', {}, value));
}

function showTotals({ totals: sums, phase, net, dialect }: Description): void {
  totals.replaceChildren(
    total(l10n.t('Parameters'), formatCount(sums.parameters)), total(l10n.t('MACs'), formatCount(sums.macs)), total(l10n.t('Memory'), formatBytes(sums.activationBytes)),
    ...(sums.peakLayer === null ? [] : [total(l10n.t('Peak memory'), formatBytes(sums.peakBytes), l10n.t('The most bytes of blobs alive at one time, at {0}', sums.peakLayer))]),
    element('span', { class: 'quiet net' }, [net, phase, dialect].filter((part) => part !== '').join(' · ')),
  );
}

function refresh(): void {
  if (!description) return;
  const { layers } = description;
  rows = sortRows(filterRows(layers, filter.value, columns, ({ bottoms, tops }) => [...bottoms, ...tops]), order, columns);
  grid.show(rows, layers, order);
  count.textContent = rows.length === layers.length ? l10n.t('{0} layers', layers.length) : l10n.t('{0} of {1} layers', rows.length, layers.length);
  if (cursor !== undefined) grid.select(rowAtCursor(cursor));
}

/** Rows may be sorted in any way, and the layer at the cursor may be filtered away. */
function rowAtCursor(line: number): number {
  const layers = description?.layers ?? [];
  const layer = layers[rowAtLine(layers, line)];
  return layer ? rows.indexOf(layer) : -1;
}

function showContent({ content, isBroken }: ViewContent<Description>): void {
  empty.hidden = content !== null;
  grid.node.hidden = content === null;
  totals.hidden = content === null;
  grid.node.classList.toggle('outdated', isBroken);
  description = content ?? undefined;
  if (content) showTotals(content);
  refresh();
}

filter.addEventListener('input', () => {
  page.keep({ filter: filter.value });
  refresh();
});
filter.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown') grid.node.focus();
  if (event.key === 'Escape' && filter.value !== '') {
    filter.value = '';
    filter.dispatchEvent(new Event('input'));
  }
});
document.addEventListener('keydown', (event) => {
  if ((event.key !== 'f' || !(event.ctrlKey || event.metaKey)) && (event.key !== '/' || event.target === filter)) return;
  filter.focus();
  filter.select();
  event.preventDefault();
});

onUpdate<Description>(page, (update) => {
  if (update.type === 'content') showContent(update);
  else {
    cursor = update.line;
    grid.select(rowAtCursor(update.line));
  }
});
page.send({ type: 'ready' });
