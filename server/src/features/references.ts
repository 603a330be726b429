/** Find all references, and highlights of the name under the cursor: where it is written to and where it is read. */
import { DocumentHighlightKind, type DocumentHighlight, type Location } from 'vscode-languageserver-types';
import { nameAt } from './names';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** @param includeDeclaration whether the first place that makes the thing counts */
export function references(snapshot: Snapshot, offset: number, includeDeclaration: boolean): Location[] {
  const occurrences = nameAt(snapshot, offset)?.name.occurrences ?? [];
  const declaration = occurrences.find(({ role }) => role === 'write');
  return occurrences
    .filter((occurrence) => includeDeclaration || occurrence !== declaration)
    .map(({ node }) => ({ uri: snapshot.uri, range: rangeOf(snapshot.document, node) }));
}

const kinds = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export function highlights(snapshot: Snapshot, offset: number): DocumentHighlight[] {
  const occurrences = nameAt(snapshot, offset)?.name.occurrences ?? [];
  return occurrences.map(({ node, role }) => ({ range: rangeOf(snapshot.document, node), kind: kinds[role] }));
}
