/** Who is called what in a net: blobs, layers and shared parameters, with every place where a name is written. */
import type { Connection, Net } from '../net/net';
import type { Fields } from '../schema/fields';
import type { ScalarNode } from '../syntax/tree';
import type { Snapshot } from './snapshot';

export type NameKind = 'blob' | 'layer' | 'parameter';

/** A place where a name is written. */
export interface Occurrence {
  node: ScalarNode;
  /** `write` where the thing is made: a top, an input, a layer's own name. */
  role: 'read' | 'write';
}

/** One thing with a name, and all its occurrences in the order of the document. */
export interface Name {
  kind: NameKind;
  text: string;
  occurrences: readonly Occurrence[];
}

/** Groups of nodes that name the same thing. */
class Groups {
  private readonly parents = new Map<ScalarNode, ScalarNode>();

  rootOf(node: ScalarNode): ScalarNode {
    let root = node;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent;
    return root;
  }

  join(a: ScalarNode, b: ScalarNode): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    if (rootA !== rootB) this.parents.set(rootB, rootA);
  }
}

/** The items that have the same key, in their order. */
function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Item[][] {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** The blob names of a net: the versions that a chain of in-place layers makes count as one blob. */
function readBlobs(net: Net, groups: Groups, roles: Map<ScalarNode, Occurrence['role']>): void {
  const writers = new Map(net.inputs.map(({ blob, node }) => [blob, node]));
  for (const { node } of net.inputs) roles.set(node, 'write');
  for (const { tops } of net.layers) {
    for (const { blob, node } of tops) {
      if (blob) writers.set(blob, node);
      roles.set(node, 'write');
    }
  }
  const join = ({ blob, node }: Connection): void => {
    const writer = blob && writers.get(blob);
    if (writer) groups.join(writer, node);
  };
  for (const { bottoms, tops } of net.layers) {
    for (const bottom of bottoms) {
      if (!roles.has(bottom.node)) roles.set(bottom.node, 'read');
      join(bottom);
      const inPlace = tops.find(({ name }) => name === bottom.name);
      if (inPlace) groups.join(bottom.node, inPlace.node);
    }
  }
}

const asName = (kind: NameKind, occurrences: Occurrence[]): Name => ({
  kind,
  text: occurrences[0]?.node.value ?? '',
  occurrences: occurrences.sort((a, b) => a.node.start - b.node.start),
});

function blobNames(nets: readonly Net[]): Name[] {
  const groups = new Groups();
  const roles = new Map<ScalarNode, Occurrence['role']>();
  for (const net of nets) readBlobs(net, groups, roles);
  return groupBy(roles.keys(), (node) => groups.rootOf(node)).map((nodes) => asName('blob', nodes.map((node) => ({ node, role: roles.get(node) ?? 'read' }))));
}

/** Things of one name are one thing: a layer of the training phase and its twin of the test phase are renamed together. */
function byText(kind: NameKind, nodes: Iterable<ScalarNode>, role: Occurrence['role']): Name[] {
  return groupBy(new Set(nodes), ({ value }) => value).map((same) => asName(kind, same.map((node) => ({ node, role }))));
}

/** `param { name: "…" }`, or V1's `param: "…"`. */
export const parameterNodes = (fields: Fields): readonly ScalarNode[] =>
  [...fields.scalars('param'), ...fields.messages('param').flatMap((param) => param.scalars('name'))];

const known = new WeakMap<Snapshot, readonly Name[]>();

/** Everything with a name in the document, in both phases. */
export function namesIn(snapshot: Snapshot): readonly Name[] {
  const kept = known.get(snapshot);
  if (kept) return kept;
  const nets = snapshot.analyses.map(({ net }) => net);
  const layers = nets.flatMap((net) => net.layers);
  const names = [
    ...blobNames(nets),
    ...byText('layer', layers.flatMap(({ nameNode }) => nameNode ?? []), 'write'),
    ...byText('parameter', layers.flatMap(({ fields }) => parameterNodes(fields)), 'write'),
  ];
  known.set(snapshot, names);
  return names;
}

/** What the name under the offset stands for. */
export function nameAt(snapshot: Snapshot, offset: number): { name: Name; occurrence: Occurrence } | undefined {
  for (const name of namesIn(snapshot)) {
    const occurrence = name.occurrences.find(({ node }) => node.start <= offset && offset <= node.end);
    if (occurrence) return { name, occurrence };
  }
  return undefined;
}
