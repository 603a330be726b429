/** The learning rate policies of Caffe's solver: which parameters each reads, and the rate at an iteration. */
import { phrase, type Phrase } from '../l10n/text';
import type { Fields } from './fields';

/** The solver's numbers that policies read; 0 where the file has none, as in Caffe. */
export interface PolicyNumbers {
  base: number;
  gamma: number;
  power: number;
  stepsize: number;
  maxIterations: number;
  /** Increasing. */
  steps: readonly number[];
}

export interface Policy {
  /** Fields without which it makes no sense. */
  needs: readonly string[];
  /** The rate as a formula, for messages and hovers. */
  formula: Phrase;
  /** The rate at an iteration, as SGDSolver::GetLearningRate computes it; undefined where it depends on the loss. */
  rate?(numbers: PolicyNumbers, iteration: number): number;
}

export const policies: Readonly<Record<string, Policy>> = {
  fixed: { needs: [], formula: phrase('base_lr'), rate: ({ base }) => base },
  step: {
    needs: ['gamma', 'stepsize'], formula: phrase('base_lr · gamma ^ ⌊iter / stepsize⌋'),
    rate: ({ base, gamma, stepsize }, iteration) => base * gamma ** Math.floor(iteration / stepsize),
  },
  exp: { needs: ['gamma'], formula: phrase('base_lr · gamma ^ iter'), rate: ({ base, gamma }, iteration) => base * gamma ** iteration },
  inv: {
    needs: ['gamma', 'power'], formula: phrase('base_lr · (1 + gamma · iter) ^ -power'),
    rate: ({ base, gamma, power }, iteration) => base * (1 + gamma * iteration) ** -power,
  },
  multistep: {
    needs: ['gamma', 'stepvalue'], formula: phrase('base_lr · gamma ^ (number of stepvalues reached)'),
    rate: ({ base, gamma, steps }, iteration) => base * gamma ** steps.filter((step) => iteration >= step).length,
  },
  poly: {
    needs: ['power', 'max_iter'], formula: phrase('base_lr · (1 - iter / max_iter) ^ power'),
    rate: ({ base, power, maxIterations }, iteration) => base * (1 - iteration / maxIterations) ** power,
  },
  sigmoid: {
    needs: ['gamma', 'stepsize'], formula: phrase('base_lr / (1 + exp(-gamma · (iter - stepsize)))'),
    rate: ({ base, gamma, stepsize }, iteration) => base / (1 + Math.exp(-gamma * (iteration - stepsize))),
  },
  plateau: { needs: ['gamma', 'plateau_winsize'], formula: phrase('base_lr · gamma ^ (number of plateaus of the loss)') },
};

/** Every field that some policy reads, besides `base_lr` and `max_iter`. */
export const policyFields: readonly string[] = [...new Set(Object.values(policies).flatMap(({ needs }) => needs))].filter((name) => name !== 'max_iter');

/** The policy that a solver names, if there is one of that name. */
export function policyOf(solver: Fields): Policy | undefined {
  const name = solver.text('lr_policy');
  return Object.hasOwn(policies, name) ? policies[name] : undefined;
}

/** The solver's numbers, or undefined where the file leaves one open. */
function numbersOf(solver: Fields): PolicyNumbers | undefined {
  const [base, gamma, power, stepsize, maxIterations] = ['base_lr', 'gamma', 'power', 'stepsize', 'max_iter'].map((name) => solver.number(name));
  const steps = solver.numbers('stepvalue');
  if (typeof base !== 'number' || typeof gamma !== 'number' || typeof power !== 'number') return undefined;
  if (typeof stepsize !== 'number' || typeof maxIterations !== 'number') return undefined;
  const known = steps.filter((step) => typeof step === 'number');
  return known.length === steps.length ? { base, gamma, power, stepsize, maxIterations, steps: known } : undefined;
}

/** The learning rate at an iteration; undefined where the file, or the loss, decides it. */
export function learningRateAt(solver: Fields, iteration: number): number | undefined {
  const numbers = numbersOf(solver);
  return numbers && policyOf(solver)?.rate?.(numbers, iteration);
}

/** The rate at some iterations from the first to the last, for a table or a curve. */
export function schedule(solver: Fields, points: number): { iteration: number; rate: number }[] {
  const last = solver.number('max_iter');
  if (typeof last !== 'number' || last <= 0) return [];
  const iterations = Array.from({ length: points }, (_, index) => Math.round((index * last) / (points - 1)));
  return iterations.flatMap((iteration) => {
    const rate = learningRateAt(solver, iteration);
    return rate === undefined ? [] : [{ iteration, rate }];
  });
}

/** The iterations up to the last at which a stepped or constant policy changes the rate, the first with them; undefined for one that changes it all the time. */
export function turningPoints(solver: Fields): number[] | undefined {
  const numbers = numbersOf(solver);
  if (numbers === undefined) return undefined;
  const { stepsize, steps, maxIterations } = numbers;
  const policy = solver.text('lr_policy');
  if (policy === 'fixed') return [0];
  if (policy === 'multistep') return [0, ...steps.filter((step) => step > 0 && step < maxIterations)];
  if (policy !== 'step' || stepsize <= 0) return undefined;
  return Array.from({ length: Math.max(1, Math.ceil(maxIterations / stepsize)) }, (_, index) => index * stepsize);
}
