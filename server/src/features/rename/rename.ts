/** Renames blobs, layers, shared parameters and variables with all their occurrences; what else may want the new name is left to the user to confirm. */
import type { ChangeAnnotation, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { t, type Words } from '../../l10n/text';
import { cursorAt } from '../cursor';
import { nameAt, namesIn, type Name, type NameKind } from '../names';
import { rangeOf } from '../range';
import type { Snapshot } from '../snapshot';
import { variableAt } from '../variables';
import { contentsOf, nameEdits } from './name-edits';
import { counterpart } from './related-nets';
import { renameVariable } from './variable';

/** Why a name cannot be had; shown to the user. */
export interface RenameRefusal {
  refused: Words;
}

/** What stands at the offset, in the words of the file, where it is Caffe's and not the user's. */
function wordOfCaffe(snapshot: Snapshot, offset: number): string | undefined {
  const { on, field, schema, scalar } = cursorAt(snapshot, offset);
  if (on === 'name') return field?.name;
  return schema?.kind === 'enum' || schema?.name === 'type' ? scalar?.value : undefined;
}

/** Why nothing can be renamed at the offset. */
function refusalAt(snapshot: Snapshot, offset: number): Words {
  const word = wordOfCaffe(snapshot, offset);
  return word === undefined || word === ''
    ? t('There is no name here that can be changed: blobs, layers, shared parameters and variables have one.')
    : t`\`${word}\` is a word of Caffe’s, which cannot be changed: blobs, layers, shared parameters and variables can.`;
}

/** The name under the cursor without its quotes, or why there is none to be changed. */
export function prepareRename(snapshot: Snapshot, offset: number): { range: Range; placeholder: string } | RenameRefusal {
  const node = nameAt(snapshot, offset)?.occurrence.node;
  if (node) return { range: rangeOf(snapshot.document, contentsOf(snapshot.tree.text, node) ?? node), placeholder: node.value };
  const variable = variableAt(snapshot, offset);
  return variable ? { range: rangeOf(snapshot.document, variable.at), placeholder: variable.name } : { refused: refusalAt(snapshot, offset) };
}

/** Another thing of that kind and name, which a rename would silently join with this one. */
const takenBy = (snapshot: Snapshot, name: Name, newName: string): Name | undefined =>
  namesIn(snapshot).find((other) => other !== name && other.kind === name.kind && other.text === newName);

const takenTexts: Readonly<Record<NameKind, (name: string, line: number) => Words>> = {
  blob: (name, line) => t`There is a blob "${name}" already, at line ${line}: choose another name.`,
  layer: (name, line) => t`There is a layer "${name}" already, at line ${line}: choose another name.`,
  parameter: (name, line) => t`There is a shared parameter "${name}" already, at line ${line}: choose another name.`,
};

/** Edits of one document; those with an annotation are made only where the user confirms them. */
interface Part {
  snapshot: Snapshot;
  edits: readonly TextEdit[];
  annotation?: string;
}

const annotations = (): Record<string, ChangeAnnotation> => ({
  parameters: { label: t('Shared parameters named after the layer'), needsConfirmation: true },
  nets: { label: t('Other nets of this model'), description: t('Weights are matched by layer name'), needsConfirmation: true },
});

/** `conv1_w` and `conv1_b` of the layer `conv1`, as nets of several scales share their weights. */
function parametersOf(snapshot: Snapshot, { kind, text }: Name, newName: string): Part[] {
  if (kind !== 'layer') return [];
  const names = namesIn(snapshot).filter((name) => name.kind === 'parameter' && name.text.startsWith(`${text}_`));
  const edits = names.flatMap((name) => {
    const renamed = newName + name.text.slice(text.length);
    return takenBy(snapshot, name, renamed) ? [] : nameEdits(snapshot, name, renamed);
  });
  return edits.length === 0 ? [] : [{ snapshot, edits, annotation: 'parameters' }];
}

function partsOf(snapshot: Snapshot, name: Name, newName: string, related: readonly Snapshot[]): Part[] {
  const others = related.flatMap((other): Part[] => {
    const same = counterpart(name, snapshot, other, newName);
    return same ? [{ snapshot: other, edits: nameEdits(other, same, newName), annotation: 'nets' }] : [];
  });
  return [{ snapshot, edits: nameEdits(snapshot, name, newName) }, ...parametersOf(snapshot, name, newName), ...others];
}

const documentEdit = ({ snapshot: { uri }, edits, annotation }: Part): TextDocumentEdit => ({
  textDocument: { uri, version: null },
  edits: edits.map((edit) => (annotation === undefined ? edit : { ...edit, annotationId: annotation })),
});

/**
 * The edits, or a refusal.
 * @param related other nets of the model, to be renamed in where the user confirms it; undefined for an editor that cannot ask
 */
export function rename(snapshot: Snapshot, offset: number, newName: string, related?: readonly Snapshot[]): WorkspaceEdit | RenameRefusal {
  if (newName === '') return { refused: t('A name needs at least one character.') };
  const name = nameAt(snapshot, offset)?.name;
  const variable = name ? undefined : variableAt(snapshot, offset);
  if (variable) return renameVariable(snapshot, variable, newName);
  if (!name) return { refused: refusalAt(snapshot, offset) };
  const taken = takenBy(snapshot, name, newName);
  if (taken) return { refused: takenTexts[name.kind](newName, snapshot.document.positionAt(taken.occurrences[0]?.node.start ?? 0).line + 1) };
  const parts = related ? partsOf(snapshot, name, newName, related) : [];
  if (parts.length < 2) return { changes: { [snapshot.uri]: nameEdits(snapshot, name, newName) } };
  return { documentChanges: parts.map(documentEdit), changeAnnotations: annotations() };
}
