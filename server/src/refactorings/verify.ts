/** Makes sure that a refactoring leaves a net that Caffe still accepts. */
import { applyEdits, type TextEdit } from '../edits/textEdit';
import type { Refusal } from '../analysis/analysis';
import { layerTitle } from '../rules/net-rule';
import { netsOf, type AnalyzedNet } from '../rules/nets';
import { parse } from '../syntax/parser';
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

/** The edits, unless Caffe would refuse something after them that it accepts now. */
export function verified(context: RefactoringContext, edits: readonly TextEdit[]): RefactoringResult {
  const before = refusalsIn(context.nets);
  const added = [...refusalsIn(netsAfter(context, edits))].find(([key]) => !before.has(key))?.[1];
  return added === undefined ? { edits } : { obstacle: `Caffe would refuse ${added.title}: ${added.refusal.message}` };
}
