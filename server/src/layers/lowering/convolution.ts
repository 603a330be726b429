/** Lowering of convolutions and deconvolutions: ONNX has them as Caffe does. */
import { t } from '../../l10n/text';
import type { KernelGeometry } from '../definition';
import { numberOf, type Lower } from './values';

/**
 * @param op `Conv` or `ConvTranspose`
 * @param geometryOf the kernel, one number for each spatial axis
 * @param isDepthwise one group for each channel, whatever the file says
 */
export const lowerConvolution = (op: 'Conv' | 'ConvTranspose', geometryOf: (context: Parameters<Lower>[0]) => KernelGeometry | undefined, isDepthwise = false): Lower =>
  (context) => {
    const fields = context.layer.param('convolution_param');
    const [shape = []] = context.bottomShapes;
    const geometry = geometryOf(context) ?? context.unsupported(t('its kernel is not known'));
    if (fields.has('axis') && ![1, 1 - shape.length].includes(numberOf(context, fields, 'axis'))) context.unsupported(t('axis must be 1, the channels'));
    const attributes = {
      kernel_shape: geometry.kernel,
      strides: geometry.stride,
      dilations: geometry.dilation,
      pads: [...geometry.pad, ...geometry.pad],
      group: isDepthwise ? (shape[1] ?? 1) : numberOf(context, fields, 'group'),
    };
    const parameters = [context.weight(0), fields.flag('bias_term') ? context.weight(1) : undefined];
    for (const [i, input] of context.inputs.entries()) context.output(i, context.node(op, [input, ...parameters], attributes));
  };
