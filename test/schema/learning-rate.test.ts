/** Learning rates as Caffe's solver computes them, one fact a row. */
import { describe, expect, it } from 'vitest';
import { Fields } from '../../server/src/schema/fields';
import { learningRateAt, schedule, turningPoints } from '../../server/src/schema/learning-rate';
import { parse } from '../../server/src/syntax/parser';

const solver = (text: string): Fields => new Fields(parse(text).root, 'SolverParameter');

describe('learning rate', () => {
  it.each([
    ['base_lr: 0.1 lr_policy: "fixed"', 500, 0.1],
    ['base_lr: 1 lr_policy: "step" gamma: 0.1 stepsize: 10', 9, 1],
    ['base_lr: 1 lr_policy: "step" gamma: 0.1 stepsize: 10', 20, 0.01],
    ['base_lr: 1 lr_policy: "exp" gamma: 0.5', 3, 0.125],
    ['base_lr: 1 lr_policy: "inv" gamma: 1 power: 2', 1, 0.25],
    ['base_lr: 1 lr_policy: "multistep" gamma: 0.1 stepvalue: 5 stepvalue: 8', 7, 0.1],
    ['base_lr: 1 lr_policy: "multistep" gamma: 0.1 stepvalue: [5, 8]', 8, 0.01],
    ['base_lr: 1 lr_policy: "poly" power: 2 max_iter: 10', 5, 0.25],
    ['base_lr: 1 lr_policy: "poly" power: 0.9 max_iter: 10', 10, 0],
    ['base_lr: 1 lr_policy: "sigmoid" gamma: -1 stepsize: 10', 10, 0.5],
    ['base_lr: ${LR} lr_policy: "fixed"', 0, undefined],
    ['base_lr: 1 lr_policy: "plateau" gamma: 0.1 plateau_winsize: 5', 0, undefined],
    ['base_lr: 1 lr_policy: "nothing"', 0, undefined],
  ])('%s at %i is %s', (text, iteration, rate) => {
    const found = learningRateAt(solver(text), iteration);
    if (rate === undefined) expect(found).toBeUndefined();
    // Powers of decimal fractions are exact to a few units in the last place.
    else expect(found).toBeCloseTo(rate, 14);
  });

  it('over a whole run', () => {
    expect(schedule(solver('base_lr: 1 lr_policy: "poly" power: 1 max_iter: 100'), 3)).toEqual([
      { iteration: 0, rate: 1 }, { iteration: 50, rate: 0.5 }, { iteration: 100, rate: 0 },
    ]);
    expect(schedule(solver('base_lr: 1 lr_policy: "fixed"'), 3)).toEqual([]);
  });
});

describe('where the rate changes', () => {
  it.each([
    ['lr_policy: "fixed" max_iter: 9', [0]],
    ['lr_policy: "multistep" gamma: 0.1 stepvalue: 5 stepvalue: 8 stepvalue: 12 max_iter: 9', [0, 5, 8]],
    ['lr_policy: "step" gamma: 0.1 stepsize: 4 max_iter: 9', [0, 4, 8]],
    ['lr_policy: "step" gamma: 0.1 stepsize: 40 max_iter: 9', [0]],
    ['lr_policy: "poly" power: 1 max_iter: 9', undefined],
    ['lr_policy: "fixed" max_iter: ${N}', undefined],
  ])('%s: at %j', (text, expected) => {
    expect(turningPoints(solver(`base_lr: 1 ${text}`))).toEqual(expected);
  });
});
