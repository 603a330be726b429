/** Renames blobs, layers and shared parameters with all their occurrences. */
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { ScalarNode, SourceRange } from '../syntax/tree';
import { nameAt, namesIn, type Name } from './names';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** Why a name cannot be had; shown to the user. */
export interface RenameRefusal {
  refused: string;
}

const kindWords = { blob: 'blob', layer: 'layer', parameter: 'shared parameter' } as const;

/** The text between the quotes, where the string is written plainly; undefined for escapes and adjacent parts. */
function contentsOf(text: string, node: ScalarNode): SourceRange | undefined {
  return text.slice(node.start + 1, node.end - 1) === node.value ? { start: node.start + 1, end: node.end - 1 } : undefined;
}

/** The name under the cursor without its quotes. */
export function prepareRename(snapshot: Snapshot, offset: number): { range: Range; placeholder: string } | undefined {
  const found = nameAt(snapshot, offset);
  if (!found) return undefined;
  const { node } = found.occurrence;
  const range = rangeOf(snapshot.document, contentsOf(snapshot.tree.text, node) ?? node);
  return { range, placeholder: node.value };
}

/** Text that can stand in a quoted string. */
const quotable = (text: string): string => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');

function editFor(snapshot: Snapshot, node: ScalarNode, newName: string): TextEdit {
  const isPlain = quotable(newName) === newName && !newName.includes("'");
  const contents = isPlain ? contentsOf(snapshot.tree.text, node) : undefined;
  if (contents) return { range: rangeOf(snapshot.document, contents), newText: newName };
  return { range: rangeOf(snapshot.document, node), newText: `"${quotable(newName)}"` };
}

/** Another thing of that kind and name, which a rename would silently join with this one. */
const takenBy = (snapshot: Snapshot, name: Name, newName: string): Name | undefined =>
  namesIn(snapshot).find((other) => other !== name && other.kind === name.kind && other.text === newName);

/** The edits, or a refusal; undefined where nothing stands that has a name. */
export function rename(snapshot: Snapshot, offset: number, newName: string): WorkspaceEdit | RenameRefusal | undefined {
  const name = nameAt(snapshot, offset)?.name;
  if (!name) return undefined;
  if (newName === '') return { refused: 'A name needs at least one character.' };
  const taken = takenBy(snapshot, name, newName);
  if (taken) {
    const line = snapshot.document.positionAt(taken.occurrences[0]?.node.start ?? 0).line + 1;
    return { refused: `There is a ${kindWords[name.kind]} "${newName}" already, at line ${line}: choose another name.` };
  }
  return { changes: { [snapshot.uri]: name.occurrences.map(({ node }) => editFor(snapshot, node, newName)) } };
}
