/** Lowering of Softmax and ArgMax. */
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { castTarget } from '../../onnx/model';
import { map, numberOf, productOf, reshaped, type Lower } from './values';

export const lowerSoftmax: Lower = map((context, x) => {
  const axis = numberOf(context, context.layer.param('softmax_param'), 'axis');
  return context.node('Softmax', [x], { axis });
});

/** The `count` largest values along an axis with their indices as floats, largest first; of equal ones the larger index comes first. */
function largest(context: LoweringContext, x: TensorName, axis: number, size: number, count: number): { values: TensorName; indices: TensorName } {
  const toFloat = (tensor: TensorName): TensorName => context.node('Cast', [tensor], { to: castTarget('float32') });
  if (count === 1) {
    const indices = context.node('ArgMax', [x], { axis, keepdims: 1, select_last_index: 1 });
    return { values: context.node('ReduceMax', [x, context.integers([axis])], { keepdims: 1 }), indices: toFloat(indices) };
  }
  const beforeFirst = -(2 ** 31);
  const reversed = context.node('Slice', [x, context.integers([-1]), context.integers([beforeFirst]), context.integers([axis]), context.integers([-1])]);
  const [values = '', places = ''] = context.nodes('TopK', [reversed, context.integers([count])], 2, { axis });
  return { values, indices: toFloat(context.node('Sub', [context.integers([size - 1]), places])) };
}

/** With an axis, indices or values along it; without one, the indices in everything after the batch and, on request, the values after them. */
export const lowerArgMax: Lower = map((context, x) => {
  const fields = context.layer.param('argmax_param');
  const shape = context.bottomShapes[0] ?? [];
  const count = numberOf(context, fields, 'top_k');
  const wantsValues = fields.flag('out_max_val');
  if (fields.has('axis')) {
    const written = numberOf(context, fields, 'axis');
    const axis = written < 0 ? written + shape.length : written;
    const { values, indices } = largest(context, x, axis, shape[axis] ?? 1, count);
    return wantsValues ? values : indices;
  }
  const size = productOf(shape.slice(1));
  const { values, indices } = largest(context, reshaped(context, x, [shape[0] ?? 1, size]), 1, size, count);
  const joined = wantsValues ? context.node('Concat', [indices, values], { axis: 1 }) : indices;
  return reshaped(context, joined, context.topShapes[0] ?? []);
});
