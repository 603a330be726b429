/** Back-propagation: a graph with the gradient of one of its tensors with respect to one of its inputs. */
import type { TensorName } from '../lowering';
import type { OnnxGraph, OnnxNode } from '../model';
import { layoutRules } from './layout';
import { pointwiseRules, type Rule } from './pointwise';
import { NotDifferentiable, Tape } from './tape';
import { windowRules } from './windows';

export { NotDifferentiable } from './tape';

const rules: Readonly<Record<string, Rule>> = { ...pointwiseRules, ...windowRules, ...layoutRules };

export interface GradientRequest {
  graph: OnnxGraph;
  /** The tensor that is differentiated: an output of the graph, with its shape. */
  of: { tensor: TensorName; shape: readonly number[] };
  /** The graph's input by which it is differentiated. */
  by: { tensor: TensorName; shape: readonly number[] };
}

/** Names in the new graph: an input for the gradient to start from, in the shape of `of`, and the output in the shape of `by`. */
export const seedName = 'gradient/seed';
export const gradientName = 'gradient/result';

/** The tensors that depend on another. */
function dependentsOf(nodes: readonly OnnxNode[], source: TensorName): Set<TensorName> {
  const dependents = new Set([source]);
  for (const { inputs, outputs } of nodes) if (inputs.some((input) => dependents.has(input))) outputs.forEach((output) => dependents.add(output));
  return dependents;
}

/** Poolings say also where they found their maximum. */
const withIndices = (node: OnnxNode): OnnxNode => (node.op === 'MaxPool' && node.outputs.length === 1 ? { ...node, outputs: [...node.outputs, `${node.name}/indices`] } : node);

/** Gradients that reach a tensor on several ways add up. */
class Sums {
  private readonly parts = new Map<TensorName, TensorName>();

  constructor(private readonly tape: Tape) {}

  add(tensor: TensorName, gradient: TensorName): void {
    const known = this.parts.get(tensor);
    this.parts.set(tensor, known === undefined ? gradient : this.tape.node('Add', [known, gradient]));
  }

  of(tensor: TensorName): TensorName | undefined {
    return this.parts.get(tensor);
  }
}

/** @throws NotDifferentiable where an operator on the way has no gradient */
export function gradientGraph({ graph, of, by }: GradientRequest): OnnxGraph {
  const nodes = graph.nodes.map(withIndices);
  const dependents = dependentsOf(nodes, by.tensor);
  const tape = new Tape();
  const sums = new Sums(tape);
  sums.add(of.tensor, seedName);
  for (const node of [...nodes].reverse()) {
    const gradients = node.outputs.map((output) => sums.of(output));
    const isOnTheWay = node.inputs.some((input) => dependents.has(input)) && gradients.some((gradient) => gradient !== undefined);
    if (!isOnTheWay) continue;
    const rule = rules[node.op];
    if (rule === undefined) throw new NotDifferentiable(node);
    const results = rule({ tape, node, gradients, depends: (input) => dependents.has(input) });
    for (const [index, result] of results.entries()) {
      const input = node.inputs[index];
      if (result !== undefined && input !== undefined && dependents.has(input)) sums.add(input, result);
    }
  }
  const result = sums.of(by.tensor) ?? tape.zerosLike(by.tensor);
  return {
    name: `${graph.name} gradient`,
    nodes: [...nodes, ...tape.nodes, { name: gradientName, op: 'Identity', inputs: [result], outputs: [gradientName], attributes: {} }],
    initializers: [...graph.initializers, ...tape.initializers],
    inputs: [...graph.inputs, { name: seedName, type: 'float32', shape: of.shape }],
    outputs: [{ name: gradientName, type: 'float32', shape: by.shape }],
  };
}
