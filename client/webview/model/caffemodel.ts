/** What is shown of a `.caffemodel`: a table of its blobs, which fills with figures, and sums. */
import * as l10n from '@vscode/l10n';
import type { CaffemodelFile, LayerFigures } from '../../../server/src/protocol/model-file';
import { formatBytes, formatCount } from '../figures';
import { button, element } from '../preview/dom';
import { createGrid } from '../table/grid';
import { filterRows, sortRows, type Order } from '../table/rows';
import { csvOf, makeColumns, rowsOf, type BlobRow } from './rows';

export interface CaffemodelView {
  nodes: readonly HTMLElement[];
  figures(from: number, figures: readonly LayerFigures[]): void;
}

const total = (caption: string, value: string): HTMLElement =>
  element('span', { class: 'total' }, element('span', { class: 'quiet' }, caption), element('strong', {}, value));

export function createCaffemodelView(name: string, file: CaffemodelFile): CaffemodelView {
  const columns = makeColumns();
  const all = rowsOf(file);
  let order: Order = { by: 'file', isDescending: false };
  let known = 0;
  const filter = element('input', { type: 'search', class: 'filter', placeholder: l10n.t('Filter by name, type or shape'), 'aria-label': l10n.t('Filter blobs') });
  const count = element('span', { class: 'quiet', role: 'status', 'aria-live': 'polite' });
  const progress = element('progress', { max: String(file.layers.length), value: '0', 'aria-label': l10n.t('Reading values') });
  const copy = button(l10n.t('Copy as CSV'), () => void navigator.clipboard.writeText(csvOf(all)), { class: 'secondary' });
  const grid = createGrid<BlobRow>(columns, ({ layerPosition, position }) => `${layerPosition}.${position}`, {
    sort(by) {
      const startsDescending = columns.find(({ id }) => id === by)?.isNumber === true && by !== 'file';
      order = { by, isDescending: order.by === by ? !order.isDescending : startsDescending };
      refresh();
    },
    choose: () => undefined,
  });
  grid.node.setAttribute('aria-label', l10n.t('Blobs of {0}', name));

  function refresh(): void {
    const rows = sortRows(filterRows(all, filter.value, columns), order, columns);
    grid.show(rows, all, order);
    count.textContent = rows.length === all.length ? l10n.t('{0} blobs of {1} layers', all.length, file.layers.filter(({ blobs }) => blobs.length > 0).length) : l10n.t('{0} of {1} blobs', rows.length, all.length);
  }

  filter.addEventListener('input', refresh);
  const sum = (read: (row: BlobRow) => number): number => all.reduce((total, row) => total + read(row), 0);
  const totals = element('footer', { class: 'totals' },
    total(l10n.t('Parameters'), formatCount(sum(({ values }) => values))), total(l10n.t('File'), formatBytes(file.bytes)),
    element('span', { class: 'quiet net' }, [file.net, l10n.t('written as {0}', file.generation)].filter((part) => part !== '').join(' · ')));
  refresh();
  return {
    nodes: [element('header', { class: 'bar-top' }, filter, count, progress, element('span', { class: 'buttons' }, copy)), element('main', {}, grid.node), totals],
    figures(from, figures) {
      for (const row of all) {
        const found = figures[row.layerPosition - from];
        if (found) row.figures = found[row.position] ?? null;
      }
      known = from + figures.length;
      progress.value = known;
      progress.hidden = known >= file.layers.length;
      refresh();
    },
  };
}
