/** Lines up the values of neighbouring fields. */
import type { Item } from './items';
import type { Gap } from './plan';

/** Widens the gaps after the colons of each run of fields, in place, so that their values start in the same column. */
export function alignValues(items: Item[], gaps: Gap[]): void {
  let run: number[] = [];
  const finish = (): void => {
    const widest = Math.max(0, ...run.map((name) => (items[name] as Item).text.length));
    for (const name of run) (gaps[name + 2] as Gap).spaces = 1 + widest - (items[name] as Item).text.length;
    run = [];
  };
  items.forEach((_item, index) => {
    const gap = gaps[index] as Gap;
    const startsLine = gap.lines > 0 || index === 0;
    if (!startsLine) return;
    const previous = run.at(-1);
    const isNext = previous !== undefined && gap.lines === 1 && gap.depth === (gaps[previous] as Gap).depth;
    const isAlignable = isScalarField(items, gaps, index);
    if (!isNext || !isAlignable) finish();
    if (isAlignable) run.push(index);
  });
  finish();
}

/** Whether a name, its colon and a value that is no block follow each other on one line. */
function isScalarField(items: Item[], gaps: Gap[], index: number): boolean {
  const [name, colon, value] = [items[index], items[index + 1], items[index + 2]];
  const isOnLine = gaps[index + 1]?.lines === 0 && gaps[index + 2]?.lines === 0;
  return name?.role === 'name' && colon?.role === 'colon' && isOnLine && value !== undefined && value.role !== 'open' && value.role !== 'comment';
}
