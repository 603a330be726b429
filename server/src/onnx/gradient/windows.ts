/** Gradients of convolution, pooling, normalisation over neighbours, and matrix products. */
import type { AttributeValue, TensorName } from '../lowering';
import { floatOf, single, type Rule } from './pointwise';
import { NotDifferentiable, type Tape } from './tape';

/** Zeros after the last row and column, up to the shape of `like`: strides may leave a rest that no window reads. */
function padTo(tape: Tape, x: TensorName, like: TensorName): TensorName {
  const missing = tape.node('Sub', [tape.shape(like), tape.shape(x)]);
  const none = tape.node('Sub', [missing, missing]);
  return tape.node('Pad', [x, tape.node('Concat', [none, missing], { axis: 0 })]);
}

const convolution: Rule = ({ tape, node, gradients: [g] }) => {
  const [x = '', weights = ''] = node.inputs;
  return g === undefined ? [] : [padTo(tape, tape.node('ConvTranspose', [g, weights], { ...node.attributes }), x)];
};

const deconvolution: Rule = ({ tape, node, gradients: [g] }) => (g === undefined ? [] : [tape.node('Conv', [g, node.inputs[1] ?? ''], { ...node.attributes })]);

/** Each value that was the largest of a window gets the window's gradient. The node gives its indices as a second output. */
const maxPool: Rule = ({ tape, node, gradients: [g] }) => {
  const [x = ''] = node.inputs;
  const indices = node.outputs[1];
  if (g === undefined || indices === undefined) return [];
  const flat = (tensor: TensorName): TensorName => tape.node('Reshape', [tensor, tape.integers([-1])]);
  const count = tape.node('Reshape', [tape.node('Size', [x]), tape.integers([1])]);
  const zeros = tape.node('Expand', [tape.scalar(0), count]);
  const scattered = tape.node('ScatterElements', [zeros, flat(indices), flat(g)], { axis: 0, reduction: 'add' });
  return [tape.node('Reshape', [scattered, tape.shape(x)])];
};

const listOf = (value: AttributeValue | undefined): readonly number[] => (Array.isArray(value) ? (value as readonly number[]) : []);

/** Every value of a window gets its share: the transpose of a convolution with equal weights, channel by channel. */
const averagePool: Rule = ({ tape, node, gradients: [g] }) => {
  const [x = ''] = node.inputs;
  const { kernel_shape: kernel, strides, pads, count_include_pad: countsPadding } = node.attributes;
  if (countsPadding !== 1) throw new NotDifferentiable(node);
  if (g === undefined) return [];
  const sizes = listOf(kernel);
  const asPlanes = (tensor: TensorName): TensorName => {
    const spatial = tape.node('Slice', [tape.shape(tensor), tape.integers([2]), tape.integers([2 + sizes.length])]);
    return tape.node('Reshape', [tensor, tape.node('Concat', [tape.integers([-1, 1]), spatial], { axis: 0 })]);
  };
  const share = tape.node('Expand', [tape.scalar(1 / sizes.reduce((area, size) => area * size, 1)), tape.integers([1, 1, ...sizes])]);
  const spread = tape.node('ConvTranspose', [asPlanes(g), share], { kernel_shape: sizes, ...(strides !== undefined && { strides }), ...(pads !== undefined && { pads }) });
  return [tape.node('Reshape', [padTo(tape, spread, asPlanes(x)), tape.shape(x)])];
};

/** With stored statistics it is linear: the same without its shift. */
const batchNormalization: Rule = ({ tape, node, gradients: [g] }) => {
  const [, scale = '', , , variance = ''] = node.inputs;
  const zeros = tape.zerosLike(variance);
  return g === undefined ? [] : [tape.node('BatchNormalization', [g, scale, zeros, zeros, variance], { ...node.attributes })];
};

/** y = x · d^-β with d = k + α/n · Σ x² over n neighbouring channels. */
const lrn: Rule = single((tape, { x, g, node }) => {
  const size = floatOf(node.attributes['size'], 5);
  const [alpha, beta, bias] = [floatOf(node.attributes['alpha'], 1e-4), floatOf(node.attributes['beta'], 0.75), floatOf(node.attributes['bias'], 1)];
  const before = Math.floor((size - 1) / 2);
  const window = { kernel_shape: [size, 1], pads: [before, 0, size - 1 - before, 0], count_include_pad: 1 };
  const mean = (tensor: TensorName): TensorName => {
    const channels = tape.node('Slice', [tape.shape(tensor), tape.integers([0]), tape.integers([2])]);
    const columns = tape.node('Reshape', [tensor, tape.node('Concat', [channels, tape.integers([-1])], { axis: 0 })]);
    const pooled = tape.node('AveragePool', [tape.node('Unsqueeze', [columns, tape.integers([1])])], window);
    return tape.node('Reshape', [pooled, tape.shape(tensor)]);
  };
  const power = (tensor: TensorName, exponent: number): TensorName => tape.node('Pow', [tensor, tape.scalar(exponent)]);
  const d = tape.node('Add', [tape.times(mean(tape.mul(x, x)), alpha), tape.scalar(bias)]);
  const direct = tape.mul(g, power(d, -beta));
  const through = mean(tape.mul(tape.mul(g, x), power(d, -beta - 1)));
  return tape.node('Sub', [direct, tape.times(tape.mul(x, through), 2 * alpha * beta)]);
});

const transposed = (tape: Tape, matrix: TensorName): TensorName => tape.node('Transpose', [matrix], { perm: [1, 0] });

/** Of a map and a constant matrix. */
const matMul: Rule = ({ tape, node, gradients: [g], depends }) => {
  const [a = '', b = ''] = node.inputs;
  if (depends(a) && depends(b)) throw new NotDifferentiable(node);
  if (g === undefined) return [];
  return depends(a) ? [tape.node('MatMul', [g, transposed(tape, b)])] : [undefined, tape.node('MatMul', [transposed(tape, a), g])];
};

const gemm: Rule = ({ tape, node, gradients: [g] }) =>
  g === undefined ? [] : [tape.node('Gemm', [g, node.inputs[1] ?? ''], { transB: node.attributes['transB'] === 1 ? 0 : 1 })];

const softmax: Rule = single((tape, { y, g, node }) => {
  const axis = floatOf(node.attributes['axis'], -1);
  const sum = tape.node('ReduceSum', [tape.mul(g, y), tape.integers([axis])], { keepdims: 1 });
  return tape.mul(y, tape.node('Sub', [g, sum]));
});

export const windowRules: Readonly<Record<string, Rule>> = {
  Conv: convolution, ConvTranspose: deconvolution, MaxPool: maxPool, AveragePool: averagePool, BatchNormalization: batchNormalization, LRN: lrn,
  MatMul: matMul, Gemm: gemm, Softmax: softmax,
};
