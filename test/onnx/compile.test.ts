/** What lowering makes of nets: which layers run, what is asked and delivered, where shared memory shows, and how small the graphs are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../server/src/onnx/model';
import { graphOf, lower } from '../support/lowered';
import { reference } from '../support/shared';

const data = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } ';
const relu = (bottom: string, top = bottom): string => `layer { name: "${bottom}-${top}" type: "ReLU" bottom: "${bottom}" top: "${top}" } `;
const ops = (text: string, outputs?: string[]): string[] => graphOf(text, outputs && { outputs }).nodes.map(({ op }) => op);

describe('the layers that run', () => {
  const cases: [string, string, string[] | undefined, string[]][] = [
    ['all that lead to an output', data + relu('data', 'a') + relu('a', 'b'), undefined, ['b']],
    ['several outputs', data + relu('data', 'a') + relu('data', 'b'), undefined, ['a', 'b']],
    ['only what the wanted blob needs', data + relu('data', 'a') + relu('a', 'b'), ['a'], ['a']],
    ['an input as output', data + relu('data', 'a'), ['data'], ['data']],
    ['the same blob twice', data + relu('data', 'a'), ['a', 'a'], ['a', 'a']],
    ['the last value of a blob changed in place', data + relu('data', 'a') + relu('a'), ['a'], ['a']],
    ['silenced blobs are no outputs', `${data + relu('data', 'a') + relu('data', 'b')} layer { name: "s" type: "Silence" bottom: "a" }`, undefined, ['b']],
    ['what a loss reads is an output', `${data} input: "label" input_shape { dim: 1 dim: 1 dim: 9 dim: 9 } ${relu('data', 'a')} layer { name: "l" type: "SoftmaxWithLoss" bottom: "a" bottom: "label" top: "l" }`, undefined, ['a']],
    ['a data layer gives its picture, and labels lead nowhere',
      `layer { name: "d" type: "ImageSegData" top: "data" top: "label" transform_param { crop_size: 9 } image_data_param { batch_size: 4 } } ${relu('data', 'a')}
       layer { name: "i" type: "Interp" bottom: "label" top: "small" interp_param { shrink_factor: 8 } } layer { name: "l" type: "SoftmaxWithLoss" bottom: "a" bottom: "small" top: "l" }`, undefined, ['a']],
    ['a Python layer that brings data', `layer { name: "d" type: "Python" top: "data" top: "label" } ${relu('data', 'a')} layer { name: "l" type: "SoftmaxWithLoss" bottom: "a" bottom: "label" top: "l" }`, undefined, ['a']],
    ['a training net that silences everything', `${data + relu('data', 'a')} layer { name: "s" type: "Silence" bottom: "a" }`, undefined, ['a']],
    ['layers of the phase TRAIN where only they bring data', `layer { name: "d" type: "ImageSegData" top: "data" include { phase: TRAIN } transform_param { crop_size: 9 } } ${relu('data', 'a')}`, undefined, ['a']],
  ];

  it.each(cases)('%s', (_name, text, wanted, outputs) => {
    const program = lower(text, wanted && { outputs: wanted });
    if (typeof program === 'string') throw new Error(program);
    expect(program.outputs.map(({ name }) => name)).toEqual(outputs);
    expect(program.inputs.every(({ name }) => name === 'data')).toBe(true);
  });

  it('a data layer\'s batch becomes one, and open sizes are assumed', () => {
    const program = lower(`layer { name: "d" type: "Data" top: "data" top: "label" data_param { batch_size: 256 } transform_param { crop_size: 227 } } ${relu('data', 'a')}`);
    expect(program).toMatchObject({ inputs: [{ name: 'data', shape: [1, 3, 227, 227] }] });
  });

  const problems: [string, string, RegExp][] = [
    ['a word that has no value', `${data} layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: NUM_LABELS kernel_size: 1 } }`, /"c" is not known \(1×NUM_LABELS×9×9\): give NUM_LABELS a value.*--define NUM_LABELS=21/],
    ['a needed layer that follows an unsupported one', `${data} layer { name: "d" type: "HardSigmoid" bottom: "data" top: "d" } ${relu('d', 'e')}`, /HardSigmoid is not supported yet/],
    ['a bottom that nothing makes', data + relu('date', 'a'), /reads "date"/],
  ];
  it.each(problems)('%s', (_name, text, message) => expect(lower(text)).toMatch(message));
});

describe('shared memory', () => {
  it('dropout, split and single concat add nothing', () => {
    expect(ops(`${data} layer { name: "d" type: "Dropout" bottom: "data" top: "d" } layer { name: "s" type: "Split" bottom: "d" top: "x" top: "y" } ${relu('x', 'a')}`, ['a'])).toEqual(['Relu']);
  });

  it('a change in place shows in the other tops of a split, as in Caffe', () => {
    const text = `${data} layer { name: "s" type: "Split" bottom: "data" top: "x" top: "y" } ${relu('x')} layer { name: "p" type: "Power" bottom: "y" top: "p" power_param { scale: 2 } }`;
    expect(ops(text, ['p'])).toEqual(['Relu', 'Mul']);
  });

  it('but not in a copy', () => {
    const text = `${data} layer { name: "d" type: "Dropout" bottom: "data" top: "y" } ${relu('data')} layer { name: "p" type: "Power" bottom: "y" top: "p" power_param { scale: 2 } }`;
    expect(ops(text, ['p'])).toEqual(['Mul']);
  });

  it('a reshaped view sees the change, in its own shape', () => {
    const text = `${data} layer { name: "f" type: "Flatten" bottom: "data" top: "f" } ${relu('data')} layer { name: "p" type: "Power" bottom: "f" top: "p" power_param { scale: 2 } }`;
    expect(ops(text, ['p'])).toEqual(['Reshape', 'Relu', 'Reshape', 'Mul']);
  });

  it('a sum over its first bottom loses it, as in Caffe', () => {
    const sum = (top: string): string => `${data + relu('data', 'a') + relu('data', 'b')} layer { name: "e" type: "Eltwise" bottom: "a" bottom: "b" top: "${top}" eltwise_param { coeff: 1 coeff: -1 } }`;
    expect(ops(sum('e'))).toEqual(['Relu', 'Relu', 'Sub']);
    expect(ops(sum('a'))).toEqual(['Relu', 'Relu', 'Mul']);
  });
});

describe('steps between graphs', () => {
  it('a CRF layer cuts the net in two', () => {
    const text = `${data} input: "size" input_shape { dim: 1 dim: 1 dim: 1 dim: 2 } ${relu('data', 'scores')}
      layer { name: "crf" type: "DenseCRF" bottom: "scores" bottom: "size" bottom: "data" top: "crf" dense_crf_param { pos_w: 3 pos_xy_std: 3 bi_w: 4 bi_xy_std: 30 bi_rgb_std: 20 } } ${relu('crf', 'out')}`;
    const program = lower(text);
    if (typeof program === 'string') throw new Error(program);
    expect(program.steps.map(({ kind }) => kind)).toEqual(['graph', 'kernel', 'graph']);
    expect(program.steps[1]).toMatchObject({ inputs: ['scores', 'size', 'data'], call: { settings: { max_iter: 10, pos_w: [3], bi_rgb_std: [20] } } });
    expect(program.steps[2]).toMatchObject({ graph: { inputs: [{ name: 'densecrf' }], outputs: [{ name: 'out' }] } });
  });
});

describe('graphs', () => {
  it('weights are ranges of the file, and shared ones appear once', () => {
    const layer = (name: string): string => `layer { name: "${name}" type: "Convolution" bottom: "data" top: "${name}" param { name: "w" } param { name: "b" } convolution_param { num_output: 4 kernel_size: 3 } } `;
    const graph = graphOf(data + layer('c1'));
    expect(graph.initializers.map(({ dims, data: { ...where } }) => ['file' in where, dims])).toEqual([[true, [4, 3, 3, 3]], [true, [4]]]);
  });

  it('the graph of DeepLab-LargeFOV is a few kilobytes', () => {
    const text = readFileSync(join(reference('bench'), 'deeplab_largefov_vgg16_513.prototxt'), 'utf8');
    expect(encodeModel(graphOf(text)).length).toBeLessThan(20_000);
  });
});
