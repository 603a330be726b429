/** What fields mean that many messages have, above all those of quantised nets: for a message that says nothing of its own. */
import type { Phrase } from '../../l10n/text';
import { phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

export const commonDocs: Readonly<Record<string, Phrase>> = phrases({
  input_scale: 'Quantised nets: what one step of the input stands for, as a real number.',
  output_scale: 'Quantised nets: what one step of the output stands for, as a real number.',
  weight_scale: 'Quantised nets: what one step of the weights stands for, as a real number.',
  bias_scale: 'Quantised nets: what one step of the bias stands for, as a real number.',
  input_zero_point: 'Quantised nets: the whole number that stands for 0 in the input.',
  output_zero_point: 'Quantised nets: the whole number that stands for 0 in the output.',
  weight_zero_point: 'Quantised nets: the whole number that stands for 0 in the weights.',
  bias_zero_point: 'Quantised nets: the whole number that stands for 0 in the bias.',
  saturate: 'Quantised nets: the whole numbers to which results are clipped, such as those of 8 bits with a sign.',
  quantize_method: 'Quantised nets: the tool whose rounding is followed.',
  per_channel_scale_weight: 'Quantised nets: a scale for the weights of each output channel.',
  per_channel_scale_output: 'Quantised nets: a scale for each output channel.',
  engine: 'Which implementation computes it, `CAFFE` or `CUDNN`; the results agree.',
  axis: 'The axis along which it works; negative ones count from the last.',
  keepdims: 'Keep the reduced axes, with length 1.',
  data_format: 'The order of the axes: `NCHW`, channels first, or `NHWC`, channels last.',
  ignore_label: 'The label that is left out: such pixels add nothing.',
  align_corners: 'Map the first and the last unit onto the first and the last pixel, as DeepLab\'s Interp does.',
  half_pixel_centers: 'Count positions from the middle of each pixel.',
});

/** Enums of one name that many messages have: `PoolingParameter.Engine` and the like. */
export const commonEnumDocs: MessageDocs = phrases({
  Engine: {
    about: 'Which implementation computes a layer. Changes speed, not results.',
    fields: {
      DEFAULT: 'What the build prefers: cuDNN where it is built in.',
      CAFFE: 'Caffe\'s own implementation.',
      CUDNN: 'NVIDIA\'s cuDNN, on a GPU.',
    },
  },
  SaturateMethod: {
    about: 'The range of whole numbers to which results are limited.',
    fields: {
      None: 'No limit.',
      Signed: '12 bits with a sign: -2048 to 2047.',
      Unsigned: '12 bits without a sign: 0 to 4095.',
      Signed_8bit: '8 bits with a sign: -128 to 127.',
      Unsigned_8bit: '8 bits without a sign: 0 to 255.',
    },
  },
  QuantizeMethod: {
    about: 'Whose way of computing with quantised numbers is followed.',
    fields: {
      tflite: 'As TensorFlow Lite rounds and scales.',
      ONNX: 'As ONNX rounds and scales.',
      Caffe2: 'As Caffe2 rounds and scales.',
    },
  },
});
