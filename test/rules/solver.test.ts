/** What each solver rule finds, one fact a row; `‹…›` marks the text that the finding underlines. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../server/src/rules/rule';
import { checkText, documentContext, type DocumentSettings } from '../../server/src/rules/rules';
import { solverRules } from '../../server/src/rules/solver';
import { parse } from '../../server/src/syntax/parser';
import { unmark } from '../support/marked';

const findingsIn = (text: string, settings: DocumentSettings = {}): Finding[] => checkText(documentContext(parse(text), settings));

/** A solver that is in order as far as the rest is. */
const rate = 'base_lr: 0.1 lr_policy: "fixed"';
const base = `${rate} max_iter: 9`;

const facts: [marked: string, code: Finding['code'], message: RegExp][] = [
  [`‹base_lr›: 0.1 lr_policy: "fixed" max_iter: 9`, 'solver/training-net', /names no net to train/],
  [`net: "a" ${base} ‹train_net›: "b"`, 'solver/training-net', /second net to train/],
  [`train_net: "a" test_net: "b" ‹test_net›: "c" test_iter: 1 test_interval: 5 ${base}`, 'solver/test-iter', /2 nets to test and 1 `test_iter`/],
  [`train_net: "a" ‹test_iter›: 1 test_interval: 5 ${base}`, 'solver/test-iter', /no net to test/],
  [`net: "a" ‹test_iter›: 1 ${base}`, 'solver/test-interval', /must be above 0/],
  [`net: "a" test_iter: 1 test_interval: ‹0› ${base}`, 'solver/test-interval', /must be above 0/],
  [`net: "a" ‹test_interval›: 5 ${base}`, 'solver/idle-test-interval', /no effect/],
  [`net: "a" test_iter: 1 test_interval: 5 test_state { } ‹test_state› { } ${base}`, 'solver/test-state', /2 `test_state` for 1 net to test/],
  ['net: "a" base_lr: 0.1 lr_policy: ‹"poli"› max_iter: 9', 'solver/unknown-policy', /Did you mean `poly`\?/],
  ['net: "a" base_lr: 0.1 lr_policy: ‹"step"› gamma: 0.1 max_iter: 9', 'solver/policy-parameters', /needs `stepsize`: add it/],
  ['net: "a" base_lr: 0.1 lr_policy: ‹"inv"› max_iter: 9', 'solver/policy-parameters', /needs `gamma` and `power`: add them/],
  [`net: "a" ${base} ‹gamma›: 0.1`, 'solver/unused-parameter', /does not read `gamma`/],
  ['net: "a" base_lr: 0.1 lr_policy: "multistep" gamma: 0.1 stepvalue: 5 stepvalue: ‹5› max_iter: 9', 'solver/step-order', /not above the one before it, 5/],
  ['net: "a" base_lr: 0.1 lr_policy: "multistep" gamma: 0.1 stepvalue: 5 stepvalue: ‹9› max_iter: 9', 'solver/unreached-step', /Iteration 9 is never reached: training ends at 9/],
  ['net: "a" base_lr: 0.1 lr_policy: "step" gamma: 0.1 stepsize: ‹20› max_iter: 9', 'solver/unreached-step', /first step comes at iteration 20/],
  ['‹net›: "a" lr_policy: "fixed" max_iter: 9', 'solver/no-base-rate', /no `base_lr`: add it/],
  ['‹net›: "a" max_iter: 9', 'solver/no-base-rate', /no `base_lr` and no `lr_policy`: add both/],
  [`net: "a" ${base} type: ‹"adam"›`, 'solver/unknown-type', /Did you mean `Adam`\?/],
  [`net: "a" ${base} type: "RMSProp" ‹momentum›: 0.9`, 'solver/momentum-refused', /RMSProp takes no momentum/],
  [`net: "a" ${base} solver_type: ADAGRAD ‹momentum›: 0.9`, 'solver/momentum-refused', /AdaGrad takes no momentum/],
  [`net: "a" ${base} weight_decay: 1 regularization_type: ‹"l2"›`, 'solver/unknown-regularization', /write `L2` or `L1`/],
  [`net: "a" ${base} type: "Adam" ‹solver_type›: ADAM`, 'solver/type-twice', /Keep `type`/],
  [`net: "a" ${base} type: "RMSProp" rms_decay: ‹1›`, 'solver/out-of-range', /below 1; it is 1/],
  [`net: "a" ${base} average_loss: ‹0›`, 'solver/out-of-range', /at least 1; it is 0/],
  [`‹net›: "a" ${rate}`, 'solver/no-iterations', /runs no iteration/],
  [`net: "a" ${rate} max_iter: ‹0›`, 'solver/no-iterations', /runs no iteration/],
  [`net: "a" ${base} ‹snapshot›: 5`, 'solver/snapshot-prefix', /add `snapshot_prefix`/],
];

const files: DocumentSettings = { fileExists: (path) => path === 'a' };

describe('solver rules', () => {
  it.each(facts)('%s has %s', (marked, code, message) => {
    const { text, start, end } = unmark(marked);
    const found = findingsIn(text).filter((finding) => !finding.code.startsWith('schema/deprecated'));
    expect(found.map((finding) => finding.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ start, end });
    expect(found[0]?.message).toMatch(message);
  });

  it.each([
    [`net: "a" ${base}`, []],
    [`net: ‹"b"› ${base}`, ['solver/missing-file']],
    [`net: "a" ${base} weights: ‹"w"›`, ['solver/missing-file']],
    [`net: "a" ${base} weights: "a, a"`, []],
    [`net: "a" ${base} weights: "a,‹b›"`, ['solver/missing-file']],
    [`net: "\${EXP}/a" ${base}`, []],
  ])('with files to look for, %s has %j', (marked, codes) => {
    const { text, start, end } = unmark(marked);
    const found = findingsIn(text, files);
    expect(found.map(({ code }) => code)).toEqual(codes);
    if (found[0]) expect(found[0]).toMatchObject({ start, end });
  });

  it('every rule has a row', () => {
    const covered = new Set<string>(facts.map(([, code]) => code));
    expect(solverRules.map(({ code }) => code).filter((code) => !covered.has(code))).toEqual(['solver/missing-file']);
  });

  it.each([
    `net: "a" ${base} test_iter: 10 test_interval: 100`,
    `net: "a" ${base} test_iter: 10 test_iter: 20 test_interval: 100 test_state { stage: "x" } test_state { stage: "y" }`,
    `train_net: "a" test_net: "b" test_iter: 10 test_interval: 100 ${base}`,
    'train_net: "a" base_lr: 0.001 lr_policy: "poly" power: 0.9 max_iter: 20000 iter_size: 1 snapshot: 1 snapshot_prefix: "x"',
    'net: "${EXP}/train" base_lr: ${LR} lr_policy: "${POLICY}" max_iter: ${N} test_iter: 1 test_interval: ${M}',
    `net: "a" ${base} type: "RMSProp" momentum: 0`,
  ])('%s is clean', (text) => {
    expect(findingsIn(text)).toEqual([]);
  });
});
