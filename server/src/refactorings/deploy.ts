/** Makes a deploy net of a training net: an input for the data layers, a prediction for the loss, and nothing that only trains. */
import type { LayerAnalysis } from '../analysis/analysis';
import { removeField } from '../edits/field-edits';
import { layerText, styleOf } from '../edits/layer-text';
import { replaceRange, type TextEdit } from '../edits/text-edit';
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import { knownShape } from '../net/shape';
import type { AnalyzedNet } from '../rules/nets';
import { fieldSchemaFor } from '../schema/schema';
import type { FieldNode } from '../syntax/tree';
import type { Refactoring, RefactoringContext, RefactoringProvider } from './refactoring';
import { layersAbove } from './walk';
import { verified } from './verify';

/** What becomes of a training net. */
interface Parts {
  net: AnalyzedNet;
  loss: LayerAnalysis;
  /** The layers that the prediction depends on, without those that bring data in. */
  kept: ReadonlySet<Layer>;
  /** The layer that brings the pictures in, and their top. */
  data: LayerAnalysis;
  input: { name: string; shape: readonly number[] };
}

const weightOf = ({ layer }: LayerAnalysis): number => {
  const [weight] = layer.fields.numbers('loss_weight');
  return typeof weight === 'number' ? weight : 1;
};

/** The loss that the net is trained for: of the heaviest ones, that with most layers above it. */
function mainLoss({ analysis }: AnalyzedNet): LayerAnalysis | undefined {
  const losses = analysis.layers.filter(({ definition, layer }) => definition?.category === 'loss' && layer.bottoms.length > 1);
  const depth = ({ layer }: LayerAnalysis): number => layersAbove(layer.bottoms[0]?.blob).size;
  return losses.sort((a, b) => weightOf(b) - weightOf(a) || depth(b) - depth(a))[0];
}

function partsOf(net: AnalyzedNet): Parts | undefined {
  const loss = mainLoss(net);
  const above = layersAbove(loss?.layer.bottoms[0]?.blob);
  const sources = [...above].filter(({ bottoms }) => bottoms.length === 0);
  const [source, ...others] = sources;
  const data = source && net.analysis.layers[source.index];
  if (loss === undefined || source === undefined || data === undefined || others.length > 0 || data.definition?.category !== 'data') return undefined;
  const kept = new Set([...above].filter((layer) => layer !== source));
  const used = source.tops.findIndex(({ blob }) => blob?.consumers.some((consumer) => kept.has(consumer)));
  const shape = knownShape(data.topShapes[used]);
  const name = source.tops[used]?.name;
  return name === undefined || shape === undefined ? undefined : { net, loss, kept, data, input: { name, shape: [1, ...shape.slice(1)] } };
}

/** An Input layer where the fork has one, otherwise the old fields. */
function inputText({ tree, dialect }: RefactoringContext, { net, input: { name, shape } }: Parts): string {
  const style = styleOf(tree.text, net.net.generation);
  const dims = shape.map((dim) => `dim: ${dim}`).join(' ');
  const hasInputLayer = net.net.generation === 'V2' && fieldSchemaFor('LayerParameter', 'input_param', dialect) !== undefined;
  if (hasInputLayer) return layerText({ name, type: 'Input', bottoms: [], tops: [name], lines: [`input_param { shape { ${dims} } }`] }, style);
  return [`input: "${name}"`, ...shape.map((dim) => `input_dim: ${dim}`)].join(style.lineBreak);
}

/** The layer that gives what the loss compared. */
function predictionText({ tree }: RefactoringContext, { net, loss }: Parts): string {
  const type = loss.definition?.deployed;
  const score = loss.layer.bottoms[0]?.name ?? '';
  const taken = new Set(net.net.blobs.map(({ name }) => name));
  const name = taken.has('prob') ? `${score}_prob` : 'prob';
  return type === undefined ? '' : layerText({ name, type, bottoms: [score], tops: [name] }, styleOf(tree.text, net.net.generation));
}

/** Kept layers are for every phase. */
const withoutRules = (text: string, { fields }: Layer): TextEdit[] =>
  ['include', 'exclude'].flatMap((name) => fields.nodes(name)).map((field) => removeField(text, field));

function editsOf(context: RefactoringContext, parts: Parts): TextEdit[] {
  const { text, root } = context.tree;
  const keptByNode = new Map([...parts.kept].map((layer) => [layer.node, layer]));
  return root.fields.filter(({ name }) => name === 'layer' || name === 'layers').flatMap((field: FieldNode) => {
    const layer = keptByNode.get(field);
    if (layer !== undefined) return withoutRules(text, layer);
    if (field === parts.data.layer.node) return [replaceRange(field, inputText(context, parts))];
    const prediction = field === parts.loss.layer.node ? predictionText(context, parts) : '';
    return [prediction === '' ? removeField(text, field) : replaceRange(field, prediction)];
  });
}

export const deployNets: RefactoringProvider = (context): Refactoring[] => {
  const train = context.nets.find(({ net }) => net.phase === 'TRAIN') ?? context.nets[0];
  const parts = train && train.net.generation !== 'V0' ? partsOf(train) : undefined;
  if (parts === undefined) return [];
  return [{
    id: 'deploy', title: t('Make this training net a deploy net'), kind: 'refactor.rewrite', needsPreview: true,
    result: () => verified(context, editsOf(context, parts)),
  }];
};
