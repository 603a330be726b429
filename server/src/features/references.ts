/** Find all references, and highlights of the name under the cursor: where it is written to and where it is read. */
import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import type { SourceRange } from '../syntax/tree';
import { nameAt, type Occurrence } from './names';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';
import { variableAt } from './variables';

interface Place extends Pick<Occurrence, 'role'> {
  node: SourceRange;
}

/** Where the name of a blob, a layer, a shared parameter or a variable at the offset stands. */
function placesOf(snapshot: Snapshot, offset: number): readonly Place[] {
  const occurrences = nameAt(snapshot, offset)?.name.occurrences;
  return occurrences ?? variableAt(snapshot, offset)?.places.map((node) => ({ node, role: node.isDefinition ? 'write' : 'read' })) ?? [];
}

/** @param includeDeclaration whether the first place that makes the thing counts */
export function references(snapshot: Snapshot, offset: number, includeDeclaration: boolean): Location[] {
  const occurrences = placesOf(snapshot, offset);
  const declaration = occurrences.find(({ role }) => role === 'write');
  return occurrences
    .filter((occurrence) => includeDeclaration || occurrence !== declaration)
    .map(({ node }) => ({ uri: snapshot.uri, range: rangeOf(snapshot.document, node) }));
}

const kinds = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export function highlights(snapshot: Snapshot, offset: number): DocumentHighlight[] {
  return placesOf(snapshot, offset).map(({ node, role }) => ({ range: rangeOf(snapshot.document, node), kind: kinds[role] }));
}
