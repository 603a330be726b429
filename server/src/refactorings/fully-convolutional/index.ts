/** Makes a classification net fully convolutional: each InnerProduct becomes the convolution that computes the same. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import type { TextEdit } from '../../edits/text-edit';
import { t } from '../../l10n/text';
import { pretrainedUnits } from '../../rules/atrous/fully-connected';
import { axes, sizeAlong, type Pair } from '../../rules/atrous/kernel';
import { producerOf } from '../../rules/atrous/paths';
import type { Refactoring, RefactoringContext, RefactoringProvider } from '../refactoring';
import { verified } from '../verify';
import { convolutionFrom } from './convert';

/** The map that a fully connected layer reads: its own size, or 1×1 after another one. */
function kernelFor(analysis: Analysis, layer: LayerAnalysis, converted: ReadonlySet<LayerAnalysis>): Pair | undefined {
  let source = producerOf(analysis, layer.layer.bottoms[0]?.blob);
  while (source !== undefined && !converted.has(source) && source.blobs.length === 0 && source.layer.bottoms.length === 1 && source.topShapes[0]?.length === 2) {
    source = producerOf(analysis, source.layer.bottoms[0]?.blob);
  }
  if (source !== undefined && converted.has(source)) return [1, 1];
  const trained = pretrainedUnits(analysis, layer);
  const [height, width] = axes.map((axis) => sizeAlong(layer.bottomShapes[0], axis) ?? trained);
  return height === undefined || width === undefined ? undefined : [height, width];
}

/** The edits of one net; undefined where a layer cannot be converted. */
function editsFor({ tree: { text }, dialect }: RefactoringContext, analysis: Analysis): TextEdit[] | undefined {
  const converted = new Set<LayerAnalysis>();
  const edits: TextEdit[] = [];
  for (const layer of analysis.layers) {
    if (layer.definition?.param !== 'inner_product_param') continue;
    const kernel = kernelFor(analysis, layer, converted);
    const own = kernel && convolutionFrom(text, layer.layer, { kernel }, dialect);
    if (own === undefined || own.length === 0) return undefined;
    converted.add(layer);
    edits.push(...own);
  }
  return edits;
}

export const fullyConvolutional: RefactoringProvider = (context): Refactoring[] => {
  const byNet = context.nets.map(({ analysis }) => editsFor(context, analysis));
  const all = byNet.flatMap((edits) => edits ?? []);
  if (all.length === 0 || byNet.includes(undefined)) return [];
  const distinct = [...new Map(all.map((edit) => [`${edit.start} ${edit.end} ${edit.newText}`, edit])).values()];
  return [{
    id: 'fully-convolutional',
    title: t('Make the net fully convolutional (InnerProduct to Convolution)'),
    kind: 'refactor.rewrite',
    needsPreview: true,
    result: () => verified(context, distinct),
  }];
};
