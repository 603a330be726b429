/** Layers of single forks that few nets use: what they are for, and their shapes where those follow from the bottoms. */
import { phrase, t, type Phrase } from '../l10n/text';
import type { Shape } from '../net/shape';
import { sameShape } from './activation';
import type { Category, LayerDefinition, LayerQuery } from './definition';
import { atLeast, canonicalAxis, known, product, quotient } from './dims';
import { lowerChannelNorm } from './lowering/normalization';
import { identity } from './lowering/values';
import { everywhere, pointwise } from './windows';

/** Tops like the first bottom, each unit from the unit of the same place. */
const alike = (type: string, category: Category, doc: Phrase, more: Partial<LayerDefinition> = {}): LayerDefinition =>
  ({ type, category, doc, bottoms: atLeast(1), tops: atLeast(1), shapes: sameShape, ...more });

/** Shapes that only running the layer, or its code, can tell. */
const opaque = (type: string, category: Category, doc: Phrase, more: Partial<LayerDefinition> = {}): LayerDefinition =>
  ({ type, category, doc, bottoms: atLeast(0), tops: atLeast(0), shapes: () => undefined, window: () => 'unknown', ...more });

/** One number. */
const measure = (type: string, category: 'loss' | 'evaluation', doc: Phrase, more: Partial<LayerDefinition> = {}): LayerDefinition =>
  ({ type, category, doc, bottoms: atLeast(1), tops: atLeast(0), shapes: ({ layer }) => layer.tops.map(() => []), window: () => everywhere, ...more });

/** The axes in the order of `transpose_param { dim: … }` or reversed. */
const transposeShapes = ({ bottoms: [bottom] }: LayerQuery): readonly (Shape | undefined)[] => [bottom && bottom.map(() => '?')];

/** Squares of block × block channels become places, or the other way round. */
const blockShapes = (param: string, isToSpace: boolean) => ({ layer, bottoms: [bottom] }: LayerQuery): readonly Shape[] => {
  const block = layer.param(param).number('block_size');
  const [batch = '?', channels = '?', ...places] = bottom ?? [];
  const area = product([block, block]);
  return [[batch, isToSpace ? quotient(channels, area) : product([channels, area]), ...places.map((dim) => (isToSpace ? product([dim, block]) : quotient(dim, block)))]];
};

/** Removes the listed axes of size 1. */
const squeezeShapes = ({ layer, bottoms: [bottom] }: LayerQuery): readonly (Shape | undefined)[] => {
  const gone = layer.param('squeeze_param').numbers('axis').map((axis) => (bottom && known(axis) !== undefined ? canonicalAxis(axis, bottom.length) : undefined));
  return [bottom?.filter((dim, axis) => (gone.length === 0 ? dim !== 1 : !gone.includes(axis)))];
};

/** Over several processes; with a `gather_param` it is another fork's, which picks by indices. */
const isPicking = ({ layer }: LayerQuery): boolean => layer.param('gather_param').source !== undefined;

const gather: LayerDefinition = {
  type: 'Gather', category: 'combination', param: 'gather_param', bottoms: atLeast(1), tops: atLeast(1),
  doc: phrase('Joins the parts of a batch that the processes of a parallel run hold, top by bottom; in one process it changes nothing.'),
  shapes: (query) => (isPicking(query) ? undefined : query.layer.tops.map((_, index) => query.bottoms[index])),
  window: (query, bottom, top) => (isPicking(query) ? 'unknown' : bottom === top ? pointwise : 'none'),
  lower: (context) => (isPicking(context) ? context.unsupported(t`the operation ${'gather_param'}`) : identity(context)),
};

export const forkLayers: readonly LayerDefinition[] = [
  alike('LogSoftmax', 'activation', phrase('The logarithm of the softmax along `axis`.'), { param: 'log_softmax_param' }),
  alike('ScaledTanh', 'activation', phrase('α·tanh(β·x).'), { param: 'scaled_tanh_param' }),
  alike('ThresholdedReLU', 'activation', phrase('x where it exceeds a threshold, 0 elsewhere.'), { param: 'thresholded_relu_param' }),
  alike('LayerNorm', 'normalization', phrase('Normalises each item over all its values.'), { param: 'layer_norm_param', window: () => everywhere }),
  alike('ChannelNorm', 'normalization', phrase('The L2 norm over the channels of each place.'), { lower: lowerChannelNorm, shapes: ({ bottoms: [bottom] }) => [bottom?.map((dim, axis) => (axis === 1 ? 1 : dim))] }),
  alike('LabelSpecificAdd', 'other', phrase('Adds a margin to the score of the true class.'), { param: 'label_specific_add_param' }),
  alike('DropoutChannel', 'activation', phrase('Dropout of whole channels.'), { v1: ['DROPOUT_CHANNEL'] }),
  alike('DepthToSpace', 'resampling', phrase('Moves squares of channels to places.'), { param: 'depth_to_space_param', shapes: blockShapes('depth_to_space_param', true) }),
  alike('SpaceToDepth', 'resampling', phrase('Moves squares of places to channels.'), { param: 'space_to_depth_param', shapes: blockShapes('space_to_depth_param', false) }),
  alike('Squeeze', 'shape', phrase('Removes axes of size 1.'), { param: 'squeeze_param', shapes: squeezeShapes }),
  alike('Transpose', 'shape', phrase('Brings the axes into another order.'), { param: 'transpose_param', shapes: transposeShapes, window: () => everywhere }),
  opaque('ConvolutionDeeplab', 'convolution', phrase('LSTM-CF\'s copy of DeepLab\'s convolution with holes.'), { param: 'convolution_deeplab_param' }),
  opaque('MyConvolution', 'convolution', phrase('LSTM-CF\'s own convolution.'), { param: 'my_convolution_param' }),
  opaque('RepMat', 'shape', phrase('Repeats a blob along its axes.'), { param: 'repmat_param' }),
  opaque('Repack', 'shape', phrase('CCNN\'s move of pixels into the batch and back.'), { param: 'repack_param' }),
  opaque('RunningAverage', 'other', phrase('CCNN\'s running mean of a blob.'), { param: 'running_average_param' }),
  opaque('DenseCrf', 'crf', phrase('CCNN\'s fully connected CRF.'), { param: 'densecrf_param' }),
  opaque('SimpleFastMeanfield', 'crf', phrase('An early mean field layer.'), { v1: ['SIMPLE_FAST_MEANFIELD'] }),
  opaque('ParseOutput', 'evaluation', phrase('ParseNet\'s label map and its probability.'), { v1: ['PARSE_OUTPUT'] }),
  opaque('ParseEvaluate', 'evaluation', phrase('ParseNet\'s counts of right, wrong and true pixels for each class.'), { v1: ['PARSE_EVALUATE'], param: 'parse_evaluate_param' }),
  opaque('Correlation', 'other', phrase('FlowNet\'s match of two maps over a range of displacements.'), { param: 'correlation_param' }),
  opaque('Correlation1D', 'other', phrase('DispNet\'s match of two maps along the rows.'), { param: 'correlation_param' }),
  opaque('FlowWarp', 'resampling', phrase('Moves a map along a flow field.'), { param: 'flow_warp_param' }),
  opaque('Resample', 'resampling', phrase('FlowNet\'s resizing, nearest, linear or cubic.'), { param: 'resample_param' }),
  opaque('Downsample', 'resampling', phrase('FlowNet\'s shrinking to the size of another blob.'), { param: 'downsample_param' }),
  opaque('Resize', 'resampling', phrase('Resizing by a ratio or to a size.'), { param: 'resize_param' }),
  opaque('ResizeBilinear', 'resampling', phrase('TensorFlow\'s bilinear resizing.'), { param: 'resize_bilinear_param' }),
  opaque('ResizeNearestNeighbor', 'resampling', phrase('TensorFlow\'s nearest-neighbour resizing.'), { param: 'resize_nearest_neighbor_param' }),
  opaque('Mean', 'normalization', phrase('Subtracts or adds a mean.'), { param: 'mean_param' }),
  opaque('DataAugmentation', 'data', phrase('FlowNet\'s random changes of place and colour.'), { param: 'augmentation_param' }),
  opaque('Pad', 'shape', phrase('Pads with a constant.'), { param: 'pad_param' }),
  gather,
  opaque('TRT', 'other', phrase('NVIDIA\'s run of a whole net of another file with TensorRT.'), { param: 'trt_param', isExternal: true }),
  opaque('MatMul', 'linear', phrase('The product of two matrices.'), { param: 'matmul_param' }),
  opaque('Gemm', 'linear', phrase('α·A·B + β·C.'), { param: 'gemm_param' }),
  opaque('Stack', 'combination', phrase('Lays blobs along a new axis.'), { param: 'stack_param' }),
  opaque('BatchReduction', 'combination', phrase('Reduces groups of the batch (temporal segment networks).'), { param: 'batch_reduction_param' }),
  opaque('SegData', 'data', phrase('Pictures with label maps.'), { param: 'seg_data_param' }),
  opaque('WindowSegData', 'data', phrase('DeconvNet\'s windows with label maps.'), { v1: ['WINDOW_SEG_DATA'] }),
  opaque('WindowInstSegData', 'data', phrase('DeconvNet\'s windows with instance maps.'), { v1: ['WINDOW_INST_SEG_DATA'] }),
  opaque('WindowClsData', 'data', phrase('DeconvNet\'s windows with classes.'), { v1: ['WINDOW_CLS_DATA'] }),
  opaque('WindowSegBinary', 'data', phrase('DeconvNet\'s windows with masks.'), { v1: ['WINDOW_SEG_BINARY'] }),
  opaque('SelectSegBinary', 'data', phrase('DeconvNet\'s choice of a mask.'), { v1: ['SELECT_SEG_BINARY'] }),
  measure('RedSoftmaxLoss', 'loss', phrase('DeconvNet\'s softmax loss over a part of the classes.'), { v1: ['RED_SOFTMAX_LOSS'] }),
  measure('RedAccuracy', 'evaluation', phrase('DeconvNet\'s accuracy over a part of the classes.'), { v1: ['RED_ACCURACY'] }),
  measure('BinaryAccuracy', 'evaluation', phrase('DeconvNet\'s accuracy of a mask.'), { v1: ['BIN_ACCURACY'] }),
  measure('RelativeError', 'evaluation', phrase('The size of the difference against the size of the truth.'), { v1: ['RELATIVE_ERROR'] }),
  measure('StatisticalLoss', 'loss', phrase('CCNN\'s distance of two distributions.'), { param: 'statistical_loss_param' }),
  measure('DiceCoefLoss', 'loss', phrase('1 minus the Dice overlap of prediction and mask.'), { param: 'dice_coef_loss_param' }),
  measure('GANLoss', 'loss', phrase('The losses of generator and discriminator in turns.'), { param: 'gan_loss_param' }),
  measure('LpqLoss', 'loss', phrase('FlowNet\'s loss with a norm that changes while training.'), { param: 'lpq_loss_param' }),
  measure('YoloV2Loss', 'loss', phrase('YOLO\'s loss of boxes and classes.'), { param: 'yolo_v2_loss_param' }),
  measure('YoloV3Loss', 'loss', phrase('YOLO\'s loss of boxes and classes at three scales.'), { param: 'yolo_v3_loss_param' }),
];
