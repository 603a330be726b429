/** Losses and evaluation: layers that compare a prediction with the truth. */
import { phrase, t } from '../l10n/text';
import { formatShape, knownShape, type Dim, type Shape } from '../net/shape';
import type { DialectId } from '../schema/dialects';
import type { Fields } from '../schema/fields';
import { sameShape } from './activation';
import type { LayerDefinition, LayerQuery, Window } from './definition';
import { axisOf, between, canonicalAxis, checkAtLeast, differ, exactly, firstBottom, placeOf, product } from './dims';
import { alike, labelsPerPlace } from './mending';
import { choices } from './remedy';
import { everywhere, pointwise, shifted, wholeAxis } from './windows';
import { lowerArgMax, lowerSoftmax } from './lowering/prediction';

/** The loss is one number; a second top, where there is one, has the shape of the prediction. */
const lossShapes = (query: LayerQuery): readonly Shape[] => {
  checkBatch(query);
  return query.layer.tops.map((_, index) => (index === 0 ? [] : firstBottom(query)));
};

/** Prediction and truth must be of the same batch. */
function checkBatch({ bottoms: [prediction, truth], layer, refuse }: LayerQuery): void {
  if (prediction === undefined || truth === undefined || !differ(prediction[0], truth[0])) return;
  refuse('shape-mismatch', t`The prediction ${formatShape(prediction)} and the truth ${formatShape(truth)} must be of the same batch.`, layer.bottoms[1]?.node, { madeBy: [0, 1] });
}

/** Forks of 2014 read as many labels as they need and do not check. */
const withoutCheck: ReadonlySet<DialectId> = new Set<DialectId>(['deeplab-v1', 'crf-rnn-v1', 'deconvnet', 'bvlc-v0']);

/** One label for each place of the prediction: as many labels as values, without the class axis. */
function checkLabels(query: LayerQuery, axis: number): void {
  if (withoutCheck.has(query.layer.fields.dialect)) return;
  const [prediction, labels] = query.bottoms.map(knownShape);
  if (prediction === undefined || labels === undefined) return;
  const places = prediction.reduce((total, dim, index) => (index === axis ? total : total * dim), 1);
  const count = labels.reduce((total, dim) => total * dim, 1);
  if (places === count) return;
  query.refuse(
    'shape-mismatch',
    t`The prediction ${formatShape(prediction)} needs ${places} labels, one for each place; the labels ${formatShape(labels)} are ${count}.`,
    query.layer.bottoms[1]?.node,
    { remedies: labelsPerPlace(query), madeBy: [0, 1] },
  );
}

/** As many of the best scores as there are classes at most. */
function checkTopK(query: LayerQuery, fields: Fields, classes: Dim | undefined): void {
  checkAtLeast(query, fields, 'top_k');
  const count = fields.number('top_k');
  if (typeof count !== 'number' || typeof classes !== 'number' || count <= classes) return;
  query.refuse('bad-parameter', t`\`top_k\` is ${count}, and there are ${classes} scores to choose from.`, placeOf(fields, 'top_k'), { remedies: choices('top_k', [classes, 1]), madeBy: [0] });
}

function softmaxLossShapes(query: LayerQuery): readonly Shape[] {
  const [prediction] = query.bottoms;
  checkBatch(query);
  const axis = prediction && canonicalAxis(query.layer.param('softmax_param').number('axis'), prediction.length);
  if (axis !== undefined) checkLabels(query, axis);
  return query.layer.tops.map((_, index) => (index === 0 ? [] : firstBottom(query)));
}

/** One label for each item of the batch, and nothing beside it. */
const itemShapes = (query: LayerQuery): readonly Shape[] => {
  const truth = query.bottoms[1];
  if (truth?.slice(1).some((dim) => differ(dim, 1)) === true) {
    query.refuse('shape-mismatch', t`${query.layer.type} takes one label for each item of the batch; the labels are ${formatShape(truth)}.`, query.layer.bottoms[1]?.node, { madeBy: [1] });
  }
  return lossShapes(query);
};

/** Two sets of features to compare, as vectors of one length. */
const pairShapes = (query: LayerQuery): readonly Shape[] => {
  const [one, other] = query.bottoms;
  if (differ(one?.[1], other?.[1])) {
    query.refuse('shape-mismatch', t`The features ${formatShape(one ?? [])} and ${formatShape(other ?? [])} must be of the same length.`, query.layer.bottoms[1]?.node, { remedies: alike(query, 1), madeBy: [0, 1] });
  }
  return lossShapes(query);
};

/** Prediction and truth must have the same number of values. */
function checkCounts(query: LayerQuery): void {
  const [prediction, truth] = query.bottoms;
  if (prediction === undefined || truth === undefined || !differ(product(prediction), product(truth))) return;
  query.refuse('shape-mismatch', t`The prediction ${formatShape(prediction)} and the truth ${formatShape(truth)} must have as many values.`, query.layer.bottoms[1]?.node, { madeBy: [0, 1] });
}

const countedShapes = (query: LayerQuery): readonly Shape[] => {
  checkBatch(query);
  checkCounts(query);
  return query.layer.tops.map((_, index) => (index === 0 ? [] : firstBottom(query)));
};

type Part = Pick<LayerDefinition, 'type' | 'doc'> & Partial<LayerDefinition>;

const loss = (part: Part): LayerDefinition =>
  ({ category: 'loss', bottoms: exactly(2), tops: between(0, 1), shapes: lossShapes, window: () => everywhere, ...part });

const losses: readonly LayerDefinition[] = [
  loss({
    type: 'SoftmaxWithLoss', deployed: 'Softmax', v1: ['SOFTMAX_LOSS'], v0: ['softmax_loss'], param: 'loss_param', bottoms: between(2, 3), tops: between(0, 2),
    doc: phrase('-log of the softmax probability of the true class, averaged over all places whose label is not `ignore_label`.'),
    shapes: softmaxLossShapes,
  }),
  loss({ type: 'WeightedSoftmaxWithLoss', deployed: 'Softmax', bottoms: between(2, 3), tops: between(0, 2), doc: phrase('SoftmaxWithLoss with a weight for each place or class.') }),
  loss({ type: 'SoftmaxWithLossOHEM', deployed: 'Softmax', bottoms: between(2, 4), tops: between(0, 3), doc: phrase('SoftmaxWithLoss that also gives the loss of each place, to pick hard examples by.') }),
  loss({
    type: 'EuclideanLoss', v1: ['EUCLIDEAN_LOSS'], v0: ['euclidean_loss'], doc: phrase('1/(2N) · Σ (prediction - truth)².'), shapes: countedShapes,
  }),
  loss({ type: 'L1Loss', param: 'l1_loss_param', bottoms: between(1, 2), tops: between(0, 2), doc: phrase('The mean magnitude of the difference.') }),
  loss({
    type: 'SmoothL1Loss', v1: ['SMOOTH_L1_LOSS'], param: 'smooth_l1_loss_param', bottoms: between(2, 4),
    doc: phrase('Quadratic near 0 and linear beyond 1/sigma²: the box regression loss of Fast R-CNN. Further bottoms weight the values.'),
  }),
  loss({ type: 'SmoothL1LossOHEM', param: 'smooth_l1_loss_param', bottoms: between(2, 4), tops: between(0, 2), doc: phrase('SmoothL1Loss that also gives the loss of each region.') }),
  loss({ type: 'HingeLoss', v1: ['HINGE_LOSS'], param: 'hinge_loss_param', doc: phrase('One-versus-all margin loss, L1 or L2.') }),
  loss({
    type: 'SigmoidCrossEntropyLoss', deployed: 'Sigmoid', v1: ['SIGMOID_CROSS_ENTROPY_LOSS'], tops: between(0, 2), bottoms: between(2, 3), shapes: countedShapes,
    doc: phrase('Cross entropy of sigmoid(x) against a target between 0 and 1, value by value.'),
  }),
  loss({ type: 'MultinomialLogisticLoss', v1: ['MULTINOMIAL_LOGISTIC_LOSS'], v0: ['multinomial_logistic_loss'], shapes: itemShapes, doc: phrase('-log of the given probability of the true class.') }),
  loss({ type: 'InfogainLoss', v1: ['INFOGAIN_LOSS'], v0: ['infogain_loss'], param: 'infogain_loss_param', bottoms: between(2, 3), tops: between(0, 2), doc: phrase('Logistic loss weighted by a matrix of pairs of classes.') }),
  loss({ type: 'ContrastiveLoss', v1: ['CONTRASTIVE_LOSS'], param: 'contrastive_loss_param', bottoms: exactly(3), shapes: pairShapes, doc: phrase('Pulls pairs of one kind together and pushes others `margin` apart.') }),
  loss({ type: 'MultiBoxLoss', param: 'multibox_loss_param', bottoms: exactly(4), shapes: ({ layer }) => layer.tops.map(() => []), doc: phrase('SSD\'s loss: matches prior boxes with true ones, then box regression plus classification with hard negatives.') }),
];

/** One label for each place, and a second top with the accuracy of each class. */
const accuracy: LayerDefinition = {
  type: 'Accuracy',
  v1: ['ACCURACY'],
  v0: ['accuracy'],
  category: 'evaluation',
  param: 'accuracy_param',
  doc: phrase('The share of places whose true class is among the `top_k` highest scores.'),
  bottoms: exactly(2),
  tops: between(1, 2),
  shapes: (query) => {
    const [prediction] = query.bottoms;
    const axis = prediction && canonicalAxis(query.layer.param('accuracy_param').number('axis'), prediction.length);
    if (axis !== undefined) {
      checkLabels(query, axis);
      checkTopK(query, query.layer.param('accuracy_param'), prediction?.[axis]);
    }
    return query.layer.tops.map((_, index) => (index === 0 || axis === undefined ? [] : [prediction?.[axis] ?? '?']));
  },
  window: () => everywhere,
};

/** The largest value or its index along an axis, or over everything but the batch. */
function argMaxShapes(query: LayerQuery): readonly Shape[] | undefined {
  const fields = query.layer.param('argmax_param');
  const [bottom] = query.bottoms;
  const count = fields.number('top_k');
  if (bottom === undefined) return undefined;
  if (!fields.has('axis')) checkTopK(query, fields, product(bottom.slice(1)));
  if (fields.has('axis')) {
    const axis = axisOf(query, fields, 'axis', bottom);
    checkTopK(query, fields, axis === undefined ? undefined : bottom[axis]);
    return axis === undefined ? undefined : [bottom.map((dim, index) => (index === axis ? count : dim))];
  }
  const ones: Shape = new Array<number>(Math.max(bottom.length, 3)).fill(1);
  return [ones.map((dim, axis) => (axis === 0 ? (bottom[0] ?? 1) : axis === 1 && fields.flag('out_max_val') ? 2 : axis === 2 ? count : dim))];
}

const argMax: LayerDefinition = {
  type: 'ArgMax',
  v1: ['ARGMAX'],
  category: 'activation',
  param: 'argmax_param',
  doc: phrase('The index of the largest value along `axis`, or over everything but the batch; of equal ones the later. `out_max_val` gives the value.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: argMaxShapes,
  window: ({ layer, bottoms: [bottom] }) => {
    const fields = layer.param('argmax_param');
    const axis = canonicalAxis(fields.number('axis'), bottom?.length ?? 4) ?? 1;
    const isSpatial = !fields.has('axis') || axis >= 2;
    return isSpatial ? everywhere : pointwise;
  },
  isDecision: true,
  lower: lowerArgMax,
};

const softmax: LayerDefinition = {
  type: 'Softmax',
  v1: ['SOFTMAX'],
  v0: ['softmax'],
  category: 'activation',
  param: 'softmax_param',
  doc: phrase('exp(x) / Σ exp(x) along `axis`, mostly the classes: scores become probabilities.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => {
    const [bottom] = query.bottoms;
    if (bottom !== undefined) axisOf(query, query.layer.param('softmax_param'), 'axis', bottom);
    return sameShape(query);
  },
  window: ({ layer, bottoms: [bottom] }) => {
    const count = bottom?.length ?? 4;
    const axis = canonicalAxis(layer.param('softmax_param').number('axis'), count) ?? 1;
    const at = (spatial: number): Window => (count >= 4 && axis === spatial ? wholeAxis : shifted(0));
    return [at(count - 2), at(count - 1)];
  },
  lower: lowerSoftmax,
};

const evaluation = (part: Part): LayerDefinition =>
  ({ category: 'evaluation', bottoms: exactly(2), tops: between(0, 1), shapes: ({ layer }) => layer.tops.map(() => []), window: () => everywhere, ...part });

const evaluations: readonly LayerDefinition[] = [
  evaluation({
    type: 'SegAccuracy', v1: ['SEG_ACCURACY'], param: 'seg_accuracy_param', bottoms: between(2, 3), shapes: ({ layer }) => layer.tops.map(() => [1, 1, 1, 3]),
    doc: phrase('DeepLab\'s accuracy of a label map over all batches so far: of all pixels, mean of the classes, and mean intersection over union.'),
  }),
  evaluation({ type: 'EltwiseAccuracy', v1: ['ELTWISE_ACCURACY'], param: 'eltwise_accuracy_param', doc: phrase('DeconvNet\'s share of right pixels.') }),
  evaluation({ type: 'DetectionEvaluate', param: 'detection_evaluate_param', shapes: ({ layer }) => layer.tops.map(() => [1, 1, '?', 5]), doc: phrase('SSD\'s true and false positives for the mean average precision.') }),
];

export const lossLayers: readonly LayerDefinition[] = [softmax, argMax, accuracy, ...losses, ...evaluations];
