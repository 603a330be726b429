/** What can be done about layers that Caffe refuses: every fix that is offered, by its title, and the text after the first. */
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/edits/text-edit';
import { check } from '../../../server/src/rules/check';
import { fixesFor } from '../../../server/src/rules/fixes';
import { netsOf } from '../../../server/src/rules/nets';
import { documentContext } from '../../../server/src/rules/rules';
import { parse } from '../../../server/src/syntax/parser';

function fixed(text: string) {
  const tree = parse(text);
  const context = documentContext(tree);
  const finding = check(tree).find(({ code }) => code.startsWith('shape/'));
  if (!finding) throw new Error('Nothing is refused.');
  const fixes = fixesFor({ ...context, nets: netsOf(context) }, finding);
  const after = fixes.map(({ edits }) => applyEdits(text, edits));
  return { finding, titles: fixes.map(({ title, isPreferred }) => (isPreferred ? `${title} *` : title)), after };
}

const blob = (name: string, shape: string): string => `input: "${name}" input_shape { ${shape.split('x').map((dim) => `dim: ${dim}`).join(' ')} }\n`;

/** One layer `x` that reads inputs `a`, `b`, … of the given shapes. */
function net(type: string, shapes: string, body: string, tops = 'top: "x"'): string {
  const names = shapes.split(' ').map((_, index) => String.fromCharCode(97 + index));
  return `${shapes.split(' ').map((shape, index) => blob(names[index] ?? '', shape)).join('')}layer { name: "x" type: "${type}" ${names.map((name) => `bottom: "${name}"`).join(' ')} ${tops} ${body}}`;
}

/** Type, shapes of the bottoms, what stands in the layer; the titles, with `*` for what nobody need choose; what stands in it after the first fix. */
type Row = [type: string, shapes: string, before: string, titles: readonly string[], after: string];

const conv = (fields: string): string => `convolution_param { num_output: 4 ${fields} } `;

const rows: Row[] = [
  ['Convolution', '1x3x9x9', 'convolution_param { kernel_size: 3 } ', ['Set num_output 3'], 'convolution_param { kernel_size: 3 num_output: 3 } '],
  ['Convolution', '1x3x9x9', 'convolution_param { num_output: 0 kernel_size: 3 } ', ['Set num_output 3'], 'convolution_param { num_output: 3 kernel_size: 3 } '],
  ['Convolution', '1x3x9x9', conv(''), ['Set kernel_size 3', 'Set kernel_size 1'], conv('kernel_size: 3 ')],
  ['Convolution', '1x3x9x9', conv('kernel_size: 0'), ['Set kernel_size 1'], conv('kernel_size: 1')],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 kernel_h: 3 kernel_w: 3'), ['Keep `kernel_size` *', 'Keep `kernel_h` and `kernel_w`'], conv('kernel_size: 3')],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 kernel_h: 5 kernel_w: 1'), ['Keep `kernel_size`', 'Keep `kernel_h` and `kernel_w`'], conv('kernel_size: 3')],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 kernel_size: 3 kernel_size: 3'), ['Set kernel_size 3 *'], conv('kernel_size: 3')],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 kernel_size: 1 kernel_size: 5'), ['Set kernel_size 3×1'], conv('kernel_size: 3 kernel_size: 1')],
  ['Convolution', '1x3x9x9', conv('kernel_h: 3'), ['Set kernel_w 3'], conv('kernel_h: 3 kernel_w: 3')],
  ['Convolution', '1x3x4x5x6', conv('kernel_h: 3 kernel_w: 3'), ['Set kernel_size 3 for all axes'], conv('kernel_size: 3')],
  ['Convolution', '1x6x9x9', conv('kernel_size: 3 group: 4'), ['Set group 2', 'Set group 6', 'Set group 1'], conv('kernel_size: 3 group: 2')],
  ['Convolution', '1x6x9x9', conv('kernel_size: 3 group: 3'), ['Set num_output 6', 'Set group 2'], 'convolution_param { num_output: 6 kernel_size: 3 group: 3 } '],
  ['Convolution', '1x4x9x9', conv('kernel_size: 3 group: 0'), ['Set group 1'], conv('kernel_size: 3 group: 1')],
  ['Convolution', '1x3x9x9', conv('kernel_size: 3 dilation: 5'), ['Set pad 5', 'Set dilation 4'], conv('kernel_size: 3 dilation: 5 pad: 5')],
  ['Convolution', '1x3x3x3', conv('kernel_size: 7'), ['Set pad 3', 'Set kernel_size 3'], conv('kernel_size: 7 pad: 3')],
  ['Pooling', '1x3x9x9', '', ['Set kernel_size 3', 'Set kernel_size 2', 'Set global_pooling true'], 'pooling_param { kernel_size: 3 } '],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_h: 3 } ', ['Set kernel_w 3'], 'pooling_param { kernel_h: 3 kernel_w: 3 } '],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 pad: 3 } ', ['Set pad 1'], 'pooling_param { kernel_size: 3 pad: 1 } '],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 3 pad: 1 pool: STOCHASTIC } ', ['Remove `pad`'], 'pooling_param { kernel_size: 3 pool: STOCHASTIC } '],
  ['Pooling', '1x3x9x9', 'pooling_param { global_pooling: true kernel_size: 3 } ', ['Remove `kernel_size`', 'Remove `global_pooling`'], 'pooling_param { global_pooling: true } '],
  ['Pooling', '1x3x9x9', 'pooling_param { global_pooling: true stride: 2 pad: 1 } ', ['Remove `pad` and `stride`'], 'pooling_param { global_pooling: true } '],
  ['Pooling', '1x3x9x9', 'pooling_param { kernel_size: 14 stride: 1 } ', ['Pool the whole map: `global_pooling: true`'], 'pooling_param { global_pooling: true } '],
  ['Interp', '1x3x9x9', '', ['Set zoom_factor 8', 'Set zoom_factor 2', 'Set shrink_factor 8'], 'interp_param { zoom_factor: 8 } '],
  ['Interp', '1x3x9x9', 'interp_param { height: 65 } ', ['Set width 65'], 'interp_param { height: 65 width: 65 } '],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: 0 } ', ['Set zoom_factor 1'], 'interp_param { zoom_factor: 1 } '],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: 2 pad_end: 1 } ', ['Set pad_end -1', 'Set pad_end 0'], 'interp_param { zoom_factor: 2 pad_end: -1 } '],
  ['Interp', '1x3x9x9', 'interp_param { zoom_factor: 2 pad_beg: -9 } ', ['Remove `pad_beg`'], 'interp_param { zoom_factor: 2 } '],
  ['Eltwise', '1x3x9x9 1x3x9x9', 'eltwise_param { operation: PROD coeff: 1 coeff: 1 } ', ['Remove `coeff`', 'Set operation SUM'], 'eltwise_param { operation: PROD } '],
  ['Eltwise', '1x3x9x9 1x3x9x9', 'eltwise_param { coeff: 2 } ', ['Set coeff 2×1'], 'eltwise_param { coeff: 2 coeff: 1 } '],
  ['Concat', '1x3x9x9 1x3x9x9', 'concat_param { axis: 4 } ', ['Set axis 3'], 'concat_param { axis: 3 } '],
  ['Concat', '1x3x9x9 1x3x9x9', 'concat_param { axis: 1 concat_dim: 1 } ', ['Remove `concat_dim` *'], 'concat_param { axis: 1 } '],
  ['Crop', '1x3x9x9 1x3x6x6', 'crop_param { offset: 4 } ', ['Set offset 1', 'Set offset 3'], 'crop_param { offset: 1 } '],
  ['Crop', '1x3x9x9 1x3x6x6', 'crop_param { offset: 1 offset: 4 } ', ['Set offset 1', 'Set offset 3'], 'crop_param { offset: 1 offset: 1 } '],
  ['Crop', '1x3x9x9 1x3x6x6', 'crop_param { offset: 1 offset: 1 offset: 1 } ', ['Set offset 1×1'], 'crop_param { offset: 1 offset: 1 } '],
  ['Flatten', '1x3x9x9', 'flatten_param { axis: 3 end_axis: 1 } ', ['Set end_axis -1'], 'flatten_param { axis: 3 end_axis: -1 } '],
  ['Reshape', '1x3x9x9', 'reshape_param { shape { dim: 0 dim: 4 dim: 0 dim: 0 } } ', ['Infer size 2 (-1), which makes it 3'], 'reshape_param { shape { dim: 0 dim: -1 dim: 0 dim: 0 } } '],
  ['Reshape', '1x3x9x9', 'reshape_param { shape { dim: 1 } axis: 3 num_axes: 2 } ', ['Remove `num_axes`'], 'reshape_param { shape { dim: 1 } axis: 3 } '],
  ['Permute', '1x3x9x9', 'permute_param { order: 0 order: 2 order: 2 order: 1 } ', ['Set order 3'], 'permute_param { order: 0 order: 2 order: 3 order: 1 } '],
  ['Scale', '1x3x9x9', 'scale_param { axis: 3 num_axes: 2 } ', ['Set num_axes 1', 'Set num_axes -1'], 'scale_param { axis: 3 num_axes: 1 } '],
  ['Scale', '1x3x9x9 9x9', '', ['Set axis 2'], 'scale_param { axis: 2 } '],
  ['LRN', '1x3x9x9', 'lrn_param { local_size: 4 } ', ['Set local_size 5', 'Set local_size 3'], 'lrn_param { local_size: 5 } '],
  ['Exp', '1x3', 'exp_param { base: 0 } ', ['Remove `base`', 'Set base 10', 'Set base 2'], 'exp_param { } '],
  ['ArgMax', '1x3x9x9', 'argmax_param { axis: 1 top_k: 4 } ', ['Set top_k 3', 'Set top_k 1'], 'argmax_param { axis: 1 top_k: 3 } '],
  ['SPP', '1x3x3x9', 'spp_param { pyramid_height: 3 } ', ['Set pyramid_height 2'], 'spp_param { pyramid_height: 2 } '],
  ['Upsample', '1x3x4x4 1x3x4x4', 'upsample_param { scale: 4 pad_out_h: true } ', ['Remove `pad_out_h`'], 'upsample_param { scale: 4 } '],
  ['PriorBox', '1x3x4x4 1x3x32x32', 'prior_box_param { min_size: 9 max_size: 10 max_size: 11 } ', ['Remove `max_size`'], 'prior_box_param { min_size: 9 } '],
  ['ROIPooling', '1x3x9x9 5x5', 'roi_pooling_param { pooled_h: 7 } ', ['Set pooled_w 7'], 'roi_pooling_param { pooled_h: 7 pooled_w: 7 } '],
];

describe('a layer that Caffe refuses', () => {
  it.each(rows)('%s of %s with %s', (type, shapes, before, titles, after) => {
    const result = fixed(net(type, shapes, before));
    expect([result.titles, result.after[0] ?? '']).toEqual([titles, after === '' ? '' : net(type, shapes, after)]);
  });
});

const layer = (lines: readonly string[]): string => `layer {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

/** Fixes that change other layers or add some. */
describe('around a layer that Caffe refuses', () => {
  const [nine, eight] = [blob('a', '1x3x9x9'), blob('b', '1x3x8x8')];
  const sum = (first: string, second: string): string => `layer { name: "x" type: "Eltwise" bottom: "${first}" bottom: "${second}" top: "x" }`;
  const conv1 = (name: string, outputs: number): string => `layer { name: "${name}" type: "Convolution" bottom: "a" top: "${name}" convolution_param { num_output: ${outputs} kernel_size: 1 } }\n`;
  const relu = 'layer { name: "r" type: "ReLU" bottom: "d" top: "d" }\n';
  const deeplab = '# atrous: dialect=deeplab-v2\n';
  const crop = layer(['name: "a_crop"', 'type: "Crop"', 'bottom: "a"', 'bottom: "b"', 'top: "a_crop"']);
  const interp = layer(['name: "a_interp"', 'type: "Interp"', 'bottom: "a"', 'top: "a_interp"', 'interp_param {', '  height: 8', '  width: 8', '}']);
  const reshape = (dims: string): string => layer(['name: "a_reshape"', 'type: "Reshape"', 'bottom: "a"', 'top: "a_reshape"', 'reshape_param {', `  shape { ${dims} }`, '}']);
  const pool = (bottom: string): string => `layer { name: "x" type: "Pooling" bottom: "${bottom}" top: "x" pooling_param { kernel_size: 2 } }`;
  const loss = (labels: string): string => `layer { name: "x" type: "SoftmaxWithLoss" bottom: "a" bottom: "${labels}" top: "x" }`;
  const shrink = layer(['name: "b_interp"', 'type: "Interp"', 'bottom: "b"', 'top: "b_interp"', 'interp_param {', '  shrink_factor: 8', '}']);
  const read = (dims: string): string => `layer { name: "a" type: "Input" top: "a" input_param { shape { ${dims} } } }\n`;

  it.each<[title: string, before: string, titles: readonly string[], after: string]>([
    ['a map is cut', `${nine}${eight}${sum('a', 'b')}`, ['Cut `a` to the size of `b` with a Crop layer'], `${nine}${eight}${crop}${sum('a_crop', 'b')}`],
    ['or resized', `${deeplab}${nine}${eight}${sum('a', 'b')}`, ['Resize `a` to 8×8 with an Interp layer', 'Resize `b` to 9×9 with an Interp layer'], `${deeplab}${nine}${eight}${interp}${sum('a_interp', 'b')}`],
    ['channels are made alike through a layer in place', `${nine}${conv1('c', 4)}${conv1('d', 5)}${relu}${sum('c', 'd')}`, ['Set num_output 4 in `d`', 'Set num_output 5 in `c`'], `${nine}${conv1('c', 4)}${conv1('d', 4)}${relu}${sum('c', 'd')}`],
    ['a cut the wrong way round', `${eight}${nine}layer { name: "x" type: "Crop" bottom: "b" bottom: "a" top: "x" }`, ['Swap the bottoms'], `${eight}${nine}layer { name: "x" type: "Crop" bottom: "a" bottom: "b" top: "x" }`],
    ['a vector becomes a map', `${blob('a', '1x3')}${pool('a')}`, ['Reshape `a` to 1×3×1×1 with a Reshape layer'], `${blob('a', '1x3')}${reshape('dim: 0 dim: 3 dim: 1 dim: 1')}${pool('a_reshape')}`],
    ['a picture without a batch', `${read('dim: 3 dim: 9 dim: 9')}${pool('a')}`, ['Set the shape 1×3×9×9 in `a`', 'Reshape `a` to 1×3×9×9 with a Reshape layer'], `${read('dim: 1 dim: 3 dim: 9 dim: 9')}${pool('a')}`],
    ['labels are shrunk', `${deeplab}${blob('a', '1x21x9x9')}${blob('b', '1x1x65x65')}${loss('b')}`, ['Shrink `b` by 8 with an Interp layer', 'Enlarge `a` by 8 with an Interp layer'], `${deeplab}${blob('a', '1x21x9x9')}${blob('b', '1x1x65x65')}${shrink}${loss('b_interp')}`],
    ['a slice', `${nine}layer { name: "x" type: "Slice" bottom: "a" top: "x" top: "y" }`, ['Set slice_point 2'], `${nine}layer { name: "x" type: "Slice" bottom: "a" top: "x" top: "y" slice_param { slice_point: 2 } }`],
    ['slice points out of order', `${nine}layer { name: "x" type: "Slice" bottom: "a" top: "x" top: "y" top: "z" slice_param { slice_point: 2 slice_point: 1 } }`, ['Put the slice points in increasing order'], `${nine}layer { name: "x" type: "Slice" bottom: "a" top: "x" top: "y" top: "z" slice_param { slice_point: 1 slice_point: 2 } }`],
    ['a parameter of one’s own', `${nine}${['x', 'y'].map((name, index) => `layer { name: "${name}" type: "InnerProduct" bottom: "a" top: "${name}" param { name: "w" lr_mult: 1 } inner_product_param { num_output: ${index + 1} } }\n`).join('')}`, ['Do not share `w` with this layer'],
      `${nine}${['param { name: "w" lr_mult: 1 }', 'param { lr_mult: 1 }'].map((param, index) => `layer { name: "${index === 0 ? 'x' : 'y'}" type: "InnerProduct" bottom: "a" top: "${index === 0 ? 'x' : 'y'}" ${param} inner_product_param { num_output: ${index + 1} } }\n`).join('')}`],
  ])('%s', (_, before, titles, after) => {
    const result = fixed(before);
    expect([result.titles, result.after[0]]).toEqual([titles, after]);
  });

  it('the makers of what does not fit are pointed at, also after an edit before them', () => {
    const text = `${nine}${conv1('c', 4)}${conv1('d', 5)}${sum('c', 'd')}`;
    for (const moved of [text, `# a comment\n${text}`]) {
      expect(fixed(moved).finding.related?.map(({ start, end, message }) => [moved.slice(start, end), message])).toEqual([['"c"', '`c` is made here, as 1×4×9×9.'], ['"d"', '`d` is made here, as 1×5×9×9.']]);
    }
    expect(fixed(`${nine}${eight}${sum('a', 'b')}`).finding.related?.map(({ message }) => message)).toEqual(['`a` is made here, as 1×3×9×9.', '`b` is made here, as 1×3×8×8.']);
  });
});
