/** Lowering of Interp: bilinear resizing with Caffe's own source coordinates, as two products with interpolation matrices. */
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { numberOf, sliced, type Lower } from './values';

/**
 * Row o has the weights of the input units that output unit o mixes. The ratio and the source coordinate are rounded to
 * float32 as in Caffe, so that a coordinate near a whole number falls on the same side.
 */
export function interpolationMatrix(inputs: number, outputs: number): Float32Array {
  const matrix = new Float32Array(outputs * inputs);
  const ratio = outputs > 1 ? Math.fround(Math.fround(inputs - 1) / Math.fround(outputs - 1)) : 0;
  for (let o = 0; o < outputs; o++) {
    const source = Math.fround(ratio * o);
    const lower = Math.floor(source);
    const upper = lower + (lower < inputs - 1 ? 1 : 0);
    const fraction = Math.fround(source - lower);
    matrix[o * inputs + lower] = (matrix[o * inputs + lower] ?? 0) + Math.fround(1 - fraction);
    matrix[o * inputs + upper] = (matrix[o * inputs + upper] ?? 0) + fraction;
  }
  return matrix;
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(matrix, (_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] ?? 0);
}

/** x (N, C, H, W) resized to (height, width): rows first where that makes the smaller intermediate. */
function resized(context: LoweringContext, x: TensorName, from: readonly [number, number], to: readonly [number, number]): TensorName {
  const rows = (tensor: TensorName): TensorName =>
    from[0] === to[0] ? tensor : context.node('MatMul', [context.floats(interpolationMatrix(from[0], to[0]), [to[0], from[0]]), tensor]);
  const columns = (tensor: TensorName): TensorName =>
    from[1] === to[1] ? tensor : context.node('MatMul', [tensor, context.floats(transposed(interpolationMatrix(from[1], to[1]), to[1], from[1]), [from[1], to[1]])]);
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
  const source = isCropped ? sliced(context, x, [-begin, -begin], [height + end, width + end], [2, 3]) : x;
  context.output(0, resized(context, source, [height + begin + end, width + begin + end], [toHeight, toWidth]));
};
