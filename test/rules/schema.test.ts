/** What each schema rule finds, one fact a row; `‹…›` marks the text that a finding underlines. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../server/src/rules/rule';
import { schemaRules } from '../../server/src/rules/schema';
import type { DialectId } from '../../server/src/schema/schema';
import { checkText, documentContext, rules } from '../../server/src/rules/rules';
import { parse } from '../../server/src/syntax/parser';
import { unmark } from '../support/marked';

const findingsIn = (text: string, dialect?: DialectId): Finding[] =>
  checkText(documentContext(parse(text), dialect === undefined ? {} : { dialect })).filter(({ code }) => code.startsWith('schema/'));

interface Fact {
  marked: string;
  code: Finding['code'];
  message: string;
  data?: object;
  dialect?: DialectId;
}

const facts: Fact[] = [
  { marked: 'layer { convolution_param { ‹num_outptu›: 3 } }', code: 'schema/unknown-field', message: 'Did you mean `num_output`?', data: { replacement: 'num_output' } },
  { marked: 'layer { type: "PSROIPooling" ‹psroi_pooling_param› { group_size: 7 } }', code: 'schema/unknown-field', message: 'only the one that brought this layer type' },
  { marked: 'layer { ‹interp_parm› { } }', code: 'schema/unknown-field', message: 'Did you mean `interp_param`?' },
  { marked: 'layer { ‹force_backward›: true }', code: 'schema/unknown-field', message: 'It belongs at the top level' },
  { marked: 'layer { ‹num_output›: 3 convolution_param { pad: 1 } }', code: 'schema/unknown-field', message: 'It belongs inside `convolution_param { … }`' },
  { marked: 'layer { ‹wholly_unknown_thing›: 3 }', code: 'schema/unknown-field', message: 'Remove it' },
  { marked: '‹layerz› { } layer { }', code: 'schema/unknown-field', message: 'Did you mean `layers`?', data: { replacement: 'layers' } },
  { marked: 'layer { convolution_param { ‹hole›: 2 } }', code: 'schema/foreign-field', message: 'BVLC Caffe calls it `dilation`', data: { replacement: 'dilation' } },
  { marked: 'layers { convolution_param { ‹dilation›: 2 } }', code: 'schema/foreign-field', message: 'DeepLab v1 calls it `hole`', data: { replacement: 'hole' }, dialect: 'deeplab-v1' },
  { marked: 'layer { ‹interp_param› { } }', code: 'schema/foreign-field', message: 'DeepLab v2, PSPNet, ICNet and others', dialect: 'bvlc' },
  { marked: '‹layer› { }', code: 'schema/foreign-field', message: 'DeepLab v1 calls it `layers`', dialect: 'deeplab-v1' },
  { marked: 'layer { convolution_param: ‹3› }', code: 'schema/message-expected', message: 'write `convolution_param { … }`' },
  { marked: 'layer { ‹name› { } }', code: 'schema/scalar-expected', message: 'takes a quoted string' },
  { marked: 'layer { ‹bottom› [] }', code: 'schema/scalar-expected', message: 'colon is missing', data: { replacement: 'bottom:' } },
  { marked: 'layer { convolution_param { num_output: ‹1.5› } }', code: 'schema/wrong-type', message: '`num_output` takes an integer from 0' },
  { marked: 'layer { name: ‹conv1› }', code: 'schema/wrong-type', message: 'not a quoted string' },
  { marked: 'layer { relu_param { negative_slope: ‹0x1› } }', code: 'schema/wrong-type', message: 'decimal digits only' },
  { marked: 'layer { convolution_param { pad: ‹-1› } }', code: 'schema/out-of-range', message: 'uint32 takes 0 to 4294967295' },
  { marked: 'layer { pooling_param { pool: ‹MAXX› } }', code: 'schema/unknown-enum-value', message: 'Did you mean `MAX`?', data: { replacement: 'MAX' } },
  { marked: 'layer { pooling_param { pool: ‹7› } }', code: 'schema/unknown-enum-value', message: 'It takes MAX, AVE, STOCHASTIC' },
  { marked: 'layers { type: ‹INTERP› }', code: 'schema/unknown-enum-value', message: 'a value of DeepLab v1', dialect: 'bvlc' },
  { marked: 'layer { pooling_param { pool: ‹"MAX"› } }', code: 'schema/enum-as-string', message: 'write MAX without quotes', data: { replacement: 'MAX' } },
  { marked: 'layer { name: "a" ‹name›: "b" }', code: 'schema/repeated-singular', message: 'a second time' },
  { marked: 'name: "a" layer { } ‹name›: "b"', code: 'schema/repeated-singular', message: 'NetParameter takes one' },
  { marked: 'layer { convolution_param { } ‹convolution_param› { } }', code: 'schema/repeated-singular', message: 'a second time' },
  { marked: 'layer { name: ‹["a"]› }', code: 'schema/list-for-singular', message: 'takes one value' },
  { marked: 'layer { ‹mat_write_param› { } }', code: 'schema/missing-required', message: 'requires `prefix`', data: { missing: 'prefix' } },
  { marked: 'layer { convolution_param { num_output: ‹cls3x› } }', code: 'schema/placeholder', message: 'define cls3x=…', data: { name: 'cls3x' } },
  { marked: 'layer { top: ‹"fc8_${EXP"› }', code: 'schema/broken-template', message: 'Write `${EXP}`', data: { replacement: 'fc8_${EXP}' } },
  { marked: 'layer { top: ‹"fc8_$EXP}_a"› }', code: 'schema/broken-template', message: 'Write `${EXP}`', data: { replacement: 'fc8_${EXP}_a' } },
  { marked: 'layer { concat_param { ‹concat_dim›: 1 } }', code: 'schema/deprecated-field', message: 'Write `axis`', data: { successor: 'axis' } },
  { marked: 'layer { data_param { ‹crop_size›: 1 } }', code: 'schema/deprecated-field', message: 'transform_param { crop_size: … }' },
  { marked: 'layer { type: "Pooling" ‹convolution_param› { pad: 1 } }', code: 'schema/unread-param', message: 'it reads `pooling_param`', data: { replacement: 'pooling_param' } },
  { marked: 'layers { type: RELU ‹pooling_param› { pad: 1 } }', code: 'schema/unread-param', message: 'A ReLU layer does not read' },
  { marked: 'layer { type: "AbsVal" ‹relu_param› { } }', code: 'schema/unread-param', message: 'no parameters of its own' },
  { marked: 'layer { }\n‹# atrous: defin A=1›', code: 'schema/directive', message: 'no directive "defin"' },
];

describe('what the rules find', () => {
  it.each(facts)('$code: $marked', ({ marked, code, message, data, dialect }) => {
    const { text, start, end } = unmark(marked);
    const found = findingsIn(text, dialect);
    expect(found.map((finding) => finding.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ start, end, ...(data === undefined ? {} : { data }) });
    expect(found[0]?.message).toContain(message);
  });

  it('a repeated field points at the first', () => {
    const [finding] = findingsIn('name: "a" layer { } name: "b"');
    expect(finding?.related).toEqual([{ start: 0, end: 4, message: '`name` is given here first.' }]);
  });
});

describe('what is in order', () => {
  it.each([
    ['templates', 'layer { convolution_param { num_output: ${NUM_LABELS} } }'],
    ['templates in strings', 'layer { name: "a_${EXP}" python_param { param_str: "{\'price\': \'$5}\'}" } }'],
    ['defined words', '# atrous: define cls3x=63\nlayer { convolution_param { num_output: cls3x } }'],
    ['lists for repeated fields', 'layer { bottom: ["a", "b"] }'],
    ['empty lists, before which a colon may be left out where messages belong', 'layer { bottom: [] param [] }'],
    ['repeated where this fork repeats', 'layer { convolution_param { kernel_size: 3 kernel_size: 5 } }'],
    ['enums by number', 'layer { pooling_param { pool: 1 } }'],
    ['a relic whose successor this fork lacks', '# atrous: dialect=deeplab-v1\nlayers { concat_param { concat_dim: 1 } }'],
    ['a loss that reads several messages', 'layer { type: "SoftmaxWithLoss" loss_param { } softmax_param { } }'],
    ['a data layer that reads several messages', 'layer { type: "ImageData" image_data_param { } transform_param { } }'],
    ['a type that is not known', 'layer { type: "Mine" relu_param { } pooling_param { } }'],
    ['a solver', 'net: "a" base_lr: 0.1 solver_mode: 1'],
    ['a block without a name, of which the parser tells', 'layer { { num_outptu: 3 } } layer { [a.b]: 1 }'],
    ['other programs', 'model { name: "resnet50" kernel { mean: 1 } } foo: BAR'],
    ['a field of DeepLab v2 beside its others', 'layer { interp_param { zoom_factor: 8 } } layer { seg_accuracy_param { ignore_label: 255 } }'],
  ])('%s', (_, text) => {
    expect(findingsIn(text)).toEqual([]);
  });
});

describe('the table of rules', () => {
  it('has every code once, with words for it', () => {
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
    for (const { code, title, doc } of rules) {
      expect(code).toMatch(/^(syntax|schema|wiring|shape|atrous|weights|solver)\/[a-z][a-z0-9-]*$/);
      expect(title.length, code).toBeGreaterThan(3);
      expect(doc, code).toMatch(/\.$/);
    }
  });

  it('has a row here for every schema rule', () => {
    const covered = new Set(facts.map(({ code }) => code));
    expect(schemaRules.map(({ code }) => code).filter((code) => !covered.has(code))).toEqual([]);
  });
});

describe('findings of a block are kept', () => {
  it('and move with it', () => {
    const tree = parse('layer { name: 1 }');
    const context = documentContext(tree);
    const before = checkText(context);
    const [block] = tree.root.fields;
    const value = block?.value?.kind === 'message' ? block.value.fields[0]?.value : undefined;
    if (block === undefined || value === undefined) throw new Error('the text has one layer with one field');
    block.start += 10;
    const after = checkText(context);
    expect(after.map(({ start, end }) => [start, end])).toEqual(before.map(({ start, end }) => [start + 10, end + 10]));
  });

  it('but not across dialects or variables', () => {
    const tree = parse('layer { convolution_param { dilation: 2 num_output: n } }');
    const codes = (dialect: DialectId, variables: Record<string, string>) =>
      checkText(documentContext(tree, { dialect, variables: new Map(Object.entries(variables)) })).map(({ code }) => code);
    expect(codes('bvlc', {})).toEqual(['schema/placeholder']);
    expect(codes('bvlc', { n: '2' })).toEqual([]);
    expect(codes('hed', { n: '2' })).toEqual(['schema/foreign-field']);
  });
});
