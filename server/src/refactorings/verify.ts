/** Makes sure that a refactoring leaves a net that Caffe still accepts. */
import { applyEdits, type TextEdit } from '../edits/text-edit';
import type { Refusal } from '../analysis/analysis';
import { t } from '../l10n/text';
import { layerTitle } from '../rules/net-rule';
import { netsOf, type AnalyzedNet } from '../rules/nets';
import type { DocumentContext } from '../rules/rule';
import { checkText, documentContext } from '../rules/rules';
import { parse } from '../syntax/parser';
import type { SyntaxTree } from '../syntax/tree';
import type { RefactoringContext, RefactoringResult } from './refactoring';

/** The nets of the text after the edits. */
export const netsAfter = (context: RefactoringContext, edits: readonly TextEdit[]): readonly AnalyzedNet[] =>
  netsOf({ ...context, tree: parse(applyEdits(context.tree.text, edits)) });

/** What Caffe refuses of a net, by layer and reason. */
function refusalsIn(nets: readonly AnalyzedNet[]): Map<string, { title: string; refusal: Refusal }> {
  const found = new Map<string, { title: string; refusal: Refusal }>();
  for (const { analysis } of nets) {
    for (const { layer, refusals } of analysis.layers) {
      for (const refusal of refusals) found.set(`${layer.name} ${refusal.code}`, { title: layerTitle(layer), refusal });
    }
  }
  return found;
}

/** How often each schema rule finds an error, with its first message. */
function schemaErrors(context: DocumentContext): Map<string, { count: number; message: string }> {
  const found = new Map<string, { count: number; message: string }>();
  for (const { code, severity, message } of checkText(context)) {
    if (severity !== 'error' || !code.startsWith('schema/')) continue;
    found.set(code, { count: (found.get(code)?.count ?? 0) + 1, message: found.get(code)?.message ?? message });
  }
  return found;
}

/** What the edited text's fork would not read, though the text as it is has no such fault. */
function newSchemaError(context: RefactoringContext, after: SyntaxTree): string | undefined {
  const before = schemaErrors(context);
  const errors = schemaErrors(documentContext(after, { variables: context.variables }));
  return [...errors].find(([code, { count }]) => count > (before.get(code)?.count ?? 0))?.[1].message;
}

/** The edits, unless a net would come out that its fork cannot read, or that Caffe refuses though it accepts it now. */
export function verified(context: RefactoringContext, edits: readonly TextEdit[]): RefactoringResult {
  const unread = newSchemaError(context, parse(applyEdits(context.tree.text, edits)));
  if (unread !== undefined) return { obstacle: t`No Caffe would read the result. ${unread}` };
  const before = refusalsIn(context.nets);
  const added = [...refusalsIn(netsAfter(context, edits))].find(([key]) => !before.has(key))?.[1];
  return added === undefined ? { edits } : { obstacle: t`Caffe would refuse ${added.title}: ${added.refusal.message}` };
}
