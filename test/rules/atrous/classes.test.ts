/** Numbers of classes, and branches that end in different shapes. */
import { describe, expect, it } from 'vitest';
import { findings, reportsAt } from './findings';
import { conv, input, layer } from './nets';

const labelled = 'layer { name: "d" type: "ImageSegData" top: "data" top: "label" image_data_param { batch_size: 1 } transform_param { crop_size: 65 } }';
const score = (name: string, outputs: string | number): string => `layer { name: "${name}" type: "Convolution" bottom: "data" top: "${name}" convolution_param { num_output: ${outputs} kernel_size: 1 } }`;
const loss = (name: string, bottoms: string): string => layer(name, 'SoftmaxWithLoss', bottoms);

describe('number of classes', () => {
  const code = 'atrous/class-count';

  it('all maps that are held against the same labels have it in common', () => {
    const text = `${labelled} ${score('a', 21)} ${loss('loss_a', 'a label')} ${score('b', '‹19›')} ${loss('loss_b', 'b label')}`;
    expect(reportsAt(text, code)).toMatchObject([{
      message: '`b` has 19 classes and `a` has 21, though `loss_b` and `loss_a` compare both with `label`. Give them the same number.',
      related: [{ message: '21 classes here.' }], data: { classes: 21 },
    }]);
  });

  it('labels that are shrunk stay the same labels', () => {
    const shrink = layer('small', 'Interp', 'label', 'interp_param { shrink_factor: 8 }');
    const text = `${labelled} ${score('a', 21)} ${loss('loss_a', 'a label')} ${shrink} ${score('b', '‹19›').replace('kernel_size: 1', 'kernel_size: 1 stride: 8')} ${loss('loss_b', 'b small')}`;
    expect(reportsAt(text, code)).toHaveLength(1);
  });

  it('the number is looked for above the enlarging layer', () => {
    const text = `# atrous: define NUM_LABELS=21\n${labelled} ${score('a', '‹20›')} ${layer('up', 'Interp', 'a', 'interp_param { zoom_factor: 1 }')} ${loss('loss', 'up label')}`;
    expect(reportsAt(text, code)).toMatchObject([{ message: '`a` has 20 classes, and NUM_LABELS is 21. Write `${NUM_LABELS}`, or correct one of them.', data: { classes: 21 } }]);
  });

  it('a softmax over one class learns nothing', () => {
    const text = `${labelled} ${score('a', '‹1›')} ${loss('loss', 'a label')}`;
    expect(reportsAt(text, code)[0]?.message).toContain('its softmax is 1 everywhere and the loss 0');
  });

  it.each([
    ['equal numbers', `${labelled} ${score('a', 21)} ${loss('l', 'a label')} ${score('b', 21)} ${loss('m', 'b label')}`],
    ['other labels', `${labelled} ${labelled.replaceAll('"d"', '"e"').replace('"data"', '"more"').replace('"label"', '"geometry"')} ${score('a', 33)} ${loss('l', 'a label')} ${score('b', 3)} ${loss('m', 'b geometry')}`],
    ['a template', `# atrous: define NUM_LABELS=21\n${labelled} ${score('a', '${NUM_LABELS}')} ${loss('l', 'a label')}`],
    ['an undefined template', `${labelled} ${score('a', '${NUM_LABELS}')} ${loss('l', 'a label')} ${score('b', 21)} ${loss('m', 'b label')}`],
    ['one channel for a sigmoid', `${labelled} ${score('a', 1)} ${layer('l', 'SigmoidCrossEntropyLoss', 'a label')}`],
  ])('%s is clean', (_, text) => {
    expect(findings(text, code)).toEqual([]);
  });
});

describe('branches of a head', () => {
  const code = 'atrous/branch-shapes';
  const branch = (index: number, param: string, outputs = 21): string =>
    `${conv(`fc6_${index}`, 'data', 8, `kernel_size: 3 ${param}`)} ${layer(`relu_${index}`, 'ReLU', `fc6_${index}`)} ${conv(`fc8_${index}`, `relu_${index}`, outputs, 'kernel_size: 1')}`;
  const head = (second: string): string => `${input(41)} ${branch(1, 'pad: 6 dilation: 6')} ${second} layer { name: ‹"sum"› type: "Eltwise" bottom: "fc8_1" bottom: "fc8_2" top: "sum" }`;

  it('end in different sizes where a padding does not fit', () => {
    expect(reportsAt(head(branch(2, 'pad: 6 dilation: 12')), code)).toMatchObject([{
      message: 'The branches that meet in `sum` start from one blob and end in different shapes: `fc8_1` 1×21×41×41, `fc8_2` 1×21×29×29. Give `fc6_2` pad 12, as much as the hole needs to keep the size.',
      related: [
        { message: 'The branch of `fc6_1` brings `fc8_1`, 1×21×41×41.' },
        { message: 'The branch of `fc6_2` brings `fc8_2`, 1×21×29×29; with dilation 12 pad 12 keeps the size, and it has 6.' },
      ],
    }]);
  });

  it('or in different numbers of channels', () => {
    expect(reportsAt(head(branch(2, 'pad: 12 dilation: 12', 19)), code)[0]?.message).toContain('Give all branches the same number of outputs');
  });

  it('are clean when they agree', () => {
    expect(findings(head(branch(2, 'pad: 12 dilation: 12')).replace(/[‹›]/g, ''), code)).toEqual([]);
  });

  it('other joins that do not fit are left to the shape rules', () => {
    const text = `${input(41)} ${conv('a', 'data', 8, 'kernel_size: 3')} ${conv('b', 'data', 8, 'kernel_size: 1')} ${layer('sum', 'Eltwise', 'a b')}`;
    expect(findings(text, code)).toEqual([]);
    expect(findings(text, 'shape/shape-mismatch')).toHaveLength(1);
  });
});
