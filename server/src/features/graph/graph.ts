/** Makes a document's net a graph: in-place chains folded into their producer, blobs as edges, layers grouped by name. */
import { joinCommas } from '../../l10n/lists';
import { t } from '../../l10n/text';
import type { Analysis, LayerAnalysis, ReceptiveField } from '../../analysis/analysis';
import type { Blob, Layer } from '../../net/net';
import { formatShape } from '../../net/shape';
import type { GraphEdge, GraphNode, NetGraph } from '../../protocol/graph';
import type { ViewContent } from '../../protocol/views';
import { formatField, formatPair, formatStride } from '../numbers';
import type { Snapshot } from '../snapshot';
import { groupByName } from './groups';

type LineAt = (offset: number) => number;

/** What is folded where: each layer's representative, and what each representative holds. */
interface Folding {
  representative: ReadonlyMap<Layer, Layer>;
  folded: ReadonlyMap<Layer, readonly LayerAnalysis[]>;
}

/** The layer that made the blob on which this one works in place, if nothing else reads what was there before. */
function foldsInto({ bottoms: [bottom, ...others], tops: [top, ...more] }: Layer): Layer | undefined {
  if (others.length > 0 || more.length > 0 || bottom?.name !== top?.name) return undefined;
  return bottom?.blob?.consumers.length === 1 ? bottom.blob.producer : undefined;
}

function foldInPlace({ layers }: Analysis): Folding {
  const representative = new Map<Layer, Layer>();
  const folded = new Map<Layer, LayerAnalysis[]>();
  for (const result of layers) {
    const producer = foldsInto(result.layer);
    const root = producer && representative.get(producer);
    representative.set(result.layer, root ?? result.layer);
    if (root) folded.get(root)?.push(result);
    else folded.set(result.layer, []);
  }
  return { representative, folded };
}

/** `3×3, stride 2, hole 2`; a plain 1×1 kernel says only that. */
function geometryText({ geometry }: LayerAnalysis): string {
  if (!geometry) return '';
  const pair = ([height = 0, width = height]: readonly number[]): string => formatPair([String(height), String(width)]);
  const [height = 1, width = height] = geometry.kernel;
  const [step, hole] = [pair(geometry.stride), pair(geometry.dilation)];
  return joinCommas([`${height}×${width}`, ...(step === '1' ? [] : [t`stride ${step}`]), ...(hole === '1' ? [] : [t`hole ${hole}`])]);
}

function fieldTexts(field: ReceptiveField | undefined): Pick<GraphNode, 'field' | 'fieldStride'> {
  return field ? { field: formatField(field.axes) ?? '', fieldStride: formatStride(field.axes) } : { field: '', fieldStride: '' };
}

type UngroupedNode = Omit<GraphNode, 'id' | 'group'>;

/** A layer with what is folded into it; its field and shape are those of the chain's end, which are its own. */
function layerNode(result: LayerAnalysis, chain: readonly LayerAnalysis[], lineAt: LineAt): UngroupedNode {
  const { layer, definition } = result;
  const sum = (read: (part: LayerAnalysis) => number | undefined): number | undefined =>
    [result, ...chain].map(read).reduce((total, value) => (total === undefined || value === undefined ? undefined : total + value), 0);
  const [shape] = result.topShapes;
  return {
    name: layer.name || layer.type, type: layer.type, category: definition?.category ?? 'other', line: lineAt(layer.node.start),
    folded: chain.map((part) => ({ name: part.layer.name, type: part.layer.type, category: part.definition?.category ?? 'other', line: lineAt(part.layer.node.start) })),
    geometry: geometryText(result), shape: shape ? formatShape(shape) : '', ...fieldTexts(result.topFields[0]?.[0]),
    parameters: sum(({ parameters }) => parameters), macs: sum(({ macs }) => macs),
  };
}

const inputNodes = ({ net }: Analysis, lineAt: LineAt): UngroupedNode[] =>
  net.inputs.map(({ name, node, shape }) => ({
    name, type: t('input'), category: 'data', line: lineAt(node.start), folded: [], geometry: '', shape: shape ? formatShape(shape) : '',
    field: '1×1', fieldStride: '1', parameters: 0, macs: 0,
  }));

/** One edge for each blob version that a node reads of another. */
function edgesOf(analysis: Analysis, { representative }: Folding, idOf: (layer: Layer) => number): GraphEdge[] {
  const { net } = analysis;
  const sourceOf = ({ producer, index }: Blob): number => (producer ? idOf(representative.get(producer) ?? producer) : index);
  const edges = new Map<string, GraphEdge>();
  for (const layer of net.layers) {
    const to = idOf(representative.get(layer) ?? layer);
    for (const { blob } of layer.bottoms) {
      if (!blob) continue;
      const from = sourceOf(blob);
      const shape = analysis.shapeOf(blob);
      const key = `${from} ${to} ${blob.name}`;
      if (from !== to) edges.set(key, { from, to, blob: blob.name, shape: shape ? formatShape(shape) : '' });
    }
  }
  return [...edges.values()];
}

/** The graph of an analysed net. Inputs of the net come first, then layers in order. */
export function graphOf(analysis: Analysis, lineAt: LineAt): NetGraph {
  const folding = foldInPlace(analysis);
  const inputs = inputNodes(analysis, lineAt);
  const shown = analysis.layers.filter(({ layer }) => folding.folded.has(layer));
  const ids = new Map(shown.map(({ layer }, position) => [layer, inputs.length + position]));
  const nodes = [...inputs, ...shown.map((result) => layerNode(result, folding.folded.get(result.layer) ?? [], lineAt))];
  const { groups, groupOf } = groupByName(nodes.map(({ name }) => name));
  return {
    name: analysis.net.name, groups,
    nodes: nodes.map((node, id) => ({ ...node, id, group: groupOf[id] })),
    edges: edgesOf(analysis, folding, (layer) => ids.get(layer) ?? 0),
  };
}

export function graph({ analyses: [analysis], document, tree }: Snapshot): ViewContent<NetGraph> {
  return {
    version: document.version,
    content: analysis ? graphOf(analysis, (offset) => document.positionAt(offset).line) : null,
    isBroken: tree.problems.length > 0,
  };
}
