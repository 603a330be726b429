/** Folds BatchNorm and Scale into the convolution before them, in the net's text; `weights.ts` does the same to the weights. */
import { removeField } from '../../edits/field-edits';
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import { contentsOf } from '../../edits/quoted';
import { t } from '../../l10n/text';
import type { Refactoring, RefactoringContext, RefactoringProvider, RefactoringResult } from '../refactoring';
import { verified } from '../verify';
import { foldableChains, type FoldableChain } from './chains';

/** The convolution gets a bias and writes what the last of the chain wrote; the chain goes. */
function foldEdits(text: string, { convolution: { layer }, links }: FoldableChain): TextEdit[] {
  const [own, last] = [layer.tops[0], links.at(-1)?.result.layer.tops[0]];
  const rename = own !== undefined && last !== undefined && own.name !== last.name ? [replaceRange(contentsOf(text, own.node), last.name)] : [];
  const fields = layer.param('convolution_param');
  const bias = fields.flag('bias_term') ? [] : fields.nodes('bias_term').map((field) => removeField(text, field));
  return [...rename, ...bias, ...links.map(({ result }) => removeField(text, result.layer.node))];
}

/** The one net of a text, with what can be folded in it. */
function foldable({ nets: [only, ...others] }: RefactoringContext): readonly FoldableChain[] {
  return only === undefined || others.length > 0 || only.net.generation === 'V0' ? [] : foldableChains(only.analysis);
}

/** The folded net's text, as edits; undefined where there is nothing to fold, or the file holds several nets. */
export function fold(context: RefactoringContext): RefactoringResult | undefined {
  const edits = foldable(context).flatMap((chain) => foldEdits(context.tree.text, chain));
  return edits.length === 0 ? undefined : verified(context, edits);
}

/** The text is only half of it. */
const withNote = (result: RefactoringResult): RefactoringResult => ('obstacle' in result ? result : {
  ...result, note: t('Only the text: weights that were trained for the net as it is no longer fit it. “Save Folded Net and Weights…” and `atrous fold` write both.'),
});

export const foldedNormalizations: RefactoringProvider = (context): Refactoring[] => (foldable(context).length === 0 ? [] : [{
  id: 'fold-normalization', title: t('Fold BatchNorm and Scale into the convolutions (text only)'), kind: 'refactor.rewrite', needsPreview: true,
  result: () => withNote(fold(context) ?? { edits: [] }),
}]);
