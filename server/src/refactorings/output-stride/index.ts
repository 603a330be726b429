/** Offers other output strides: the paper's surgery, as text edits. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { removeField } from '../../edits/field-edits';
import { knowsHoles, setKernelNumber } from '../../edits/kernel-edits';
import { areDisjoint, replaceRange, type TextEdit } from '../../edits/text-edit';
import { t } from '../../l10n/text';
import { wrongCrops } from '../../rules/atrous/crop-alignment';
import { convolutionFrom } from '../fully-convolutional/convert';
import type { Refactoring, RefactoringContext, RefactoringProvider, RefactoringResult } from '../refactoring';
import { netsAfter, verified } from '../verify';
import { choicesFor, type Choice } from './choices';
import { exactnessOf } from './exactness';
import type { LayerChange } from './plan';

function editsFor({ tree: { text }, dialect }: RefactoringContext, change: LayerChange): TextEdit[] {
  const { layer } = change.layer;
  if (change.convolution !== undefined) return convolutionFrom(text, layer, { kernel: change.convolution, dilation: change.dilation }, dialect);
  if (change.isGlobal === true) return globalPooling(text, change.layer);
  const numbers = (['kernel', 'stride', 'pad', 'dilation'] as const).flatMap((number) => {
    const pair = change[number];
    return pair === undefined ? [] : setKernelNumber(text, layer, number, pair, dialect);
  });
  const param = change.layer.definition?.param;
  const factor = change.factor && param !== undefined ? layer.param(param).scalars(change.factor.name).at(-1) : undefined;
  return factor === undefined ? numbers : [...numbers, replaceRange(factor, String(change.factor?.value))];
}

/** A window as large as any map: `global_pooling` in place of the numbers. */
function globalPooling(text: string, { layer }: LayerAnalysis): TextEdit[] {
  const fields = layer.param('pooling_param');
  const [first, ...others] = ['kernel_size', 'kernel_h', 'kernel_w', 'stride', 'stride_h', 'stride_w'].flatMap((name) => fields.nodes(name));
  return first === undefined ? [] : [replaceRange(first, 'global_pooling: true'), ...others.map((field) => removeField(text, field))];
}

const canHaveHoles = ({ nets, dialect }: RefactoringContext): boolean => nets.every(({ net }) => net.generation !== 'V0') && knowsHoles(dialect);

/** Each edit once: phases share most of their layers. */
const distinct = (edits: readonly TextEdit[]): TextEdit[] => [...new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.newText}`, edit])).values()];

/** Crops whose offset no longer fits once the other edits are made get the one that does. */
function offsetEdits(context: RefactoringContext, edits: readonly TextEdit[]): TextEdit[] {
  return netsAfter(context, edits).flatMap(({ analysis }, index) => wrongCrops(analysis.layers).flatMap(({ layer, cuts: [height, width] }) => {
    const crop = context.nets[index]?.net.layers[layer.layer.index];
    const [first, second] = crop?.param('crop_param').scalars('offset') ?? [];
    if (first === undefined) return [];
    return second === undefined && height.wanted !== width.wanted ? [] : [replaceRange(first, String(height.wanted)), ...(second ? [replaceRange(second, String(width.wanted))] : [])];
  }));
}

/** The edits, as long as phases that share a layer agree on it. */
function resultOf(context: RefactoringContext, { plans, obstacle }: Choice): RefactoringResult {
  if (obstacle !== undefined) return { obstacle };
  const own = distinct(plans.flatMap(({ changes }) => changes).flatMap((change) => editsFor(context, change)));
  if (!areDisjoint(own)) return { obstacle: t('The phases of the net would need different numbers in one layer.') };
  const result = verified(context, [...own, ...distinct(offsetEdits(context, own))]);
  return 'edits' in result ? { ...result, note: exactnessOf(plans) } : result;
}

export const outputStrides: RefactoringProvider = (context) =>
  (canHaveHoles(context) ? choicesFor(context.nets) : []).map((choice): Refactoring => ({
    id: choice.id, title: choice.title, kind: 'refactor.rewrite', needsPreview: true, result: () => resultOf(context, choice),
  }));
