/** Layers of detectors: boxes, regions and what is computed for each of them. */
import { phrase, t, type Phrase } from '../l10n/text';
import { unknownDim, type Dim, type Shape } from '../net/shape';
import type { Fields } from '../schema/fields';
import type { LayerDefinition, LayerQuery } from './definition';
import { atLeast, between, checkAtLeast, checkGiven, differ, exactly, firstBottom, known, placeOf, product } from './dims';
import { choices, drop } from './remedy';
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

/** As many maximal sizes as minimal ones, each larger; one variance or four. */
function checkPriors(query: LayerQuery, fields: Fields): void {
  const [least, most, variances] = ['min_size', 'max_size', 'variance'].map((name) => fields.numbers(name)) as [Shape, Shape, Shape];
  checkGiven(query, fields, 'min_size');
  if (most.length > 0 && most.length !== least.length) {
    query.refuse('bad-parameter', t`Give one \`max_size\` for each \`min_size\`, or none: there are ${most.length} for ${least.length}.`, placeOf(fields, 'max_size'), { remedies: [drop(['max_size'])] });
  }
  for (const [index, size] of most.entries()) {
    const from = least[index];
    if (typeof size === 'number' && typeof from === 'number' && size <= from) query.refuse('bad-parameter', t`\`max_size\` ${size} must be above \`min_size\` ${from}.`, placeOf(fields, 'max_size', index));
  }
  if (variances.length > 1 && variances.length !== 4) {
    query.refuse('bad-parameter', t`Give one \`variance\`, or four: for x, y, width and height; there are ${variances.length}.`, placeOf(fields, 'variance'));
  }
}

/** Coordinates in the first row, their variances in the second. */
function priorBoxShapes(query: LayerQuery): readonly Shape[] {
  const fields = query.layer.param('prior_box_param');
  checkPriors(query, fields);
  return [[1, 2, product([...firstBottom(query).slice(2), priorsPerPlace(fields), 4])]];
}

/** Four places for each prior box, of each class unless they are shared, and a score for each box and class. */
function detectionShapes(query: LayerQuery): readonly Shape[] {
  const fields = query.layer.param('detection_output_param');
  const [places, scores, priors] = query.bottoms;
  const [classes, coordinates] = [known(fields.number('num_classes')), known(priors?.[2])];
  const boxes = Math.floor((coordinates ?? 0) / 4);
  checkGiven(query, fields, 'num_classes');
  if (classes === undefined || coordinates === undefined) return [[1, 1, unknownDim, 7]];
  const wanted = [4 * boxes * (fields.flag('share_location') ? 1 : classes), boxes * classes];
  for (const [index, shape] of [places, scores].entries()) {
    const count = shape && product(shape.slice(1));
    if (count === undefined || !differ(count, wanted[index])) continue;
    query.refuse('shape-mismatch', index === 0
      ? t`${boxes} prior boxes need ${wanted[0]} values for their places; there are ${String(count)}.`
      : t`${boxes} prior boxes and ${classes} classes need ${wanted[1]} scores; there are ${String(count)}.`,
    query.layer.bottoms[index]?.node, { madeBy: [index, 2] });
  }
  return [[1, 1, unknownDim, 7]];
}

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
    for (const name of ['pooled_h', 'pooled_w']) {
      checkGiven(query, fields, name, choices(name, [known(fields.number(name === 'pooled_h' ? 'pooled_w' : 'pooled_h')) || 7]));
      checkAtLeast(query, fields, name);
    }
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
    type: 'DetectionOutput', param: 'detection_output_param', bottoms: between(3, 5), tops: exactly(1), shapes: detectionShapes,
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
