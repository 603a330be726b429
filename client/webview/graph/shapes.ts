/** Draws a graph that has been laid out, as SVG elements. */
import * as l10n from '@vscode/l10n';
import type { Category, GraphNode } from '../../../server/src/protocol/graph';
import { figuresOf } from './card';
import type { Layout, Place, Point, Size } from './layout';
import { allBoxes, type Box, type Link, type VisibleGraph } from './visible';

const namespace = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number>>;

export function svg<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: (Node | string)[]): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** Lines of text in a box: its name, what it is, and what is folded into it. */
export function linesOf({ node, group, members }: Box): string[] {
  if (group) return [group.label, l10n.t('{0} layers', members.reduce((sum, { folded }) => sum + 1 + folded.length, 0))];
  if (!node) return [];
  const folded = node.folded.length > 0 ? [`+ ${node.folded.map(({ type }) => type).join(', ')}`] : [];
  return [node.name, [node.type, node.geometry].filter((part) => part !== '').join(' '), ...folded];
}

const lineHeight = 16;
const inset = { x: 14, y: 9 };

/** Measures text as the page writes it. */
export function createRuler(): (box: Box) => Size {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  const widthOf = (text: string, font: string): number => {
    if (!context) return text.length * 7;
    context.font = `${font} ${family}`;
    return context.measureText(text).width;
  };
  return (box) => {
    const lines = linesOf(box);
    const width = Math.max(...lines.map((text, at) => widthOf(text, at === 0 ? '600 13px' : '11.5px')));
    return { width: Math.ceil(Math.max(96, width + 2 * inset.x)), height: lines.length * lineHeight + 2 * inset.y };
  };
}

/** How many of a group's layers are of each category, in the order of the net. */
function shares(members: readonly GraphNode[]): [Category, number][] {
  const counts = new Map<Category, number>();
  for (const { category } of members) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts];
}

/** The stripe at the left of a box: one colour for a layer, a stack of them for a group. */
function stripe(box: Box, { height }: Place): SVGElement[] {
  const inner = height - 8;
  let y = 4;
  return shares(box.members).map(([category, count]) => {
    const part = svg('rect', { class: `stripe ${category}`, x: 4, y, width: 4, height: (inner * count) / box.members.length, rx: 1 });
    y += (inner * count) / box.members.length;
    return part;
  });
}

/** All that is written on a box and on its card. */
const labelFor = (box: Box): string => [linesOf(box).join(' '), ...figuresOf(box).map((row) => row.join(' '))].join(', ');

function drawBox(box: Box, place: Place): SVGElement {
  const isOpen = box.children.length > 0;
  const kind = box.group ? (isOpen ? 'open' : 'closed') : 'layer';
  const group = svg('g', { class: `box ${kind}`, id: `box-${box.id}`, 'data-id': box.id, transform: `translate(${place.x} ${place.y})`, role: 'button', 'aria-label': labelFor(box) });
  if (box.group) group.setAttribute('aria-expanded', String(isOpen));
  if (kind === 'closed') group.append(svg('rect', { class: 'behind', x: 4, y: 4, width: place.width, height: place.height, rx: 6 }));
  group.append(svg('rect', { class: 'frame', width: place.width, height: place.height, rx: 6 }));
  const [name = '', ...details] = linesOf(box);
  if (isOpen) group.append(svg('text', { class: 'name', x: 14, y: 22 }, `− ${name}`));
  else {
    group.append(...stripe(box, place), svg('text', { class: 'name', x: inset.x + 2, y: inset.y + 12 }, name));
    group.append(...details.flatMap((text, at) => [' ', svg('text', { class: 'detail', x: inset.x + 2, y: inset.y + 12 + lineHeight * (at + 1) }, text)]));
    if (box.group) group.append(svg('text', { class: 'sign', x: place.width - 16, y: inset.y + 12 }, '+'));
  }
  return group;
}

const pathText = (points: readonly Point[]): string => points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');

/** The middle of a route's longest part, where its label has room. */
function middleOf(points: readonly Point[]): Point {
  let [best, length]: [Point, number] = [points[0] ?? { x: 0, y: 0 }, -1];
  for (let at = 1; at < points.length; at++) {
    const [a, b] = [points[at - 1], points[at]];
    if (!a || !b || Math.hypot(b.x - a.x, b.y - a.y) <= length) continue;
    length = Math.hypot(b.x - a.x, b.y - a.y);
    best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }
  return best;
}

function drawLink({ from, to, label }: Link, points: readonly Point[]): SVGElement {
  const { x, y } = middleOf(points);
  return svg('g', { class: 'link', 'data-from': from, 'data-to': to }, svg('path', { d: pathText(points), 'marker-end': 'url(#arrow)' }),
    ...(label === '' ? [] : [svg('text', { x: x + 5, y: y + 3 }, label)]));
}

const arrow = (): SVGElement =>
  svg('defs', {}, svg('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, svg('path', { d: 'M0 0.5L8 4L0 7.5z', class: 'arrow' })));

/** Frames of open groups below links, layers above them. */
export function drawGraph({ boxes, links }: VisibleGraph, layout: Layout): SVGElement[] {
  const drawn = allBoxes(boxes).flatMap((box) => {
    const place = layout.places.get(box.id);
    return place ? [{ box, element: drawBox(box, place) }] : [];
  });
  const frames = drawn.filter(({ box }) => box.children.length > 0).map(({ element }) => element);
  const layers = drawn.filter(({ box }) => box.children.length === 0).map(({ element }) => element);
  const lines = links.flatMap((link) => {
    const route = layout.routes.get(link.id);
    return route && route.length > 1 ? [drawLink(link, route)] : [];
  });
  return [arrow(), ...frames, ...lines, ...layers];
}
