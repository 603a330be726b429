/** Which layers the table shows, in which order. */
import type { DescribedLayer } from '../../../server/src/protocol/views';
import type { Column } from './columns';

export interface Order {
  /** Identifier of a column. */
  by: string;
  isDescending: boolean;
}

/** Every word must stand somewhere in the name, the type, a blob or the shape. */
export function filterLayers(layers: readonly DescribedLayer[], filter: string, columns: readonly Column[]): DescribedLayer[] {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const shown = columns.filter(({ isNumber }) => !isNumber);
  return layers.filter((layer) => {
    const text = [...shown.map((column) => column.text(layer)), ...layer.bottoms, ...layer.tops].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });

/** Sorts by a column; equal layers keep the order of the file, and those without a value stand last. */
export function sortLayers(layers: readonly DescribedLayer[], { by, isDescending }: Order, columns: readonly Column[]): DescribedLayer[] {
  const column = columns.find(({ id }) => id === by);
  if (!column) return [...layers];
  const keyed = layers.map((layer) => ({ layer, key: column.key(layer) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return isDescending ? compare(b.key, a.key) : compare(a.key, b.key);
  });
  return keyed.map(({ layer }) => layer);
}

/** The position of the layer whose block a line (from 0) is in or follows; -1 above the first. */
export function rowAtLine(layers: readonly DescribedLayer[], line: number): number {
  let found = -1;
  for (const [position, layer] of layers.entries()) {
    if (layer.line <= line + 1 && layer.line > (layers[found]?.line ?? 0)) found = position;
  }
  return found;
}
