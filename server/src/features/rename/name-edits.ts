/** The edits that write another name in the place of one, whatever quotes it has. */
import type { TextEdit } from 'vscode-languageserver-types';
import type { ScalarNode, SourceRange } from '../../syntax/tree';
import type { Name } from '../names';
import { rangeOf } from '../range';
import type { Snapshot } from '../snapshot';

/** The text between the quotes, where the string is written plainly; undefined for escapes and adjacent parts. */
export function contentsOf(text: string, node: ScalarNode): SourceRange | undefined {
  return text.slice(node.start + 1, node.end - 1) === node.value ? { start: node.start + 1, end: node.end - 1 } : undefined;
}

/** Text that can stand in a quoted string. */
const quotable = (text: string): string => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');

function editFor(snapshot: Snapshot, node: ScalarNode, newName: string): TextEdit {
  const isPlain = quotable(newName) === newName && !newName.includes("'");
  const contents = isPlain ? contentsOf(snapshot.tree.text, node) : undefined;
  if (contents) return { range: rangeOf(snapshot.document, contents), newText: newName };
  return { range: rangeOf(snapshot.document, node), newText: `"${quotable(newName)}"` };
}

export const nameEdits = (snapshot: Snapshot, { occurrences }: Name, newName: string): TextEdit[] =>
  occurrences.map(({ node }) => editFor(snapshot, node, newName));
