/** What each fix makes of a text: the finding's rule, the text before and the text after. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/edits/text-edit';
import { check } from '../../../server/src/rules/check';
import { fixesFor, mendedCodes, type FixContext } from '../../../server/src/rules/fixes';
import { netsOf } from '../../../server/src/rules/nets';
import type { Finding, RuleCode } from '../../../server/src/rules/rule';
import { checkText, documentContext, rules } from '../../../server/src/rules/rules';
import { parse } from '../../../server/src/syntax/parser';
import { vgg } from '../atrous/nets';

function checked(text: string): { context: FixContext; findings: readonly Finding[] } {
  const tree = parse(text);
  const context = documentContext(tree);
  return { context: { ...context, nets: netsOf(context) }, findings: check(tree) };
}

function fixesIn(text: string, code: RuleCode) {
  const { context, findings } = checked(text);
  const finding = findings.find((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`The rule ${code} finds nothing; there is ${findings.map((other) => other.code).join(', ')}.`);
  return fixesFor(context, finding);
}

const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 41 dim: 41 }';
const relu = (name: string, bottom: string, top: string): string => `layer { name: "${name}" type: "ReLU" bottom: "${bottom}" top: "${top}" }`;
const conv = (param: string): string => `${input} layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 8 ${param} } }`;

type Row = [code: RuleCode, before: string, after: string];

const syntax: Row[] = [
  ['syntax/missing-colon', 'name "net"', 'name: "net"'],
  ['syntax/equals-sign', 'name = "net"', 'name : "net"'],
  ['syntax/mismatched-brace', 'layer { name: "a" >', 'layer { name: "a" }'],
  ['syntax/extra-brace', 'layer { name: "a" } }', 'layer { name: "a" } '],
  ['syntax/missing-brace', 'layer {\n  name: "a"\n  relu_param {\n    negative_slope: 0\n}\n', 'layer {\n  name: "a"\n  relu_param {\n    negative_slope: 0\n  }\n}\n'],
  ['syntax/missing-brace', 'layer\n  name: "a"\n}', 'layer {\n  name: "a"\n}'],
  ['syntax/unclosed-string', 'name: "net\nforce_backward: true', 'name: "net"\nforce_backward: true'],
  ['syntax/missing-bracket', 'layer { bottom: ["a", "b" }', 'layer { bottom: ["a", "b"] }'],
  ['syntax/missing-comma', 'layer { bottom: ["a" "b", "c" ; "d"] }', 'layer { bottom: ["a" "b", "c" , "d"] }'],
  ['syntax/comment-style', '// a net\nname: "net"', '# a net\nname: "net"'],
  ['syntax/comment-style', '/* a net */\nname: "net"', '# a net\nname: "net"'],
  ['syntax/foreign-character', 'name: \u201cnet"', 'name: "net"'],
  ['syntax/foreign-character', 'name:\u00a0"net"', 'name: "net"'],
  ['syntax/invalid-value', 'layer { relu_param { negative_slope: +1 } }', 'layer { relu_param { negative_slope: 1 } }'],
  ['syntax/unexpected', 'layer { , name: "a" }', 'layer {  name: "a" }'],
];

const schema: Row[] = [
  ['schema/unknown-field', 'layer { convolution_param { num_outptu: 3 } }', 'layer { convolution_param { num_output: 3 } }'],
  ['schema/unknown-enum-value', 'layer { pooling_param { pool: MAXX } }', 'layer { pooling_param { pool: MAX } }'],
  ['schema/enum-as-string', 'layer { pooling_param { pool: "MAX" } }', 'layer { pooling_param { pool: MAX } }'],
  ['schema/foreign-field', '# atrous: dialect=bvlc\nlayer { convolution_param { hole: 2 } }', '# atrous: dialect=bvlc\nlayer { convolution_param { dilation: 2 } }'],
  ['schema/foreign-field', '# atrous: dialect=bvlc\nlayer { convolution_param { hole_h: 2 hole_w: 4 pad: 1 } }', '# atrous: dialect=bvlc\nlayer { convolution_param { dilation: 2 dilation: 4 pad: 1 } }'],
  ['schema/foreign-field', '# atrous: dialect=deeplab-v1\nlayers { convolution_param { dilation: 2 dilation: 4 } }', '# atrous: dialect=deeplab-v1\nlayers { convolution_param { hole_h: 2 hole_w: 4 } }'],
  ['schema/repeated-singular', 'layer {\n  name: "a"\n  name: "a"\n}', 'layer {\n  name: "a"\n}'],
  ['schema/list-for-singular', 'layer { name: ["a"] }', 'layer { name: "a" }'],
  ['schema/wrong-type', 'layer { name: conv1 }', 'layer { name: "conv1" }'],
  ['schema/wrong-type', 'layer { convolution_param { num_output: "64" } }', 'layer { convolution_param { num_output: 64 } }'],
  ['schema/wrong-type', 'layer { convolution_param { num_output: 64.0 } }', 'layer { convolution_param { num_output: 64 } }'],
  ['schema/wrong-type', 'force_backward: TRUE layer { }', 'force_backward: true layer { }'],
];

const fields: Row[] = [
  ['schema/unknown-field', 'layer { num_output: 3 convolution_param { pad: 1 } }', 'layer { convolution_param { pad: 1 num_output: 3 } }'],
  ['schema/unknown-field', 'layer {\n  wholly_unknown_thing: 3\n  name: "a"\n}', 'layer {\n  name: "a"\n}'],
  ['schema/unread-param', 'layer { type: "AbsVal" relu_param { } name: "a" }', 'layer { type: "AbsVal" name: "a" }'],
  ['schema/deprecated-field', 'layer { concat_param { concat_dim: 1 } }', 'layer { concat_param { axis: 1 } }'],
  ['syntax/escape', 'name: "C:\\data"', 'name: "C:/data"'],
  ['syntax/template', 'layer { convolution_param { num_output: $N} } }', 'layer { convolution_param { num_output: ${N} } }'],
  ['syntax/template', 'layer { convolution_param { num_output: ${N } }', 'layer { convolution_param { num_output: ${N} } }'],
  ['schema/broken-template', 'layer { top: "fc8_${EXP" }', 'layer { top: "fc8_${EXP}" }'],
  ['syntax/extension-name', 'name: "a" [x.y]: 1\nforce_backward: true', 'name: "a" \nforce_backward: true'],
];

const bad = `${relu('b', 'a', 'b')}`;
const layers: Row[] = [
  ['wiring/missing-layer-type', `${input} layer { name: "a" bottom: "data" top: "a" relu_param { } }`, `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" relu_param { } }`],
  ['wiring/missing-layer-type', 'input: "data" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nlayers {\n  name: "a"\n  bottom: "data"\n  top: "a"\n  relu_param { }\n}', 'input: "data" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9\nlayers {\n  name: "a"\n  type: RELU\n  bottom: "data"\n  top: "a"\n  relu_param { }\n}'],
  ['wiring/arity', `${input} layer { name: "a" type: "ReLU" top: "a" }`, `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" }`],
  ['wiring/arity', `${input} layer { name: "a" type: "ReLU" bottom: "data" }`, `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" }`],
  ['wiring/bottom-before-producer', `${input}\n${bad}\n${relu('a', 'data', 'a')}\n`, `${input}\n${relu('a', 'data', 'a')}\n${bad}\n`],
  ['wiring/unused-top', `${input}\n${relu('a', 'data', 'a')}\n${relu('b', 'data', 'b')}\n`, `${input}\n${relu('a', 'data', 'a')}\nlayer {\n  name: "silence_a"\n  type: "Silence"\n  bottom: "a"\n}\n${relu('b', 'data', 'b')}\n`],
  ['wiring/include-and-exclude', `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" include { phase: TEST } exclude { stage: "x" } }`, `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" include { phase: TEST } }`],
  ['shape/conflicting-parameters', conv('kernel_size: 3 kernel_h: 3 kernel_w: 3'), conv('kernel_size: 3')],
];

syntax.push(
  ['syntax/line-end', 'name: "a"\r# the net\rlayer { }\r\n', 'name: "a"\n# the net\nlayer { }\r\n'],
  ['syntax/missing-value', 'name: "a"\nforce_backward:\n', 'name: "a"\n'],
  ['syntax/nested-list', 'layer { bottom: ["a", ["b"], "c"] }', 'layer { bottom: ["a", "b", "c"] }'],
  ['syntax/number', 'layer { convolution_param { num_output: 08 } }', 'layer { convolution_param { num_output: 8 } }'],
  ['syntax/number', 'layer { pooling_param { pad: 1pool } }', 'layer { pooling_param { pad: 1 pool } }'],
);
schema.push(
  ['schema/deprecated-field', '# atrous: dialect=bvlc\ninput: "data"\ninput_dim: 1\ninput_dim: 3 # colours\ninput_dim: 65\ninput_dim: 65\nlayer { }', '# atrous: dialect=bvlc\ninput: "data"\ninput_shape { dim: 1 dim: 3 dim: 65 dim: 65 }\n# colours\nlayer { }'],
  ['schema/deprecated-field', 'layer { slice_param { slice_dim: 1 } }', 'layer { slice_param { axis: 1 } }'],
  ['schema/deprecated-field', 'net: "a" base_lr: 1 lr_policy: "fixed" max_iter: 9 solver_type: ADAGRAD', 'net: "a" base_lr: 1 lr_policy: "fixed" max_iter: 9 type: "AdaGrad"'],
  ['schema/deprecated-field', 'layer { type: "SoftmaxWithLoss" loss_param { normalize: true } }', 'layer { type: "SoftmaxWithLoss" loss_param { normalization: VALID } }'],
  ['schema/deprecated-field', 'layer { top: "a" top: "b" dummy_data_param { num: 1 num: 2 channels: 3 height: 9 width: 9 } }', 'layer { top: "a" top: "b" dummy_data_param { shape { dim: 1 dim: 3 dim: 9 dim: 9 } shape { dim: 2 dim: 3 dim: 9 dim: 9 } } }'],
  ['schema/deprecated-field', 'layer {\n  data_param {\n    source: "a"\n    crop_size: 227\n    mirror: true\n  }\n}', 'layer {\n  data_param {\n    source: "a"\n  }\n  transform_param { crop_size: 227 mirror: true }\n}'],
  ['schema/deprecated-field', 'layer { data_param { scale: 0.5 } transform_param { mirror: true } }', 'layer { data_param { } transform_param { mirror: true scale: 0.5 } }'],
);
schema.push(
  ['schema/directive', '# atrous: dialct=bvlc\nlayer { }', '# atrous: dialect=bvlc\nlayer { }'],
  ['schema/directive', '# atrous: dialect=bvcl\nlayer { }', '# atrous: dialect=bvlc\nlayer { }'],
);
schema.push(['schema/out-of-range', 'layer { convolution_param { num_output: -64 } }', 'layer { convolution_param { num_output: 64 } }']);
layers.push(
  ['wiring/unknown-bottom', `${input} ${relu('a', 'wholly_else', 'a')}`, `${input} ${relu('a', 'data', 'a')}`],
  ['wiring/never-included', `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" include { min_level: 3 max_level: 2 } }`, `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" }`],
  ['wiring/input-sizes', 'input: "data"\ninput_dim: 3\ninput_dim: 9\ninput_dim: 9\n', 'input: "data"\ninput_dim: 1\ninput_dim: 3\ninput_dim: 9\ninput_dim: 9\n'],
  ['wiring/input-sizes', 'input: "data" input_shape { dim: 1 } input_shape { dim: 2 }', 'input: "data" input_shape { dim: 1 } '],
  ['wiring/shared-rates', `${input} ${['1', '2'].map((rate) => `layer { name: "${rate}" type: "InnerProduct" bottom: "data" top: "${rate}" param { name: "w" lr_mult: ${rate} } inner_product_param { num_output: 1 } }`).join(' ')}`, `${input} ${['1', '2'].map((name) => `layer { name: "${name}" type: "InnerProduct" bottom: "data" top: "${name}" param { name: "w" lr_mult: 1 } inner_product_param { num_output: 1 } }`).join(' ')}`],
  ['wiring/filler', conv('kernel_size: 3 weight_filler { type: "gausian" }'), conv('kernel_size: 3 weight_filler { type: "gaussian" }')],
  ['wiring/arity', `${input} layer { name: "a" type: "Convolution" bottom: "data" top: "a" top: "b" convolution_param { num_output: 1 kernel_size: 1 } }`, `${input} layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param { num_output: 1 kernel_size: 1 } }`],
);

const rate = 'base_lr: 1 lr_policy: "fixed" max_iter: 9';
const solver: Row[] = [
  ['solver/unused-parameter', `net: "a" ${rate}\ngamma: 0.1\n`, `net: "a" ${rate}\n`],
  ['solver/idle-test-interval', `net: "a" ${rate}\ntest_interval: 5\n`, `net: "a" ${rate}\n`],
  ['solver/training-net', `net: "a" ${rate}\ntrain_net: "b"\n`, `net: "a" ${rate}\n`],
  ['solver/step-order', 'net: "a" base_lr: 1 gamma: 1 lr_policy: "multistep" stepvalue: 5 stepvalue: 3 stepvalue: 4 max_iter: 9', 'net: "a" base_lr: 1 gamma: 1 lr_policy: "multistep" stepvalue: 3 stepvalue: 4 stepvalue: 5 max_iter: 9'],
  ['solver/unreached-step', 'net: "a" base_lr: 1 gamma: 1 lr_policy: "multistep" stepvalue: 5 stepvalue: 12 max_iter: 9', 'net: "a" base_lr: 1 gamma: 1 lr_policy: "multistep" stepvalue: 5 max_iter: 9'],
  ['solver/test-iter', `train_net: "a"\ntest_net: "b"\ntest_net: "c"\ntest_iter: 1\ntest_interval: 5 ${rate}`, `train_net: "a"\ntest_net: "b"\ntest_net: "c"\ntest_iter: 1\ntest_iter: 100\ntest_interval: 5 ${rate}`],
  ['solver/test-iter', `train_net: "a"\ntest_iter: 1\ntest_interval: 5 ${rate}`, `train_net: "a"\ntest_interval: 5 ${rate}`],
];

solver.push(
  ['solver/training-net', `${rate}\n`, `${rate} net: "train.prototxt"\n`],
  ['solver/policy-parameters', 'net: "a" base_lr: 1 lr_policy: "poly"\nmax_iter: 9\n', 'net: "a" base_lr: 1 lr_policy: "poly"\nmax_iter: 9\npower: 0.9\n'],
  ['solver/policy-parameters', 'net: "a" base_lr: 1 lr_policy: "multistep" gamma: 0.1\nmax_iter: 900\n', 'net: "a" base_lr: 1 lr_policy: "multistep" gamma: 0.1\nmax_iter: 900\nstepvalue: 600\nstepvalue: 800\n'],
  ['solver/no-iterations', 'net: "a" base_lr: 1 lr_policy: "fixed"\nmax_iter: 0\n', 'net: "a" base_lr: 1 lr_policy: "fixed"\nmax_iter: 20000\n'],
  ['solver/test-state', `net: "a" test_iter: 1 test_interval: 5 ${rate}\ntest_state { }\ntest_state { }\n`, `net: "a" test_iter: 1 test_interval: 5 ${rate}\ntest_state { }\n`],
  ['solver/out-of-range', `net: "a" ${rate} iter_size: 0`, `net: "a" ${rate} iter_size: 1`],
);

const wiring: Row[] = [
  ['wiring/unknown-bottom', `${input} ${relu('a', 'dato', 'a')}`, `${input} ${relu('a', 'data', 'a')}`],
  ['wiring/unknown-layer-type', `${input} layer { name: "a" type: 'Relu' bottom: "data" top: "a" }`, `${input} layer { name: "a" type: 'ReLU' bottom: "data" top: "a" }`],
  ['wiring/top-produced-twice', `${input} ${relu('a', 'data', 'c')} ${relu('b', 'data', 'c')} ${relu('d', 'c', 'd')}`, `${input} ${relu('a', 'data', 'c')} ${relu('b', 'data', 'b')} ${relu('d', 'b', 'd')}`],
  ['wiring/in-place-with-other-readers', `${input} ${relu('b', 'data', 'b')} ${relu('a', 'data', 'data')} ${relu('c', 'data', 'data')}`, `${input} ${relu('b', 'data', 'b')} ${relu('a', 'data', 'a')} ${relu('c', 'a', 'a')}`],
  ['wiring/in-place-refused', `${input} layer { name: "data" type: "AbsVal" bottom: "data" top: "data" }`, `${input} layer { name: "data" type: "AbsVal" bottom: "data" top: "data_2" }`],
  ['wiring/duplicate-layer-name', `${input} ${relu('a', 'data', 'a')} ${relu('a', 'a', 'b')}`, `${input} ${relu('a', 'data', 'a')} ${relu('a_2', 'a', 'b')}`],
  ['wiring/arity', `${input} layer { name: "a" type: "ReLU" bottom: "data" bottom: "data" top: "a" }`, `${input} layer { name: "a" type: "ReLU" bottom: "data" top: "a" }`],
];

const labelled = 'layer { name: "d" type: "ImageSegData" top: "data" top: "label" image_data_param { batch_size: 1 } transform_param { crop_size: 65 } }';
const cropped = (param: string): string => `${input} layer { name: "p" type: "Convolution" bottom: "data" top: "p" convolution_param { num_output: 3 kernel_size: 3 pad: 10 } } layer { name: "c" type: "Crop" bottom: "p" bottom: "data" top: "c" ${param}}`;

const atrous: Row[] = [
  ['atrous/hole-stride', vgg({ conv5: 'kernel_size: 3 pad: 1' }), vgg({ conv5: 'kernel_size: 3 pad: 2 dilation: 2' })],
  ['atrous/hole-stride', vgg({ conv5: 'kernel_size: 3 dilation: 4' }), vgg({ conv5: 'kernel_size: 3 dilation: 2' })],
  ['atrous/padding', conv('kernel_size: 3 pad: 6 dilation: 12'), conv('kernel_size: 3 pad: 12 dilation: 12')],
  ['atrous/rate-too-large', conv('kernel_size: 3 pad: 48 dilation: 48'), conv('kernel_size: 3 pad: 18 dilation: 18')],
  ['atrous/crop-alignment', cropped(''), cropped('crop_param { offset: 9 } ')],
  ['atrous/crop-alignment', cropped('crop_param { axis: 2 } '), cropped('crop_param { axis: 2 offset: 9 } ')],
  ['atrous/crop-alignment', cropped('crop_param { offset: 3 } '), cropped('crop_param { offset: 9 } ')],
  ['atrous/class-count', `${labelled} layer { name: "s" type: "Convolution" bottom: "data" top: "s" convolution_param { num_output: 21 kernel_size: 1 } } layer { type: "SoftmaxWithLoss" bottom: "s" bottom: "label" } layer { name: "t" type: "Convolution" bottom: "data" top: "t" convolution_param { num_output: 19 kernel_size: 1 } } layer { type: "SoftmaxWithLoss" bottom: "t" bottom: "label" }`,
    `${labelled} layer { name: "s" type: "Convolution" bottom: "data" top: "s" convolution_param { num_output: 21 kernel_size: 1 } } layer { type: "SoftmaxWithLoss" bottom: "s" bottom: "label" } layer { name: "t" type: "Convolution" bottom: "data" top: "t" convolution_param { num_output: 21 kernel_size: 1 } } layer { type: "SoftmaxWithLoss" bottom: "t" bottom: "label" }`],
];

describe.each(Object.entries({ syntax, schema, fields, wiring, layers, solver, atrous }))('%s', (_, rows) => {
  it.each(rows)('%s: %s', (code, before, after) => {
    const [first] = fixesIn(before, code);
    expect(first && applyEdits(before, first.edits)).toBe(after);
  });
});

/** What only its author can mend, and why; every other rule has a fix of its own, or names in its data what to write. */
const withoutFix: Readonly<Record<string, string>> = {
  'syntax/missing-name': 'the name is not known', 'syntax/not-prototxt': 'another file', 'syntax/not-text': 'another file', 'syntax/too-deep': 'no net',
  'syntax/encoding': 'the editor saves files, not the text', 'schema/scalar-expected': 'which value is not known',
  'wiring/padding-layer': 'the layer that reads it must change', 'wiring/empty-phase': 'which rule is wrong is not known', 'wiring/values-per-blob': 'only what is too much goes',
  'atrous/gridding': 'which holes to take is a design', 'atrous/misaligned-paths': 'padding and pooling of a whole path must change',
  'atrous/score-alignment': 'padding and pooling of the whole net must change', 'atrous/field-exceeds-input': 'no mistake',
  'weights/unreadable': 'another file', 'weights/damaged-blob': 'another file', 'weights/no-layer': 'another file',
};

/** Rules whose findings name a word (`replacement`), or what an editor adds (`missing`, `name`, `dialects`, `blob`, `upgrade`) or removes. */
const byData: readonly string[] = [
  'schema/unknown-enum-value', 'schema/enum-as-string', 'schema/missing-required', 'schema/placeholder', 'schema/broken-template', 'wiring/mixed-generations',
  'wiring/old-generation', 'wiring/unknown-layer-type', 'wiring/too-many-params', 'wiring/shared-rates', 'wiring/filler', 'shape/unknown',
  'solver/unknown-policy', 'solver/unknown-type', 'solver/type-twice', 'solver/momentum-refused', 'solver/unknown-regularization', 'solver/out-of-range',
];

it('every rule has a fix, or a reason to have none', () => {
  expect(rules.map(({ code }) => code).filter((code) => !mendedCodes.has(code) && !byData.includes(code) && !Object.hasOwn(withoutFix, code))).toEqual([]);
  expect([...byData, ...Object.keys(withoutFix)].filter((code) => mendedCodes.has(code) || !rules.some((rule) => rule.code === code))).toEqual([]);
});

describe('choices', () => {
  it('the size of an input is one of two', () => {
    const text = 'input: "data" input_shape { dim: 1 dim: 3 dim: 500 dim: 65 } layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { kernel_size: 3 stride: 2 pad: 1 } } layer { name: "u" type: "Interp" bottom: "p" top: "u" interp_param { zoom_factor: 2 } }';
    const fixes = fixesIn(text, 'atrous/input-size');
    expect(fixes.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([['Set size 499', false], ['Set size 501', false]]);
    expect(applyEdits(text, fixes[1]?.edits ?? [])).toContain('dim: 501');
  });

  it('of two values of a field, either may go', () => {
    const text = 'layer { name: "a" name: "b" }';
    expect(fixesIn(text, 'schema/repeated-singular').map(({ title, edits, isPreferred }) => [title, isPreferred, applyEdits(text, edits)])).toEqual([
      ['Remove this `name`', false, 'layer { name: "a" }'],
      ['Remove the first `name`', false, 'layer { name: "b" }'],
    ]);
  });

  it('a fix says what it sets', () => {
    expect(fixesIn(vgg({ conv5: 'kernel_size: 3 pad: 1' }), 'atrous/hole-stride').map(({ title }) => title)).toEqual(['Set dilation 2 and pad 2']);
  });

  it('a file that is not there may be one that is', () => {
    const text = `net: "models/x/trian.prototxt" ${rate}`;
    const tree = parse(text);
    const context = documentContext(tree, { fileExists: (path) => path === 'x/trian.prototxt', namesIn: (folder) => (folder === 'models/x/' ? ['solver.prototxt', 'train.prototxt', 'train.txt'] : []) });
    const [finding] = checkText(context).filter(({ code }) => code === 'solver/missing-file');
    expect(finding && fixesFor({ ...context, nets: [] }, finding).map(({ title, edits }) => [title, applyEdits(text, edits)])).toEqual([
      ['Change to `models/x/train.prototxt`', `net: "models/x/train.prototxt" ${rate}`],
      ['Change to `x/trian.prototxt`', `net: "x/trian.prototxt" ${rate}`],
    ]);
  });

  it('what is not known has no fix', () => {
    expect(fixesIn('layer { name: "a" wholly: ["b", "c"] type: [1, 2] }', 'schema/list-for-singular')).toEqual([]);
  });
});
