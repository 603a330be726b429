/** Fixes for layers that the weights do not fit: the fields as they were in training. */
import { appendTo } from '../../edits/field-edits';
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import { joinAnd } from '../../l10n/lists';
import { t } from '../../l10n/text';
import type { FieldChange } from '../../weights/mismatch';
import type { Finding } from '../rule';
import { layerAt, optional, type FixContext, type Fixer } from './fix';

const changesOf = ({ data }: Finding): readonly FieldChange[] => (data as { changes?: readonly FieldChange[] } | undefined)?.changes ?? [];

function editFor({ tree: { text } }: FixContext, result: NonNullable<ReturnType<typeof layerAt>>['layer'], { field, value }: FieldChange): TextEdit[] {
  const name = result.definition?.param ?? '';
  const param = result.layer.param(name);
  const [first, ...others] = param.nodes(field);
  if (first) return [replaceRange(first, `${field}: ${value}`), ...others.map((other) => replaceRange(other, ''))];
  const { source } = param;
  if (source) return [appendTo(text, source, [`${field}: ${value}`])];
  const block = result.layer.node.value;
  return block?.kind === 'message' ? [appendTo(text, block, [`${name} { ${field}: ${value} }`])] : [];
}

const asInTraining: Fixer = (context, finding) => {
  const { layer } = layerAt(context, finding) ?? {};
  const changes = changesOf(finding);
  if (!layer) return [];
  return optional(t`Set ${joinAnd(changes.map(({ field, value }) => `${field} ${value}`))} as in training`, ...changes.flatMap((change) => editFor(context, layer, change)));
};

export const weightsFixers: Readonly<Record<string, Fixer>> = { 'weights/shape-mismatch': asInTraining, 'weights/blob-count': asInTraining };
