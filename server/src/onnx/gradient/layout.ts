/** Gradients of the operators that move values about: reshaping, joining, cutting, padding, reducing. */
import type { TensorName } from '../lowering';
import { floatOf, single, type Rule } from './pointwise';
import { NotDifferentiable, type Tape } from './tape';

const reshapedBack: Rule = single((tape, { x, g }) => tape.node('Reshape', [g, tape.shape(x)]));

const concat: Rule = ({ tape, node, gradients: [g] }) => {
  if (g === undefined) return [];
  const axis = floatOf(node.attributes['axis'], 0);
  const sizes = node.inputs.map((input) => tape.node('Slice', [tape.shape(input), tape.integers([axis]), tape.integers([axis + 1])]));
  return tape.nodesOf('Split', [g, tape.node('Concat', sizes, { axis: 0 })], node.inputs.length, { axis });
};

const split: Rule = ({ tape, node, gradients }) =>
  [tape.node('Concat', node.outputs.map((output, index) => gradients[index] ?? tape.zerosLike(output)), { axis: floatOf(node.attributes['axis'], 0) })];

/** Zeros around the gradient of the part that was cut out. */
const slice: Rule = ({ tape, node, gradients: [g] }) => {
  const [x = '', starts = '', , axes = '', steps] = node.inputs;
  if (steps !== undefined) throw new NotDifferentiable(node);
  if (g === undefined) return [];
  const size = tape.shape(x);
  const none = tape.node('Sub', [size, size]);
  const before = tape.node('ScatterElements', [none, axes, starts], { axis: 0 });
  const after = tape.node('Sub', [tape.node('Sub', [size, tape.shape(g)]), before]);
  return [tape.node('Pad', [g, tape.node('Concat', [before, after], { axis: 0 })])];
};

const pad: Rule = ({ tape, node, gradients: [g] }) => {
  const [x = '', pads = ''] = node.inputs;
  if (g === undefined) return [];
  const before = tape.node('Slice', [pads, tape.integers([0]), tape.shape(tape.shape(x))]);
  return [tape.node('Slice', [g, before, tape.node('Add', [before, tape.shape(x)])])];
};

const transpose: Rule = single((tape, { g, node }) => {
  const perm = node.attributes['perm'] as readonly number[];
  return tape.node('Transpose', [g], { perm: perm.map((_, axis) => perm.indexOf(axis)) });
});

/** The reduced axes come back with size 1. */
const kept = (tape: Tape, tensor: TensorName, keeps: boolean, axes: TensorName): TensorName => (keeps ? tensor : tape.node('Unsqueeze', [tensor, axes]));

/** @param share whether each value counts as one part of all */
const sum = (share: boolean): Rule => ({ tape, node, gradients: [g] }) => {
  const [x = '', axes = ''] = node.inputs;
  if (g === undefined) return [];
  const spread = tape.node('Expand', [kept(tape, g, node.attributes['keepdims'] !== 0, axes), tape.shape(x)]);
  if (!share) return [spread];
  const asFloat = (tensor: TensorName): TensorName => tape.node('Cast', [tape.node('Size', [tensor])], { to: 1 });
  return [tape.mul(spread, tape.node('Div', [asFloat(g), asFloat(x)]))];
};

const maximum: Rule = ({ tape, node, gradients: [g] }) => {
  const [x = '', axes = ''] = node.inputs;
  const keeps = node.attributes['keepdims'] !== 0;
  return g === undefined ? [] : [tape.whereEqual(x, kept(tape, node.outputs[0] ?? '', keeps, axes), kept(tape, g, keeps, axes))];
};

export const layoutRules: Readonly<Record<string, Rule>> = {
  Reshape: reshapedBack, Flatten: reshapedBack, Concat: concat, Split: split, Slice: slice, Pad: pad, Transpose: transpose,
  ReduceSum: sum(false), ReduceMean: sum(true), ReduceMax: maximum,
};
