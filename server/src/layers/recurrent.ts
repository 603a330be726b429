/** Recurrent layers over (time, batch, …) blobs. */
import { phrase, t, type Phrase } from '../l10n/text';
import { formatShape, unknownDim, type Dim, type Shape } from '../net/shape';
import type { LayerDefinition, LayerQuery, ParameterBlob } from './definition';
import { atLeast, checkAtLeast, checkGiven, combine, differ, exactly, firstBottom, outputsOf, product } from './dims';
import { hasStaticInput, lowerLstm, lowerLstmUnit, lowerRnn } from './lowering/recurrent';

const outputs = ({ layer }: LayerQuery): Dim => outputsOf(layer.param('recurrent_param'));

/** (time, batch, …) with a mark for each of both, and what stays for a whole sequence by batch. @param states how many hidden states may be bottoms */
function checkSequence(query: LayerQuery, states: number): void {
  const [input, marks] = query.bottoms;
  const fixed = hasStaticInput(query, states) ? query.bottoms[2] : undefined;
  const { layer, refuse } = query;
  const fields = layer.param('recurrent_param');
  checkGiven(query, fields, 'num_output');
  checkAtLeast(query, fields, 'num_output');
  if (input !== undefined && input.length < 2) refuse('axis-count', t`${layer.type} reads (time, batch, …), at least 2 axes; this blob has ${input.length}.`, layer.bottoms[0]?.node, { madeBy: [0] });
  if (marks !== undefined && (marks.length !== 2 || [0, 1].some((axis) => differ(input?.[axis], marks[axis])))) {
    refuse('shape-mismatch', t`The marks of where sequences begin are ${formatShape(marks)}; they must be (time, batch), ${formatShape(input?.slice(0, 2) ?? [])}.`, layer.bottoms[1]?.node, { madeBy: [0, 1] });
  }
  if (differ(input?.[1], fixed?.[0])) {
    refuse('shape-mismatch', t`The input that stays for a whole sequence is ${formatShape(fixed ?? [])}; its batch must be ${String(input?.[1])}.`, layer.bottoms[2]?.node, { madeBy: [0, 2] });
  }
}

const shapes = (query: LayerQuery, states: number): readonly Shape[] => {
  checkSequence(query, states);
  const [time = unknownDim, batch = unknownDim] = firstBottom(query);
  return query.layer.tops.map((_, index) => [index === 0 ? time : 1, batch, outputs(query)]);
};

const weights = (role: Phrase, rows: Dim, columns: Dim): ParameterBlob => ({ role, shape: [rows, columns], filler: 'weight_filler' });
const bias = (role: Phrase, rows: Dim): ParameterBlob => ({ role, shape: [rows], filler: 'bias_filler' });

/** The gates stand above each other in one matrix: 4 for an LSTM, 1 for an RNN. @param states how many hidden states may be bottoms */
const inputBlobs = (query: LayerQuery, gates: number, states: number): readonly ParameterBlob[] => {
  const rows = combine([outputs(query)], (size) => size * gates);
  const fixed = hasStaticInput(query, states) ? query.bottoms[2] : undefined;
  const own = [weights(phrase('input weights'), rows, product(firstBottom(query).slice(2))), bias(phrase('bias'), rows)];
  return fixed === undefined ? own : [...own, weights(phrase('static input weights'), rows, product(fixed.slice(1)))];
};

const recurrent = (states: number) =>
  ({ category: 'other', param: 'recurrent_param', bottoms: atLeast(2), tops: atLeast(1), shapes: (query) => shapes(query, states) }) satisfies Partial<LayerDefinition>;

export const recurrentLayers: readonly LayerDefinition[] = [
  {
    ...recurrent(2),
    type: 'LSTM',
    doc: phrase('Long short-term memory over time; the second bottom is 0 where a sequence begins.'),
    parameters: (query) => [...inputBlobs(query, 4, 2), weights(phrase('hidden weights'), combine([outputs(query)], (size) => size * 4), outputs(query))],
    lower: lowerLstm,
  },
  {
    ...recurrent(1),
    type: 'RNN',
    doc: phrase('A plain recurrent net, h = tanh(W·x + U·h + b), o = tanh(V·h + c); the second bottom is 0 where a sequence begins.'),
    parameters: (query) => [
      ...inputBlobs(query, 1, 1), weights(phrase('hidden weights'), outputs(query), outputs(query)),
      weights(phrase('output weights'), outputs(query), outputs(query)), bias(phrase('output bias'), outputs(query)),
    ],
    lower: lowerRnn,
  },
  {
    type: 'LSTMUnit', category: 'other', bottoms: exactly(3), tops: exactly(2), doc: phrase('One step of an LSTM: cell and gates in, cell and hidden state out.'),
    shapes: ({ bottoms: [cell] }) => cell && [cell, cell],
    lower: lowerLstmUnit,
  },
];
