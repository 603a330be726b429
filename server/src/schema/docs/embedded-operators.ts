/** What the fields of vendors' tensor operators mean, which Synopsys' fork takes over from TensorFlow and ONNX. */
import { phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

export const embeddedOperatorDocs: MessageDocs = phrases({
  AccumParameter: {
    about: 'Resizes bottoms bilinearly to one size, and joins them along the channels.',
    fields: {
      top_height: 'Height of the top, in pixels, where both sides exceed those of every bottom.',
      top_width: 'Width of the top, in pixels, where both sides exceed those of every bottom.',
      size_divisible_by: 'Round height and width of the largest bottom up to multiples of this many pixels.',
      have_reference: 'The last bottom only gives height and width, and is not joined.',
    },
  },
  AnchorEmbeddingExtractorParameter: {
    about: 'Extracts the embedding vectors of detected objects from anchor branches.',
    fields: {
      num_anchors: 'Number of anchor branches.', label_src_pos: 'Where the label stands in the description of a detection, counted from 0.',
      num_valid_actions: 'Number of valid actions; they are numbered from 0.', output_instance_weights: 'Give the weight of each embedding vector too.',
      output_proposals: 'Give the proposals too.',
    },
  },
  BatchToSpaceNDParameter: {
    about: 'Puts parts of the batch side by side in space, as TensorFlow\'s layer of this name does.',
    fields: {
      block_shape: 'How many parts stand side by side along each spatial axis.',
      crops: 'Pixels to cut off from the result at the start and end of each spatial axis.',
    },
  },
  BroadcastToParameter: { about: 'Repeats the bottom along axes of size 1 until it has a given shape.', fields: { shape: 'The sizes of the top, outermost first.' } },
  DepthToSpaceParameter: {
    about: 'Spreads the channels of each pixel over a square block of pixels.',
    fields: {
      block_size: 'Side of the block, in pixels; height and width grow by this factor.',
    },
  },
  EmbeddingLookupParameter: {
    about: 'Picks rows of its bottoms by their indices.',
    fields: {
      ids: 'Indices of the rows, counted from 0.', ids_shape: 'The shape in which the indices are laid out.',
      partition_strategy: 'How rows are spread over several bottoms: `mod` deals them out in turn, `div` in blocks.',
      max_norm: 'Vectors longer than this are scaled down to it.',
    },
  },
  EmbeddingLookupSparseParameter: {
    about: 'Picks rows of its bottoms by a sparse matrix of indices, and combines those of each of its rows.',
    fields: {
      ids_indices: 'Row and column in the sparse matrix, in pairs, one for each index.', ids_values: 'Indices of the rows, counted from 0.',
      ids_shape: 'The shape of the sparse matrix.', weight_values: 'Factor on each picked row.',
      partition_strategy: 'How rows are spread over several bottoms: `mod` deals them out in turn, `div` in blocks.',
      combiner: 'How rows are combined: their weighted `sum`, their `mean`, or `sqrtn`, the sum by the root of the squared weights.',
      max_norm: 'Vectors longer than this are scaled down to it.',
    },
  },
  ExpandDimsNDParameter: { about: 'Adds axes of size 1.', fields: {} },
  GatherNDParameter: {
    about: 'Picks values or slices by indices into several axes.',
    fields: {
      indices: 'The indices, counted from 0, those of one value or slice side by side.',
      indices_shape: 'The shape of the indices; its last axis holds those of one value or slice.',
    },
  },
  GatherParameter: {
    about: 'Picks entries along an axis.',
    fields: {
      indices: 'The entries to pick, counted from 0.', shape: 'The shape of the indices; a single 0 makes them a scalar.',
    },
  },
  GatherV2Parameter: { about: 'Picks entries along an axis; the second bottom holds their indices.', fields: { batch_flag: 'A switch for picking in batches.' } },
  MatMulParameter: {
    about: 'The matrix product of two blobs, over their last two axes.',
    fields: {
      transpose_a: 'Whether the first matrix is transposed.', transpose_b: 'Whether the second matrix is transposed.',
      blob_shape: 'Shape of the layer\'s own blob, which takes the place of a second bottom.',
    },
  },
  MirrorPadParameter: {
    about: 'Adds values around a blob.',
    fields: {
      paddings: 'How many values are added before and after, a pair for each axis.', constant_values: 'The value to add, for CONSTANT.',
      mode: 'What is added: `CONSTANT` for a value, `REFLECT` and `SYMMETRIC` for a mirror image without and with the border, `EDGE` for the border itself.',
    },
  },
  MulParameter: {
    about: 'The product of two blobs, value by value; axes of size 1 are repeated.',
    fields: {
      mul_shape: 'Shape of the layer\'s own blob, which takes the place of a second bottom.',
    },
  },
  NMSGatherParameter: {
    about: 'Leaves out boxes that overlap better ones, and gives the boxes that stay.',
    fields: {
      top_k: 'How many boxes are given out, the best first.', iou_threshold: 'Intersection over union from which on a box is left out.',
    },
  },
  NonMaxSuppressionParameter: {
    about: 'Leaves out boxes that overlap better ones, class by class, as in ONNX.',
    fields: {
      max_output_boxes_per_class: 'How many boxes of each class stay at most.', iou_threshold: 'Intersection over union from which on a box is left out.',
      score_threshold: 'Boxes with lower scores are left out at once.', center_point_box: 'How boxes are written: 0 by two corners, 1 by centre and size.',
    },
  },
  NotEqualParameter: {
    about: '1 where values differ from a number or from a second bottom, 0 elsewhere.',
    fields: {
      comparand: 'The number that values are compared with.',
    },
  },
  PadParameter: {
    about: 'Adds a constant at both ends of each axis.',
    fields: {
      paddings: 'How many values to add: two numbers an axis, at its beginning and at its end.', constant_values: 'The value that is added.',
    },
  },
  RangeParameter: {
    about: 'Numbers at equal distances.',
    fields: {
      start: 'The first number.', limit: 'Where the numbers end; it is not one of them.', delta: 'From each number to the next.',
    },
  },
  ReduceAllParameter: { about: 'Whether all values along some axes are true.', fields: {} },
  ReduceAnyParameter: { about: 'Whether any value along some axes is true.', fields: {} },
  ReduceL1Parameter: { about: 'The sum of magnitudes along some axes.', fields: { axes: 'The axes that are reduced.' } },
  ReduceL2Parameter: { about: 'The root of the sum of squares along some axes.', fields: { axes: 'The axes that are reduced.' } },
  ReduceLogSumExpParameter: { about: 'The logarithm of the sum of exponentials along some axes.', fields: {} },
  ReduceMaxParameter: { about: 'The greatest value along some axes.', fields: {} },
  ReduceMeanParameter: { about: 'The mean along some axes.', fields: {} },
  ReduceMinParameter: { about: 'The least value along some axes.', fields: {} },
  ReduceProdParameter: { about: 'The product along some axes.', fields: {} },
  ReduceSumParameter: { about: 'The sum along some axes.', fields: {} },
  ReverseParameter: { about: 'Reverses the order along some axes.', fields: {} },
  ReverseSequenceParameter: {
    about: 'Reverses the beginning of each sequence, as far as its length goes.',
    fields: {
      seq_axis: 'The axis along which sequences run.', batch_axis: 'The axis of the batch.',
    },
  },
  ScatterNDParameter: {
    about: 'Copies the first bottom and overwrites the places that indices name with updates.',
    fields: {
      is_data_param: 'Whether the data are weights rather than a bottom.', is_indices_param: 'Whether the indices are weights rather than a bottom.',
      is_updates_param: 'Whether the updates are weights rather than a bottom.', data_shape: 'Shape of the data.', indices_shape: 'Shape of the indices.',
      updates_shape: 'Shape of the updates.',
    },
  },
  SpaceToBatchNDParameter: {
    about: 'Moves blocks of pixels into the batch, as TensorFlow\'s space_to_batch_nd does.',
    fields: {
      block_shape: 'Size of a block along each spatial axis, in pixels.',
      paddings: 'Zeros added to each spatial axis, in pixels: two numbers an axis, before and after.',
    },
  },
  SpaceToDepthParameter: {
    about: 'Moves squares of pixels into channels, as TensorFlow\'s space_to_depth does.',
    fields: {
      block_size: 'Side of the square, in pixels.',
    },
  },
  SparseToDenseParameter: {
    about: 'A dense blob from positions and their values.',
    fields: {
      sparse_indices: 'The positions, one after the other.',
      sparse_indices_shape: 'The shape of `sparse_indices`: how many positions, and how many numbers each has.', output_shape: 'The shape of the top.',
      sparse_values: 'The value at each position, or one for all.', default_value: 'The value everywhere else.',
      validate_indices: 'Check that positions increase and none comes twice.',
    },
  },
  SqueezeConvolutionParameter: {
    about: 'A convolution or deconvolution whose small weights are pruned by masks.',
    fields: {
      gamma: 'How fast pruning gets rarer: the masks are renewed with the probability (1 + gamma · iteration) ^ -power.',
      power: 'The exponent of that probability.', iter_stop: 'The iteration from which on the masks stay as they are.',
      c_rate: 'Threshold of pruning, in units of mean plus standard deviation of the weights\' magnitudes.',
      dynamicsplicing: 'Bring back a share of the pruned weights, chosen at random.',
      splicing_rate: 'The share of pruned weights to bring back, from 0 to 1.', pad_type: '0 pads as Caffe does, 1 as TensorFlow\'s SAME.',
      pad_l: 'Padding on the left, in pixels.', pad_r: 'Padding on the right, in pixels.', pad_t: 'Padding above, in pixels.',
      pad_b: 'Padding below, in pixels.', submanifold_sparse: 'Convolve as a submanifold sparse convolution: pixels where the bottom is empty stay empty.',
    },
  },
  SqueezeInnerProductParameter: {
    about: 'A fully connected layer whose small weights are pruned by masks.',
    fields: {
      gamma: 'How fast pruning gets rarer: the masks are renewed with the probability (1 + gamma · iteration) ^ -power.',
      power: 'The exponent of that probability.', iter_stop: 'The iteration from which on the masks stay as they are.',
      c_rate: 'Threshold of pruning, in units of mean plus standard deviation of the weights\' magnitudes.',
      dynamicsplicing: 'Bring back a share of the pruned weights, chosen at random.',
      splicing_rate: 'The share of pruned weights to bring back, from 0 to 1.',
    },
  },
  SqueezeParameter: { about: 'Drops axes of size 1.', fields: {} },
  StackParameter: { about: 'Joins bottoms of equal shape along a new axis.', fields: {} },
  StridedSliceParameter: {
    about: 'Cuts out a part along several axes, with steps, as TensorFlow\'s strided_slice does; with `axes` as ONNX\'s Slice does.',
    fields: {
      begin: 'Where to start on each axis, from 0; negative counts from the end.',
      end: 'Where to stop on each axis, itself left out; negative counts from the end.', strides: 'Step along each axis; 1 where there is none.',
      axes: 'The axes that `begin`, `end` and `strides` are about, and which the masks then do not apply to.',
      begin_mask: 'Bit i set: start axis i at its edge, whatever `begin` says.', end_mask: 'Bit i set: go to the edge of axis i, whatever `end` says.',
      ellipsis_mask: 'Bit i set: entry i stands for as many whole axes as are left over. One bit at most.',
      new_axis_mask: 'Bit i set: entry i adds an axis of size 1.', shrink_axis_mask: 'Bit i set: take one position of axis i, and drop the axis.',
    },
  },
  TileNDParameter: { about: 'Repeats the bottom along each axis.', fields: { multiples: 'How many times along each axis, in order.' } },
  TopkGatherParameter: { about: 'Takes the slices of the bottom at its greatest values along an axis.', fields: { top_k: 'How many of the greatest.' } },
  UnstackParameter: { about: 'Cuts the bottom into slices along an axis, which goes away.', fields: { num: 'Number of slices.' } },
  Where4GatherndParameter: { about: 'Sorts boxes by pyramid level, 2 to 5.', fields: { num_output: 'Number of boxes to give.' } },
  Where4Parameter: { about: 'Finds where pyramid levels are 2, 3, 4 and 5, in this order.', fields: { num_output: 'Number of positions to give.' } },
});
