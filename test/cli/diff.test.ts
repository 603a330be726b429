/** `atrous diff`: exit statuses, and the difference as text, JSON and Markdown. */
import { describe, expect, it } from 'vitest';
import { atrous, folderWith } from '../support/cli';

const input = 'layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 65 dim: 65 } } }\n';
const conv = (name: string, bottom: string, param: string): string =>
  `layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}" convolution_param { num_output: 8 kernel_size: 3 ${param} } }\n`;

const folder = folderWith({
  'a.prototxt': `name: "a" ${input}${conv('c1', 'data', 'pad: 1 stride: 2')}${conv('c2', 'c1', 'pad: 1')}`,
  'b.prototxt': `name: "b" ${input}${conv('c1', 'data', 'pad: 1')}${conv('c2', 'c1', 'pad: 2 dilation: 2')}${conv('c3', 'c2', '')}`,
  'same.prototxt': `name: "a"\n\n${input}${conv('c1', 'data', 'stride: 2 pad: 1 dilation: 1')}${conv('c2', 'c1', 'hole: 1 pad: 1')}`,
  'solver.prototxt': 'net: "a.prototxt" base_lr: 0.1',
});
const diff = (...args: string[]) => atrous(['diff', ...args], folder);

describe('atrous diff', () => {
  it('exits with 0 for nets that differ only in how they are written', () => {
    expect(diff('a.prototxt', 'same.prototxt')).toEqual({ status: 0, stdout: 'a.prototxt and same.prototxt are the same net.\n', stderr: '' });
  });

  it('exits with 1 and tells settings, figures and totals', () => {
    const { status, stdout } = diff('a.prototxt', 'b.prototxt');
    expect(status).toBe(1);
    expect(stdout).toBe(`--- a.prototxt  a, phase TEST
+++ b.prototxt  b, phase TEST
2 layers changed, 1 added

+ c3  Convolution  line 4  1×8×63×63, kernel 3, stride 1, pad 0, hole 1

~ c1  Convolution  line 2
    convolution_param.stride  2 → 1
    shape                     1×8×33×33 → 1×8×65×65
    field stride              2 → 1
    MACs                      235k → 913k (+677k, +288%)
    memory                    34.8kB → 135kB (+100kB, +288%)

~ c2  Convolution  line 3
    convolution_param.pad       1 → 2
    convolution_param.dilation  1 → 2
    shape                       1×8×33×33 → 1×8×65×65
    field stride                2 → 1
    MACs                        627k → 2.43M (+1.81M, +288%)
    memory                      34.8kB → 135kB (+100kB, +288%)

parameters   808 → 1.39k (+584, +72.3%)
MACs         862k → 5.63M (+4.77M, +553%)
memory       69.7kB → 397kB (+328kB, +470%)
peak memory  85.5kB → 270kB (+185kB, +216%)
`);
  });

  it('prints JSON and Markdown', () => {
    const parsed = JSON.parse(diff('a.prototxt', 'b.prototxt', '--format', 'json').stdout) as Record<string, unknown>;
    expect(parsed).toMatchObject({ isEqual: false, added: [{ name: 'c3' }], removed: [], totals: { parameters: { before: 808, after: 1392 } } });
    const { stdout } = diff('a.prototxt', 'b.prototxt', '--format', 'markdown');
    expect(stdout).toContain('| 2 | c1  Convolution | convolution_param.stride 2 → 1 | shape 1×8×33×33 → 1×8×65×65<br>field stride 2 → 1<br>');
  });

  it.each([
    [['a.prototxt', 'nowhere.prototxt'], /there is no such file/],
    [['a.prototxt', 'solver.prototxt'], /solver\.prototxt has no net/],
    [['a.prototxt'], /missing required argument 'after'/],
    [['a.prototxt', 'b.prototxt', '--format', 'yaml'], /Allowed choices are text, json, markdown/],
  ])('%j exits with 2', (args, message) => {
    const result = diff(...args);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(message);
  });
});
