/** Closes a graph: gives its outputs the names by which the outside knows them. */
import type { GraphBuilder } from './graph';
import type { TensorName } from './lowering';
import type { OnnxGraph, OnnxNode } from './model';

export interface StageOutput {
  /** The tensor inside the graph. */
  tensor: TensorName;
  /** Its name outside. */
  name: TensorName;
  shape: readonly number[];
}

/** The finished graph, or undefined where nothing is asked of it. Nodes that no output needs were never added by the plan; constants that no node reads go. */
export function finishStage(
  name: string,
  builder: GraphBuilder,
  inputs: ReadonlyMap<TensorName, readonly number[]>,
  outputs: readonly StageOutput[],
): OnnxGraph | undefined {
  if (outputs.length === 0) return undefined;
  const renamed = new Map<TensorName, TensorName>();
  const copies: OnnxNode[] = [];
  const made = new Set(builder.nodes.flatMap((node) => node.outputs));
  for (const { tensor, name: outside } of outputs) {
    if (made.has(tensor) && !renamed.has(tensor)) renamed.set(tensor, outside);
    else copies.push({ name: builder.unique(`${outside}/Identity`), op: 'Identity', inputs: [tensor], outputs: [outside], attributes: {} });
  }
  const rename = (tensor: TensorName): TensorName => renamed.get(tensor) ?? tensor;
  const nodes = [...builder.nodes, ...copies].map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) }));
  const read = new Set(nodes.flatMap((node) => node.inputs));
  return {
    name: name || 'net',
    nodes,
    initializers: [...builder.initializers.values()].filter((initializer) => read.has(initializer.name)),
    inputs: [...inputs].map(([input, shape]) => ({ name: input, type: 'float32', shape })),
    outputs: outputs.map((output) => ({ name: output.name, type: 'float32', shape: output.shape })),
  };
}
