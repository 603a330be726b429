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
const train = 'include { phase: TRAIN }';

/** Marked text, code, part of the message. */
const facts: [string, Finding['code'], RegExp][] = [
  [`${input} ${relu('"a"', '‹"dato"›', '"a"')}`, 'wiring/unknown-bottom', /the blob `dato` in the phase TEST\. Did you mean `data`\?/],
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
];

describe('wiring rules', () => {
  it.each(facts)('%s has %s', (marked, code, message) => {
    const { text, start, end } = unmark(marked);
    const found = wiring(text).filter((finding) => finding.code === code && finding.start === start && finding.end === end);
    expect(found, JSON.stringify(wiring(text))).toHaveLength(1);
    expect(found[0]?.message).toMatch(message);
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
  it.each(clean)('%s is clean', (text) => {
    expect(wiring(text).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });
});
