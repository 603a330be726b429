/** Lowering of InnerProduct and Embed. */
import { castTarget } from '../../onnx/model';
import { map, numberOf, productOf, reshaped } from './values';

/** Everything from `axis` on is flattened and multiplied; the axes before it are kept. */
export const lowerInnerProduct = map((context, x) => {
  const fields = context.layer.param('inner_product_param');
  const shape = context.bottomShapes[0] ?? [];
  const written = numberOf(context, fields, 'axis');
  const axis = written < 0 ? written + shape.length : written;
  const flat = reshaped(context, x, [productOf(shape.slice(0, axis)), productOf(shape.slice(axis))]);
  const bias = fields.flag('bias_term') ? context.weight(1) : undefined;
  const product = context.node('Gemm', [flat, context.weight(0), bias], { transB: fields.flag('transpose') ? 0 : 1 });
  return reshaped(context, product, context.topShapes[0] ?? []);
});

/** The row of the matrix that each number names. */
export const lowerEmbed = map((context, x) => {
  const indices = context.node('Cast', [x], { to: castTarget('int64') });
  const rows = context.node('Gather', [context.weight(0), indices], { axis: 0 });
  return context.layer.param('embed_param').flag('bias_term') ? context.node('Add', [rows, context.weight(1)]) : rows;
});
