/** What each wiring rule finds, one fact a row; `‹…›` marks the text that the finding underlines. */
import { describe, expect, it } from 'vitest';
import { check } from '../../server/src/rules/check';
import type { Finding } from '../../server/src/rules/rule';
import { wiringRules } from '../../server/src/rules/wiring';
import { parse } from '../../server/src/syntax/parser';
import { unmark } from '../support/marked';

const wiring = (text: string): Finding[] => check(parse(text)).filter(({ code }) => code.startsWith('wiring/'));

const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }';
const relu = (name: string, bottom: string, top: string, more = ''): string => `layer { name: ${name} type: "ReLU" bottom: ${bottom} top: ${top} ${more} }`;
const shared = (name: string, rate: string): string => `layer { name: "${name}" type: "InnerProduct" bottom: "data" top: "${name}" param { name: "w" ${rate} } inner_product_param { num_output: 1 } }`;
const train = 'include { phase: TRAIN }';

/** Marked text, code, part of the message. */
const facts: [string, Finding['code'], RegExp][] = [
  [`${input} ${relu('"a"', '‹"dato"›', '"a"')}`, 'wiring/unknown-bottom', /the blob `dato` in the phase TEST\. Did you mean `data`\?/],
  [`${input} ${relu('"1"', '"data"', '"pool1"')} ${relu('"2"', '"data"', '"pool2"')} ${relu('"3"', '"data"', '"pool3"')} ${relu('"b"', '"pool2"', '"b"')} ${relu('"c"', '"pool3"', '"c"')} ${relu('"d"', '‹"pool6"›', '"d"')}`, 'wiring/unknown-bottom', /Did you mean `pool1`\?/],
  [`${input} ${relu('"1"', '"data"', '"pool1"')} ${relu('"2"', '"pool1"', '"pool2"')} ${relu('"b"', '"pool2"', '"b"')} ${relu('"d"', '‹"pool6"›', '"d"')}`, 'wiring/unknown-bottom', /Did you mean `pool2`\?/],
  [`${input} ${relu('"a"', '‹"elsewhere"›', '"a"')}`, 'wiring/unknown-bottom', /Add a layer that produces it/],
  [`${input} ${relu('"b"', '‹"a"›', '"b"')} ${relu('"a"', '"data"', '"a"')}`, 'wiring/bottom-before-producer', /produced further down, by `a`/],
  [`${input} ${relu('"a"', '‹"a"›', '"a"')}`, 'wiring/bottom-before-producer', /only it itself produces/],
  [`${input} ${relu('"a"', '"data"', '"c"')} ${relu('"b"', '"data"', '‹"c"›')}`, 'wiring/top-produced-twice', /already produced by `a`/],
  [`${input} ${relu('"a"', '"data"', '"b"')} ${relu('"b"', '"b"', '‹"data"›')}`, 'wiring/top-produced-twice', /already produced by an input/],
  [`input: "data" input: ‹"data"›`, 'wiring/top-produced-twice', /already has an input `data`/],
  [`${input} ${relu('"b"', '"data"', '"b"')} ${relu('"a"', '"data"', '‹"data"›')}`, 'wiring/in-place-with-other-readers', /but `b` reads it too/],
  [`${input} layer { name: "a" type: "AbsVal" bottom: "data" top: ‹"data"› }`, 'wiring/in-place-refused', /AbsVal cannot work in place/],
  [`${input} ${relu('"a"', '"data"', '"a"')} ‹layers› { name: "b" type: RELU bottom: "a" top: "b" }`, 'wiring/mixed-generations', /both `layer` and `layers`/],
  [`${input} ‹layers› { name: "b" type: RELU bottom: "data" top: "b" }`, 'wiring/old-generation', /V1 layer format/],
  [`${input} ${relu('"a"', '"data"', '"a"', 'include { phase: TEST } ‹exclude› { stage: "x" }')}`, 'wiring/include-and-exclude', /Keep the ones you mean/],
  [`${input} ${relu('"a"', '"data"', '"a"', '‹include› { stage: "x" not_stage: "x" }')}`, 'wiring/never-included', /always left out/],
  [`${input} ${relu('"a"', '"data"', '"a"', '‹include› { min_level: 3 max_level: 2 }')}`, 'wiring/never-included', /always left out/],
  [`${input} ${relu('"a"', '"data"', '"a"', '‹exclude› { phase: TEST } exclude { phase: TRAIN }')}`, 'wiring/never-included', /always left out/],
  [`${input} ‹layer› { name: "a" type: "ReLU" bottom: "data" top: "a" include { stage: "deploy" } }`, 'wiring/empty-phase', /No layer of this file is left in the phase TEST/],
  [`${input} layer { name: "a" type: ‹"Convolutoin"› bottom: "data" top: "a" }`, 'wiring/unknown-layer-type', /Did you mean `Convolution`\?/],
  [`${input} layer { name: ‹"a"› bottom: "data" top: "a" }`, 'wiring/missing-layer-type', /has no `type`/],
  [`${input} layer { name: ‹"a"› type: "ReLU" bottom: "data" }`, 'wiring/arity', /takes exactly 1 top, and `a` has 0/],
  [`${input} layer { name: "a" type: "ReLU" bottom: "data" bottom: ‹"data"› top: "a" }`, 'wiring/arity', /takes exactly 1 bottom, and `a` has 2/],
  [`${input} layer { name: ‹"a"› type: "Slice" top: "a" }`, 'wiring/arity', /takes exactly 1 bottom, and `a` has 0/],
  [`${input} ${relu('"a"', '"data"', '"a"')} ${relu('‹"a"›', '"a"', '"b"')}`, 'wiring/duplicate-layer-name', /Another layer is named `a`/],
  [`${input} ${relu('"a"', '"data"', '‹"a"›')} ${relu('"b"', '"data"', '"b"')}`, 'wiring/unused-top', /Nothing reads `a`/],
  [`${input} layer { name: "a" type: "Convolution" bottom: "data" top: "a" top: ‹"b"› convolution_param { num_output: 1 kernel_size: 1 } }`, 'wiring/arity', /one top of each bottom, and `a` has 1 bottom and 2 tops/],
  [`${input} ${relu('"a"', '"data"', '"a"', 'loss_weight: 1 ‹loss_weight: 2›')}`, 'wiring/values-per-blob', /`loss_weight` once for each top of `a`.* 2 for 1/],
  [`${input} layer { name: "a" type: "Eltwise" bottom: "data" bottom: "data" top: "a" ‹propagate_down: true› }`, 'wiring/values-per-blob', /1 for 2/],
  [`${input} ${relu('"a"', '"data"', '"a"', '‹param› { lr_mult: 1 }')}`, 'wiring/too-many-params', /has no weights/],
  [`${input} layer { name: "a" type: "Convolution" bottom: "data" top: "a" param { lr_mult: 1 } ‹param› { lr_mult: 2 } convolution_param { num_output: 1 kernel_size: 1 bias_term: false } }`, 'wiring/too-many-params', /2 `param` for the 1 weight blobs of `a`/],
  [`${input} ${shared('a', 'lr_mult: 1')} ${shared('b', 'lr_mult: ‹2›')}`, 'wiring/shared-rates', /`w` is shared with `a`, where its lr_mult is 1; here it is 2/],
  [`${input} layer { name: "a" type: "InnerProduct" bottom: "data" top: "a" inner_product_param { num_output: 1 weight_filler { type: ‹"gausian"› } } }`, 'wiring/filler', /Did you mean `gaussian`/],
  [`${input} layer { name: "a" type: "Deconvolution" bottom: "data" top: "a" convolution_param { num_output: 1 kernel_h: 2 kernel_w: 4 weight_filler { type: ‹"bilinear"› } } }`, 'wiring/filler', /square kernels/],
];

describe('wiring rules', () => {
  it.each(facts)('%s has %s', (marked, code, message) => {
    const { text, start, end } = unmark(marked);
    const found = wiring(text).filter((finding) => finding.code === code && finding.start === start && finding.end === end);
    expect(found, JSON.stringify(wiring(text))).toHaveLength(1);
    expect(found[0]?.message).toMatch(message);
  });

  it('what is missing in both phases does not make a net for training one for both', () => {
    const text = `layer { name: "d" type: "Data" top: "data" ${train} } ${relu('"a"', '"data"', '"ax"')} ${relu('"b"', '"a"', '"a"')} ${relu('"c"', '"a"', '"c"')}`;
    const found = wiring(text).filter(({ severity }) => severity === 'error');
    expect(found.map(({ code, message }) => [code, message])).toEqual([['wiring/bottom-before-producer', expect.stringMatching(/`a` that only it itself produces/)]]);
  });

  it('every rule has a row', () => {
    const covered = new Set(facts.map(([, code]) => code));
    const needOtherTests = ['wiring/input-sizes', 'wiring/padding-layer'];
    expect(wiringRules.map(({ code }) => code).filter((code) => !covered.has(code))).toEqual(needOtherTests);
  });

  /** Nets that Caffe builds. */
  const clean = [
    `${input} ${relu('"a"', '"data"', '"data"')} ${relu('"b"', '"data"', '"b"')}`,
    `${input} ${relu('"a"', '"data"', '"a"')} layer { name: "e" type: "Eltwise" bottom: "a" bottom: "data" top: "a" }`,
    `layer { name: "d" type: "Data" top: "data" ${train} } ${relu('"a"', '"data"', '"data"')}`,
    `${input} ${relu('"a"', '"data"', '"a"', 'include { stage: "x" } include { phase: TEST }')} ${relu('"b"', '"a"', '"b"', 'exclude { phase: TRAIN } exclude { phase: TEST stage: "x" }')}`,
    `${input} ${relu('"a"', '"data"', '"a"', 'include { phase: TRAIN }')}`,
    `layer { name: "d" type: "Data" top: "data" ${train} } layer { name: "d" type: "Data" top: "data" include { phase: TEST } } ${relu('"a"', '"data"', '"data"')}`,
  ];
  clean.push(
    `${input} ${shared('a', 'lr_mult: 1')} ${shared('b', '')} ${shared('c', 'lr_mult: 1')}`,
    `${input} layer { name: "a" type: "BatchNorm" bottom: "data" top: "a" param { lr_mult: 0 } param { lr_mult: 0 } param { lr_mult: 0 } }`,
    `${input} layer { name: "a" type: "MyOwn" bottom: "data" top: "a" param { lr_mult: 0 } }`.replace('MyOwn', 'Python'),
    `${input} layer { name: "l" type: "EuclideanLoss" bottom: "data" bottom: "data" loss_weight: 2 }`,
  );
  it.each(clean)('%s is clean', (text) => {
    expect(wiring(text).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });
});
