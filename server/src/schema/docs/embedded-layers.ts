/** What the fields of the layers of vendors' forks mean: Synopsys, Vitis, OpenVINO, NVIDIA. */
import { phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

export const embeddedLayerDocs: MessageDocs = phrases({
  AttentionParameter: {
    about: 'Scores a query against each entry of a memory; the scores of a sample sum to 1.',
    fields: {
      batch_size: 'Samples in a batch.', query_depth: 'Length of the query vector.',
      alignments_size: 'Number of entries in the memory, that is of scores for a sample.', scale: 'Whether to scale the scores.',
      normalize: 'Whether to normalise the scores.', attention_option: 'The way of scoring, such as `normed_bahdanau`.',
    },
  },
  Corr1dParameter: {
    about: 'Multiplies one map with another that is shifted to the right, summed over channels; one channel a shift.',
    fields: {
      stride: 'By what the number of shifts is divided.', num_of_shifts: 'Number of shifts, before it is divided by `stride`.',
    },
  },
  CountNonzeroParameter: { about: 'Counts the values that are not zero, along axes.', fields: {} },
  FixedParameter: {
    about: 'Turns values into fixed-point numbers.',
    fields: {
      enable: 'Whether values are quantised; without, they stay as they are.', fixed_method: 'How the position of the point is chosen.',
      bit_width: 'Bits of a fixed-point number, with its sign.', moving_average_fraction: 'How much of a moving average is kept.',
      fix_info: 'Integers that describe the fixed-point format.',
    },
  },
  FlowWarpParameter: { about: 'Warps a picture along a flow field.', fields: { fill_value: 'What stands where the flow leads out of the picture.' } },
  GANLossParameter: {
    about: 'The losses of a generative adversarial net, whose discriminator and generator take turns.',
    fields: {
      dis_iter: 'The discriminator learns at every so many passes.', gen_iter: 'The generator learns at every so many passes.',
      dis_lossweight: 'Factor on the discriminator\'s loss.', gen_lossweight: 'Factor on the generator\'s loss.',
      simple_genloss: 'The generator\'s loss is -log(D) in place of log(1 - D).',
      k_lr: 'Step by which the weight of generated samples moves, as in BEGAN; 0 keeps it at 1. Goes with `equilibrium`.',
      equilibrium: 'The ratio between the losses of generated and real samples to hold, as in BEGAN. Goes with `k_lr`.',
      nothing: 'BEGANLoss: reuse the discriminator\'s distances in the generator\'s turn.',
    },
  },
  GRNParameter: {
    about: 'Scales the vector of channels at each pixel to unit length.',
    fields: {
      bias: 'A small number against division by zero.', dummy_backward: 'Compute nothing in the backward pass.',
    },
  },
  GemmParameter: {
    about: 'The product of two matrices plus a third: alpha · A · B + beta · C.',
    fields: {
      alpha: 'Factor on the product.', beta: 'Factor on the third bottom.', transA: '1 to transpose the first bottom.',
      transB: '1 to transpose the second bottom.',
    },
  },
  HardSigmoidParameter: { about: 'A sigmoid made of straight lines: alpha · x + beta, limited to 0 to 1.', fields: { alpha: 'The slope.', beta: 'The value at 0.' } },
  LayerNormParameter: {
    about: 'Layer normalisation: subtracts the mean of each sample and divides by its standard deviation.',
    fields: {
      eps: 'Added to the variance under the root.', elementwise_affine: 'Whether a learnt factor and bias for each value follow.',
    },
  },
  LogSoftmaxParameter: { about: 'The logarithm of a softmax along an axis.', fields: {} },
  LpNormalizationParameter: { about: 'Divides by the norm along an axis.', fields: { p: '1 for the sum of magnitudes, 2 for the Euclidean length.' } },
  LpqLossParameter: {
    about: 'Differences to the power p, summed over the channels, to the power q.',
    fields: {
      pq_episode_starts_at_iter: 'The iterations from which on each `p` and `q` hold; the first is 0, and they increase.',
      p: 'Exponent of the differences; one for each entry of `pq_episode_starts_at_iter`.',
      q: 'Exponent of the sum; one for each entry of `pq_episode_starts_at_iter`.', p_epsilon: 'Added before the power p is taken.',
      q_epsilon: 'Added before the power q is taken, to stay away from zero.', l2_prescale_by_channels: 'Divide the sum over the channels by their number.',
      normalize_by_num_entries: 'Divide by the number of values that are not NaN rather than by the batch.',
    },
  },
  NMSParameter: {
    about: 'Leaves out boxes that overlap better ones, and gives the indices of those that stay.',
    fields: {
      top_k: 'How many boxes are given out, the best first.', iou_threshold: 'Intersection over union from which on a box is left out.',
    },
  },
  PieceParameter: {
    about: 'Cuts a part out of the bottom.',
    fields: {
      begin: 'Where the part begins, one number an axis, from 0.', size: 'Size of the part, one number an axis; -1 takes all that is left.',
    },
  },
  PointNetParameter: {
    about: 'Picks points from point clouds, for PointNet++.',
    fields: {
      n_sample_point: 'How many points are picked.', radius: 'How far from a centre points are picked, in units of their coordinates.',
    },
  },
  Pooling3DParameter: {
    about: 'Pooling over windows along depth, height and width.',
    fields: {
      pad_h0: 'Padding above, in pixels.', pad_h1: 'Padding below, in pixels.', pad_w0: 'Padding left, in pixels.', pad_w1: 'Padding right, in pixels.',
      pad_d0: 'Padding at the beginning of the depth, in slices.', pad_d1: 'Padding at the end of the depth, in slices.', kernel_d: 'Depth of the window.',
      stride_d: 'Step along the depth, in slices.',
    },
  },
  ProposalParameter: {
    about: 'Proposes boxes that may hold objects, from the scores and offsets of anchors.',
    fields: {
      nms_input_num: 'Xilinx: how many boxes are looked at, the best first.', nms_output_num: 'Xilinx: how many boxes are given out at most.',
      stride_h: 'Xilinx: pixels of the picture from one unit of the map to the next, along the height.',
      stride_w: 'Xilinx: pixels of the picture from one unit of the map to the next, along the width.',
      nms_iou_th: 'Xilinx: intersection over union from which on a box is left out.', min_width: 'Xilinx: least width of a box.',
      min_height: 'Xilinx: least height of a box.', feat_stride: 'Synopsys: pixels of the picture from one unit of the map to the next.',
      anchor_base_size: 'Synopsys: side of the square that anchors are made from, in pixels of the picture.',
      anchor_scale: 'Synopsys: number of scales of anchors.', anchor_ratio: 'Synopsys: number of aspect ratios of anchors.',
      max_rois: 'Synopsys: how many boxes are given out at most.', pre_nms_topn: 'Synopsys: how many boxes are looked at, the best first.',
      rpn_min_size: 'Synopsys: least side of a box, in pixels.', rpn_nms_thresh: 'Synopsys: intersection over union from which on a box is left out.',
    },
  },
  PyramidROIAlignParameter: {
    about: 'Pools regions to one size, each from the level of a pyramid that fits its size, as in Mask R-CNN.',
    fields: {
      crop_height: 'Height of the result.', crop_width: 'Width of the result.', extrapolation_value: 'The value outside of the map.',
    },
  },
  RNNv2Parameter: {
    about: 'A recurrent net, forward, backward or both.',
    fields: {
      num_layers: 'Number of layers.', hidden_size: 'Size of the hidden state.', op: '`SimpleRNN`, `GRU`, `LSTM` or `PeepholeLSTM`.',
      direction: '`forward`, `reverse` or `bidirectional`.', activations: 'Names of the gates\' activation functions, in order.',
      activation_alpha: 'Alpha of the activation functions that have one, in order.',
      activation_beta: 'Beta of the activation functions that have one, in order.',
      merge_mode: 'How results of both directions are combined: `sum`, `mul`, `concat`, `ave` or `None`.',
      linear_before_reset: 'For GRU: 1 multiplies by the weights before the reset gate acts, 0 after.',
      default_initial: 'Start from a default hidden state.', continue_recur: 'Every step continues its sequence, so the second bottom may be left out.',
    },
  },
  ROIAlignParameter: {
    about: 'Pools regions to one size, without rounding their edges to pixels.',
    fields: {
      pooled_h: 'Height of the result.', pooled_w: 'Width of the result.', spatial_scale: 'Pixels of the bottom for one pixel of the picture.',
    },
  },
  ReLU6Parameter: { about: 'A ReLU that goes up to 6 at most.', fields: { negative_slope: 'The slope below zero: 0 is the plain ReLU.' } },
  ReorgParameter: {
    about: 'Moves square blocks of pixels into channels.',
    fields: {
      stride: 'Side of a block, in pixels.', reverse: 'Move channels back into blocks of pixels.',
    },
  },
  ScaleFilterParameter: { about: 'Multiplies each channel by a random factor in training.', fields: { min_scale: 'Least factor.', max_scale: 'Greatest factor.' } },
  ScaledTanHParameter: { about: 'A scaled hyperbolic tangent: alpha · tanh(beta · x).', fields: { alpha: 'Factor on the result.', beta: 'Factor on the input.' } },
  SeLUDropoutParameter: {
    about: 'Dropout for SELU: keeps mean and variance.',
    fields: {
      dropout_ratio: 'Share of values that are dropped.', alpha: 'The value that dropped ones take, before mean and variance are restored.',
    },
  },
  SeLUParameter: {
    about: '`lambda` · x above zero, `lambda` · `alpha` · (exp(x) - 1) below.',
    fields: {
      lambda: 'Factor on the whole result.', alpha: 'Factor on exp(x) - 1, below zero.',
    },
  },
  SpatialBatchingPoolingParameter: {
    about: 'Pooling over a map in which several pictures are laid out as a grid; no window reaches from one into another.',
    fields: {
      pad_l: 'Padding on the left, in pixels.', pad_r: 'Padding on the right, in pixels.', pad_t: 'Padding above, in pixels.',
      pad_b: 'Padding below, in pixels.', spatial_batching_h: 'Number of rows of pictures in the map.',
      spatial_batching_w: 'Number of columns of pictures in the map.', batch_h: 'Height of each picture, in pixels of the bottom.',
      batch_w: 'Width of each picture, in pixels of the bottom.', skip_h: 'Further pixels of the bottom to step over with each row of pictures.',
      skip_w: 'Further pixels of the bottom to step over with each column of pictures.',
    },
  },
  TRTParameter: {
    about: 'Runs a net with TensorRT.',
    fields: {
      trt_mode: 'The number type in which TensorRT computes.', top_k: 'An answer is right if the label is among the best k.',
      deploy: 'The prototxt of the net that is run.', model: 'The `.caffemodel` with its weights.',
      deploy_outputs: 'The name of an output blob of that net; one entry for each.', calibrator: 'The file with the calibration, for INT8.',
    },
  },
  ThresholdedReLUParameter: { about: 'Keeps what is above a threshold; 0 elsewhere.', fields: { alpha: 'The threshold.' } },
  TilingParameter: {
    about: 'Moves channels into space: as many channels as a square has pixels become one square.',
    fields: {
      tile_dim: 'Side of the square, in pixels; its square must divide the number of channels.',
    },
  },
  UpsampleDarknetParameter: { about: 'Enlarges a map as darknet\'s upsample layer does.', fields: { stride: 'Factor on height and width.' } },
  XLUParameter: {
    about: 'A ReLU whose result can be limited on both sides.',
    fields: {
      negative_slope: 'The slope below zero: 0 is the plain ReLU.', relu6: 'Limit results to 6 at most.',
      maximum: 'Greatest value of the result; 0 for no limit.', minimum: 'Least value of the result; 0 for no limit.',
    },
  },
  YoloV2LossParameter: {
    about: 'The loss of YOLO v2.',
    fields: {
      anchors: 'Width and height of each anchor in turn, in cells of the map.', side: 'Cells along each side of the map.',
      num_classes: 'Number of classes, without a background.', num_object: 'Number of boxes in each cell.', box_scale: 'Factor on the loss of the boxes.',
      class_scale: 'Factor on the loss of the classes.', noobject_scale: 'Factor on the loss of the objectness where there is no object.',
      object_scale: 'Factor on the loss of the objectness where there is an object.',
      rescore: 'Let the objectness learn the intersection over union with the object rather than 1.',
      constraint: 'The switch of this name in YOLO\'s darknet; the loss does not depend on it.',
      thresh: 'Boxes whose intersection over union with an object exceeds this do not count as background.',
    },
  },
  YoloV3LossParameter: {
    about: 'The loss of YOLO v3, for one of its maps.',
    fields: {
      anchors: 'Width and height of each anchor in turn, in pixels of the input.', mask: 'The numbers of the anchors that belong to the map, from 0.',
      side: 'Cells along each side of the map.', num_classes: 'Number of classes, without a background.', num_object: 'Number of boxes in each cell.',
      total_object: 'Number of anchors of all maps together.',
      ignore_thresh: 'Boxes whose intersection over union with an object exceeds this do not count as background.',
      truth_thresh: 'Boxes whose intersection over union with an object exceeds this learn that object.', net_w: 'Width of the input in pixels.',
      net_h: 'Height of the input in pixels.',
    },
  },
});
