/** Interp by factors on maps whose size the graph learns only when it runs: the interpolation matrices are made from it. */
import type { Fields } from '../../schema/fields';
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { castTarget } from '../../onnx/model';
import { numberOf } from './values';

/** True where the size follows from the bottom's; zoom_factor goes before height and width. */
export const hasFactor = (fields: Fields): boolean => fields.has('zoom_factor') || fields.has('shrink_factor');

/** The size of an axis as an integer without axes. */
const sizeOf = (context: LoweringContext, x: TensorName, axis: number): TensorName =>
  context.node('Gather', [context.node('Shape', [x]), context.integers([axis], [])], { axis: 0 });

const integer = (context: LoweringContext, value: number): TensorName => context.integers([value], []);

/** (size - 1) · zoom / shrink + 1, rounded down after shrinking, as Caffe does it one after the other. */
function resultSize(context: LoweringContext, size: TensorName, zoom: number, shrink: number): TensorName {
  const steps = context.node('Sub', [size, integer(context, 1)]);
  const shrunk = shrink === 1 ? steps : context.node('Div', [steps, integer(context, shrink)]);
  return context.node('Add', [zoom === 1 ? shrunk : context.node('Mul', [shrunk, integer(context, zoom)]), integer(context, 1)]);
}

/** 0, 1, … as floats of the given count, as a row or a column. */
function counted(context: LoweringContext, count: TensorName, shape: readonly number[]): TensorName {
  const range = context.node('Cast', [context.node('Range', [integer(context, 0), count, integer(context, 1)])], { to: castTarget('float32') });
  return context.node('Reshape', [range, context.integers(shape)]);
}

const toFloat = (context: LoweringContext, x: TensorName): TensorName => context.node('Cast', [x], { to: castTarget('float32') });

/** Hat functions max(0, 1 - |coordinate - unit|): outputs by inputs, or transposed. A map of one unit has the ratio 0. */
function matrix(context: LoweringContext, inputs: TensorName, outputs: TensorName, isTransposed: boolean): TensorName {
  const [along, across] = isTransposed ? [[1, -1], [-1, 1]] : [[-1, 1], [1, -1]];
  const steps = (size: TensorName): TensorName => context.node('Sub', [toFloat(context, size), context.scalar(1)]);
  const ratio = context.node('Div', [steps(inputs), context.node('Max', [steps(outputs), context.scalar(1)])]);
  const free = context.node('Mul', [counted(context, outputs, along), ratio]);
  const coordinates = context.node('Min', [free, steps(inputs)]);
  const distance = context.node('Abs', [context.node('Sub', [coordinates, counted(context, inputs, across)])]);
  return context.node('Relu', [context.node('Sub', [context.scalar(1), distance])]);
}

/** x (N, C, H, W) resized by the layer's factors, rows first. */
export function resizedByFactors(context: LoweringContext, x: TensorName, fields: Fields): TensorName {
  const [zoom, shrink] = [numberOf(context, fields, 'zoom_factor'), numberOf(context, fields, 'shrink_factor')];
  const [height, width] = [sizeOf(context, x, 2), sizeOf(context, x, 3)];
  const rows = context.node('MatMul', [matrix(context, height, resultSize(context, height, zoom, shrink), false), x]);
  return context.node('MatMul', [rows, matrix(context, width, resultSize(context, width, zoom, shrink), true)]);
}
