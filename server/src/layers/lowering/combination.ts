/** Lowering of the layers that join and part blobs. */
import { t } from '../../l10n/text';
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { isInPlace } from '../../onnx/memory';
import { numberOf, reshaped, sliced, stated, times, type Lower } from './values';

/**
 * The bottoms that count. In place, Caffe's sums and maxima clear the top, which is the first bottom, before they read it:
 * what it held is lost.
 */
const countedInputs = ({ inputs, layer }: LoweringContext): readonly TensorName[] =>
  isInPlace(layer, 0) ? inputs.slice(1) : inputs;

/** A number of inputs joined two by two, in order. */
const chained = (context: LoweringContext, op: string, [first = '', ...others]: readonly TensorName[]): TensorName =>
  others.reduce((joined, other) => context.node(op, [joined, other]), first);

/** coefficient · x, added to or subtracted from what is there. */
function weighted(context: LoweringContext, coefficients: readonly number[]): TensorName {
  const [first = '', ...others] = countedInputs(context);
  const [firstFactor = 1, ...factors] = coefficients.slice(isInPlace(context.layer, 0) ? 1 : 0);
  return others.reduce((total, input, i) => {
    const factor = factors[i] ?? 1;
    return context.node(factor < 0 ? 'Sub' : 'Add', [total, times(context, input, Math.abs(factor))]);
  }, times(context, first, firstFactor));
}

const eltwiseOperations: Readonly<Record<string, (context: LoweringContext) => TensorName>> = {
  PROD: (context) => chained(context, 'Mul', context.inputs),
  MAX: (context) => chained(context, 'Max', countedInputs(context)),
  SUM: (context) => weighted(context, context.layer.param('eltwise_param').numbers('coeff').map((value) => stated(context, value, 'coeff'))),
};

export const lowerEltwise: Lower = (context) => {
  const fields = context.layer.param('eltwise_param');
  if (fields.has('coeff_blob') && fields.flag('coeff_blob')) context.unsupported(t('coefficients that come as a bottom'));
  const operation = fields.choice('operation');
  const compute = eltwiseOperations[operation] ?? context.unsupported(t`the operation ${operation}`);
  context.output(0, compute(context));
};

/** Squeeze-and-excitation's a·x + y, with one a for each channel. */
export const lowerAxpy: Lower = (context) => {
  const [a = '', x, y] = context.inputs;
  const [batch = 1, channels = 1] = context.bottomShapes[0] ?? [];
  const factor = reshaped(context, a, [batch, channels, ...(context.bottomShapes[1] ?? []).slice(2).map(() => 1)]);
  context.output(0, context.node('Add', [context.node('Mul', [factor, x]), y]));
};

/** The axis in question, under its old name or its new one, counted from the start. */
function axisOf(context: LoweringContext, param: string, oldName: string): number {
  const fields = context.layer.param(param);
  const axis = numberOf(context, fields, fields.has(oldName) ? oldName : 'axis');
  return axis < 0 ? axis + (context.bottomShapes[0]?.length ?? 0) : axis;
}

export const lowerConcat: Lower = (context) => {
  const axis = axisOf(context, 'concat_param', 'concat_dim');
  context.output(0, context.inputs.length === 1 ? (context.inputs[0] ?? '') : context.node('Concat', context.inputs, { axis }));
};

export const lowerSlice: Lower = (context) => {
  const axis = axisOf(context, 'slice_param', 'slice_dim');
  const [x = ''] = context.inputs;
  const sizes = context.topShapes.map((shape) => shape[axis] ?? 1);
  const parts = sizes.length === 1 ? [x] : context.nodes('Split', [x, context.integers(sizes)], sizes.length, { axis });
  for (const [i, part] of parts.entries()) context.output(i, part);
};

/** @param offsetOf where the part begins along an axis that is cropped */
export const lowerCrop = (offsetOf: (context: LoweringContext, axis: number, from: number) => number): Lower => (context) => {
  const [x = ''] = context.inputs;
  const shape = context.bottomShapes[0] ?? [];
  const wanted = context.topShapes[0] ?? [];
  const axis = numberOf(context, context.layer.param('crop_param'), 'axis');
  const from = axis < 0 ? axis + shape.length : axis;
  const axes = shape.map((_, i) => i).slice(from);
  const starts = axes.map((i) => offsetOf(context, i, from));
  if (context.isDynamic) context.output(0, croppedLike(context, x, starts, axes));
  else context.output(0, sliced(context, x, starts, axes.map((i, at) => (starts[at] ?? 0) + (wanted[i] ?? 0)), axes));
};

/** The part that is as large as the second bottom turns out to be. */
function croppedLike(context: LoweringContext, x: TensorName, starts: readonly number[], axes: readonly number[]): TensorName {
  const sizes = context.node('Gather', [context.node('Shape', [context.inputs[1]]), context.integers(axes)], { axis: 0 });
  const ends = context.node('Add', [sizes, context.integers(starts)]);
  return context.node('Slice', [x, context.integers(starts), ends, context.integers(axes)]);
}
