/** Lowering of the layers that work on each value by itself. */
import { t } from '../../l10n/text';
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { castTarget } from '../../onnx/model';
import { filled, identity, map, numberOf, plus, times, toPower, type Lower } from './values';

const single = (op: string): Lower => map((context, x) => context.node(op, [x]));

const relu = map((context, x) => {
  const slope = numberOf(context, context.layer.param('relu_param'), 'negative_slope');
  return slope === 0 ? context.node('Relu', [x]) : context.node('LeakyRelu', [x], { alpha: { float: slope } });
});

/** The slopes are laid along axis 1. */
const prelu = map((context, x) => {
  const [shape = []] = context.bottomShapes;
  const isShared = context.layer.param('prelu_param').flag('channel_shared');
  const slope = context.weight(0, isShared ? [1] : [shape[1] ?? 1, ...shape.slice(2).map(() => 1)]);
  return context.node('PRelu', [x, slope]);
});

/** (shift + scale·x)^power; where scale or power is 0 the input does not matter. */
const power = map((context, x) => {
  const fields = context.layer.param('power_param');
  const [exponent, scale, shift] = ['power', 'scale', 'shift'].map((name) => numberOf(context, fields, name)) as [number, number, number];
  const [shape = []] = context.bottomShapes;
  if (exponent === 0 || scale === 0) return filled(context, exponent === 0 ? 1 : shift ** exponent, shape);
  const base = plus(context, times(context, x, scale), shift);
  const raised = toPower(context, base, exponent);
  return Number.isInteger(exponent) ? raised : withoutNegative(context, base, raised);
});

/** Powers of negative numbers that are no numbers: WebGPU takes those of their magnitudes. */
const withoutNegative = (context: LoweringContext, base: TensorName, raised: TensorName): TensorName =>
  context.node('Where', [context.node('Less', [base, context.scalar(0)]), context.scalar(NaN), raised]);

/** base^(shift + scale·x) as base^shift · e^(ln(base)·scale·x). */
const exp = map((context, x) => {
  const fields = context.layer.param('exp_param');
  const [base, scale, shift] = ['base', 'scale', 'shift'].map((name) => numberOf(context, fields, name)) as [number, number, number];
  const logarithm = base === -1 ? 1 : Math.log(base);
  return times(context, context.node('Exp', [times(context, x, logarithm * scale)]), Math.exp(logarithm * shift));
});

const log = map((context, x) => {
  const fields = context.layer.param('log_param');
  const [base, scale, shift] = ['base', 'scale', 'shift'].map((name) => numberOf(context, fields, name)) as [number, number, number];
  const argument = plus(context, times(context, x, scale), shift);
  const natural = withPoles(context, argument, context.node('Log', [argument]));
  return times(context, natural, base === -1 ? 1 : 1 / Math.log(base));
});

/** Logarithms of 0 and below, of which WebGPU says nothing. */
function withPoles(context: LoweringContext, argument: TensorName, logarithm: TensorName): TensorName {
  const zero = context.scalar(0);
  const others = context.node('Where', [context.node('Equal', [argument, zero]), context.scalar(-Infinity), context.scalar(NaN)]);
  return context.node('Where', [context.node('Greater', [argument, zero]), logarithm, others]);
}

const threshold = map((context, x) => {
  const limit = context.scalar(numberOf(context, context.layer.param('threshold_param'), 'threshold'));
  return context.node('Cast', [context.node('Greater', [x, limit])], { to: castTarget('float32') });
});

const clipped = (context: LoweringContext, x: TensorName, min: number, max: number): TensorName =>
  context.node('Clip', [x, context.scalar(min), context.scalar(max)]);

const clip = map((context, x) => {
  const fields = context.layer.param('clip_param');
  return clipped(context, x, numberOf(context, fields, 'min'), numberOf(context, fields, 'max'));
});

const swish = map((context, x) => {
  const beta = numberOf(context, context.layer.param('swish_param'), 'beta');
  return context.node('Mul', [x, context.node('Sigmoid', [times(context, x, beta)])]);
});

const elu = map((context, x) => context.node('Elu', [x], { alpha: { float: numberOf(context, context.layer.param('elu_param'), 'alpha') } }));

const hardSwish = map((context, x) => times(context, context.node('Mul', [x, clipped(context, plus(context, x, 3), 0, 6)]), 1 / 6));

/** Passes its input in testing; some forks drop values there too, or scale down instead of up in training. */
const dropout: Lower = (context) => {
  const fields = context.layer.param('dropout_param');
  if (fields.flag('sample_weights_test')) context.unsupported(t('sample_weights_test drops values at random; remove it'));
  if (fields.flag('scale_train') || !fields.has('scale_train')) identity(context);
  else map((inner, x) => times(inner, x, 1 - numberOf(inner, fields, 'dropout_ratio')))(context);
};

/** By V2 type. */
export const activationLowerings: Readonly<Record<string, Lower>> = {
  ReLU: relu,
  ReLU6: map((context, x) => clipped(context, x, 0, 6)),
  PReLU: prelu,
  ELU: elu,
  SeLu: single('Selu'),
  Sigmoid: single('Sigmoid'),
  TanH: single('Tanh'),
  AbsVal: single('Abs'),
  BNLL: single('Softplus'),
  Power: power,
  Exp: exp,
  Log: log,
  Threshold: threshold,
  Swish: swish,
  Clip: clip,
  HardSwish: hardSwish,
  Dropout: dropout,
  SeLuDropout: identity,
};
