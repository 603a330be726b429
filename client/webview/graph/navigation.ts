/** Finds layers: by a line of the text, by words, and from one box to the next. */
import type { NetGraph } from '../../../server/src/protocol/graph';
import type { Layout, Place } from './layout';
import type { VisibleGraph } from './visible';

/** The layer, or the one it is folded into, whose block a line (from 0) is in or follows. */
export function nodeAtLine({ nodes }: NetGraph, line: number): number | undefined {
  const starts = nodes.flatMap(({ id, line: own, folded }) => [{ id, start: own }, ...folded.map((part) => ({ id, start: part.line }))]);
  const before = starts.filter(({ start }) => start <= line);
  return before.length === 0 ? undefined : before.reduce((last, item) => (item.start > last.start ? item : last)).id;
}

/** The layers in which each word stands somewhere, in the order of the net. */
export function search({ nodes }: NetGraph, words: string): number[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return nodes.filter(({ name, type, folded }) => {
    const text = [name, type, ...folded.flatMap((part) => [part.name, part.type])].join('\n').toLowerCase();
    return wanted.every((word) => text.includes(word));
  }).map(({ id }) => id);
}

export type Direction = 'above' | 'below' | 'left' | 'right';

const centreX = ({ x, width }: Place): number => x + width / 2;

/** The nearest box along a link, or beside; the first one where none is selected. */
export function neighbour({ links, boxOf }: VisibleGraph, { places }: Layout, from: string | undefined, direction: Direction): string | undefined {
  const own = from === undefined ? undefined : places.get(from);
  if (!own) return [...boxOf.values()][0];
  const isBeside = (place: Place): boolean => place.y < own.y + own.height && place.y + place.height > own.y;
  const candidates: Readonly<Record<Direction, () => string[]>> = {
    above: () => links.filter(({ to }) => to === from).map((link) => link.from),
    below: () => links.filter((link) => link.from === from).map(({ to }) => to),
    left: () => [...new Set(boxOf.values())].filter((id) => id !== from && isIn(places.get(id), (place) => isBeside(place) && centreX(place) < centreX(own))),
    right: () => [...new Set(boxOf.values())].filter((id) => id !== from && isIn(places.get(id), (place) => isBeside(place) && centreX(place) > centreX(own))),
  };
  const distance = (id: string): number => Math.abs(centreX(places.get(id) ?? own) - centreX(own));
  return candidates[direction]().sort((a, b) => distance(a) - distance(b))[0];
}

const isIn = (place: Place | undefined, test: (place: Place) => boolean): boolean => place !== undefined && test(place);
