// Holds dense_crf_param to what real Caffe's DenseCRF layer computed.
import { describe, expect, it } from 'vitest';
import { parametersFromDenseCrfParam, pictureFromPlanes, refine, type DenseCrfParam } from '../../kernels/index';
import { goldenCases, goldenValues } from '../support/golden';
import { largestDifference } from './golden-crf';

const golden = goldenCases().find(({ name }) => name === 'densecrf');

/** Caffe's layer replaces e^x by a polynomial that is off by up to 1e-5, so its probabilities are compared within this. */
const tolerance = 1e-4;

const layers: [top: string, param: DenseCrfParam][] = [
  ['crf', { max_iter: 5, pos_w: [3], pos_xy_std: [3], bi_w: [4], bi_xy_std: [30], bi_rgb_std: [20] }],
  ['crf_log', { max_iter: 1, pos_w: [1.5], pos_xy_std: [2], bi_w: [2], bi_xy_std: [15], bi_rgb_std: [10], output_probability: false }],
  ['crf0', { max_iter: 0, pos_w: [3], pos_xy_std: [3], bi_w: [4], bi_xy_std: [30], bi_rgb_std: [20] }],
];

/** A blob of the case, with its shape. */
function blob(kind: 'inputs' | 'outputs', name: string): { shape: number[]; values: Float32Array } {
  const entry = golden?.meta[kind][name];
  if (golden === undefined || entry === undefined) throw new Error(`the golden case densecrf has no ${name}`);
  return { shape: entry.shape, values: goldenValues('densecrf', entry) };
}

describe('the DenseCRF layer', () => {
  it.each(layers)('computes %s', async (top, param) => {
    const layer = parametersFromDenseCrfParam(param);
    if ('problems' in layer) throw new Error(layer.problems.map(({ message }) => message).join('\n'));
    const score = blob('inputs', 'score');
    const [, classes = 0, height = 0, width = 0] = score.shape;
    const image = pictureFromPlanes(blob('inputs', 'img').values, width, height);
    const { marginals } = await refine({ image, classes, scores: score.values, ...layer, device: 'cpu', threads: 1 });
    const expected = blob('outputs', top).values;
    const probabilities = layer.outputProbability ? expected : expected.map(Math.exp);
    expect(largestDifference(marginals, probabilities)).toBeLessThanOrEqual(tolerance);
  });

  it('has the layer\'s defaults', () => {
    const layer = parametersFromDenseCrfParam({ pos_w: [3], pos_xy_std: [3] });
    expect(layer).toEqual({
      parameters: { kernels: [{ kind: 'gaussian', sxy: [3, 3], compat: 3 }], normalization: 'after' },
      iterations: 10,
      outputProbability: true,
    });
  });

  it.each<[DenseCrfParam, RegExp]>([
    [{}, /no kernel/],
    [{ pos_w: [3, 1], pos_xy_std: [3] }, /as many pos_w as pos_xy_std; found pos_w 2, pos_xy_std 1/],
    [{ bi_w: [3], bi_xy_std: [3] }, /bi_rgb_std 0/],
    [{ pos_w: [3], pos_xy_std: [0] }, /must be positive/],
  ])('refuses %j', (param, message) => {
    const layer = parametersFromDenseCrfParam(param);
    expect('problems' in layer && layer.problems.map((problem) => problem.message).join('\n')).toMatch(message);
  });
});
