/** `atrous tune` and `atrous evaluate --trimap`: figures before and after the CRF, and what is refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeLabels, encodePicture } from '../../server/src/inference/pictures/png';
import { vocPalette } from '../../server/src/inference/pictures/palette';
import { atrous, folderWith } from '../support/cli';

/** A disc on a ground, whose colours a net reads as scores; noise turns single pixels. */
const [width, height] = [40, 32];
const isDisc = (pixel: number): boolean => ((pixel % width) - 20) ** 2 + (Math.floor(pixel / width) - 16) ** 2 < 100;
const isNoise = (pixel: number): boolean => (pixel * 7919) % 23 === 0;
const picture = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
  const pixel = Math.floor(i / 3);
  return (isDisc(pixel) !== isNoise(pixel)) === (i % 3 === 0) ? 140 : 112;
});
const truth = Uint8Array.from({ length: width * height }, (_, pixel) => (isDisc(pixel) ? 2 : 0));

const folder = folderWith({
  'net.prototxt': `input: "data" input_shape { dim: 1 dim: 3 dim: 33 dim: 41 } layer { name: "s" type: "Power" bottom: "data" top: "s" power_param { scale: 0.1 } }`,
  'a.png': encodePicture({ width, height, data: picture }),
  'a-labels.png': encodeLabels({ width, height, labels: truth }, vocPalette),
  'pairs.txt': '/a.png /a-labels.png\n/a.png /a-labels.png\n',
});

const command = (name: string, ...args: string[]) =>
  atrous([name, 'net.prototxt', '--random-weights', '--images', 'pairs.txt', '--root', '.', '--device', 'cpu', ...args], folder);

interface Measured {
  meanIou: number;
  trimap: { width: number; meanIou: number; pixels: number }[];
}

describe('atrous tune', () => {
  let found: { pictures: number; before: number; best: { settings: object; meanIou: number }; trials: { settings: { posW: number; biXY: number }; meanIou: number }[] };

  beforeAll(() => {
    const { status, stdout, stderr } = command('tune', '--pos-w', '1:4:5', '--bi-w', '3', '--bi-xy', '5:20:25', '--bi-rgb', '5', '--rounds', '2', '--iterations', '4', '--output', 'best.json', '--json');
    expect([status, stderr]).toEqual([0, '']);
    found = JSON.parse(stdout) as typeof found;
  });

  it('tries the grid and half steps around its best, once each', () => {
    expect(found.pictures).toBe(2);
    const tried = found.trials.map(({ settings: { posW, biXY } }) => `${posW} ${biXY}`);
    expect(tried.slice(0, 4)).toEqual(['1 5', '1 25', '5 5', '5 25']);
    expect(tried.length).toBeGreaterThan(4);
    expect(new Set(tried).size).toBe(tried.length);
    expect(found.best.meanIou).toBe(Math.max(...found.trials.map(({ meanIou }) => meanIou)));
    expect(found.best.meanIou).toBeGreaterThan(found.before);
  });

  it('finds the figures that evaluate measures', () => {
    const measure = (...args: string[]): Measured => JSON.parse(command('evaluate', '--json', ...args).stdout) as Measured;
    expect(measure().meanIou).toBe(found.before);
    expect(measure('--crf-kernels', 'best.json', '--crf-iterations', '4').meanIou).toBe(found.best.meanIou);
  });

  it('writes kernels as atrous crf reads them', () => {
    expect(JSON.parse(readFileSync(join(folder, 'best.json'), 'utf8'))).toMatchObject([{ kind: 'gaussian', normalization: 'symmetric' }, { kind: 'bilateral', srgb: [5, 5, 5] }]);
  });

  it.each([
    ['--bi-w', '6:3', /FROM:STEP:TO/],
    ['--bi-w', '0', /above 0/],
    ['--bi-w', '1:0.00001:9', /take larger steps/],
    ['--rounds', '0', /whole number from 1/],
    ['--normalization', 'all', /Allowed choices/],
  ])('refuses %s %s', (option, value, message) => {
    const result = command('tune', option, value);
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(2);
  });
});

describe('atrous evaluate', () => {
  it('measures in bands around borders', () => {
    const { trimap } = JSON.parse(command('evaluate', '--trimap', '3', '--json').stdout) as Measured;
    expect(trimap.map((band) => band.width)).toEqual([1, 2, 3]);
    expect(trimap[2]?.pixels).toBeGreaterThan(trimap[1]?.pixels ?? NaN);
    expect(command('evaluate', '--trimap').stdout).toMatch(/within 20 px +\d/);
  });

  it.each([
    [['--trimap', '255'], /whole number from 1 to 254/],
    [['--crf-kernels', 'no.json'], /no\.json cannot be read: there is no such file/],
    [['--crf-kernels', 'pairs.txt'], /pairs\.txt cannot be read/],
    [['--crf-preset', 'v9'], /The presets are/],
  ])('refuses %j', (args, message) => {
    const result = command('evaluate', ...args);
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(2);
  });
});
