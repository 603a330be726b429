/** Go to definition: from a bottom to the top that makes its blob, from a variable to the comment that gives it a value. */
import type { Location } from 'vscode-languageserver-types';
import type { ScalarNode } from '../syntax/tree';
import { nameAt } from './names';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';
import { variableAt } from './variables';

/** The writers of what stands at a bottom, one for each phase that has the layer. */
function writersOf(snapshot: Snapshot, node: ScalarNode): ScalarNode[] {
  const writers = snapshot.analyses.flatMap(({ net }) => {
    const blob = net.layers.flatMap(({ bottoms }) => bottoms).find((bottom) => bottom.node === node)?.blob;
    if (!blob) return [];
    return blob.producer ? (blob.producer.tops[blob.index]?.node ?? []) : (net.inputs[blob.index]?.node ?? []);
  });
  return [...new Set(writers)];
}

const valuesOfVariable = (snapshot: Snapshot, offset: number): Location[] =>
  (variableAt(snapshot, offset)?.places ?? []).filter(({ isDefinition }) => isDefinition).map((place) => ({ uri: snapshot.uri, range: rangeOf(snapshot.document, place) }));

/** The tops or inputs that make the blob under the cursor; a top, a layer's name or a parameter's first name is its own definition. */
export function definition(snapshot: Snapshot, offset: number): Location[] {
  const found = nameAt(snapshot, offset);
  if (!found) return valuesOfVariable(snapshot, offset);
  const { name, occurrence } = found;
  const first = name.occurrences[0]?.node ?? occurrence.node;
  const nodes = occurrence.role === 'read' ? writersOf(snapshot, occurrence.node) : name.kind === 'parameter' ? [first] : [occurrence.node];
  return nodes.map((node) => ({ uri: snapshot.uri, range: rangeOf(snapshot.document, node) }));
}
