/** Folds BatchNorm and Scale into the convolution before them, in the net's text; the weights need the same. */
import type { Analysis, LayerAnalysis } from '../analysis/analysis';
import { removeField } from '../edits/field-edits';
import { replaceRange, type TextEdit } from '../edits/text-edit';
import { contentsOf } from '../edits/quoted';
import type { Refactoring, RefactoringContext, RefactoringProvider } from './refactoring';
import { verified } from './verify';

/** Layers that, at test time, multiply each channel by a number and add another. */
const affine: readonly (string | undefined)[] = ['batch_norm_param', 'bn_param', 'scale_param'];

/** The layer that alone reads what another makes. */
function onlyReader(analysis: Analysis, { layer }: LayerAnalysis): LayerAnalysis | undefined {
  const [reader, ...others] = layer.tops[0]?.blob?.consumers ?? [];
  return reader === undefined || others.length > 0 || layer.tops.length > 1 ? undefined : analysis.layers[reader.index];
}

/** The affine layers that follow a convolution, each with that one bottom. */
function chainAfter(analysis: Analysis, convolution: LayerAnalysis): LayerAnalysis[] {
  const chain: LayerAnalysis[] = [];
  let next = onlyReader(analysis, convolution);
  while (next !== undefined && affine.includes(next.definition?.param) && next.layer.bottoms.length === 1) {
    chain.push(next);
    next = onlyReader(analysis, next);
  }
  return chain;
}

/** The convolution gets a bias and writes what the last of the chain wrote; the chain goes. */
function foldEdits(text: string, { layer }: LayerAnalysis, chain: readonly LayerAnalysis[]): TextEdit[] {
  const [own, last] = [layer.tops[0], chain.at(-1)?.layer.tops[0]];
  const rename = own !== undefined && last !== undefined && own.name !== last.name ? [replaceRange(contentsOf(text, own.node), last.name)] : [];
  const fields = layer.param('convolution_param');
  const bias = fields.flag('bias_term') ? [] : fields.nodes('bias_term').map((field) => removeField(text, field));
  return [...rename, ...bias, ...chain.map((folded) => removeField(text, folded.layer.node))];
}

function editsFor({ tree: { text } }: RefactoringContext, analysis: Analysis): TextEdit[] {
  return analysis.layers.filter(({ definition }) => definition?.param === 'convolution_param').flatMap((convolution) => {
    const chain = chainAfter(analysis, convolution);
    return chain.length === 0 ? [] : foldEdits(text, convolution, chain);
  });
}

export const foldedNormalizations: RefactoringProvider = (context): Refactoring[] => {
  const [only, ...others] = context.nets;
  const edits = only === undefined || others.length > 0 || only.net.generation === 'V0' ? [] : editsFor(context, only.analysis);
  if (edits.length === 0) return [];
  return [{
    id: 'fold-normalization', title: 'Fold BatchNorm and Scale into the convolutions (fold the weights likewise)', kind: 'refactor.rewrite', needsPreview: true,
    result: () => verified(context, edits),
  }];
};
