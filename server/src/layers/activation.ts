/** Layers that work on each value by itself: the shape stays, most work in place. */
import { phrase, t } from '../l10n/text';
import type { LayerDefinition, LayerQuery, ParameterBlob } from './definition';
import type { Shape } from '../net/shape';
import { exactly, firstBottom, known, placeOf } from './dims';
import { choices, drop } from './remedy';
import { activationLowerings } from './lowering/activation';

/** Every top has the shape of the bottom. */
export const sameShape = ({ bottoms, layer }: LayerQuery): readonly Shape[] | undefined => {
  const [bottom] = bottoms;
  return bottom && layer.tops.map(() => bottom);
};

/** What an activation's definition says beyond what they all share. */
type Part = Pick<LayerDefinition, 'type' | 'doc'> & Partial<LayerDefinition>;

const activation = (part: Part): LayerDefinition => {
  const lower = activationLowerings[part.type];
  return { category: 'activation', bottoms: exactly(1), tops: exactly(1), shapes: sameShape, ...(lower && { lower }), ...part };
};

/** One slope for each channel, or one for all. */
function slopes(query: LayerQuery): readonly ParameterBlob[] {
  const fields = query.layer.param('prelu_param');
  const shape: Shape = fields.flag('channel_shared') ? [] : [firstBottom(query)[1] ?? '?'];
  return [{ role: phrase('slope'), shape, filler: 'filler', initial: 0.25 }];
}

/** A base of e, or one whose logarithm is a number; that of Log must not be 0. */
const withBase = (param: string, refusesOne: boolean) => (query: LayerQuery): readonly Shape[] | undefined => {
  const fields = query.layer.param(param);
  const base = known(fields.number('base')) ?? -1;
  if ((base !== -1 && base <= 0) || (refusesOne && base === 1)) {
    const message = base === 1 ? t('There is no logarithm to the base 1; the base -1 stands for e.') : t('`base` must be above 0, or -1 for e.');
    query.refuse('bad-parameter', message, placeOf(fields, 'base'), { remedies: [drop(['base']), ...choices('base', [10, 2])] });
  }
  return sameShape(query);
};

/** A slope for each channel needs an axis for them. */
function slopedShapes(query: LayerQuery): readonly Shape[] | undefined {
  const [bottom] = query.bottoms;
  if (bottom !== undefined && bottom.length < 2) {
    query.refuse('axis-count', t`PReLU needs an axis of channels; this blob has ${bottom.length}: ${bottom.join('×')}.`, query.layer.bottoms[0]?.node, { madeBy: [0] });
  }
  return sameShape(query);
}

export const activationLayers: readonly LayerDefinition[] = [
  activation({
    type: 'ReLU', v1: ['RELU'], v0: ['relu'], param: 'relu_param',
    doc: phrase('max(x, 0); with `negative_slope` a, x for x > 0 and a·x otherwise. Of -∞ a run here makes 0, where Caffe makes NaN.'),
  }),
  activation({ type: 'ReLU6', param: 'relu6_param', doc: phrase('min(max(x, 0), 6), as MobileNet uses it.') }),
  activation({ type: 'PReLU', param: 'prelu_param', doc: phrase('x for x > 0, a·x otherwise, with a learnt slope for each channel.'), shapes: slopedShapes, parameters: slopes }),
  activation({ type: 'ELU', param: 'elu_param', doc: phrase('x for x > 0, α·(exp(x) - 1) otherwise.') }),
  activation({ type: 'SeLu', param: 'selu_param', doc: phrase('λ·x for x > 0, λ·α·(exp(x) - 1) otherwise; keeps mean 0 and variance 1 through deep nets.') }),
  activation({ type: 'Sigmoid', v1: ['SIGMOID'], v0: ['sigmoid'], param: 'sigmoid_param', doc: phrase('1 / (1 + exp(-x)).') }),
  activation({ type: 'TanH', v1: ['TANH'], v0: ['tanh'], param: 'tanh_param', doc: phrase('The hyperbolic tangent.') }),
  activation({ type: 'AbsVal', v1: ['ABSVAL'], inPlace: 'refused', doc: phrase('|x|. Not in place: its gradient needs the sign of the input.') }),
  activation({ type: 'BNLL', v1: ['BNLL'], v0: ['bnll'], doc: phrase('log(1 + exp(x)), a smooth ReLU (binomial normal log likelihood).') }),
  activation({ type: 'Power', v1: ['POWER'], param: 'power_param', doc: phrase('(shift + scale·x)^power.') }),
  activation({ type: 'Exp', v1: ['EXP'], param: 'exp_param', doc: phrase('base^(shift + scale·x); base -1 stands for e.'), shapes: withBase('exp_param', false) }),
  activation({ type: 'Log', param: 'log_param', doc: phrase('log_base(shift + scale·x); base -1 stands for e.'), shapes: withBase('log_param', true) }),
  activation({ type: 'Threshold', v1: ['THRESHOLD'], param: 'threshold_param', doc: phrase('1 where x exceeds the threshold, 0 elsewhere.') }),
  activation({ type: 'Swish', param: 'swish_param', doc: phrase('x·sigmoid(β·x).') }),
  activation({ type: 'Clip', param: 'clip_param', doc: phrase('x held between `min` and `max`.') }),
  activation({ type: 'HardSwish', doc: phrase('x·min(max(x + 3, 0), 6) / 6, a cheap Swish.') }),
  activation({ type: 'HardSigmoid', doc: phrase('A sigmoid of three straight pieces.') }),
  activation({
    type: 'Dropout', v1: ['DROPOUT'], v0: ['dropout'], param: 'dropout_param',
    doc: phrase('In training sets a share `dropout_ratio` of the values to 0 and scales the rest up; in testing passes them as they are.'),
  }),
  activation({ type: 'SeLuDropout', param: 'selu_dropout_param', doc: phrase('Dropout that keeps the mean and variance of SeLu units.') }),
];
