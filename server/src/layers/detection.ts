/** Layers of detectors: boxes, regions and what is computed for each of them. */
import { phrase, type Phrase } from '../l10n/text';
import { unknownDim, type Dim, type Shape } from '../net/shape';
import type { Fields } from '../schema/fields';
import type { LayerDefinition, LayerQuery } from './definition';
import { atLeast, between, exactly, firstBottom, known, product } from './dims';
import { everywhere } from './windows';

/** How many boxes stand at each place: every minimal size in every ratio, and one for each maximal size. */
function priorsPerPlace(fields: Fields): Dim {
  const ratios = fields.numbers('aspect_ratio').map(known);
  if (ratios.some((ratio) => ratio === undefined)) return unknownDim;
  const distinct: number[] = [1];
  for (const ratio of ratios) {
    if (ratio === undefined || distinct.some((seen) => Math.abs(seen - ratio) < 1e-6)) continue;
    distinct.push(ratio);
    if (fields.flag('flip')) distinct.push(1 / ratio);
  }
  return distinct.length * fields.numbers('min_size').length + fields.numbers('max_size').length;
}

/** Coordinates in the first row, their variances in the second. */
const priorBoxShapes = (query: LayerQuery): readonly Shape[] =>
  [[1, 2, product([...firstBottom(query).slice(2), priorsPerPlace(query.layer.param('prior_box_param')), 4])]];

type Part = Pick<LayerDefinition, 'type' | 'doc'> & Partial<LayerDefinition>;

/** A layer that sees everything and whose results are as many as it finds. */
const detector = (part: Part): LayerDefinition =>
  ({ category: 'other', bottoms: atLeast(1), tops: atLeast(1), shapes: () => undefined, window: () => everywhere, ...part });

/** One map of fixed size for each region of the second bottom. */
const regions = (type: string, param: string, doc: Phrase, v1: readonly string[] = []): LayerDefinition => detector({
  type, v1, param, doc,
  category: 'pooling',
  bottoms: exactly(2),
  tops: between(1, 2),
  shapes: (query) => {
    const fields = query.layer.param(param);
    const shape: Shape = [query.bottoms[1]?.[0] ?? unknownDim, firstBottom(query)[1] ?? unknownDim, fields.number('pooled_h'), fields.number('pooled_w')];
    return query.layer.tops.map(() => shape);
  },
});

export const detectionLayers: readonly LayerDefinition[] = [
  detector({
    type: 'PriorBox', param: 'prior_box_param', bottoms: exactly(2), tops: exactly(1), shapes: priorBoxShapes,
    doc: phrase('SSD\'s default boxes at each place of a map, of several sizes and aspect ratios, relative to the picture of the second bottom.'),
  }),
  detector({ type: 'PriorBoxClustered', param: 'prior_box_param', bottoms: exactly(2), tops: exactly(1), doc: phrase('PriorBox with sizes found by clustering.') }),
  detector({
    type: 'DetectionOutput', param: 'detection_output_param', bottoms: between(3, 5), tops: exactly(1), shapes: () => [[1, 1, unknownDim, 7]],
    doc: phrase('Decodes boxes and suppresses all but the best of those that overlap: (picture, class, score, corners) for each detection.'),
  }),
  regions('ROIPooling', 'roi_pooling_param', phrase('The maxima of a grid of `pooled_h` × `pooled_w` cells in each region of interest.'), ['ROIPOOLING']),
  regions('ROIAlign', 'roi_align_param', phrase('ROIPooling with bilinear samples in place of rounding.')),
  detector({ type: 'PSROIPooling', bottoms: exactly(2), tops: exactly(1), category: 'pooling', doc: phrase('R-FCN\'s pooling: each cell of a region reads a channel of its own.') }),
  detector({ type: 'BoxAnnotatorOHEM', bottoms: between(2, 6), category: 'loss', doc: phrase('Picks the regions with the highest loss for training.') }),
  detector({ type: 'Proposal', param: 'proposal_param', doc: phrase('Regions of interest from the scores and boxes of a region proposal net.') }),
  detector({
    type: 'DetectNetTransformation', bottoms: exactly(2), tops: exactly(2), category: 'data', param: 'detectnet_groundtruth_param',
    doc: phrase('NVIDIA DetectNet\'s augmentation, and the grid of its labels.'),
  }),
];
