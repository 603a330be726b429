/** Lowering of convolutions and deconvolutions: ONNX has them as Caffe does. */
import { t } from '../../l10n/text';
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import type { KernelGeometry } from '../definition';
import { endPadsOf } from '../kernels';
import { numberOf, productOf, reshaped, type Lower } from './values';

/** Where the channels stand; every axis before them is one of the batch. */
function channelAxisOf(context: LoweringContext): number {
  const fields = context.layer.param('convolution_param');
  const axis = fields.has('axis') ? numberOf(context, fields, 'axis') : 1;
  return axis < 0 ? axis + (context.bottomShapes[0]?.length ?? 0) : axis;
}

/** Adds the operator where ONNX expects the channels, after one axis of the batch. */
function withOneBatchAxis(context: LoweringContext, input: TensorName, axis: number, add: (input: TensorName) => TensorName): TensorName {
  if (axis === 1) return add(input);
  const shape = context.bottomShapes[0] ?? [];
  const flat = reshaped(context, input, [productOf(shape.slice(0, axis)), ...shape.slice(axis)]);
  return reshaped(context, add(flat), context.topShapes[0] ?? []);
}

/** The operator on each group by itself. @param parts x, the weights and the bias, each with the axis along which the groups lie and its length */
function groupByGroup(context: LoweringContext, group: number, parts: readonly (readonly [TensorName, number, number])[], add: (inputs: TensorName[]) => TensorName): TensorName {
  const split = parts.map(([tensor, axis, length]) =>
    context.nodes('Split', [tensor, context.integers(new Array<number>(group).fill(length / group))], group, { axis }));
  const outputs = Array.from({ length: group }, (_, i) => add(split.map((pieces) => pieces[i] ?? '')));
  return context.node('Concat', outputs, { axis: 1 });
}

/**
 * @param op `Conv` or `ConvTranspose`
 * @param geometryOf the kernel, one number for each spatial axis
 * @param isDepthwise one group for each channel, whatever the file says
 */
export const lowerConvolution = (op: 'Conv' | 'ConvTranspose', geometryOf: (context: Parameters<Lower>[0]) => KernelGeometry | undefined, isDepthwise = false): Lower =>
  (context) => {
    const fields = context.layer.param('convolution_param');
    const geometry = geometryOf(context) ?? context.unsupported(t('its kernel is not known'));
    const axis = channelAxisOf(context);
    const group = isDepthwise ? (context.bottomShapes[0]?.[axis] ?? 1) : numberOf(context, fields, 'group');
    const attributes = {
      kernel_shape: geometry.kernel,
      strides: geometry.stride,
      dilations: geometry.dilation,
      pads: [...geometry.pad, ...(op === 'Conv' ? endPadsOf(geometry, context.bottomShapes[0]?.slice(axis + 1) ?? []) : geometry.pad)],
    };
    const [channels = 1, outputs = 1] = [context.bottomShapes, context.topShapes].map(([shape]) => shape?.[axis]);
    const weights = [context.weight(0), 0, op === 'Conv' ? outputs : channels] as const;
    const parameters = fields.flag('bias_term') ? [weights, [context.weight(1), 0, outputs] as const] : [weights];
    // ONNX Runtime's WebGPU knows no groups of maps with three axes.
    const add = (x: TensorName): TensorName => (group === 1 || geometry.kernel.length < 3
      ? context.node(op, [x, ...parameters.map(([tensor]) => tensor)], { ...attributes, group })
      : groupByGroup(context, group, [[x, 1, channels], ...parameters], (inputs) => context.node(op, inputs, attributes)));
    for (const [i, input] of context.inputs.entries()) context.output(i, withOneBatchAxis(context, input, axis, add));
  };
