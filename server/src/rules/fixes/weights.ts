/** Fixes for layers that the weights do not fit: the fields as they were in training. */
import { contentsOf } from '../../edits/quoted';
import { setFields } from '../../edits/set-field';
import { replaceRange } from '../../edits/text-edit';
import { joinAnd } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { changeText, type FieldChange } from '../../layers/remedy';
import type { Finding } from '../rule';
import { layerAt, optional, type Fixer } from './fix';

const changesOf = ({ data }: Finding): readonly FieldChange[] => (data as { changes?: readonly FieldChange[] } | undefined)?.changes ?? [];

const asInTraining: Fixer = (context, finding) => {
  const { layer } = layerAt(context, finding) ?? {};
  const changes = changesOf(finding);
  if (!layer) return [];
  return optional(t`Set ${joinAnd(changes.map(changeText))} as in training`, ...setFields(context.tree.text, layer.layer, layer.definition?.param ?? '', changes, context.dialect));
};

/** The name under which the file has weights of these shapes. */
const asStored: Fixer = (context, finding) => {
  const node = layerAt(context, finding)?.layer.layer.nameNode;
  const name = finding.data?.['storedName'];
  return node === undefined || typeof name !== 'string' ? [] : optional(t`Rename this layer to \`${name}\``, replaceRange(contentsOf(context.tree.text, node), name));
};

export const weightsFixers: Readonly<Record<string, Fixer>> = { 'weights/shape-mismatch': asInTraining, 'weights/blob-count': asInTraining, 'weights/missing-layer': asStored };
