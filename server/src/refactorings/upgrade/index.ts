/** Upgrades a net of an older generation to V2 layers, as Caffe itself does each time it reads one. */
import type { TextEdit } from '../../edits/text-edit';
import { t } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import { fieldSchemaFor } from '../../schema/schema';
import { restateDialect } from '../holes';
import type { RefactoringContext, RefactoringProvider } from '../refactoring';
import { upgradeV0 } from './v0';
import { upgradeV1 } from './v1';
import { verified } from '../verify';

/** The edits; undefined where a layer's type or field has no V2 name. */
export function upgradeEdits(context: RefactoringContext): TextEdit[] | undefined {
  const { tree, nets, dialect } = context;
  const target = dialect === 'deeplab-v1' ? 'deeplab-v2' : fieldSchemaFor('NetParameter', 'layer', dialect) === undefined ? 'bvlc' : dialect;
  const v0 = nets.find(({ net }) => net.generation === 'V0');
  if (v0 !== undefined) {
    return v0.net.layers.every(({ type }) => definitionOf(type) !== undefined) ? upgradeV0(tree, v0.net) : undefined;
  }
  const blocks = tree.root.fields.filter(({ name }) => name === 'layers').map((field) => upgradeV1(tree.text, field, target));
  return blocks.includes(undefined) ? undefined : [...blocks.flatMap((edits) => edits ?? []), ...restateDialect(context, target)];
}

export const upgrades: RefactoringProvider = (context) => {
  const generation = context.nets.find(({ net }) => net.generation !== 'V2')?.net.generation;
  const edits = generation === undefined ? undefined : upgradeEdits(context);
  if (generation === undefined || edits === undefined || edits.length === 0) return [];
  return [{ id: 'upgrade', title: t`Upgrade ${generation} layers to V2`, kind: 'refactor.rewrite', needsPreview: true, result: () => verified(context, edits) }];
};
