/** Layers that bring values to a common scale: BatchNorm, the forks' BN, Scale, Bias, LRN, MVN, Normalize. */
import { phrase, t, type Phrase } from '../l10n/text';
import { formatShape, type Dim, type Shape } from '../net/shape';
import type { DialectId } from '../schema/dialects';
import type { Fields } from '../schema/fields';
import { sameShape } from './activation';
import { batchNormAffine, biasAffine, bnAffine, scaleAffine } from './affine';
import type { LayerDefinition, LayerQuery, ParameterBlob, Window } from './definition';
import { axisOf, between, canonicalAxis, differ, exactly, firstBottom, known, placeOf } from './dims';
import { checkFourAxes } from './mending';
import { choices, type Remedy } from './remedy';
import { both, everywhere, pointwise, shifted } from './windows';
import { lowerBatchNorm, lowerBias, lowerBn, lowerLrn, lowerMvn, lowerNormalize, lowerScale } from './lowering/normalization';

const channelsOf = (query: LayerQuery): Dim => {
  const shape = firstBottom(query);
  return shape.length === 1 ? 1 : (shape[1] ?? '?');
};

/** Three sums, to be divided by the last; NVIDIA's can hold the scale and bias too. */
function batchNormParameters(query: LayerQuery): readonly ParameterBlob[] {
  const channels = channelsOf(query);
  const sums: readonly ParameterBlob[] = [
    { role: phrase('mean'), shape: [channels] }, { role: phrase('variance'), shape: [channels], neutral: 1 }, { role: phrase('scale factor'), shape: [1], neutral: 1 },
  ];
  const fields = query.layer.param('batch_norm_param');
  const hasScale = fields.has('scale_bias') && fields.flag('scale_bias');
  return hasScale ? [...sums, { role: phrase('scale'), shape: [channels], filler: 'scale_filler', initial: 1 }, { role: phrase('bias'), shape: [channels], filler: 'bias_filler' }] : sums;
}

const batchNorm: LayerDefinition = {
  type: 'BatchNorm',
  category: 'normalization',
  param: 'batch_norm_param',
  doc: phrase('(x - mean) / sqrt(variance + eps) for each channel. Training takes mean and variance of the batch, testing the stored ones, '
    + 'unless `use_global_stats` says otherwise. A Scale layer after it adds the learnt factor and bias.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: sameShape,
  parameters: batchNormParameters,
  // Files with three `param`s are taken for ones of an older Caffe, and upgrading them drops the names.
  keepsParamNames: ({ paramNames }) => paramNames.length !== 3,
  affine: batchNormAffine,
  lower: lowerBatchNorm,
};

/** Forks whose BN has a scale and a shift only. */
const scaleAndShift: ReadonlySet<DialectId> = new Set<DialectId>(['segnet', 'enet', 'deconvnet']);

/** SegNet's BN holds scale and shift; PSPNet's slope, bias and the running mean and variance. */
function bnParameters(query: LayerQuery): readonly ParameterBlob[] {
  const fields = query.layer.param('bn_param');
  const shape: Shape = [1, channelsOf(query), 1, 1];
  const isSegNet = ['bn_mode', 'scale_filler', 'shift_filler'].some((name) => fields.has(name)) || scaleAndShift.has(fields.dialect);
  if (isSegNet) return [{ role: phrase('scale'), shape, filler: 'scale_filler', neutral: 1 }, { role: phrase('shift'), shape, filler: 'shift_filler' }];
  return [
    { role: phrase('slope'), shape, filler: 'slope_filler', neutral: 1 }, { role: phrase('bias'), shape, filler: 'bias_filler' },
    { role: phrase('mean'), shape }, { role: phrase('variance'), shape, neutral: 1 },
  ];
}

const bn: LayerDefinition = {
  type: 'BN',
  v1: ['BN'],
  category: 'normalization',
  param: 'bn_param',
  doc: phrase('Batch normalisation with its factor and bias in one layer. In PSPNet: slope·(x - mean)/sqrt(variance + eps) + bias with stored statistics; '
    + 'in SegNet: scale·x + shift in INFERENCE mode, statistics of the batch in LEARN mode.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: sameShape,
  parameters: bnParameters,
  affine: (query) => bnAffine(query, bnParameters(query).length),
  lower: lowerBn,
};

/** The shape of the learnt factor: `num_axes` axes from `axis` on, -1 for all that follow. */
function factorShape({ bottoms: [bottom] }: LayerQuery, fields: Fields): Shape | undefined {
  const count = known(fields.number('num_axes'));
  const axis = bottom && canonicalAxis(fields.number('axis'), bottom.length);
  if (bottom === undefined || axis === undefined || count === undefined) return undefined;
  return count === -1 ? bottom.slice(axis) : bottom.slice(axis, axis + count);
}

function checkFactor(query: LayerQuery, fields: Fields): void {
  const [bottom, factor] = query.bottoms;
  if (bottom === undefined) return;
  if (query.layer.bottoms.length > 1) {
    checkBottomFactor(query, bottom, factor, fields);
    return;
  }
  const axis = axisOf(query, fields, 'axis', bottom);
  const count = known(fields.number('num_axes')) ?? 1;
  if (count < -1) query.refuse('bad-parameter', t`\`num_axes\` must be at least ${-1}.`, placeOf(fields, 'num_axes'), { remedies: choices('num_axes', [-1, 1]) });
  if (axis !== undefined && count > 0 && axis + count > bottom.length) {
    query.refuse('bad-parameter', t`${count} axes from axis ${axis} on are more than the ${bottom.length} of the blob.`, placeOf(fields, 'num_axes') ?? placeOf(fields, 'axis'), { remedies: choices('num_axes', [bottom.length - axis, -1]), madeBy: [0] });
  }
}

/** Other axes along which the factor matches. */
function factorAxis(bottom: Shape, factor: Shape): readonly Remedy[] {
  const starts = bottom.map((_, axis) => axis).filter((axis) => axis + factor.length <= bottom.length && factor.every((dim, index) => dim === bottom[axis + index]));
  return choices('axis', starts);
}

/** A factor that comes as the second bottom must match the axes of the first from `axis` on. */
function checkBottomFactor(query: LayerQuery, bottom: Shape, factor: Shape | undefined, fields: Fields): void {
  if (factor === undefined || factor.length === 0) return;
  const axis = axisOf(query, fields, 'axis', bottom);
  if (axis === undefined) return;
  const part = bottom.slice(axis, axis + factor.length);
  if (part.length !== factor.length || part.some((dim, index) => differ(dim, factor[index]))) {
    query.refuse('shape-mismatch', t`The factor of shape ${formatShape(factor)} does not match ${formatShape(bottom)} from axis ${axis} on.`, query.layer.bottoms[1]?.node, { remedies: factorAxis(bottom, factor), madeBy: [0, 1] });
  }
}

function factorParameters(query: LayerQuery, fields: Fields, role: Phrase): readonly ParameterBlob[] {
  const initial = role === 'scale' ? 1 : 0;
  return query.layer.bottoms.length > 1 ? [] : [{ role, shape: factorShape(query, fields) ?? ['?'], filler: 'filler', initial }];
}

const scale: LayerDefinition = {
  type: 'Scale',
  category: 'normalization',
  param: 'scale_param',
  doc: phrase('Multiplies by a learnt factor, one for each channel by default, and adds a bias with `bias_term`. With a second bottom that one is the factor.'),
  bottoms: between(1, 2),
  tops: exactly(1),
  shapes: (query) => {
    checkFactor(query, query.layer.param('scale_param'));
    return sameShape(query);
  },
  parameters: (query) => {
    const fields = query.layer.param('scale_param');
    const factor = factorParameters(query, fields, phrase('scale'));
    if (!fields.flag('bias_term')) return factor;
    const shape = query.layer.bottoms.length > 1 ? query.bottoms[1] : factorShape(query, fields);
    return [...factor, { role: phrase('bias'), shape: shape ?? ['?'], filler: 'bias_filler' }];
  },
  window: (_, bottom) => (bottom === 0 ? pointwise : 'none'),
  affine: scaleAffine,
  lower: lowerScale,
};

const bias: LayerDefinition = {
  type: 'Bias',
  category: 'normalization',
  param: 'bias_param',
  doc: phrase('Adds a learnt bias, one for each channel by default. With a second bottom that one is added.'),
  bottoms: between(1, 2),
  tops: exactly(1),
  shapes: (query) => {
    checkFactor(query, query.layer.param('bias_param'));
    return sameShape(query);
  },
  parameters: (query) => factorParameters(query, query.layer.param('bias_param'), phrase('bias')),
  window: (_, bottom) => (bottom === 0 ? pointwise : 'none'),
  affine: biasAffine,
  lower: lowerBias,
};

/** WITHIN_CHANNEL looks at a square of local_size units, ACROSS_CHANNELS at the unit alone. */
function lrnWindow({ layer }: LayerQuery): readonly [Window, Window] {
  const fields = layer.param('lrn_param');
  const size = known(fields.number('local_size')) ?? 1;
  if (fields.choice('norm_region') !== 'WITHIN_CHANNEL') return pointwise;
  return both({ ...shifted(0 - (size - 1) / 2), taps: size });
}

const lrn: LayerDefinition = {
  type: 'LRN',
  v1: ['LRN'],
  v0: ['lrn'],
  category: 'normalization',
  param: 'lrn_param',
  doc: phrase('x / (k + alpha/n · Σx²)^beta over `local_size` neighbouring channels, or over a square of the same channel (WITHIN_CHANNEL, k = 1).'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: (query) => {
    const fields = query.layer.param('lrn_param');
    const size = known(fields.number('local_size'));
    if (size !== undefined && size % 2 === 0) query.refuse('bad-parameter', t('`local_size` must be odd.'), placeOf(fields, 'local_size'), { remedies: choices('local_size', [size + 1, size - 1]).filter(() => size > 0) });
    checkFourAxes(query);
    return sameShape(query);
  },
  window: lrnWindow,
  lower: lowerLrn,
};

const mvn: LayerDefinition = {
  type: 'MVN',
  v1: ['MVN'],
  category: 'normalization',
  param: 'mvn_param',
  doc: phrase('Subtracts each map\'s mean and divides by its standard deviation plus eps.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: sameShape,
  window: () => everywhere,
  lower: lowerMvn,
};

/** One factor for each channel, or one for all. */
const normalize = (type: string): LayerDefinition => ({
  type,
  category: 'normalization',
  param: 'norm_param',
  doc: phrase('Divides by the L2 norm over the channels of each place (or of the whole map with `across_spatial`) and multiplies by a learnt factor.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: sameShape,
  parameters: (query) => [{ role: phrase('scale'), shape: query.layer.param('norm_param').flag('channel_shared') ? [] : [channelsOf(query)], filler: 'scale_filler', initial: 1 }],
  window: ({ layer }) => (layer.param('norm_param').flag('across_spatial') ? everywhere : pointwise),
  lower: lowerNormalize,
});

const grn: LayerDefinition = {
  type: 'GRN',
  category: 'normalization',
  param: 'grn_param',
  doc: phrase('Divides by the L2 norm over the channels of each place.'),
  bottoms: exactly(1),
  tops: exactly(1),
  shapes: sameShape,
};

export const normalizationLayers: readonly LayerDefinition[] = [batchNorm, bn, scale, bias, lrn, mvn, normalize('Normalize'), grn];
