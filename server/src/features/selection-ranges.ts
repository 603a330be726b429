/** Expand selection: the value, the field, the message's contents, the message, and so on outwards. */
import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { SourceRange } from '../syntax/tree';
import { cursorAt } from './cursor';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** Ranges around the offset, outermost first. */
function rangesAround(snapshot: Snapshot, offset: number): SourceRange[] {
  const { enclosing, field, on, scalar } = cursorAt(snapshot, offset);
  const ranges = enclosing.flatMap(({ node, field: holder }) => {
    const contents = { start: node.start + 1, end: node.close < 0 ? node.end : node.close };
    return holder ? [holder, node, contents] : [node];
  });
  if (field) ranges.push(field);
  if (scalar) ranges.push(scalar);
  if (scalar?.form === 'string') ranges.push({ start: scalar.start + 1, end: scalar.end - 1 });
  if (field && on === 'name') ranges.push({ start: field.start, end: field.nameEnd });
  return ranges;
}

const isSame = (a: SourceRange | undefined, b: SourceRange): boolean => a?.start === b.start && a.end === b.end;

export const selectionRanges = (snapshot: Snapshot, positions: readonly Position[]): SelectionRange[] =>
  positions.map((position) => {
    const offset = snapshot.document.offsetAt(position);
    const whole: SourceRange = { start: 0, end: snapshot.tree.text.length };
    return [whole, ...rangesAround(snapshot, offset)]
      .filter(({ start, end }) => start <= offset && offset <= end)
      .filter((range, index, all) => !isSame(all[index - 1], range))
      .reduce<SelectionRange | undefined>((parent, range) => ({ range: rangeOf(snapshot.document, range), ...(parent && { parent }) }), undefined)
      ?? { range: rangeOf(snapshot.document, whole) };
  });
