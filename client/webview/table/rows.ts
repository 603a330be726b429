/** Which rows a table shows, in which order. */
import type { Column } from './column';

export interface Order {
  /** Identifier of a column. */
  by: string;
  isDescending: boolean;
}

/** Every word must stand somewhere in a column of words, or in what `more` tells of the row. */
export function filterRows<Row>(rows: readonly Row[], filter: string, columns: readonly Column<Row>[], more: (row: Row) => readonly string[] = () => []): Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = columns.filter(({ isNumber }) => !isNumber);
  return rows.filter((row) => {
    const text = [...shown.map((column) => column.text(row)), ...more(row)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });

/** Sorts by a column; equal rows keep their order, and those without a value stand last. */
export function sortRows<Row>(rows: readonly Row[], { by, isDescending }: Order, columns: readonly Column<Row>[]): Row[] {
  const column = columns.find(({ id }) => id === by);
  if (!column) return [...rows];
  const keyed = rows.map((row) => ({ row, key: column.key(row) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return isDescending ? compare(b.key, a.key) : compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}
