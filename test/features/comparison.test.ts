/** What the page that compares two nets is told. */
import { describe, expect, it } from 'vitest';
import { comparison } from '../../server/src/features/comparison';
import { snapshot } from './marked';

const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }';
const conv = (name: string, bottom: string, param: string): string => `layer { name: "${name}" type: "Convolution" bottom: "${bottom}" top: "${name}" convolution_param { num_output: 4 ${param} } }`;
const before = [input, conv('a', 'data', 'kernel_size: 3 pad: 1'), 'layer { name: "r" type: "ReLU" bottom: "a" top: "a" }', conv('b', 'a', 'kernel_size: 3'), conv('c', 'b', 'kernel_size: 1')].join('\n');
const after = [input, conv('a', 'data', 'kernel_size: 3 pad: 2 dilation: 2'), conv('b', 'a', 'kernel_size: 3'), conv('c', 'b', 'kernel_size: 1'), conv('d', 'c', 'kernel_size: 1 stride: 2')].join('\n');

describe('comparison', () => {
  const outcome = comparison(snapshot(before), snapshot(after));
  if (!outcome.ok) throw new Error(outcome.message);

  it('lists layers in the order of the nets, those that are gone where they were', () => {
    expect(outcome.layers.map(({ kind, name, line }) => [kind, name, line.before, line.after])).toEqual([
      ['changed', 'a', 1, 1], ['removed', 'r', 2, null], ['changed', 'b', 3, 2], ['reached', 'c', 4, 3], ['added', 'd', null, 4],
    ]);
  });

  it('tells settings apart from what follows of them', () => {
    expect(outcome.layers[0]).toMatchObject({
      settings: [{ label: 'convolution_param.pad', text: '1 → 2' }, { label: 'convolution_param.dilation', text: '1 → 2' }],
      figures: [{ label: 'field', text: '3 → 5' }, { label: 'field start', text: '-1 → -2' }],
    });
    expect(outcome.layers[4]?.facts).toBe('1×4×4×4, kernel 1, stride 2, pad 0, hole 1');
    expect(outcome.totals.map(({ label }) => label)).toEqual(['parameters', 'MACs', 'memory']);
  });

  it('of a net with itself is empty', () => {
    expect(comparison(snapshot(before), snapshot(`# the same\n${before}`))).toEqual({ ok: true, isEqual: true, inputs: [], layers: [], totals: [] });
  });

  it('says which file holds no net', () => {
    expect(comparison(snapshot(before), snapshot('base_lr: 0.1'))).toMatchObject({ ok: false, message: expect.stringContaining('holds no net') as string });
  });
});
