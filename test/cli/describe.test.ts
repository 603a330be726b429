/** `atrous describe`: the contract of its JSON, and the forms for people. */
import { describe, expect, it } from 'vitest';
import { atrous, folderWith } from '../support/cli';

const folder = folderWith({
  'net.prototxt': `name: "tiny"
layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 513 dim: 513 } } }
layer {
  name: "conv1_1" type: "Convolution" bottom: "data" top: "conv1_1"
  convolution_param { num_output: 64 kernel_size: 3 pad: 1 }
}
layer { name: "odd" type: "NoSuch" bottom: "conv1_1" top: "odd" }
`,
  'template.prototxt': `input: "data" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9
layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: \${N} kernel_size: 3 } }
`,
  'phases.prototxt': `input: "data" input_dim: 1 input_dim: 3 input_dim: 9 input_dim: 9
layer { name: "train" type: "ReLU" bottom: "data" top: "a" include { phase: TRAIN } }
layer { name: "test" type: "ReLU" bottom: "data" top: "a" include { phase: TEST } }
`,
  'solver.prototxt': 'net: "net.prototxt" base_lr: 0.1',
});
const run = (...args: string[]) => atrous(['describe', ...args], folder);
const json = (...args: string[]): Record<string, unknown> => JSON.parse(run(...args, '--format', 'json').stdout) as Record<string, unknown>;

describe('atrous describe --format json', () => {
  it('follows the contract to the letter', () => {
    const description = json('net.prototxt') as { layers: unknown[] };
    expect(Object.keys(description)).toEqual(['net', 'phase', 'dialect', 'inputs', 'layers', 'totals']);
    expect(description).toMatchObject({ net: 'tiny', phase: 'TEST', inputs: [{ name: 'data', shape: [1, 3, 513, 513] }] });
    expect(description.layers[1]).toEqual({
      name: 'conv1_1', type: 'Convolution', line: 3, bottoms: ['data'], tops: ['conv1_1'], shapes: [[1, 64, 513, 513]],
      kernel: [3, 3], layerStride: [1, 1], pad: [1, 1], dilation: [1, 1],
      receptiveField: { input: 'data', size: [3, 3], stride: [1, 1], start: [-1, -1] },
      parameters: 1792, macs: 454756032, activationBytes: 67371264,
    });
  });

  it('has the contract’s totals and no others', () => {
    expect(json('net.prototxt')['totals']).toEqual({ parameters: 1792, macs: 454756032, activationBytes: 67371264 });
  });

  it('has null where a figure is not known', () => {
    const { layers } = json('net.prototxt') as { layers: unknown[] };
    expect(layers[2]).toMatchObject({ name: 'odd', shapes: [null], kernel: null, receptiveField: null, parameters: null, macs: null, activationBytes: null });
    expect((json('template.prototxt') as { layers: { shapes: unknown }[] }).layers[0]?.shapes).toEqual([[1, null, 7, 7]]);
  });

  it('takes values for templates, shapes for inputs, and a phase', () => {
    expect((json('template.prototxt', '--define', 'N=21') as { layers: { shapes: unknown }[] }).layers[0]?.shapes).toEqual([[1, 21, 7, 7]]);
    expect((json('net.prototxt', '--input', 'data=2x3x65x33') as { layers: { shapes: unknown }[] }).layers[1]?.shapes).toEqual([[2, 64, 65, 33]]);
    const names = (phase: string): unknown[] => (json('phases.prototxt', '--phase', phase) as { layers: { name: string }[] }).layers.map(({ name }) => name);
    expect([names('TRAIN'), names('TEST')]).toEqual([['train'], ['test']]);
  });
});

describe('atrous describe', () => {
  it('prints a table', () => {
    const { status, stdout } = run('net.prototxt');
    expect(status).toBe(0);
    expect(stdout.split('\n').find((line) => line.includes('conv1_1'))).toMatch(/3 {2}conv1_1 {2}Convolution {2}1×64×513×513 +3 +1 +3 +1 +-1 +1\.79k +455M +67\.4MB/);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1.79k parameters (7.17kB), 455M multiply-accumulates, 67.4MB of activations');
  });

  it('prints the symbol of a size that is not known', () => {
    expect(run('template.prototxt').stdout).toContain('1×N×7×7');
  });

  it('prints CSV and Markdown', () => {
    expect(run('net.prototxt', '--format', 'csv').stdout.split('\n')[2]).toBe('3,conv1_1,Convolution,data,conv1_1,1x64x513x513,3,3,1,1,1,1,1,1,3,3,1,1,-1,-1,1792,454756032,67371264');
    expect(run('net.prototxt', '--format', 'markdown').stdout).toContain('| 3 | conv1_1 | Convolution | 1×64×513×513 | 3 |');
  });

  it.each([
    [['solver.prototxt'], 1, /has no net/],
    [['nowhere.prototxt'], 2, /there is no such file/],
    [['net.prototxt', '--input', 'data=big'], 2, /It takes BLOB=1x3x513x513/],
    [['net.prototxt', '--input', 'dato=1x3x9x9'], 2, /no input 'dato'; its inputs are data/],
    [['net.prototxt', '--phase', 'DEPLOY'], 2, /Allowed choices are TEST, TRAIN/],
  ])('%j exits with %d', (args, status, message) => {
    const result = run(...args);
    expect(result.status).toBe(status);
    expect(result.stderr).toMatch(message);
  });
});
