/** What of a graph is to be seen while some of its groups are expanded: boxes inside boxes, and the edges between them. */
import type { GraphEdge, GraphGroup, GraphNode, NetGraph } from '../../../server/src/protocol/graph';

/** A layer, a group that is collapsed, or an expanded group with what is in it. */
export interface Box {
  /** `n12` for a layer, `g` and the group's identifier for a group. */
  id: string;
  node: GraphNode | undefined;
  group: GraphGroup | undefined;
  /** The layers in a group, however deep. */
  members: readonly GraphNode[];
  /** What is seen inside an expanded group. */
  children: readonly Box[];
}

export interface Link {
  id: string;
  from: string;
  to: string;
  /** The shape of the blob, or how many there are; empty where another link says it. */
  label: string;
}

export interface VisibleGraph {
  boxes: readonly Box[];
  links: readonly Link[];
  /** The box in which a layer is seen, by its identifier. */
  boxOf: ReadonlyMap<number, string>;
}

/** How many boxes there may be when a net is first shown. */
const comfortable = 48;

export const nodeBox = (id: number): string => `n${id}`;
export const groupBox = (id: string): string => `g${id}`;

/** The groups around a layer, outermost first. */
export function groupsAround({ groups }: NetGraph, { group }: GraphNode): string[] {
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]));
  const path: string[] = [];
  for (let id = group; id !== undefined; id = parents.get(id)) path.unshift(id);
  return path;
}

/** Members of each group, and what it directly holds: layers without a further group, and groups, in the order of the net. */
interface Contents {
  members: Map<string | undefined, GraphNode[]>;
  children: Map<string | undefined, (GraphNode | GraphGroup)[]>;
}

function contentsOf(graph: NetGraph): Contents {
  const groups = new Map(graph.groups.map((group) => [group.id, group]));
  const contents: Contents = { members: new Map(), children: new Map() };
  const put = <Value>(map: Map<string | undefined, Value[]>, key: string | undefined, value: Value): void => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  for (const node of graph.nodes) {
    const path = groupsAround(graph, node);
    path.forEach((id, depth) => {
      const group = groups.get(id);
      if (group && !contents.members.has(id)) put(contents.children, path[depth - 1], group);
      put(contents.members, id, node);
    });
    put(contents.children, path.at(-1), node);
  }
  return contents;
}

const isGroup = (item: GraphNode | GraphGroup): item is GraphGroup => 'label' in item;

/** Edges between what is seen: those inside a collapsed group are gone, those between the same two boxes are one. */
function linksOf(edges: readonly GraphEdge[], boxOf: ReadonlyMap<number, string>): Link[] {
  const links = new Map<string, Link & { count: number }>();
  for (const edge of edges) {
    const [from, to] = [boxOf.get(edge.from), boxOf.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const id = `${from}>${to}`;
    const known = links.get(id);
    if (!known) links.set(id, { id, from, to, label: edge.shape, count: 1 });
    else if (known.label !== edge.shape) links.set(id, { ...known, count: known.count + 1, label: `${known.count + 1}×` });
  }
  const told = new Set<string>();
  return [...links.values()].map(({ id, from, to, label }) => {
    // Several ways of one blob lie side by side: its shape stands at the first.
    const isTold = told.has(`${from} ${label}`);
    told.add(`${from} ${label}`);
    return { id, from, to, label: isTold ? '' : label };
  });
}

export function visibleGraph(graph: NetGraph, expanded: ReadonlySet<string>): VisibleGraph {
  const { members, children } = contentsOf(graph);
  const boxOf = new Map<number, string>();

  function boxFor(item: GraphNode | GraphGroup): Box {
    if (!isGroup(item)) {
      boxOf.set(item.id, nodeBox(item.id));
      return { id: nodeBox(item.id), node: item, group: undefined, members: [item], children: [] };
    }
    const inside = members.get(item.id) ?? [];
    const box = { id: groupBox(item.id), node: undefined, group: item, members: inside };
    if (expanded.has(item.id)) return { ...box, children: (children.get(item.id) ?? []).map(boxFor) };
    for (const { id } of inside) boxOf.set(id, box.id);
    return { ...box, children: [] };
  }

  const boxes = (children.get(undefined) ?? []).map(boxFor);
  return { boxes, links: linksOf(graph.edges, boxOf), boxOf };
}

/** Boxes with all that is inside them. */
export const allBoxes = (boxes: readonly Box[]): Box[] => boxes.flatMap((box) => [box, ...allBoxes(box.children)]);

/** The groups to expand at first: outer ones before inner ones, as long as there is room. */
export function firstExpanded(graph: NetGraph): Set<string> {
  const { children } = contentsOf(graph);
  const expanded = new Set<string>();
  let count = children.get(undefined)?.length ?? 0;
  let level = (children.get(undefined) ?? []).filter(isGroup);
  while (level.length > 0) {
    const inner: GraphGroup[] = [];
    for (const group of level) {
      const inside = children.get(group.id) ?? [];
      if (count + inside.length > comfortable) continue;
      count += inside.length;
      expanded.add(group.id);
      inner.push(...inside.filter(isGroup));
    }
    level = inner;
  }
  return expanded;
}
