/** The rules about weights: what does not fit, where, what to change, and the text after the fix. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/edits/text-edit';
import { verbatim } from '../../server/src/l10n/text';
import { check } from '../../server/src/rules/check';
import { fixesFor } from '../../server/src/rules/fixes';
import { netsOf } from '../../server/src/rules/nets';
import type { DocumentWeights } from '../../server/src/rules/rule';
import { documentContext } from '../../server/src/rules/rules';
import { parse } from '../../server/src/syntax/parser';
import type { StoredBlob } from '../../server/src/weights/blob';

const blob = (...shape: number[]): StoredBlob => ({ shape, legacy: false, encoding: 'float32', runs: [], count: shape.reduce((a, b) => a * b, 1) });

const file = (layers: Record<string, StoredBlob[]>, isChosen = true): DocumentWeights => ({
  name: 'w.caffemodel', isChosen,
  index: { name: '', generation: 'V2', layers: Object.entries(layers).map(([name, blobs]) => ({ name, type: '', blobs, offset: 0 })) },
});

const findingsIn = (text: string, weights: DocumentWeights) => check(parse(text), { weights }).filter(({ code }) => code.startsWith('weights/'));

const data = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\n';
const conv = (param: string): string => `${data}layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { ${param} } }`;
const inner = `${data}layer { name: "c" type: "InnerProduct" bottom: "data" top: "c" inner_product_param { num_output: 4 } }`;
const plain = conv('num_output: 4 kernel_size: 3');

type Row = [what: string, text: string, blobs: StoredBlob[], message: RegExp, after?: string];

const rows: Row[] = [
  ['num_output', plain, [blob(5, 3, 3, 3), blob(5)], /4×3×3×3 in the net and 5×3×3×3 in the weights file\. Set num_output to 5 as it was in training, or rename/, conv('num_output: 5 kernel_size: 3')],
  ['a kernel', plain, [blob(4, 3, 5, 5), blob(4)], /Set kernel_size to 5 as/, conv('num_output: 4 kernel_size: 5')],
  ['a kernel of two sides', conv('num_output: 4 kernel_h: 3 kernel_w: 1'), [blob(4, 3, 5, 1), blob(4)], /Set kernel_h to 5 as/, conv('num_output: 4 kernel_h: 5 kernel_w: 1')],
  ['a kernel that no kernel_size makes', plain, [blob(4, 3, 5, 7), blob(4)], /Make the layer as it was in training, or/],
  ['both', plain, [blob(5, 3, 1, 1), blob(5)], /Set num_output to 5 and kernel_size to 1 as/, conv('num_output: 5 kernel_size: 1')],
  ['channels that come in', plain, [blob(4, 6, 3, 3), blob(4)], /Mend the layer that makes its bottom "data", which has 3 channels and had 6 in training, or/],
  ['channels of groups', conv('num_output: 6 kernel_size: 3 group: 3'), [blob(6, 2, 3, 3), blob(6)], /has 3 channels and had 6 in training/],
  ['num_output and what comes in', plain, [blob(5, 6, 3, 3), blob(5)], /^Layer.*Mend the layer .* had 6 in training, and set num_output to 5 as/, conv('num_output: 5 kernel_size: 3')],
  ['other axes', plain, [blob(4, 27), blob(4)], /4×27 in the weights file\. Make the layer as it was/],
  ['an inner product', inner, [blob(2, 243), blob(2)], /Set num_output to 2 as/, inner.replace('4', '2')],
  ['what comes into an inner product', inner, [blob(4, 100), blob(4)], /Make the layer as it was/],
  ['a bias too many', plain, [blob(4, 3, 3, 3)], /2 weight blobs in the net \(weights, bias\) and 1 in the weights file\. Set bias_term to false as/, conv('num_output: 4 kernel_size: 3 bias_term: false')],
  ['a bias too few', conv('num_output: 4 kernel_size: 3 bias_term: false'), [blob(4, 3, 3, 3), blob(4)], /1 weight blob in the net .* Set bias_term to true as/, conv('num_output: 4 kernel_size: 3 bias_term: true')],
  ['blobs of another layer', plain, [blob(1), blob(1), blob(1)], /2 weight blobs in the net .* and 3 in the weights file\. Make the layer as it was/],
];

describe('layers that do not fit', () => {
  it.each(rows)('%s', (_what, text, blobs, message, after) => {
    const weights = file({ c: blobs });
    const [finding] = findingsIn(text, weights);
    expect(finding).toMatchObject({ severity: 'error' });
    expect(finding?.message).toMatch(message);
    expect(finding?.message).toMatch(/ \(w\.caffemodel\)$/);
    expect(text.slice(finding?.start, finding?.end)).toBe('"c"');
    const context = documentContext(parse(text), { weights });
    const fixes = finding ? fixesFor({ ...context, nets: netsOf(context) }, finding) : [];
    expect(fixes.map(({ edits }) => applyEdits(text, edits))).toEqual(after === undefined ? [] : [after]);
    if (after !== undefined) expect(findingsIn(after, weights).filter(({ message: other }) => !/makes its bottom/.test(other))).toEqual([]);
  });

  it('points at the field and at the bottom', () => {
    const [finding] = findingsIn(plain, file({ c: [blob(5, 6, 3, 3), blob(5)] }));
    expect(finding?.related?.map(({ start, end, message }) => [plain.slice(start, end), message])).toEqual([
      ['num_output: 4', 'This was 5 in training.'],
      ['"data"', 'This has 3 channels here, and had 6 in training.'],
    ]);
  });
});

describe('the file as a whole', () => {
  const problem = { code: 'weights/truncated' as const, message: verbatim('The weights file is cut off.'), offset: 7 };
  const cases: [string, DocumentWeights, string[]][] = [
    ['that fits', file({ c: [blob(4, 3, 3, 3), blob(4)] }), []],
    ['that fits, with layers inserted by Caffe', file({ data_split: [], c: [blob(4, 3, 3, 3), blob(4)] }), []],
    ['with damaged values', file({ c: [{ ...blob(4, 3, 3, 3), flaw: verbatim('it is damaged') }, blob(4)] }), ['error weights/damaged-blob']],
    ['with damaged values of another layer', file({ c: [blob(4, 3, 3, 3), blob(4)], other: [{ ...blob(2), flaw: verbatim('it is damaged') }] }), []],
    ['of another net', file({ other: [blob(2)] }), ['error weights/no-layer']],
    ['of another net, that only lies there', file({ other: [blob(2)] }, false), []],
    ['that only lies there and does not fit', file({ c: [blob(2)] }, false), ['warning weights/blob-count']],
    ['that cannot be read', { ...file({}), index: problem }, ['error weights/unreadable']],
    ['that lies there and cannot be read', { ...file({}, false), index: problem }, ['warning weights/unreadable']],
  ];
  it.each(cases)('%s', (_name, weights, expected) => {
    expect(findingsIn(plain, weights).map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
  });

  it('names weights that a renamed layer may want', () => {
    const text = `${plain} layer { name: "d" type: "Convolution" bottom: "c" top: "d" convolution_param { num_output: 2 kernel_size: 1 } }`;
    const [finding, ...others] = findingsIn(text, file({ c: [blob(4, 3, 3, 3), blob(4)], d_old: [blob(2, 4, 1, 1), blob(2)] }));
    expect(finding).toMatchObject({ code: 'weights/missing-layer', severity: 'info' });
    expect(finding?.message).toBe('w.caffemodel has no weights for `d`, so it starts from its fillers. The file has weights of the same shapes for "d_old", which the net does not have.');
    expect(others).toEqual([]);
  });
});
