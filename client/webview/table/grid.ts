/** A grid that holds any number of rows: only those in sight are elements. */
import { element } from '../preview/dom';
import type { Column } from './column';
import type { Order } from './rows';
import './grid.css';

/** Height of a row in pixels, as in the style sheet. */
const rowHeight = 24;

/** Space left and right of a cell's text, as in the style sheet. */
const cellPadding = 10;

/** Widths of text in pixels: bars need room to differ, and long lists of shapes are cut off. */
const [smallestBar, largestColumn] = [76, 320];

/** Of all texts of a column only the longest are measured. */
const candidates = 8;

/** Rows above and below those in sight that are there already. */
const overscan = 12;

export interface Grid<Row> {
  node: HTMLElement;
  /** Shows other rows; the one that is selected stays so if it is among them. */
  show(rows: readonly Row[], all: readonly Row[], order: Order): void;
  select(row: number): void;
}

export interface GridEvents<Row> {
  sort(column: string): void;
  /** A row was chosen; `isFinal` where the user wants to go there. */
  choose(row: Row, isFinal: boolean): void;
}

/** Which row a key leads to, from one row on a page of so many, of so many rows. */
const moves: Readonly<Record<string, (row: number, page: number, last: number) => number>> = {
  ArrowDown: (row) => row + 1, ArrowUp: (row) => row - 1,
  PageDown: (row, page) => row + page, PageUp: (row, page) => row - page,
  Home: () => 0, End: (_row, _page, last) => last,
};

const sortStates = { none: 'none', rising: 'ascending', falling: 'descending' } as const;

const classOf = <Row>({ id, isNumber }: Column<Row>): string => `cell ${id}${isNumber ? ' number' : ''}`;

/** Measures text as headings and names are written, which is the widest. */
function createRuler(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * 8;
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  context.font = `600 ${fontSize} ${fontFamily}`;
  return (text) => context.measureText(text).width;
}

/** @param keyOf what tells rows apart when others are shown */
export function createGrid<Row>(columns: readonly Column<Row>[], keyOf: (row: Row) => string, events: GridEvents<Row>): Grid<Row> {
  const head = element('div', { class: 'head', role: 'row', 'aria-rowindex': '1' });
  const body = element('div', { class: 'body', role: 'rowgroup' });
  const node = element('div', { class: 'grid', role: 'grid', tabindex: '0', 'aria-colcount': String(columns.length) }, element('div', { role: 'rowgroup', class: 'heads' }, head), body);
  const widthOf = createRuler();
  let rows: readonly Row[] = [];
  let largest: readonly number[] = [];
  let selected = -1;
  let drawn = { from: 0, to: 0 };

  /** One heading can be tabbed to; arrows lead to the others, Enter and Space sort. */
  function headKey(event: KeyboardEvent, id: string): void {
    const cell = event.currentTarget as HTMLElement;
    const neighbour = event.key === 'ArrowRight' ? cell.nextElementSibling : event.key === 'ArrowLeft' ? cell.previousElementSibling : null;
    if (neighbour instanceof HTMLElement) focusHead(neighbour);
    else if (event.key === 'Enter' || event.key === ' ') events.sort(id);
    else if (event.key === 'ArrowDown') node.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function focusHead(cell: HTMLElement): void {
    for (const other of head.children) (other as HTMLElement).tabIndex = other === cell ? 0 : -1;
    cell.focus();
  }

  /** Puts new headings; the focus stays where it was. */
  function showHead(order: Order): void {
    const focused = [...head.children].indexOf(document.activeElement as HTMLElement);
    head.replaceChildren(...columns.map((column) => headCell(column, order)));
    const again = head.children[focused];
    if (again instanceof HTMLElement) focusHead(again);
  }

  function headCell(column: Column<Row>, order: Order): HTMLElement {
    const state = column.id !== order.by ? sortStates.none : order.isDescending ? sortStates.falling : sortStates.rising;
    const cell = element('div', { class: classOf(column), role: 'columnheader', 'aria-sort': state, title: column.hint, tabindex: column.id === order.by ? '0' : '-1' }, element('span', {}, column.title));
    cell.addEventListener('click', () => events.sort(column.id));
    cell.addEventListener('keydown', (event) => headKey(event, column.id));
    return cell;
  }

  function cellOf(column: Column<Row>, layer: Row, position: number): HTMLElement {
    const text = column.text(layer);
    const cell = element('div', { class: `${classOf(column)}${column.hasBar ? ' bar' : ''}`, role: 'gridcell', title: column.isNumber ? undefined : text }, text);
    const value = column.hasBar && column.key(layer);
    if (typeof value === 'number' && value > 0) cell.style.setProperty('--share', String(value / (largest[position] ?? value)));
    return cell;
  }

  function rowOf(layer: Row, position: number): HTMLElement {
    const row = element('div', { class: 'row', role: 'row', id: `row-${position}`, 'aria-rowindex': String(position + 2), 'aria-selected': String(position === selected) }, ...columns.map((column, at) => cellOf(column, layer, at)));
    row.style.transform = `translateY(${position * rowHeight}px)`;
    row.addEventListener('click', () => choose(position, false));
    row.addEventListener('dblclick', () => choose(position, true));
    return row;
  }

  function draw(force: boolean): void {
    const top = Math.floor(node.scrollTop / rowHeight);
    const from = Math.max(0, top - overscan);
    const to = Math.min(rows.length, top + Math.ceil(node.clientHeight / rowHeight) + overscan);
    if (!force && from >= drawn.from && to <= drawn.to && drawn.to > 0) return;
    drawn = { from, to };
    body.replaceChildren(...rows.slice(from, to).map((layer, at) => rowOf(layer, from + at)));
  }

  /** Columns are as wide as their longest text: rows that are not there cannot widen them. */
  function fitColumns(all: readonly Row[]): void {
    const widths = columns.map((column) => {
      const texts = [`${column.title} ↑`, ...new Set(all.map((layer) => column.text(layer)))].sort((a, b) => b.length - a.length);
      const widest = Math.max(...texts.slice(0, candidates).map(widthOf), column.hasBar ? smallestBar : 0);
      return Math.ceil(Math.min(widest, largestColumn)) + 2 * cellPadding;
    });
    node.style.setProperty('--columns', widths.map((width) => `${width}px`).join(' '));
  }

  function select(row: number): void {
    selected = row;
    if (row >= 0) {
      const top = row * rowHeight;
      const visible = node.clientHeight - head.offsetHeight;
      if (top < node.scrollTop) node.scrollTop = top;
      else if (top + rowHeight > node.scrollTop + visible) node.scrollTop = top + rowHeight - visible;
      node.setAttribute('aria-activedescendant', `row-${row}`);
    } else node.removeAttribute('aria-activedescendant');
    draw(true);
  }

  function choose(row: number, isFinal: boolean): void {
    const layer = rows[row];
    if (layer === undefined) return;
    select(row);
    events.choose(layer, isFinal);
  }

  node.addEventListener('scroll', () => draw(false));
  new ResizeObserver(() => draw(true)).observe(node);
  node.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    if (event.key === 'Enter') choose(selected, true);
    else if (move) {
      const page = Math.max(1, Math.floor(node.clientHeight / rowHeight) - 2);
      choose(Math.min(rows.length - 1, Math.max(0, move(selected, page, rows.length - 1))), false);
    } else return;
    event.preventDefault();
  });

  return {
    node,
    select,
    show(shown, all, order) {
      const before = rows[selected];
      rows = shown;
      largest = columns.map((column) => (column.hasBar ? Math.max(1, ...all.map((layer) => Number(column.key(layer) ?? 0))) : 1));
      showHead(order);
      fitColumns(all);
      body.style.height = `${rows.length * rowHeight}px`;
      node.setAttribute('aria-rowcount', String(rows.length + 1));
      selected = before === undefined ? -1 : rows.findIndex((row) => keyOf(row) === keyOf(before));
      draw(true);
    },
  };
}
