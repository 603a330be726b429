/** What the fields of the layers of research forks mean. */
import { phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

export const researchLayerDocs: MessageDocs = phrases({
  BNParameter: {
    fields: {
      var_eps: 'ParseNet and SegStereo: added to the variance under the root.', moving_average: 'ParseNet and SegStereo: keep a running mean and variance.',
      use_history_in_test: 'SegStereo: use the running mean and variance in testing, rather than the batch\'s.',
      decay: 'ParseNet and SegStereo: the decay of the running mean and variance.',
      across_spatial: 'ParseNet: take mean and variance over all pixels of the batch, not only over its samples.',
      icnet: 'Synopsys: the variant for ICNet.', multigpu_sync: 'SegStereo: which GPUs share mean and variance.',
    },
  },
  BatchReductionParameter: {
    about: 'Reduces along the batch, at one or several levels.',
    fields: {
      level: 'How finely the batch is divided, one number for each level; 1 reduces all of it together.',
      pos: 'Heed positions in the reduction; with one level only.',
    },
  },
  BinaryAccuracyParameter: { about: 'Accuracy where there are two classes.', fields: { accuracy_mode: 'Which figure to report.' } },
  BinaryPngWriteParameter: {
    about: 'Writes the better of two classes at each pixel to a black and white PNG picture.',
    fields: {
      prefix: 'Put before each file\'s name; a folder ends in `/`.', source: 'A list with one name a line; without it, files are numbered.',
      strip: 'Characters to drop from the end of each name, such as an extension.', period: 'Write at every so many batches.',
    },
  },
  ChannelAggregatorParameter: {
    about: 'Makes each channel of the top from a group of the bottom\'s, as the logarithm of the sum of exponentials.',
    fields: {
      label_map_file: 'A file with a line for each channel of the top: the bottom\'s channels that go into it.',
    },
  },
  ConfChannelsParameter: { about: 'How well two pictures agree at each pixel, from 0 to 1.', fields: { conf_ch: 'Number of channels of the top, all alike.' } },
  ConvolutionDeeplabParameter: { about: 'DeepLab v1\'s convolution: kernel, stride, padding, holes.', fields: {} },
  CorrelationParameter: {
    about: 'Compares patches of two maps at all displacements up to a limit, one channel a displacement.',
    fields: {
      pad: 'Zeros added on each side, in pixels of the bottom.', kernel_size: 'Side of the square patches that are compared, in pixels of the bottom.',
      max_displacement: 'Greatest displacement along each axis, in pixels of the bottom.', stride_1: 'Step between patches of the first bottom, in pixels.',
      stride_2: 'Step between displacements in the second bottom, in pixels.', do_abs: 'Give magnitudes of the results.',
      single_direction: 'Correlation1D: -1 looks to the left only, 1 to the right only, 0 to both sides.', correlation_type: 'How patches are compared.',
    },
  },
  DatumTypeInfo: {
    about: 'What the entries of a database are.',
    fields: {
      DatumTypeInfo_DATUM: 'Datum: a picture with a label.', DatumTypeInfo_ANNOTATED_DATUM: 'AnnotatedDatum: a picture with annotations.',
    },
  },
  DenseCRFParameter: {
    fields: {
      x_gauss: 'CCNN: standard deviation of the position kernel along the width, in pixels.',
      y_gauss: 'CCNN: standard deviation of the position kernel along the height, in pixels.', wt_gauss: 'CCNN: weight of the position kernel.',
      x_bilateral: 'CCNN: standard deviation of the bilateral kernel along the width, in pixels.',
      y_bilateral: 'CCNN: standard deviation of the bilateral kernel along the height, in pixels.', wt_bilateral: 'CCNN: weight of the bilateral kernel.',
      r_bilateral: 'CCNN: standard deviation of the bilateral kernel in red, in levels of 0 to 255.',
      g_bilateral: 'CCNN: standard deviation of the bilateral kernel in green, in levels of 0 to 255.',
      b_bilateral: 'CCNN: standard deviation of the bilateral kernel in blue, in levels of 0 to 255.',
    },
  },
  DetectionOutputParameter: {
    fields: {
      objectness_score: 'Synopsys: boxes whose objectness in the first stage (ARM) lies below this count as background.',
      ratio_permute: 'Synopsys: scores and offsets of a map lie channel by channel; default boxes are put into the same order, by `ratio0` to `ratio5`.',
      ratio0: 'Synopsys: default boxes at each unit of the first map, for `ratio_permute`.',
      ratio1: 'Synopsys: default boxes at each unit of the second map, for `ratio_permute`.',
      ratio2: 'Synopsys: default boxes at each unit of the third map, for `ratio_permute`.',
      ratio3: 'Synopsys: default boxes at each unit of the fourth map, for `ratio_permute`.',
      ratio4: 'Synopsys: default boxes at each unit of the fifth map, for `ratio_permute`.',
      ratio5: 'Synopsys: default boxes at each unit of the sixth map, for `ratio_permute`.',
      no_permute: 'Synopsys: scores and offsets come as the convolutions give them, without a Permute layer.',
      nbottom: 'Synopsys: how many maps scores and offsets come from, where each map is a bottom of its own.',
      tflite_detection: 'Synopsys: work as the detection postprocessing of TensorFlow Lite does.',
      tflite_use_regular_nms: 'Synopsys: the regular suppression of TensorFlow Lite rather than the fast one; goes with `tflite_detection`.',
      max_classes_per_detection: 'Synopsys: how many classes a box can have at most; goes with `tflite_detection`.',
      scale_xywh: 'Synopsys: scales of x, y, width and height in the offsets; goes with `tflite_detection`.',
      arm_conf_no_concat: 'Synopsys: scores of the first stage (ARM) come as several bottoms rather than joined.',
      arm_loc_no_concat: 'Synopsys: offsets of the first stage (ARM) come as several bottoms rather than joined.',
    },
  },
  DiceCoefLossParameter: {
    about: 'A loss from the Dice coefficient, the overlap of two maps.',
    fields: {
      smooth: 'Added against division by zero, which smooths the loss.',
    },
  },
  DistortionParameter: {
    fields: {
      exposure_lower: 'Synopsys: least factor on the exposure, as in YOLO.', exposure_upper: 'Synopsys: greatest factor on the exposure, as in YOLO.',
    },
  },
  DominantChannelParameter: { about: 'The channels that are greatest at most pixels of a picture.', fields: { top_k: 'How many channels to give.' } },
  DownsampleParameter: { about: 'Makes maps smaller.', fields: { top_height: 'Height of the top, in pixels.', top_width: 'Width of the top, in pixels.' } },
  EltwiseAccuracyParameter: { about: 'The share of pixels whose label is right.', fields: { top_k: 'An answer is right if the label is among the best k.' } },
  EuclideanLossParameter: { about: 'How far two bottoms are from each other.', fields: { type: 'Whether the root is taken.' } },
  GainChannelParameter: {
    about: 'Multiplies each channel by a learnt gain.',
    fields: {
      num_output_nz: 'How many channels, those of the greatest gains, `drift` spares.',
      drift: 'Added to the gradients of all other gains, so that they shrink.',
      stdev: 'Standard deviation of noise that is added to the gradients of the gains.', norm_mean: 'Whether gains are scaled to a mean of 1.',
      thresh: 'Least gain; lower ones are raised to it.',
    },
  },
  HistogramParameter: { about: 'Counts how many pixels have each label.', fields: { num_labels: 'Number of labels, counted from 0.' } },
  IgnoreOverlayParameter: { about: 'Gives the second label map, with the pixels added that the first one ignores.', fields: {} },
  InterpParameter: {
    fields: {
      interp_type: 'SegStereo: `bilinear` or `nearest_neighbor`.', full_zoom_factor: 'Synopsys: makes n pixels into n · full_zoom_factor.',
    },
  },
  L1LossParameter: {
    about: 'The L1 loss: how far two bottoms are from each other, by magnitudes.',
    fields: {
      l2_per_location: 'Take the Euclidean length over the channels of each pixel in place of magnitudes.',
      l2_prescale_by_channels: 'Divide the sum over the channels by their number.',
      normalize_by_num_entries: 'Divide by the number of values that are not NaN rather than by the batch.',
      epsilon: 'Added under the root, which smooths the loss near zero.', plateau: 'Differences below this cost nothing.',
    },
  },
  LossStatisticParameter: {
    about: 'Sums up, for each true label, the probability of every label over its pixels.',
    fields: {
      max_type: 'Whether probabilities are soft, or 1 for the best label.',
    },
  },
  MASKParameter: { about: 'Parameters of ParsingMask.', fields: { background: 'Labels of the background.' } },
  MeanParameter: {
    about: 'Adds or subtracts a mean.',
    fields: {
      operation: 'Whether the mean is added or subtracted.', file: 'The file of the mean picture.',
      value: 'The mean of each channel, without a `file`; used again where there are more channels.', mean_scale: 'Factor on the mean.',
    },
  },
  MemoryOptimizationParameter: {
    about: 'Which nets save memory by letting blobs share it.',
    fields: {
      optimize_train: 'Save memory in nets for training.', optimize_test: 'Save memory in nets for testing.',
      exclude_blob: 'The name of a blob that keeps memory of its own; one entry for each.',
    },
  },
  MultiStageMeanfieldParameter: {
    fields: {
      forced_spatial_filter_weight: 'Weight to force on the spatial kernel.', forced_bilateral_filter_weight: 'Weight to force on the bilateral kernel.',
      spatial_filter_weights_str: 'Initial weights of the spatial kernel, as numbers separated by spaces, one a class.',
      bilateral_filter_weights_str: 'Initial weights of the bilateral kernel, as numbers separated by spaces, one a class.',
    },
  },
  MyConvolutionParameter: { about: 'LSTM-CF: a convolution with fields of the same names as Convolution\'s.', fields: {} },
  NormalizeParameter: {
    fields: {
      fix_scale: 'ParseNet: keep the factor as it is filled rather than learn it.',
      add_eps_before_sqrt: 'Synopsys: add `eps` under the root rather than after it.',
    },
  },
  OneHotParameter: {
    about: 'Turns each label into a vector in which one entry is set.',
    fields: {
      num_labels: 'Number of labels.', depth: 'Synopsys: length of the vectors.', on_value: 'Synopsys: the value of the entry that is set.',
      off_value: 'Synopsys: the value of all other entries.',
    },
  },
  Packing: { about: 'The order of the axes in memory.', fields: { NCHW: 'Batch, channels, height, width.', NHWC: 'Batch, height, width, channels.' } },
  ParseEvaluateParameter: { about: 'Counts for each label the pixels that are right, that have it and that are given it.', fields: { num_labels: 'Number of labels.' } },
  RedAccuracyParameter: {
    about: 'The share of right answers, where there are more channels than classes.',
    fields: {
      top_k: 'An answer is right if the label is among the best k.', class_num: 'Number of classes in the labels; there may be more channels.',
    },
  },
  RedSoftmaxWithLossParameter: {
    about: 'DeconvNet\'s softmax loss, where there are more channels than classes.',
    fields: {
      class_num: 'Number of classes in the labels; there may be more channels.',
    },
  },
  RepMatParameter: {
    about: 'Repeats the bottom along its axes.',
    fields: {
      rep_w: 'How many times along the width.', rep_h: 'How many times along the height.', rep_c: 'How many times along the channels.',
      rep_n: 'How many times along the batch.',
    },
  },
  RepackParameter: {
    about: 'Takes every n-th pixel into a smaller picture of its own, stacked along the batch; or undoes it.',
    fields: {
      operation: 'Whether to pack or to unpack.', stride: 'Pixels from one that is taken to the next.',
      stride_h: 'Pixels from one that is taken to the next, along the height.', stride_w: 'Pixels from one that is taken to the next, along the width.',
    },
  },
  ResampleParameter: {
    about: 'Resizes maps.',
    fields: {
      width: 'Width of the top, in pixels.', height: 'Height of the top, in pixels. Goes with `width`.', type: 'How pixels are interpolated.',
      antialias: 'Smooth maps that are made smaller.', factor: 'Synopsys: factor on height and width.',
    },
  },
  RunningAverageParameter: {
    about: 'Adds up inputs over time: the input plus `alpha` times the last result.',
    fields: {
      alpha: 'Factor on the last result.', initial_value: 'The result before the first input.',
    },
  },
  SaltPepperParameter: { fields: { type: 'ParseNet: how values are set.' } },
  SegAccuracyParameter: {
    fields: {
      save_frequency: 'LSTM-CF: how often the counts are saved to the file.', file_name: 'LSTM-CF: the file to save the counts to.',
      test_iter: 'Caffe-rgh: number of test iterations.',
    },
  },
  SelectSegBinaryParameter: {
    about: 'Windows with label maps, whose labels are replaced by those of the list.',
    fields: {
      cls_label_base: 'Label n above this one becomes the n-th class label of the list; labels outside become 0.',
    },
  },
  ShuffleChannelParameter: { about: 'Reorders channels so that those of different groups take turns.', fields: { group: 'Number of groups.' } },
  SmoothL1LossParameter: {
    about: 'A loss that is quadratic for small differences and linear for large ones.',
    fields: {
      sigma: 'Where the two meet: differences below 1 / sigma² cost 0.5 · (sigma · x)², others |x| - 0.5 / sigma².',
      abssum: 'Synopsys: true computes the loss as SSD does, false as Faster R-CNN does.',
    },
  },
  StatisticalLossParameter: {
    about: 'A loss by a figure of the segmentation.',
    fields: {
      loss: 'Which figure it is.', weight_pow: 'Exponent of the class weights, which are (1 / frequency) ^ weight_pow; 0 weights all classes alike.',
    },
  },
  TransposeParameter: { about: 'Reorders values between maps and the sequences of LSTM layers.', fields: { transposetype: 'Which way they are reordered.' } },
  UnPoolingParameter: {
    about: 'Enlarges a map: each value goes into a window of the top.',
    fields: {
      unpool: 'Where a value is put.', out_kernel_size: 'Side of the square window, in pixels of the top.',
      out_stride: 'Step of the window, in pixels of the top.', out_pad: 'Padding on each side, in pixels.',
      out_kernel_h: 'Height of the window, in pixels of the top.', out_kernel_w: 'Width of the window, in pixels of the top.',
      out_stride_h: 'Step along the height, in pixels.', out_stride_w: 'Step along the width, in pixels.', out_pad_h: 'Padding above and below, in pixels.',
      out_pad_w: 'Padding left and right, in pixels.',
    },
  },
  UnpoolingParameter: {
    fields: {
      kernel_h: 'Height of the window, in pixels of the top.', kernel_w: 'Width of the window, in pixels of the top.',
      stride_h: 'Step along the height, in pixels.', stride_w: 'Step along the width, in pixels.', pad_h: 'Padding above and below, in pixels.',
      pad_w: 'Padding left and right, in pixels.',
    },
  },
  WriterParameter: {
    about: 'Where and how a layer writes blobs to files.',
    fields: {
      file: 'The file to write; without it, names are made of `folder`, `prefix`, the iteration and `suffix`.', folder: 'The folder to write to.',
      prefix: 'What file names begin with.', suffix: 'What file names end with, before the extension.',
      normalize: 'Scale values to the range of the picture.', scale: 'Factor on every value.',
    },
  },
});
