/** Layers of the segmentation forks: DeepLab's CRF, label and score layers, CRF-RNN's mean field, writers of results. */
import { phrase, t } from '../l10n/text';
import { unknownDim, type Shape } from '../net/shape';
import { sameShape } from './activation';
import type { LayerDefinition, LayerQuery, ParameterBlob } from './definition';
import { atLeast, between, exactly, firstBottom, placeOf } from './dims';
import { everywhere } from './windows';
import { lowerDenseCrf, lowerDomainTransform, lowerMeanfield } from './lowering/crf';

type Part = Pick<LayerDefinition, 'type' | 'doc'> & Partial<LayerDefinition>;

/** The top is like the first bottom. */
const alike = (part: Part): LayerDefinition =>
  ({ category: 'other', bottoms: between(1, 2), tops: exactly(1), shapes: sameShape, ...part });

/** A layer that only writes files. */
const writer = (part: Part): LayerDefinition =>
  ({ category: 'output', bottoms: atLeast(1), tops: exactly(0), shapes: () => [], ...part });

const denseCrf: LayerDefinition = {
  type: 'DenseCRF',
  v1: ['DENSE_CRF'],
  category: 'crf',
  param: 'dense_crf_param',
  doc: phrase('Fully connected CRF of Krähenbühl and Koltun: mean field with Gaussian kernels on place (`pos_`) and on place with colour (`bi_`). '
    + 'Bottoms: scores, each picture\'s true height and width, the picture.'),
  bottoms: between(2, 3),
  tops: exactly(1),
  shapes: (query) => {
    const fields = query.layer.param('dense_crf_param');
    const counts = ['bi_w', 'bi_xy_std', 'bi_rgb_std'].map((name) => fields.numbers(name).length);
    if (new Set(counts).size > 1) {
      query.refuse('bad-parameter', t('Each bilateral kernel needs one `bi_w`, one `bi_xy_std` and one `bi_rgb_std`.'), placeOf(fields, 'bi_w') ?? placeOf(fields, 'bi_xy_std'));
    }
    if (fields.numbers('pos_w').length !== fields.numbers('pos_xy_std').length) {
      query.refuse('bad-parameter', t('Each positional kernel needs one `pos_w` and one `pos_xy_std`.'), placeOf(fields, 'pos_w') ?? placeOf(fields, 'pos_xy_std'));
    }
    return sameShape(query);
  },
  window: () => everywhere,
  lower: lowerDenseCrf,
};

/** Filter weights and compatibility, a matrix of classes by classes each. */
function meanfieldParameters(query: LayerQuery): readonly ParameterBlob[] {
  const classes = firstBottom(query)[1] ?? unknownDim;
  const shape: Shape = [1, 1, classes, classes];
  return [phrase('spatial filter weights'), phrase('bilateral filter weights'), phrase('compatibility')].map((role) => ({ role, shape }));
}

const meanfield: LayerDefinition = {
  type: 'MultiStageMeanfield',
  v1: ['MULTI_STAGE_MEANFIELD'],
  category: 'crf',
  param: 'multi_stage_meanfield_param',
  doc: phrase('CRF as RNN: `num_iterations` of mean field with learnt weights. Bottoms: scores, the scores again as unary term, the picture.'),
  bottoms: exactly(3),
  tops: exactly(1),
  shapes: sameShape,
  parameters: meanfieldParameters,
  lower: lowerMeanfield,
  window: () => everywhere,
};

const uniqueLabel: LayerDefinition = {
  type: 'UniqueLabel',
  v1: ['UNIQUE_LABEL'],
  category: 'other',
  param: 'unique_label_param',
  doc: phrase('The set of labels that occur in a label map, for training with image-level labels.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => [[firstBottom(query)[0] ?? unknownDim, query.layer.param('unique_label_param').number('max_labels'), 1, 1]],
  window: () => everywhere,
};

export const segmentationLayers: readonly LayerDefinition[] = [
  denseCrf,
  meanfield,
  uniqueLabel,
  alike({
    type: 'DomainTransform', category: 'crf', param: 'domain_transform_param', bottoms: between(2, 3), window: () => everywhere, lower: lowerDomainTransform,
    doc: phrase('Edge-preserving filter of scores along an edge map, DeepLab\'s cheap stand-in for the CRF. Bottoms: scores, edges, true sizes.'),
  }),
  alike({
    type: 'BiasChannel', v1: ['BIAS_CHANNEL'], param: 'bias_channel_param',
    doc: phrase('Raises the scores of the labels that are present (`fg_bias`) and of the background (`bg_bias`); for weak supervision.'),
  }),
  alike({
    type: 'AdaptiveBiasChannel', v1: ['ADAPTIVE_BIAS_CHANNEL'], param: 'adaptive_bias_channel_param', window: () => everywhere,
    doc: phrase('Biases the scores so that each present label gets its share of the picture (`fg_portion`, `bg_portion`).'),
  }),
  alike({ type: 'CensorLabel', v1: ['CENSOR_LABEL'], param: 'censor_label_param', doc: phrase('Replaces labels that the second bottom does not list.') }),
  alike({ type: 'IgnoreOverlay', v1: ['IGNORE_OVERLAY'], param: 'ignore_overlay_param', doc: phrase('Takes the first label map where it is not ignored, the second elsewhere.') }),
  alike({ type: 'GainChannel', v1: ['GAIN_CHANNEL'], param: 'gain_channel_param', doc: phrase('A gain for each channel.') }),
  alike({ type: 'ChannelAggregator', v1: ['CHANNEL_AGGREGATOR'], param: 'channel_aggregator_param', doc: phrase('Adds up channels that a file maps to one label.'), shapes: () => undefined }),
  alike({ type: 'DominantChannel', v1: ['DOMINANT_CHANNEL'], param: 'dominant_channel_param', doc: phrase('The strongest channels.'), shapes: () => undefined, window: () => everywhere }),
  alike({ type: 'Histogram', v1: ['HISTOGRAM'], param: 'histogram_param', doc: phrase('How often each label occurs.'), shapes: () => undefined, window: () => everywhere }),
  alike({ type: 'OneHot', v1: ['ONEHOT'], param: 'one_hot_param', doc: phrase('A channel for each label, 1 where it holds.'), shapes: () => undefined }),
  alike({ type: 'SpatialProduct', bottoms: exactly(2), lower: (context) => context.output(0, context.node('Mul', context.inputs)), doc: phrase('Multiplies a map by weights of one channel, place by place.') }),
  alike({ type: 'VisualSaliency', bottoms: atLeast(1), tops: between(0, 1), category: 'output', param: 'visual_saliency_param', doc: phrase('Writes pictures of saliency maps while training.') }),
  writer({ type: 'MatWrite', v1: ['MAT_WRITE'], param: 'mat_write_param', doc: phrase('Writes blobs as Matlab files, named by a list.') }),
  writer({ type: 'BinaryPngWrite', param: 'binary_png_write_param', doc: phrase('Writes a label map of two classes as PNG.') }),
  writer({ type: 'HDF5Output', v1: ['HDF5_OUTPUT'], v0: ['hdf5_output'], param: 'hdf5_output_param', doc: phrase('Writes its two bottoms to an HDF5 file.') }),
];
