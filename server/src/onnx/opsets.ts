/** Graphs for other operator sets than the one that lowering speaks. */
import type { AttributeValue } from './lowering';
import { opset, type OnnxGraph, type OnnxNode } from './model';

/** Reductions whose axes are an attribute before set 18 and an input from then on. */
const movedAxes: ReadonlySet<string> = new Set(['ReduceMax', 'ReduceMean']);

/** The graph as an earlier set writes it; later sets take it as it is. */
export function forOpset(graph: OnnxGraph, version: number): OnnxGraph {
  if (version >= opset) return graph;
  const nodes = graph.nodes.map((node) => (movedAxes.has(node.op) ? withAxes(node, graph) : node));
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  return { ...graph, nodes, initializers: graph.initializers.filter(({ name }) => read.has(name)) };
}

function withAxes(node: OnnxNode, { initializers }: OnnxGraph): OnnxNode {
  const [input = '', axes] = node.inputs;
  const data = initializers.find(({ name }) => name === axes)?.data;
  if (axes === undefined || !data || !('bytes' in data)) throw new RangeError(`The axes of ${node.name} are not constant.`);
  const values = Array.from(new BigInt64Array(data.bytes.slice().buffer), Number);
  const attributes: Record<string, AttributeValue> = { ...node.attributes, axes: values };
  return { ...node, inputs: [input], attributes };
}
