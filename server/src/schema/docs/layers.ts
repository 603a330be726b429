/** What the fields of BVLC Caffe's parameter messages mean, for layers that compute. */
import { phrase, phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

const engine = phrase('Which implementation computes it: DEFAULT, CAFFE or CUDNN. Changes speed, not results.');

export const layerDocs: MessageDocs = phrases({
  ConvolutionParameter: {
    about: 'A convolution or deconvolution: kernel, stride, padding, holes. One value of a size holds for both axes; two are height, then width.',
    fields: {
      num_output: 'Number of output channels, that is of filters.',
      bias_term: 'Whether to add a bias to each output channel.',
      pad: 'Zeros added on each side, in pixels of the bottom.',
      kernel_size: 'Taps of the kernel along each axis. With holes it reaches (kernel_size - 1) · dilation + 1 pixels.',
      group: 'Number of groups into which input and output channels are split; each output sees its own group only.',
      stride: 'Step of the kernel, in pixels of the bottom (of the top for a deconvolution).',
      dilation: 'Distance between neighbouring taps of the kernel, in pixels of the bottom: 1 is a dense kernel, 2 leaves one hole between taps.',
      hole: 'Distance between neighbouring taps of the kernel, in pixels of the bottom. DeepLab v1\'s word for `dilation`.',
      hole_h: 'Distance between taps along the height.',
      hole_w: 'Distance between taps along the width.',
      dilation_h: 'Distance between taps along the height.',
      dilation_w: 'Distance between taps along the width.',
      filter_stride: 'Distance between neighbouring taps of the kernel. ParseNet\'s word for `dilation`.',
      pad_h: 'Zeros added above and below, in pixels. Goes with `pad_w`, and without `pad`.',
      pad_w: 'Zeros added left and right, in pixels.',
      kernel_h: 'Taps of the kernel along the height. Goes with `kernel_w`, and without `kernel_size`.',
      kernel_w: 'Taps of the kernel along the width.',
      stride_h: 'Step along the height, in pixels. Goes with `stride_w`, and without `stride`.',
      stride_w: 'Step along the width, in pixels.',
      weight_filler: 'How the weights are filled before training.',
      bias_filler: 'How the bias is filled before training.',
      engine,
      axis: 'The axis of the channels; all axes after it are spatial.',
      force_nd_im2col: 'Use the general implementation also for two spatial axes.',
    },
  },
  PoolingParameter: {
    about: 'Pooling over windows. The size of the top is rounded up, so the last window may reach past the border.',
    fields: {
      pool: 'How a window is pooled: its maximum, its mean, or a random choice.',
      kernel_size: 'Side of the square window, in pixels of the bottom.',
      stride: 'Step of the window, in pixels of the bottom.',
      pad: 'Padding on each side, in pixels; less than the window. A mean counts it as zeros.',
      kernel_h: 'Height of the window. Goes with `kernel_w`, and without `kernel_size`.',
      kernel_w: 'Width of the window.',
      stride_h: 'Step along the height, in pixels.',
      stride_w: 'Step along the width, in pixels.',
      pad_h: 'Padding above and below, in pixels.',
      pad_w: 'Padding left and right, in pixels.',
      global_pooling: 'Pool over the whole map: one value a channel. Excludes a kernel size.',
      round_mode: 'How the size of the top is rounded.',
      ceil_mode: 'Whether the size of the top is rounded up.',
      engine,
    },
  },
  'PoolingParameter.PoolMethod': {
    about: 'How a window is pooled.',
    fields: { MAX: 'The greatest value of the window.', AVE: 'The mean of the window.', STOCHASTIC: 'A value of the window, chosen at random by its share in training, weighted in testing.' },
  },
  'PoolingParameter.RoundMode': {
    about: 'How the size of a pooled map is rounded.',
    fields: { CEIL: 'Up: a last window may reach past the border.', FLOOR: 'Down: every window lies inside.' },
  },
  InnerProductParameter: {
    about: 'A fully connected layer.',
    fields: {
      num_output: 'Number of outputs.',
      bias_term: 'Whether to add a bias to each output.',
      weight_filler: 'How the weights are filled before training.',
      bias_filler: 'How the bias is filled before training.',
      axis: 'The first axis that is flattened into one vector; those before it are kept.',
      transpose: 'Whether the weights are stored input by output.',
    },
  },
  ReLUParameter: {
    about: 'max(x, 0), or a leaky version.',
    fields: { negative_slope: 'The slope below zero: 0 is the plain ReLU.', engine },
  },
  PReLUParameter: {
    about: 'A ReLU whose slope below zero is learnt.',
    fields: { filler: 'How the slopes are filled before training; 0.25 where there is none.', channel_shared: 'One slope for all channels in place of one each.' },
  },
  ELUParameter: { about: 'x above zero, alpha · (exp(x) - 1) below.', fields: { alpha: 'The value that it approaches far below zero, negated.' } },
  SigmoidParameter: { about: '1 / (1 + exp(-x)).', fields: { engine } },
  TanHParameter: { about: 'The hyperbolic tangent.', fields: { engine } },
  SwishParameter: { about: 'x · sigmoid(beta · x).', fields: { beta: 'Steepness of the sigmoid.' } },
  ClipParameter: { about: 'Limits values to a range.', fields: { min: 'Least value.', max: 'Greatest value.' } },
  PowerParameter: {
    about: '(shift + scale · x) ^ power.',
    fields: { power: 'The exponent.', scale: 'Factor on the input.', shift: 'Added to the scaled input.' },
  },
  ExpParameter: {
    about: 'base ^ (shift + scale · x).',
    fields: { base: 'The base; -1 stands for e.', scale: 'Factor on the input.', shift: 'Added to the scaled input.' },
  },
  LogParameter: {
    about: 'The logarithm of shift + scale · x.',
    fields: { base: 'The base; -1 stands for e.', scale: 'Factor on the input.', shift: 'Added to the scaled input.' },
  },
  ThresholdParameter: { about: '1 above a threshold, 0 elsewhere.', fields: { threshold: 'The threshold.' } },
  DropoutParameter: {
    about: 'Sets values to zero at random in training; the identity in testing.',
    fields: { dropout_ratio: 'Share of values that are dropped; the others are scaled up.', sample_weights_test: 'SegNet: drop values in testing too, for Bayesian sampling.' },
  },
  LRNParameter: {
    about: 'Divides each value by a power of the sum of squares around it.',
    fields: {
      local_size: 'Channels, or side of the square, to sum over; odd.',
      alpha: 'Factor on the mean of squares.',
      beta: 'The exponent.',
      norm_region: 'Whether neighbours are channels or pixels.',
      k: 'Added to the sum.',
      engine,
    },
  },
  'LRNParameter.NormRegion': {
    about: 'Which neighbours count.',
    fields: { ACROSS_CHANNELS: 'The same pixel in neighbouring channels.', WITHIN_CHANNEL: 'Neighbouring pixels of the same channel.' },
  },
  BatchNormParameter: {
    about: 'Subtracts the mean and divides by the standard deviation of each channel. Its three blobs are running sums; a Scale layer usually follows.',
    fields: {
      use_global_stats: 'Use the stored mean and variance in place of the batch\'s. Default: in testing yes, in training no.',
      moving_average_fraction: 'How much of the running mean is kept at each iteration.',
      eps: 'Added to the variance under the root.',
      update_global_stats: 'DeepLab v2: whether the running mean and variance are updated in training.',
    },
  },
  ScaleParameter: {
    about: 'Multiplies by a learnt factor, one a channel by default, or by a second bottom.',
    fields: {
      axis: 'The first axis that the factor covers.',
      num_axes: 'How many axes the factor covers: -1 all the rest, 0 one number for everything.',
      filler: 'How the factor is filled before training; 1 where there is none.',
      bias_term: 'Whether to add a learnt bias too.',
      bias_filler: 'How the bias is filled before training; 0 where there is none.',
    },
  },
  BiasParameter: {
    about: 'Adds a learnt bias, one a channel by default, or a second bottom.',
    fields: { axis: 'The first axis that the bias covers.', num_axes: 'How many axes the bias covers: -1 all the rest, 0 one number for everything.', filler: 'How the bias is filled before training; 0 where there is none.' },
  },
  MVNParameter: {
    about: 'Centres each map, and scales it to unit variance.',
    fields: { normalize_variance: 'Whether to divide by the standard deviation.', across_channels: 'Whether mean and variance are taken over all channels together.', eps: 'Added to the standard deviation.' },
  },
  SoftmaxParameter: { about: 'Exponentials divided by their sum along an axis.', fields: { axis: 'The axis that sums to 1; 1 are the channels.', engine } },
  ConcatParameter: {
    about: 'Joins bottoms along an axis.',
    fields: { axis: 'The axis along which they are joined; 1 are the channels. Negative counts from the last.', concat_dim: 'The older word for `axis`.' },
  },
  SliceParameter: {
    about: 'Cuts the bottom along an axis, one part a top.',
    fields: { axis: 'The axis that is cut; 1 are the channels.', slice_point: 'Where to cut: one fewer than there are tops, increasing. Without, the parts are equal.', slice_dim: 'The older word for `axis`.' },
  },
  EltwiseParameter: {
    about: 'Combines bottoms of equal shape, value by value.',
    fields: { operation: 'Product, sum or maximum.', coeff: 'With SUM: the factor of each bottom, one for each.', stable_prod_grad: 'With PROD: the slower way of computing gradients that is exact near zero.' },
  },
  'EltwiseParameter.EltwiseOp': { about: 'How values are combined.', fields: { PROD: 'Their product.', SUM: 'Their sum, weighted by `coeff`.', MAX: 'The greatest.' } },
  CropParameter: {
    about: 'Cuts the first bottom to the size of the second.',
    fields: { axis: 'The first axis that is cut; those after it are cut too. Negative counts from the last.', offset: 'Where to start, in pixels of the first bottom: one number for all cut axes, or one each.' },
  },
  FlattenParameter: { about: 'Makes one axis of several.', fields: { axis: 'The first axis to flatten.', end_axis: 'The last axis to flatten; -1 is the last of all.' } },
  ReshapeParameter: {
    about: 'Gives the same values another shape.',
    fields: { shape: 'The new sizes: 0 keeps that of the bottom, -1 takes what is left over.', axis: 'The first axis that is replaced.', num_axes: 'How many axes are replaced: -1 all the rest.' },
  },
  TileParameter: { about: 'Repeats the bottom along an axis.', fields: { axis: 'The axis to repeat along.', tiles: 'How many times.' } },
  ReductionParameter: {
    about: 'Reduces all axes from one on to a single value.',
    fields: { operation: 'Sum, sum of magnitudes, sum of squares, or mean.', axis: 'The first axis that is reduced, with all after it.', coeff: 'Factor on the result.' },
  },
  ArgMaxParameter: {
    about: 'The index of the greatest value.',
    fields: { out_max_val: 'Whether to give the values too (with `axis`: in place of the indices).', top_k: 'How many of the greatest.', axis: 'The axis to search; without, everything after the batch is one vector.' },
  },
  SPPParameter: { about: 'Pools over a pyramid of grids and joins the results.', fields: { pyramid_height: 'Number of levels: level l has 2^l × 2^l cells.', pool: 'How a cell is pooled.', engine } },
  EmbedParameter: {
    about: 'Replaces each index by a learnt vector.',
    fields: { num_output: 'Length of the vectors.', input_dim: 'Number of different indices.', bias_term: 'Whether to add a bias.', weight_filler: 'How the vectors are filled before training.', bias_filler: 'How the bias is filled before training.' },
  },
  RecurrentParameter: {
    about: 'An RNN or LSTM over the first axis.',
    fields: { num_output: 'Size of the hidden state.', weight_filler: 'How the weights are filled before training.', bias_filler: 'How the biases are filled before training.', debug_info: 'Log the inner net.', expose_hidden: 'Take the first and give the last hidden state as further bottoms and tops.' },
  },
  PythonParameter: {
    about: 'A layer written in Python.',
    fields: { module: 'The Python module to import.', layer: 'The class in it.', param_str: 'Text handed to the class.', share_in_parallel: 'Whether several GPUs share the layer.' },
  },
  LossParameter: {
    about: 'What a loss ignores, and by what it is divided.',
    fields: {
      ignore_label: 'Pixels with this label do not count.',
      normalization: 'By what the loss is divided.',
      normalize: 'The older form of `normalization`: true is VALID, false BATCH_SIZE.',
      weight_by_label_freqs: 'SegNet: weight classes by `class_weighting`.',
      class_weighting: 'SegNet: the weight of each class, in order.',
    },
  },
  'LossParameter.NormalizationMode': {
    about: 'By what a loss is divided.',
    fields: { FULL: 'By batch times pixels, ignored ones included.', VALID: 'By the pixels that are not ignored.', BATCH_SIZE: 'By the batch size.', NONE: 'By nothing.' },
  },
  AccuracyParameter: {
    about: 'The share of right answers.',
    fields: { top_k: 'An answer is right if the label is among the best k.', axis: 'The axis of the classes.', ignore_label: 'Pixels with this label do not count.' },
  },
  HingeLossParameter: { about: 'The hinge loss.', fields: { norm: 'L1 or L2.' } },
  ContrastiveLossParameter: { about: 'Pulls pairs together or pushes them apart.', fields: { margin: 'Distance beyond which unlike pairs cost nothing.', legacy_version: 'Use the formula of older versions.' } },
  InfogainLossParameter: { about: 'A loss with a matrix of costs.', fields: { source: 'The file of the matrix.', axis: 'The axis of the classes.' } },
  ParameterParameter: { about: 'A blob of parameters as a top.', fields: { shape: 'Its shape.' } },
});
