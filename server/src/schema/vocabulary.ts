/** String fields that take one of a few words, and what each word means. */
import { phrase, type Phrase } from '../l10n/text';
import { policies } from './learning-rate';

export interface Word {
  name: string;
  doc: Phrase;
}

/** Caffe's optimisers, by the names of today. */
export const optimisers: readonly Word[] = [
  { name: 'SGD', doc: phrase('Stochastic gradient descent with `momentum`.') },
  { name: 'Nesterov', doc: phrase('Momentum whose gradient is taken where the step leads.') },
  { name: 'AdaGrad', doc: phrase('A step for each weight, smaller the more it has moved. Takes no momentum.') },
  { name: 'RMSProp', doc: phrase('A step for each weight, from a running mean of squares (`rms_decay`). Takes no momentum.') },
  { name: 'AdaDelta', doc: phrase('Like RMSProp, with the unit of the weights; `momentum` is the decay, and `delta` matters.') },
  { name: 'Adam', doc: phrase('Running means of the gradient (`momentum`) and of its square (`momentum2`).') },
];

export const regularizations: readonly Word[] = [
  { name: 'L2', doc: phrase('Weights shrink in proportion to their size.') },
  { name: 'L1', doc: phrase('Weights shrink by the same amount, small ones to zero.') },
];

/** The fillers of filler.hpp. */
const fillers: readonly Word[] = [
  { name: 'constant', doc: phrase('Every value is `value`, 0 unless given.') },
  { name: 'gaussian', doc: phrase('Normal values of mean `mean` and standard deviation `std`. DeepLab starts new layers with `std: 0.01`.') },
  { name: 'uniform', doc: phrase('Even values from `min` to `max`.') },
  { name: 'xavier', doc: phrase('Even values that keep the variance, after Glorot and Bengio: ± √(3 / fan).') },
  { name: 'msra', doc: phrase('Normal values that keep the variance behind rectifiers, after He and others: std √(2 / fan).') },
  { name: 'bilinear', doc: phrase('The kernel that enlarges a map bilinearly, for a Deconvolution with `group` equal to `num_output`.') },
  { name: 'positive_unitball', doc: phrase('Positive values whose sum over each output is 1.') },
];

const learningRatePolicies: readonly Word[] = Object.entries(policies).map(([name, { formula }]) => ({ name, doc: formula }));

/** By message and field. */
const vocabularies: Readonly<Record<string, readonly Word[]>> = {
  'SolverParameter.type': optimisers,
  'SolverParameter.regularization_type': regularizations,
  'SolverParameter.lr_policy': learningRatePolicies,
  'FillerParameter.type': fillers,
};

/** The words that a string field takes; undefined where any text will do. */
export const vocabularyOf = (message: string, field: string): readonly Word[] | undefined =>
  Object.hasOwn(vocabularies, `${message}.${field}`) ? vocabularies[`${message}.${field}`] : undefined;
