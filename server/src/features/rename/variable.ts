/** Renames a variable: in the templates and words that name it, and where the document gives it a value. */
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { t, type Words } from '../../l10n/text';
import { rangeOf } from '../range';
import type { Snapshot } from '../snapshot';
import { namesUsed, type Variable } from '../variables';

/** The edits, or why the name cannot be had. */
export function renameVariable(snapshot: Snapshot, { name, places }: Variable, newName: string): WorkspaceEdit | { refused: Words } {
  if (!/^[A-Za-z_]\w*$/.test(newName)) return { refused: t('The name of a variable has letters, digits and underscores, and does not begin with a digit.') };
  if (newName !== name && namesUsed(snapshot).includes(newName)) return { refused: t`There is a variable "${newName}" already: choose another name.` };
  return { changes: { [snapshot.uri]: places.map((place) => ({ range: rangeOf(snapshot.document, place), newText: newName })) } };
}
