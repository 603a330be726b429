/**
 * Runs a net at several scales, as DeepLab v2 does: the picture is shrunk, a copy of the net with the same weights works
 * on each, and the largest score of all scales counts (arXiv:1606.00915, 4.1.2).
 */
import type { LayerAnalysis } from '../../analysis/analysis';
import { contentsOf } from '../../edits/quoted';
import { layerText, styleOf, type LayerStyle } from '../../edits/layer-text';
import { applyEdits, insertAt, replaceRange, type TextEdit } from '../../edits/text-edit';
import { t } from '../../l10n/text';
import type { Blob, Layer } from '../../net/net';
import { definitionOf } from '../../layers/index';
import type { AnalyzedNet } from '../../rules/nets';
import { fieldSchemaFor } from '../../schema/schema';
import type { Refactoring, RefactoringContext, RefactoringProvider } from '../refactoring';
import { verified } from '../verify';
import { lastVersion, layerAround, layersAbove } from '../walk';
import { nameParams } from './sharing';

/** A scale: what Interp does to the picture, and to the scores to bring them back. */
interface Scale {
  ending: string;
  down: readonly string[];
  back: readonly string[];
}

const scales: readonly Scale[] = [
  { ending: '_res075', down: ['shrink_factor: 4', 'zoom_factor: 3'], back: ['shrink_factor: 3', 'zoom_factor: 4'] },
  { ending: '_res05', down: ['shrink_factor: 2'], back: ['zoom_factor: 2'] },
];

/** What is copied: the layers between the picture and the scores. */
interface Branch {
  net: AnalyzedNet;
  picture: Blob;
  scores: Blob;
  layers: readonly LayerAnalysis[];
}

/** The branch that ends in a layer's top; undefined where it does not start from one picture. */
function branchTo({ layer, net }: { layer: LayerAnalysis; net: AnalyzedNet }): Branch | undefined {
  const [top] = layer.layer.tops;
  const scores = top?.blob;
  if (scores === undefined || layer.topShapes[0]?.length !== 4 || lastVersion(net, scores) !== scores) return undefined;
  const above = layersAbove(scores);
  const layers = net.analysis.layers.filter((candidate) => above.has(candidate.layer) && candidate.definition?.category !== 'data');
  const made = new Set(layers.flatMap((candidate) => candidate.layer.tops.map(({ blob }) => blob)));
  const read = new Set(layers.flatMap((candidate) => candidate.layer.bottoms.map(({ blob }) => blob)));
  const [picture, ...others] = [...read].filter((blob) => !made.has(blob));
  const hasWeights = layers.some(({ blobs }) => blobs.length > 0);
  return picture === undefined || others.length > 0 || !hasWeights ? undefined : { net, picture, scores, layers };
}

/** The text of a layer's block at another scale: the same weights, other names. */
function copyOf(text: string, analyzed: LayerAnalysis, { ending }: Scale): string {
  const { node, nameNode, bottoms, tops } = analyzed.layer;
  const names = [...(nameNode ? [nameNode] : []), ...bottoms.map((bottom) => bottom.node), ...tops.map((top) => top.node)];
  const renames = names.map((name) => insertAt(contentsOf(text, name).end, ending));
  const inside = [...nameParams(text, analyzed), ...renames].map((edit) => ({ ...edit, start: edit.start - node.start, end: edit.end - node.start }));
  return applyEdits(text.slice(node.start, node.end), inside);
}

function scaleText(text: string, { picture, scores, layers }: Branch, scale: Scale, style: LayerStyle): string[] {
  const resize = (name: string, bottom: string, lines: readonly string[]): string =>
    layerText({ name, type: 'Interp', bottoms: [bottom], tops: [name], lines: [['interp_param', lines]] }, style);
  return [
    resize(`${picture.name}${scale.ending}`, picture.name, scale.down),
    ...layers.map((layer) => copyOf(text, layer, scale)),
    resize(`${scores.name}${scale.ending}_interp`, `${scores.name}${scale.ending}`, scale.back),
  ];
}

/** Those that read the scores read the largest of all scales instead. */
const redirect = (text: string, { scores }: Branch, fused: string): TextEdit[] =>
  scores.consumers.flatMap(({ bottoms }: Layer) => bottoms.filter(({ blob }) => blob === scores).map(({ node }) => replaceRange(contentsOf(text, node), fused)));

function editsOf({ tree: { text } }: RefactoringContext, branch: Branch): TextEdit[] {
  const style = styleOf(text, 'V2');
  const fused = `${branch.scores.name}_fusion`;
  const fusion = layerText({
    name: fused, type: 'Eltwise', bottoms: [branch.scores.name, ...scales.map(({ ending }) => `${branch.scores.name}${ending}_interp`)], tops: [fused],
    lines: [['eltwise_param', ['operation: MAX']]],
  }, style);
  const added = [...scales.flatMap((scale) => scaleText(text, branch, scale, style)), fusion];
  const end = branch.scores.producer?.node.end ?? text.length;
  return [
    ...branch.layers.flatMap((layer) => nameParams(text, layer)),
    insertAt(end, added.map((block) => style.lineBreak + block).join('')),
    ...redirect(text, branch, fused),
  ];
}

/** Copies share weights by `param { name }`, which V1 writes otherwise; scales are made by Interp. */
const isPossible = ({ dialect }: RefactoringContext, { net }: AnalyzedNet): boolean =>
  net.generation === 'V2' && definitionOf('Interp') !== undefined && fieldSchemaFor('LayerParameter', 'interp_param', dialect) !== undefined;

export const multiScaleInputs: RefactoringProvider = (context, offset): Refactoring[] => {
  const site = layerAround(context, offset);
  const branch = site && isPossible(context, site.net) ? branchTo(site) : undefined;
  if (branch === undefined || branch.net.net.blobs.some(({ name }) => name.endsWith('_fusion') || name.endsWith('_res05'))) return [];
  return [{
    id: 'multi-scale', title: t`Add the scales 0.75 and 0.5 up to \`${branch.scores.name}\``, kind: 'refactor.rewrite', needsPreview: true,
    result: () => verified(context, editsOf(context, branch)),
  }];
};
