/** Lowering of Interp: bilinear resizing with Caffe's own source coordinates, as two products with interpolation matrices. */
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { hasFactor, resizedByFactors } from './dynamic-interp';
import { axesFrom, fromEnd, numberOf, sliced, type Lower } from './values';

/**
 * Where the units of a resized axis lie in the original. Ratio and coordinate are rounded to float32 as in Caffe, so that a
 * coordinate near a whole number falls on the same side.
 */
export function sourceCoordinates(inputs: number, outputs: number): Float32Array {
  const ratio = outputs > 1 ? Math.fround((inputs - 1) / (outputs - 1)) : 0;
  return Float32Array.from({ length: outputs }, (_, i) => Math.min(Math.fround(ratio * i), inputs - 1));
}

/**
 * The matrix of hat functions max(0, 1 - |coordinate - unit|), made by the graph out of a few numbers: ONNX Runtime computes it
 * once, when it prepares the session. Outputs by inputs, or transposed.
 */
function interpolationMatrix(context: LoweringContext, inputs: number, outputs: number, isTransposed: boolean): TensorName {
  const coordinates = context.floats(sourceCoordinates(inputs, outputs), isTransposed ? [1, outputs] : [outputs, 1]);
  const units = context.floats(axesFrom(0, inputs), isTransposed ? [inputs, 1] : [1, inputs]);
  const distance = context.node('Abs', [context.node('Sub', [coordinates, units])]);
  return context.node('Relu', [context.node('Sub', [context.scalar(1), distance])]);
}

/** x (N, C, H, W) resized to (height, width): rows first where that makes the smaller intermediate. */
function resized(context: LoweringContext, x: TensorName, from: readonly [number, number], to: readonly [number, number]): TensorName {
  const rows = (tensor: TensorName): TensorName =>
    from[0] === to[0] ? tensor : context.node('MatMul', [interpolationMatrix(context, from[0], to[0], false), tensor]);
  const columns = (tensor: TensorName): TensorName =>
    from[1] === to[1] ? tensor : context.node('MatMul', [tensor, interpolationMatrix(context, from[1], to[1], true)]);
  return to[0] * from[1] <= from[0] * to[1] ? columns(rows(x)) : rows(columns(x));
}

/** Crops by the negative paddings, then resizes. */
export const lowerInterp: Lower = (context) => {
  const fields = context.layer.param('interp_param');
  const [, , height = 1, width = 1] = context.bottomShapes[0] ?? [];
  const [, , toHeight = 1, toWidth = 1] = context.topShapes[0] ?? [];
  const [begin, end] = [numberOf(context, fields, 'pad_beg'), numberOf(context, fields, 'pad_end')];
  const isCropped = begin !== 0 || end !== 0;
  const [x = ''] = context.inputs;
  const source = isCropped ? sliced(context, x, [-begin, -begin], [fromEnd(end), fromEnd(end)], [2, 3]) : x;
  if (context.isDynamic && hasFactor(fields)) context.output(0, resizedByFactors(context, source, fields));
  else context.output(0, resized(context, source, [height + begin + end, width + begin + end], [toHeight, toWidth]));
};
