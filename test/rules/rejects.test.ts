/** Every net that real Caffe refuses has one error, at the line that is to blame and with the reason that Caffe gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../server/src/rules/check';
import { parse } from '../../server/src/syntax/parser';
import { LineIndex } from '../../server/src/syntax/lines';
import { atrous, folderWith } from '../support/cli';
import { golden } from '../support/golden';

/** File → the line of the mistake, our code, and words of the message; beside it what Caffe checks. */
const reasons: Readonly<Record<string, readonly [line: number, code: string, message: RegExp]>> = {
  // AbsVal Layer does not allow in-place computation
  absval_in_place: [7, 'wiring/in-place-refused', /AbsVal cannot work in place/],
  // channels_ % group_ == 0
  conv_group_indivisible: [11, 'shape/group', /3 channels .* 2 groups/],
  // the crop for dimension 2 is out-of-bounds with size 6 and offset 4
  crop_out_of_range: [11, 'shape/shape-mismatch', /axis 2: 6 from 4 on need 10, and there are 9/],
  // Eltwise layer only takes coefficients for summation
  eltwise_prod_coeff: [11, 'shape/conflicting-parameters', /Coefficients are for sums/],
  // bottom[i]->shape() == bottom[0]->shape()
  eltwise_shape_mismatch: [9, 'shape/shape-mismatch', /"b" is 1×3×6×7 .* 1×3×6×6/],
  // Top blob 'data' produced by multiple sources: after the split its copy no longer has the top's name
  inplace_two_consumers: [18, 'wiring/in-place-with-other-readers', /changes `data` in place, but `c` reads it too/],
  // interp_layer.cpp:56: no size is given
  interp_no_spec: [4, 'shape/missing-parameter', /Say how to resize/],
  // Only supports non-pos padding (cropping) for now
  interp_positive_pad: [8, 'shape/bad-parameter', /`pad_beg` can only crop/],
  // Either kernel_size or kernel_h/w should be specified; not both
  kernel_size_and_kernel_h: [8, 'shape/conflicting-parameters', /either `kernel_size` or `kernel_h`/],
  // the definition includes both 'layer' and 'layers' fields
  layer_and_layers_mixed: [13, 'wiring/mixed-generations', /both `layers` and `layer`/],
  // pad_h_ < kernel_h_ (2 vs. 2)
  pool_pad_ge_kernel: [8, 'shape/bad-parameter', /padding 2×2 must be smaller than the window 2×2/],
  // Number of top blobs (2) should evenly divide input slice axis (5)
  slice_uneven: [5, 'shape/uneven-slice', /5 cannot be shared evenly among 2 tops/],
  // Top blob 'c' produced by multiple sources
  top_produced_twice: [18, 'wiring/top-produced-twice', /`c` is already produced by `c`/],
  // Unknown bottom blob 'dato' (layer 'c', bottom index 0)
  unknown_bottom: [6, 'wiring/unknown-bottom', /`dato`.* Did you mean `data`/],
  // 8:56: Message type "caffe.ConvolutionParameter" has no field named "hole"
  unknown_field: [8, 'schema/foreign-field', /`hole` .* BVLC Caffe calls it `dilation`/],
  // Unknown layer type: Mish
  unknown_layer_type: [5, 'wiring/unknown-layer-type', /No known Caffe has a layer of type `Mish`/],
};

/** Refused only together with its weights, which are of another shape. */
const withWeights = 'weights_shape_mismatch';

const files = readdirSync(golden('rejects')).filter((name) => name.endsWith('.prototxt')).map((name) => name.replace('.prototxt', ''));

const errorsIn = (text: string) => check(parse(text)).filter(({ severity }) => severity === 'error');

const textOf = (name: string): string => readFileSync(golden('rejects', `${name}.prototxt`), 'utf8');

it('the table has every net of the golden data', () => {
  expect([...Object.keys(reasons), withWeights].sort()).toEqual(files.sort());
});

describe('is refused at the line to blame:', () => {
  it.each(Object.entries(reasons))('%s', (name, [line, code, message]) => {
    const text = textOf(name);
    const errors = errorsIn(text);
    expect(errors.map((error) => [new LineIndex(text).positionAt(error.start).line + 1, error.code])).toEqual([[line, code]]);
    expect(errors[0]?.message).toMatch(message);
  });
});

describe(withWeights, () => {
  const output = folderWith({});

  it('has nothing wrong in its text', () => {
    expect(errorsIn(textOf(withWeights))).toEqual([]);
  });

  it('is refused when it meets the weights, with the layer and both shapes', () => {
    const [net, weights] = ['prototxt', 'caffemodel'].map((extension) => golden('rejects', `${withWeights}.${extension}`));
    const { status, stderr } = atrous(['forward', net ?? '', '--weights', weights ?? '', '--output', output, '--device', 'cpu']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/weights_shape_mismatch\.prototxt:3: Layer "c": blob 0 \(weights\) has the shape 4×3×3×3 in the net and 5×3×3×3 in the weights file/);
  });
});
