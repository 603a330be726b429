/** What places boxes and links is asked and answers, and a plain arrangement in ranks for as long as it takes too long. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import { allBoxes, type Box, type VisibleGraph } from './visible';

export interface Size {
  width: number;
  height: number;
}

export interface Place extends Size {
  x: number;
  y: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Of every box, from the top left of the whole. */
  places: ReadonlyMap<string, Place>;
  /** Of every link. */
  routes: ReadonlyMap<string, readonly Point[]>;
  /** This is the plain arrangement. */
  isPlain: boolean;
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.spacing.nodeNode': '24',
  'elk.spacing.edgeNode': '16',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.json.edgeCoords': 'ROOT',
};

/** With more boxes than this, speed goes before the order of the file. */
const largeGraph = 150;

const quickOptions = { 'elk.layered.considerModelOrder.strategy': 'NONE', 'elk.layered.thoroughness': '1' };

/** Room for the name of an expanded group above what is in it. */
const groupOptions = { 'elk.padding': '[top=34,left=14,bottom=14,right=14]' };

function elkNode(box: Box, sizeOf: (box: Box) => Size): ElkNode {
  if (box.children.length === 0) return { id: box.id, ...sizeOf(box) };
  return { id: box.id, layoutOptions: groupOptions, children: box.children.map((child) => elkNode(child, sizeOf)) };
}

/** The question to ELK; two graphs with the same question have the same layout. */
export const questionFor = ({ boxes, links }: VisibleGraph, sizeOf: (box: Box) => Size): ElkNode => ({
  id: 'root', layoutOptions: allBoxes(boxes).length > largeGraph ? { ...options, ...quickOptions } : options, children: boxes.map((box) => elkNode(box, sizeOf)),
  edges: links.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
});

function collectPlaces(nodes: readonly ElkNode[], offset: Point, places: Map<string, Place>): void {
  for (const { id, x = 0, y = 0, width = 0, height = 0, children = [] } of nodes) {
    const place = { x: offset.x + x, y: offset.y + y, width, height };
    places.set(id, place);
    collectPlaces(children, place, places);
  }
}

const pointsOf = ({ sections = [] }: ElkExtendedEdge): Point[] =>
  sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);

/** ELK's answer. */
export function readLayout({ width = 0, height = 0, children = [], edges = [] }: ElkNode): Layout {
  const places = new Map<string, Place>();
  collectPlaces(children, { x: 0, y: 0 }, places);
  return { width, height, places, routes: new Map(edges.map((edge) => [edge.id, pointsOf(edge)])), isPlain: false };
}

function groupBy<Item, Key>(items: readonly Item[], key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Each box's rank: one below the lowest of those that it reads. */
function ranksOf(boxes: readonly Box[], sources: ReadonlyMap<string, VisibleGraph['links']>): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const { id } of boxes) ranks.set(id, Math.max(0, ...(sources.get(id) ?? []).map(({ from }) => (ranks.get(from) ?? -1) + 1)));
  return ranks;
}

/** Boxes in ranks, each below those that it reads as far as there is room; frames of groups are left out. */
export function plainLayout({ boxes, links }: VisibleGraph, sizeOf: (box: Box) => Size): Layout {
  const shown = allBoxes(boxes).filter(({ children }) => children.length === 0);
  const sources = groupBy(links, ({ to }) => to);
  const ranks = ranksOf(shown, sources);
  const places = new Map<string, Place>();
  const centreOf = ({ id }: Box): number => {
    const above = (sources.get(id) ?? []).flatMap(({ from }) => places.get(from) ?? []);
    return above.reduce((sum, { x, width }) => sum + x + width / 2, 0) / Math.max(1, above.length);
  };
  let y = 0;
  for (const [, rank] of [...groupBy(shown, ({ id }) => ranks.get(id) ?? 0)].sort(([a], [b]) => a - b)) {
    const placed = rank.map((box) => ({ box, centre: centreOf(box), size: sizeOf(box) })).sort((a, b) => a.centre - b.centre);
    let free = 0;
    for (const { box, centre, size } of placed) {
      const x = Math.max(free, centre - size.width / 2);
      places.set(box.id, { x, y, ...size });
      free = x + size.width + 24;
    }
    y += Math.max(...placed.map(({ size }) => size.height)) + 36;
  }
  const width = Math.max(0, ...[...places.values()].map((place) => place.x + place.width));
  return { width, height: Math.max(0, y - 36), places, routes: plainRoutes(links, places), isPlain: true };
}

/** Straight lines from the bottom of one box to the top of the next. */
function plainRoutes(links: VisibleGraph['links'], places: ReadonlyMap<string, Place>): Map<string, Point[]> {
  return new Map(links.flatMap(({ id, from, to }) => {
    const [a, b] = [places.get(from), places.get(to)];
    return a && b ? [[id, [{ x: a.x + a.width / 2, y: a.y + a.height }, { x: b.x + b.width / 2, y: b.y }]] as const] : [];
  }));
}
