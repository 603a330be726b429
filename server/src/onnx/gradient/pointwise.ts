/** Gradients of the operators that work value by value, and of those that join two tensors value by value. */
import type { AttributeValue, TensorName } from '../lowering';
import type { OnnxNode } from '../model';
import type { Tape } from './tape';

/** What a gradient rule is told: the node, the gradients of its outputs, and which inputs depend on what is differentiated by. */
export interface Backward {
  tape: Tape;
  node: OnnxNode;
  /** Undefined for an output that nothing reads. */
  gradients: readonly (TensorName | undefined)[];
  depends: (input: TensorName) => boolean;
}

/** The gradient of each input, in order; undefined for those that do not depend, or that pass none on. */
export type Rule = (backward: Backward) => readonly (TensorName | undefined)[];

export const floatOf = (value: AttributeValue | undefined, otherwise: number): number =>
  typeof value === 'object' && 'float' in value ? value.float : typeof value === 'number' ? value : otherwise;

/** A rule for one input x, one output y and its gradient g. */
export const single = (rule: (tape: Tape, parts: { x: TensorName; y: TensorName; g: TensorName; node: OnnxNode }) => TensorName): Rule => ({ tape, node, gradients: [g] }) =>
  g === undefined ? [] : [rule(tape, { x: node.inputs[0] ?? '', y: node.outputs[0] ?? '', g, node })];

/** A rule for two inputs; what was broadcast is summed again, where both of them depend and either may have been. */
const pair = (rule: (tape: Tape, parts: { a: TensorName; b: TensorName; y: TensorName; g: TensorName }) => readonly [() => TensorName, () => TensorName]): Rule =>
  ({ tape, node, gradients: [g], depends }) => {
    if (g === undefined) return [];
    const [a = '', b = ''] = node.inputs;
    const sides = rule(tape, { a, b, y: node.outputs[0] ?? '', g });
    const mayBeBroadcast = depends(a) && depends(b) && a !== b;
    return [a, b].map((input, side) => {
      if (!depends(input)) return undefined;
      const gradient = sides[side]?.() ?? '';
      return mayBeBroadcast ? tape.unbroadcast(gradient, input) : gradient;
    });
  };

export const pointwiseRules: Readonly<Record<string, Rule>> = {
  Identity: single((_, { g }) => g),
  Relu: single((tape, { y, g }) => tape.wherePositive(y, g, tape.scalar(0))),
  LeakyRelu: single((tape, { x, g, node }) => tape.wherePositive(x, g, tape.times(g, floatOf(node.attributes['alpha'], 0.01)))),
  Elu: single((tape, { x, y, g, node }) => {
    const alpha = tape.scalar(floatOf(node.attributes['alpha'], 1));
    return tape.wherePositive(x, g, tape.mul(g, tape.node('Add', [y, alpha])));
  }),
  PRelu: ({ tape, node, gradients: [g] }) => {
    const [x = '', slope = ''] = node.inputs;
    return g === undefined ? [] : [tape.wherePositive(x, g, tape.mul(g, slope))];
  },
  Clip: ({ tape, node, gradients: [g] }) => (g === undefined ? [] : [tape.whereEqual(node.inputs[0] ?? '', node.outputs[0] ?? '', g)]),
  Sigmoid: single((tape, { y, g }) => tape.mul(g, tape.mul(y, tape.node('Sub', [tape.scalar(1), y])))),
  Tanh: single((tape, { y, g }) => tape.mul(g, tape.node('Sub', [tape.scalar(1), tape.mul(y, y)]))),
  Softplus: single((tape, { x, g }) => tape.mul(g, tape.node('Sigmoid', [x]))),
  Exp: single((tape, { y, g }) => tape.mul(g, y)),
  Log: single((tape, { x, g }) => tape.node('Div', [g, x])),
  Abs: single((tape, { x, g }) => tape.mul(g, tape.node('Sign', [x]))),
  Sqrt: single((tape, { y, g }) => tape.node('Div', [g, tape.times(y, 2)])),
  Pow: ({ tape, node, gradients: [g] }) => {
    const [x = '', exponent = ''] = node.inputs;
    const less = tape.node('Sub', [exponent, tape.scalar(1)]);
    return g === undefined ? [] : [tape.mul(g, tape.mul(exponent, tape.node('Pow', [x, less])))];
  },
  // Which of the two is taken changes nothing close by.
  Where: ({ tape, node, gradients: [g], depends }) => {
    if (g === undefined) return [];
    const [condition = '', a = '', b = ''] = node.inputs;
    const zero = tape.scalar(0);
    const chosen = (first: TensorName, second: TensorName): TensorName => tape.node('Where', [condition, first, second]);
    return [undefined, depends(a) ? chosen(g, zero) : undefined, depends(b) ? chosen(zero, g) : undefined];
  },
  Add: pair((_, { g }) => [() => g, () => g]),
  Sub: pair((tape, { g }) => [() => g, () => tape.node('Neg', [g])]),
  Mul: pair((tape, { a, b, g }) => [() => tape.mul(g, b), () => tape.mul(g, a)]),
  Div: pair((tape, { b, y, g }) => [() => tape.node('Div', [g, b]), () => tape.node('Neg', [tape.node('Div', [tape.mul(g, y), b])])]),
  // Of equal values the first counts, as in Caffe.
  Max: pair((tape, { a, y, b, g }) => {
    const first = (): TensorName => tape.whereEqual(a, y, g);
    return [first, () => tape.node('Where', [tape.node('Greater', [b, a]), g, tape.scalar(0)])];
  }),
};
