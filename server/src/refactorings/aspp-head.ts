/** Inserts DeepLab v2's atrous spatial pyramid pooling after a layer: branches of different holes whose scores are added. */
import { insertAt, type TextEdit } from '../edits/text-edit';
import { layerText, styleOf, type Line, type NewLayer } from '../edits/layer-text';
import { dilationWord, knowsHoles } from '../edits/kernel-edits';
import type { LayerAnalysis } from '../analysis/analysis';
import { t } from '../l10n/text';
import { Fields } from '../schema/fields';
import { walkFields } from '../syntax/paths';
import type { AnalyzedNet } from '../rules/nets';
import type { Refactoring, RefactoringContext, RefactoringProvider, RefactoringResult } from './refactoring';
import { lastVersion, layerAround } from './walk';
import { verified } from './verify';

/** The rates of the paper (arXiv:1606.00915, 4.1.2). */
const heads: readonly { id: string; title: string; rates: readonly number[] }[] = [
  { id: 'insert-aspp-l', title: 'ASPP-L', rates: [6, 12, 18, 24] },
  { id: 'insert-aspp-s', title: 'ASPP-S', rates: [2, 4, 8, 12] },
];

/** DeepLab v3's, as a start for others. */
const otherRates: readonly number[] = [1, 6, 12, 18];

/** Channels of fc6 and fc7 in each branch. */
const width = 1024;

const filler: readonly Line[] = [['weight_filler', ['type: "gaussian"', 'std: 0.01']], ['bias_filler', ['type: "constant"', 'value: 0']]];

const convolution = (name: string, bottom: string, lines: readonly Line[]): NewLayer => ({ name, type: 'Convolution', bottoms: [bottom], tops: [name], lines: [['convolution_param', lines]] });

const inPlace = (name: string, type: string, blob: string, lines: readonly Line[] = []): NewLayer => ({ name, type, bottoms: [blob], tops: [blob], lines });

/** fc6 with its holes, fc7 and the scores of one rate. */
function branch(index: number, rate: number, bottom: string, word: string, classes: string): NewLayer[] {
  const [fc6, fc7, fc8] = [`fc6_${index}`, `fc7_${index}`, `fc8_${index}`] as const;
  const after = (layer: number, blob: string): NewLayer[] => [
    inPlace(`relu${layer}_${index}`, 'ReLU', blob), inPlace(`drop${layer}_${index}`, 'Dropout', blob, [['dropout_param', ['dropout_ratio: 0.5']]]),
  ];
  return [
    convolution(fc6, bottom, [`num_output: ${width}`, 'kernel_size: 3', `pad: ${rate}`, `${word}: ${rate}`]), ...after(6, fc6),
    convolution(fc7, fc6, [`num_output: ${width}`, 'kernel_size: 1']), ...after(7, fc7),
    convolution(fc8, fc7, [`num_output: ${classes}`, 'kernel_size: 1', ...filler]),
  ];
}

/** DeepLab's placeholder where the file has it, otherwise the classes of Pascal VOC. */
function classesIn({ tree }: RefactoringContext): string {
  let hasTemplate = false;
  walkFields(tree.root, ({ value }) => { hasTemplate ||= value?.kind === 'scalar' && value.form === 'template' && value.value === 'NUM_LABELS'; });
  return hasTemplate ? '${NUM_LABELS}' : '21';
}

/**
 * The edit that inserts a head with these rates after a layer: one branch for each, of 3×3 convolutions with that hole and
 * padding, and the sum `fc8` of their scores.
 */
export function asppHead(context: RefactoringContext, { layer, net }: { layer: LayerAnalysis; net: AnalyzedNet }, rates: readonly number[]): TextEdit[] {
  const { tree: { text }, dialect } = context;
  const style = styleOf(text, net.net.generation);
  const word = dilationWord(new Fields(undefined, 'ConvolutionParameter', context.variables, dialect), dialect);
  const bottom = layer.layer.tops[0]?.name ?? '';
  const classes = classesIn(context);
  const layers = [
    ...rates.flatMap((rate, index) => branch(index + 1, rate, bottom, word, classes)),
    { name: 'fc8', type: 'Eltwise', bottoms: rates.map((_, index) => `fc8_${index + 1}`), tops: ['fc8'], lines: [['eltwise_param', ['operation: SUM']]] } satisfies NewLayer,
  ];
  return [insertAt(layer.layer.node.end, layers.map((added) => style.lineBreak + layerText(added, style)).join(''))];
}

/** After a map whose last version the layer makes, where no head of these names stands yet. */
function canInsert({ layer, net }: { layer: LayerAnalysis; net: AnalyzedNet }): boolean {
  const [top, ...others] = layer.layer.tops;
  if (top?.blob === undefined || others.length > 0 || layer.topShapes[0]?.length !== 4 || net.net.generation === 'V0') return false;
  const names = new Set([...net.net.layers, ...net.net.blobs].map(({ name }) => name));
  return lastVersion(net, top.blob) === top.blob && !['fc6_1', 'fc7_1', 'fc8_1', 'fc8'].some((name) => names.has(name));
}

export const asppHeads: RefactoringProvider = (context, offset) => {
  const site = layerAround(context, offset);
  if (site === undefined || !knowsHoles(context.dialect) || !canInsert(site)) return [];
  const place = site.layer.layer.name;
  const withRates = (rates: readonly number[]): RefactoringResult => verified(context, asppHead(context, site, rates));
  const fixed = heads.map(({ id, title, rates }): Refactoring => ({
    id, title: t`Insert ${title} head (rates ${rates.join(', ')}) after \`${place}\``, kind: 'refactor.rewrite', needsPreview: true, result: () => withRates(rates),
  }));
  const other: Refactoring = {
    id: 'insert-aspp', title: t`Insert ASPP head with other rates after \`${place}\`…`, kind: 'refactor.rewrite', needsPreview: true,
    asks: { prompt: t('Rates of the branches, such as 1, 6, 12, 18'), initial: otherRates }, result: (rates = otherRates) => withRates(rates),
  };
  return [...fixed, other];
};
