/** What enums' values mean that stand by no message of the other tables. */
import { phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

export const enumValueDocs: MessageDocs = phrases({
  'AnnotatedDatum.AnnotationType': { about: 'What an annotation consists of.', fields: { BBOX: 'Boxes.' } },
  'BNParameter.SyncScope': {
    about: 'Which GPUs share mean and variance.',
    fields: {
      NONE: 'None: each has its own.', HOST: 'Those of one machine.', ALL: 'All that train together.',
    },
  },
  'BiasChannelParameter.LabelType': {
    about: 'Whether labels are given for the picture or for pixels.',
    fields: {
      IMAGE: 'Labels for the whole picture.', PIXEL: 'A label for each pixel.',
    },
  },
  'BinaryAccuracyParameter.AccuracyMode': {
    about: 'Figures for two classes.',
    fields: {
      Accuracy: 'The share of right answers.', Precision: 'The share of positive answers that are right.', Recall: 'The share of positives that are found.',
      F_measure: 'The harmonic mean of precision and recall.',
    },
  },
  'C2TensorProto.DataType': {
    about: 'The types of values in a Caffe2 tensor.',
    fields: {
      UNDEFINED: 'No type.', FLOAT: 'Floating-point numbers of 32 bits.', INT32: 'Signed integers of 32 bits.',
      BYTE: 'Bytes, read back as unsigned integers of 8 bits.', STRING: 'Strings.', BOOL: 'True or false.', UINT8: 'Unsigned integers of 8 bits.',
      INT8: 'Signed integers of 8 bits.', UINT16: 'Unsigned integers of 16 bits.', INT16: 'Signed integers of 16 bits.',
      INT64: 'Signed integers of 64 bits.', FLOAT16: 'Floating-point numbers of 16 bits.', DOUBLE: 'Floating-point numbers of 64 bits.',
    },
  },
  'ConvolutionParameter.CuDNNConvolutionAlgorithmSeeker': { about: 'How the fastest of cuDNN\'s algorithms is found.', fields: { GET: 'Ask cuDNN, which estimates.', FINDEX: 'Try them and measure.' } },
  'CorrelationParameter.CorrelationType': { about: 'How patches are compared.', fields: { MULTIPLY: 'By products, the usual correlation.', SUBTRACT: 'By differences.' } },
  'DataParameter.CHANNELENCODING': {
    about: 'How the values of a channel are stored.',
    fields: {
      UINT8: 'One byte a value.', UINT16FLOW: 'Two bytes a value, in units of 1/32: optical flow.', BOOL1: 'One bit a value.',
    },
  },
  'DataParameter.DB': { fields: { DATUMFILE: 'A file of Datum records.' } },
  'DataParameter.RANDPERMORDER': {
    about: 'Whether entries are shuffled before or after the range is taken.',
    fields: {
      FIRST_PERMUTE_THEN_RANGE: 'Shuffle all, then take the range.', FIRST_RANGE_THEN_PERMUTE: 'Take the range, then shuffle it.',
    },
  },
  'DetectNetGroundTruthParameter.ClassMapping': {
    about: 'A class that counts, and the number that it gets.',
    fields: {
      src: 'The number of the class in the data.', dst: 'The number that the net learns for it.',
    },
  },
  'DetectNetGroundTruthParameter.CoverageType': { about: 'The shape of the covered region.', fields: { RECTANGULAR: 'A rectangle.' } },
  'DetectNetGroundTruthParameter.GridboxType': {
    about: 'How the size of a coverage region is limited.',
    fields: {
      GRIDBOX_MAX: 'At most `max_cvg_len`.', GRIDBOX_MIN: 'At least `min_cvg_len`.',
    },
  },
  'EltwiseParameter.EltwiseOp': {
    fields: {
      STOCHASTIC_SUM: 'The sum of bottoms that are chosen at random in training, each with the probability in `coeff`; weighted by it in testing.',
      DIV: 'The first divided by the second.', MIN: 'The least.',
    },
  },
  'EmitConstraint.EmitType': {
    about: 'Which objects stay in a sample.',
    fields: {
      CENTER: 'Those whose centre is inside.', MIN_OVERLAP: 'Those of which at least `emit_overlap` is inside.',
    },
  },
  'EuclideanLossParameter.Type': {
    about: 'Whether the root is taken.',
    fields: {
      L2: 'Half the mean of the squared differences.', L2sqrt: 'The root of the mean of the squared differences.',
    },
  },
  'FixedParameter.FixedMethod': {
    about: 'How the position of the point is chosen.',
    fields: {
      OVER_FLOW: 'As fine as it can be while no value overflows.', DIFF_S: 'With the least squared difference from the original values.',
      DIFF_A: 'With the least difference from the original values; only FixedNeuron takes it, as it does DIFF_S.',
    },
  },
  'FlowWarpParameter.FillParameter': {
    about: 'What stands where the flow leads out of the picture.',
    fields: {
      ZERO: 'Zero.', NOT_A_NUMBER: 'NaN, so that losses can leave these pixels out.',
    },
  },
  'HingeLossParameter.Norm': { about: 'How what is short of the margin counts.', fields: { L1: 'By its sum.', L2: 'By the sum of its squares.' } },
  'HingeLossParameter.Type': {
    about: 'Whether a sample has one label or several.',
    fields: {
      MULTICLASS: 'One label for each sample.', ONEVSALL: 'Any number of labels for each sample; every class stands against all others.',
    },
  },
  'LossStatisticParameter.MaxType': {
    about: 'Whether probabilities are soft, or 1 for the best label.',
    fields: {
      SOFT_MAX: 'Probabilities from a softmax.', HARD_MAX: '1 for the best label, 0 for all others.',
    },
  },
  'MaskParameter.Direction': {
    about: 'From which side on the mask is read.',
    fields: {
      LEFT2RIGHT: 'From left to right; goes with HORIZONTAL.', RIGHT2LEFT: 'From right to left; goes with HORIZONTAL.',
      TOP2BOTTOM: 'From top to bottom; goes with VERTICAL.', BOTTOM2TOP: 'From bottom to top; goes with VERTICAL.',
    },
  },
  'MaskParameter.MaskType': { about: 'Whether a row or a column of the mask is zero.', fields: { VERTICAL: 'A row.', HORIZONTAL: 'A column.' } },
  'MeanParameter.MeanOperation': { about: 'Whether the mean is added or subtracted.', fields: { ADD: 'The mean is added.', SUBTRACT: 'The mean is subtracted.' } },
  'MultiBoxLossParameter.ConfLossType': {
    about: 'The loss of the scores.',
    fields: {
      SOFTMAX: 'Cross-entropy of a softmax over all classes.', LOGISTIC: 'Cross-entropy of a sigmoid for each class.',
    },
  },
  'MultiBoxLossParameter.LocLossType': {
    about: 'The loss of the offsets.',
    fields: {
      L2: 'Half the sum of squared differences.', SMOOTH_L1: 'Squares of small differences, magnitudes of large ones.',
    },
  },
  'MultiStageMeanfieldParameter.Mode': { about: 'Which initial compatibility between labels is taken.', fields: { POTTS: 'The Potts model: any two different labels cost the same.' } },
  'ParamSpec.Compression': { about: 'How a blob is compressed.', fields: { DEFAULT: 'No particular way.', PRUNE: 'Pruning.' } },
  'Pooling3DParameter.PoolMethod': {
    about: 'How a window is pooled.',
    fields: {
      MAX: 'The greatest value of the window.', AVE: 'The mean of the window.', AVE_EXC_PAD: 'The mean of the window without its padding.',
    },
  },
  'PoolingParameter.PoolMethod': {
    fields: {
      MDS: 'OpenVINO: pooling at several dilations that are shared.', AVE_EXC_PAD: 'The mean of the window without its padding.',
      AVE_TF: 'The older word for `AVE_EXC_PAD`.',
    },
  },
  'ProposalParameter.Anchor': {
    about: 'An anchor: a box that offsets start from.',
    fields: {
      left: 'Its left edge.', top: 'Its upper edge.', right: 'Its right edge.', bottom: 'Its lower edge.',
    },
  },
  'ReductionParameter.ReductionOp': {
    about: 'How values are reduced.',
    fields: {
      SUM: 'Their sum.', ASUM: 'The sum of their magnitudes.', SUMSQ: 'The sum of their squares.', MEAN: 'Their mean.',
      TOPK: 'TSN: the mean of the `k` greatest.',
    },
  },
  'RepackParameter.Operation': {
    about: 'Whether to pack or to unpack.',
    fields: {
      PACK_IMAGE: 'From one picture to several smaller ones.', UNPACK_IMAGE: 'From several smaller pictures back to one.',
    },
  },
  'ResampleParameter.ResampleType': {
    about: 'How pixels are interpolated.',
    fields: {
      NEAREST: 'The nearest pixel.', LINEAR: 'Bilinear interpolation.', CUBIC: 'Bicubic interpolation.', AREA: 'The mean of the area that a pixel covers.',
    },
  },
  'ResizeParameter.Interp_mode': {
    about: 'How pixels are interpolated.',
    fields: {
      LINEAR: 'Bilinear interpolation.', AREA: 'The mean of the area that a pixel covers.', NEAREST: 'The nearest pixel.', CUBIC: 'Bicubic interpolation.',
      LANCZOS4: 'Lanczos interpolation over 8 × 8 pixels.',
    },
  },
  'ResizeParameter.Pad_mode': {
    about: 'What fills the rest of a picture.',
    fields: {
      CONSTANT: 'The value that `pad_value` gives.', MIRRORED: 'The picture, mirrored at its border.', REPEAT_NEAREST: 'The nearest pixel of the border.',
    },
  },
  'ResizeParameter.Type': { about: 'How pixels are interpolated.', fields: { NEAREST: 'The nearest pixel.', BILINEAR: 'Bilinear interpolation.' } },
  'SPPParameter.PoolMethod': {
    about: 'How a cell is pooled.',
    fields: {
      MAX: 'The greatest value of the window.', AVE: 'The mean of the window.',
      STOCHASTIC: 'A value of the window, chosen at random by its share in training, weighted in testing.',
      AVE_EXC_PAD: 'The mean of the window without its padding.', AVE_TF: 'The older word for `AVE_EXC_PAD`.',
    },
  },
  'SaltPepperParameter.SaltType': {
    about: 'How values are set.',
    fields: {
      relative: 'ParseNet: as gaussian noise with the given values.', absolute: 'ParseNet: to the given values.',
    },
  },
  'SolverParameter.SolverType': { fields: { SAG: 'NVIDIA: SAG.' } },
  'SpatialBatchingPoolingParameter.PoolMethod': {
    about: 'How a window is pooled.',
    fields: {
      MAX: 'The greatest value of the window.', AVE: 'The mean of the window.',
      STOCHASTIC: 'A value of the window, chosen at random by its share in training, weighted in testing.',
    },
  },
  'StatisticalLossParameter.Loss': { about: 'Figures by which a loss is computed.', fields: { HAMMING: 'The Hamming loss.', INTERSECTION_OVER_UNION: 'Intersection over union.' } },
  'TRTParameter.TRTMode': {
    about: 'Number types of TensorRT.',
    fields: {
      FP32: 'Floating-point numbers of 32 bits.', FP16: 'Floating-point numbers of 16 bits.', INT8: '8-bit integers, scaled by a calibration.',
    },
  },
  'TransformationParameter.InterpolationAlgo': {
    about: 'How pixels are interpolated.',
    fields: {
      INTER_NEAREST: 'The nearest pixel.', INTER_LINEAR: 'Bilinear, from four pixels.', INTER_CUBIC: 'Bicubic, from sixteen pixels.',
      INTER_AREA: 'The mean of the area that a pixel covers.',
    },
  },
  'TransposeParameter.TransposeType': {
    about: 'Ways to reorder values.',
    fields: {
      CONVTOLSTM: 'From a map to a sequence: the channels of a pixel come to stand side by side.', LSTMTOCONV: 'From a sequence back to a map.',
    },
  },
  Type: {
    about: 'How numbers are stored.',
    fields: {
      DOUBLE: 'Floating-point numbers of 64 bits.', FLOAT: 'Floating-point numbers of 32 bits.', FLOAT16: 'Floating-point numbers of 16 bits.',
      INT: 'Integers with a sign; stored only, not computed with.', UINT: 'Integers without a sign; stored only, not computed with.',
      BOOL: 'True or false; stored only, not computed with.',
    },
  },
  'UnPoolingParameter.UnPoolMethod': {
    about: 'Where a value is put.',
    fields: {
      FIXED: 'In the middle of its window, with zeros around.', DIV: 'Spread evenly over its window.', REP: 'Repeated all over its window.',
    },
  },
  'UnpoolingParameter.UnpoolMethod': {
    about: 'Where a value is put.',
    fields: {
      MAX: 'Where the max pooling took it from, by its mask.', AVE: 'Spread evenly over its window.', TILE: 'Repeated all over its window.',
    },
  },
  'V0LayerParameter.PoolMethod': {
    about: 'How a window is pooled.',
    fields: {
      MAX: 'The greatest value of the window.', AVE: 'The mean of the window.',
      STOCHASTIC: 'A value of the window, chosen at random by its share in training, weighted in testing.',
      AVE_EXC_PAD: 'The mean of the window without its padding.', AVE_TF: 'The older word for `AVE_EXC_PAD`.',
    },
  },
  'V1LayerParameter.DimCheckMode': {
    about: 'How strictly shapes of shared blobs must agree.',
    fields: {
      STRICT: 'The shapes must be the same.', PERMISSIVE: 'The numbers of values must be the same.',
    },
  },
  'V1LayerParameter.LayerType': {
    about: 'What a layer computes.',
    fields: {
      NONE: 'Nothing.', ACCURACY: 'The share of right answers.', BNLL: 'The logarithm of 1 + exp(x), a smooth rectifier.',
      CONCAT: 'Joins bottoms along an axis.', CONVOLUTION: 'A convolution.', DATA: 'A database of pictures.',
      DROPOUT: 'Sets values to zero at random in training; the identity in testing.', EUCLIDEAN_LOSS: 'How far two bottoms are from each other.',
      FLATTEN: 'Makes one axis of several.', HDF5_DATA: 'Blobs from HDF5 files.', HDF5_OUTPUT: 'Blobs to an HDF5 file.',
      IM2COL: 'Lays out the windows of a convolution as columns.', IMAGE_DATA: 'Pictures named in a list file, each with a label or a label map.',
      INFOGAIN_LOSS: 'A loss with a matrix of costs.', INNER_PRODUCT: 'A fully connected layer.',
      LRN: 'Divides each value by a power of the sum of squares around it.',
      MULTINOMIAL_LOGISTIC_LOSS: 'The negative logarithm of the right label\'s probability.', POOLING: 'Pooling over windows.',
      RELU: 'A rectifier: max(x, 0), or a leaky version.', SIGMOID: '1 / (1 + exp(-x)).', SOFTMAX: 'Exponentials divided by their sum along an axis.',
      SOFTMAX_LOSS: 'The negative logarithm of the right label\'s probability, after a softmax.', SPLIT: 'Copies its bottom to several tops.',
      TANH: 'The hyperbolic tangent.', WINDOW_DATA: 'Windows cut from pictures, named in a window file.',
      ELTWISE: 'Combines bottoms of equal shape, value by value.', POWER: 'A power: (shift + scale · x) ^ power.',
      SIGMOID_CROSS_ENTROPY_LOSS: 'Cross entropy after a sigmoid, where several labels can hold at once.', HINGE_LOSS: 'The hinge loss.',
      MEMORY_DATA: 'Pictures handed over in memory.', ARGMAX: 'The index of the greatest value.', THRESHOLD: '1 above a threshold, 0 elsewhere.',
      DUMMY_DATA: 'Blobs filled by fillers.', SLICE: 'Cuts the bottom along an axis, one part a top.',
      MVN: 'Centres each map, and scales it to unit variance.', ABSVAL: 'The magnitude of each value.',
      SILENCE: 'Takes blobs that no other layer reads, so that they do not become outputs.', CONTRASTIVE_LOSS: 'Pulls pairs together or pushes them apart.',
      EXP: 'An exponential: base ^ (shift + scale · x).', DECONVOLUTION: 'A deconvolution, which makes maps larger.',
      IMAGE_SEG_DATA: 'Pictures with label maps.', SEG_ACCURACY: 'Accuracy of a segmentation, gathered over batches.',
      CROP: 'Cuts the first bottom to the size of the second.', RESHAPE: 'Gives the same values another shape.',
      INTERP: 'Bilinear resizing with aligned corners.', SIMPLE_FAST_MEANFIELD: 'CRF-RNN: a mean-field layer.',
      ELTWISE_ACCURACY: 'The share of pixels whose label is right.', PARSE_OUTPUT: 'ParseNet: the label of the greatest score at each pixel.',
      PARSE_EVALUATE: 'ParseNet: counts for each label the pixels that are right, that have it, and that were given it.',
      ROIPOOLING: 'Pools regions to one size.', PADDING: 'Adds or cuts off pixels.',
      MULTI_STAGE_MEANFIELD: 'CRF-RNN\'s mean field, unrolled (Zheng and others 2015).', UNPOOLING: 'DeconvNet\'s unpooling.',
      SMOOTH_L1_LOSS: 'A loss that is quadratic near zero and linear beyond.', MAT_WRITE: 'Writes each bottom to a `.mat` file.',
      BN: 'Batch normalisation with its scale and shift in one layer.', MAT_READ: 'Reads blobs from `.mat` files.',
      RED_SOFTMAX_LOSS: 'DeconvNet: a softmax loss in which several channels stand for one class.',
      DENSE_CRF: 'A fully connected CRF with Gaussian kernels over position, and over position and colour (Krähenbühl and Koltun 2011).',
      RED_ACCURACY: 'DeconvNet: accuracy where several channels stand for one class.',
      DOMINANT_CHANNEL: 'The channels that are greatest at most pixels of a picture.',
      BIAS_CHANNEL: 'Raises the scores of labels that a picture is known to have.',
      WINDOW_SEG_DATA: 'DeconvNet: windows cut from pictures and their label maps.', UNIQUE_LABEL: 'Lists the labels that occur in a label map.',
      WINDOW_INST_SEG_DATA: 'DeconvNet: windows cut from pictures and their label maps, each listed with the label of an instance.',
      CENSOR_LABEL: 'DeepLab v1: ignores the pixels of a label map whose label is not in a given list.',
      BIN_ACCURACY: 'DeconvNet: accuracy of answers that are yes or no.',
      ADAPTIVE_BIAS_CHANNEL: 'Raises scores until labels cover given shares of the picture.',
      WINDOW_CLS_DATA: 'DeconvNet: windows cut from pictures, with labels of classes.',
      CHANNEL_AGGREGATOR: 'DeepLab v1: joins groups of channels, each group to the logarithm of the sum of its exponentials.',
      WINDOW_SEG_BINARY: 'DeconvNet: windows cut from pictures, with binary label maps.',
      IGNORE_OVERLAY: 'Gives the second label map, with the pixels added that the first one ignores.',
      SELECT_SEG_BINARY: 'DeconvNet: windows cut from pictures, with label maps in which only chosen classes stay.',
      HISTOGRAM: 'Counts how many pixels have each label.', DROPOUT_CHANNEL: 'DeconvNet: dropout by channels.',
      RELATIVE_ERROR: 'DeepLab v1: how far two bottoms are from each other, divided by the length of the second.',
      GAIN_CHANNEL: 'Multiplies each channel by a learnt gain.', ONEHOT: 'DeepLab v1: one channel for each label, 1 where a pixel has it and 0 elsewhere.',
    },
  },
  'VideoDataParameter.Modality': { about: 'What frames show.', fields: { RGB: 'Colour pictures.', FLOW: 'Optical flow, horizontal and vertical.' } },
  'VideoDataParameter.VideoType': { about: 'Where frames come from.', fields: { WEBCAM: 'A camera.', VIDEO: 'A video file.' } },
});
