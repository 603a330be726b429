/** Lowering of the recurrent layers: one step after the other, as Caffe itself unrolls them. */
import { t } from '../../l10n/text';
import type { LoweringContext, TensorName } from '../../onnx/lowering';
import { filled, productOf, reshaped, type Lower } from './values';

/** What a step is given: (batch, rows) from the inputs, and (batch, 1) that is 0 where a sequence begins. */
interface Step {
  input: TensorName;
  isContinued: TensorName;
}

/** Sizes of a layer, and the tensors of its hidden states before the first step, (batch, hidden) each. */
interface Sequence {
  steps: readonly Step[];
  batch: number;
  hidden: number;
  start: readonly TensorName[];
  /** The index of the first weight blob after those of the inputs. */
  nextBlob: number;
}

/** The parts of a tensor along its first axis, each without it. */
function unstacked(context: LoweringContext, x: TensorName, count: number, shape: readonly number[]): TensorName[] {
  const parts = count === 1 ? [x] : context.nodes('Split', [x, context.integers(new Array<number>(count).fill(1))], count, { axis: 0 });
  return parts.map((part) => reshaped(context, part, shape));
}

const product = (context: LoweringContext, x: TensorName, blob: number, bias?: TensorName): TensorName =>
  context.node('Gemm', [x, context.weight(blob), bias], { transB: 1 });

/** Whether a third bottom is the same input for every step, and not a hidden state. */
export const hasStaticInput = (context: Pick<LoweringContext, 'layer' | 'bottoms'>, states: number): boolean =>
  context.bottoms.length > 2 + (context.layer.param('recurrent_param').flag('expose_hidden') ? states : 0);

/** Everything that does not depend on earlier steps: W·x + b, with W'·s of the static input. @param states how many hidden states the layer has */
function sequenceOf(context: LoweringContext, states: number): Sequence {
  const [time = 1, batch = 1, ...inner] = context.bottomShapes[0] ?? [];
  const hidden = context.topShapes[0]?.[2] ?? context.unsupported(t('its num_output is not known'));
  const isStatic = hasStaticInput(context, states);
  const [x = '', continued = '', fixed = ''] = context.inputs;
  const own = product(context, reshaped(context, x, [time * batch, productOf(inner)]), 0, context.weight(1));
  const stacked = reshaped(context, own, [time, batch, -1]);
  const shared = isStatic ? product(context, reshaped(context, fixed, [batch, productOf(context.bottomShapes[2]?.slice(1) ?? [])]), 2) : undefined;
  const inputs = unstacked(context, shared === undefined ? stacked : context.node('Add', [stacked, shared]), time, [batch, -1]);
  const flags = unstacked(context, continued, time, [batch, 1]);
  const given = context.inputs.slice(isStatic ? 3 : 2).map((state) => reshaped(context, state, [batch, hidden]));
  const start = Array.from({ length: states }, (_, i) => given[i] ?? filled(context, 0, [batch, hidden]));
  return { steps: inputs.map((input, i) => ({ input, isContinued: flags[i] ?? '' })), batch, hidden, start, nextBlob: isStatic ? 3 : 2 };
}

/** The outputs of all steps, and the last hidden states where the layer shows them. */
function finish(context: LoweringContext, { batch, hidden }: Sequence, outputs: readonly TensorName[], last: readonly TensorName[]): void {
  const parts = outputs.map((output) => reshaped(context, output, [1, batch, hidden]));
  context.output(0, parts.length === 1 ? (parts[0] ?? '') : context.node('Concat', parts, { axis: 0 }));
  for (const [i, state] of last.entries()) if (i + 1 < context.topShapes.length) context.output(i + 1, reshaped(context, state, [1, batch, hidden]));
}

/** Cell and hidden state from the cell before and the gates: input, forget, output, new content. */
function cellOf(context: LoweringContext, cell: TensorName, gates: TensorName, isContinued: TensorName, hidden: number, axis: number): { cell: TensorName; hidden: TensorName } {
  const parts = context.nodes('Split', [gates, context.integers([hidden, hidden, hidden, hidden])], 4, { axis });
  const [into = '', keep = '', out = ''] = parts.slice(0, 3).map((gate) => context.node('Sigmoid', [gate]));
  const content = context.node('Tanh', [parts[3]]);
  const kept = context.node('Mul', [context.node('Mul', [keep, isContinued]), cell]);
  const next = context.node('Add', [kept, context.node('Mul', [into, content])]);
  return { cell: next, hidden: context.node('Mul', [out, context.node('Tanh', [next])]) };
}

export const lowerLstm: Lower = (context) => {
  const sequence = sequenceOf(context, 2);
  let [state = '', cell = ''] = sequence.start;
  const outputs = sequence.steps.map(({ input, isContinued }) => {
    const recurrent = product(context, context.node('Mul', [state, isContinued]), sequence.nextBlob);
    ({ cell, hidden: state } = cellOf(context, cell, context.node('Add', [input, recurrent]), isContinued, sequence.hidden, 1));
    return state;
  });
  finish(context, sequence, outputs, [state, cell]);
};

export const lowerRnn: Lower = (context) => {
  const sequence = sequenceOf(context, 1);
  let [state = ''] = sequence.start;
  const outputs = sequence.steps.map(({ input, isContinued }) => {
    const recurrent = product(context, context.node('Mul', [state, isContinued]), sequence.nextBlob);
    state = context.node('Tanh', [context.node('Add', [input, recurrent])]);
    return context.node('Tanh', [product(context, state, sequence.nextBlob + 1, context.weight(sequence.nextBlob + 2))]);
  });
  finish(context, sequence, outputs, [state]);
};

/** One step of an LSTM on (1, batch, …) blobs. */
export const lowerLstmUnit: Lower = (context) => {
  const [cell = '', gates = '', continued = ''] = context.inputs;
  const [, batch = 1, hidden = 1] = context.bottomShapes[0] ?? [];
  const next = cellOf(context, cell, gates, reshaped(context, continued, [1, batch, 1]), hidden, 2);
  context.output(0, next.cell);
  context.output(1, next.hidden);
};
