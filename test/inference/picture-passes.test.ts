/** Random small nets on random pictures, at several scales, mirrored and in tiles: the probabilities that plain loops over pixels give. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../server/src/inference/messages';
import { decodeLabels, encodePicture } from '../../server/src/inference/pictures/png';
import { readNpy } from '../../server/src/weights/npy';
import { ArrayFolder, done, startSupervisor } from '../support/host';
import { random, type Random } from '../support/random';
import { make, type PlainArray } from './plain/array';
import { plainProbabilities, plainScores, type PlainNet, type Size } from './plain/picture';

/** Half of the last place of a half below 1, and what float32 loses. */
const tolerance = 2 ** -12 + 2e-5;

/** Other nets with each number: `ATROUS_SEED=7 npx vitest run test/inference/picture-passes.test.ts`. */
const seed = Number(process.env['ATROUS_SEED'] ?? 1);

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
const folder = mkdtempSync(join(tmpdir(), 'atrous-passes-'));
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
  rmSync(folder, { recursive: true });
});

const mean = [104.008, 116.669, 122.675];
const classes = 3;

interface Case {
  picture: Size;
  side: number;
  layers: string;
  endsInSoftmax: boolean;
  options: Required<Pick<RunJob, 'scales' | 'flip' | 'fit' | 'largestSide'>>;
}

const layer = (name: string, type: string, bottom: string, fields: string): string => `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${name}" ${fields} }`;

function randomNet(numbers: Random, endsInSoftmax: boolean): string {
  const filler = (std: number): string => `weight_filler { type: "gaussian" std: ${std} }`;
  const first = layer('a', 'Convolution', 'data', `convolution_param { num_output: 4 kernel_size: 3 pad: 1 ${numbers.pick(['', 'stride: 2', 'stride: 4'])} ${filler(0.01)} }`);
  const second = layer('b', 'Convolution', 'a', `convolution_param { num_output: ${classes} kernel_size: 3 ${numbers.pick(['pad: 1', 'pad: 2 dilation: 2'])} ${filler(1)} }`);
  return [first, second, ...(endsInSoftmax ? [layer('p', 'Softmax', 'b', '')] : [])].join('\n');
}

function randomCase(numbers: Random): Case {
  const endsInSoftmax = numbers.pick([false, true]);
  return {
    picture: [12 + numbers.integer(40), 12 + numbers.integer(40)], side: numbers.pick([17, 33, 57]), layers: randomNet(numbers, endsInSoftmax), endsInSoftmax,
    options: {
      scales: numbers.pick([[1], [0.5, 0.75, 1], [0.5, 1.25]]), flip: numbers.pick([false, true]), fit: numbers.pick(['pad', 'reshape'] as const), largestSide: numbers.pick([25, 41, 2049]),
    },
  };
}

const describeCase = ({ picture, side, endsInSoftmax, options: { scales, flip, fit, largestSide } }: Case): string =>
  `${picture.join('×')} in ${fit === 'pad' ? `${side}×${side}` : `at most ${largestSide}`}, at ${scales.join(', ')}${flip ? ', mirrored too' : ''}${endsInSoftmax ? ', with a softmax' : ''}`;

const textOf = ({ layers }: Case, [height, width]: Size): string => `input: "data" input_shape { dim: 1 dim: 3 dim: ${height} dim: ${width} }\n${layers}`;

/** The next size of the form 8k + 1, or the largest allowed. */
const shapedSide = (side: number, largest: number): number => {
  let fitting = 1;
  while (fitting < side && fitting + 8 <= largest) fitting += 8;
  return fitting;
};

const weights = { kind: 'random', seed: 5 } as const;

function netAt(shaped: Case): PlainNet {
  return async (input) => {
    const [, height = 0, width = 0] = input.shape;
    const { blobs: [blob] } = await done(supervisor, {
      kind: 'forward', net: { path: 'net.prototxt', text: textOf(shaped, [height, width]), variables: [] }, weights, repeat: 0, device: 'cpu', blobs: undefined, output: arrays.path,
      inputs: [['data', arrays.write('data', [1, ...input.shape], Float32Array.from(input.values))]],
    });
    const { shape, values } = arrays.read(blob?.file ?? '');
    return { shape: shape.slice(1), values: Float64Array.from(values) };
  };
}

describe('a picture through a net', () => {
  const numbers = random(seed);
  const cases = Array.from({ length: 12 }, () => randomCase(numbers));
  it.each(cases.map((shaped) => [describeCase(shaped), shaped] as const))('%s', async (_about, shaped) => {
    const { picture: [height, width], side, options } = shaped;
    const data = Uint8Array.from({ length: 3 * height * width }, () => numbers.integer(256));
    const image = join(folder, 'picture.png');
    writeFileSync(image, encodePicture({ width, height, data }));
    const { picture } = await done(supervisor, {
      kind: 'run', net: { path: join(folder, 'net.prototxt'), text: textOf(shaped, [side, side]), variables: [] }, weights, image, output: join(folder, 'out'), device: 'cpu', crf: undefined,
      classes: undefined, probabilities: true, ...options,
    });
    const found = readNpy(readFileSync(picture.probabilities ?? ''));
    const input = make([3, height, width], ([channel = 0, y = 0, x = 0]) => (data[3 * (y * width + x) + 2 - channel] ?? 0) - (mean[channel] ?? 0));
    const sizeFor = (scaled: Size): Size => (options.fit === 'pad' ? [side, side] : [shapedSide(scaled[0], options.largestSide), shapedSide(scaled[1], options.largestSide)]);
    const expected: PlainArray = plainProbabilities(await plainScores(input, { ...options, sizeFor }, netAt(shaped)), shaped.endsInSoftmax);
    expect(found.shape).toEqual(expected.shape);
    expect(Math.max(...expected.values.map((value, i) => Math.abs(value - (found.values[i] ?? NaN))))).toBeLessThanOrEqual(tolerance);
    const { labels } = decodeLabels(readFileSync(picture.labelMap));
    const lead = (pixel: number): number => Math.max(...Array.from({ length: classes }, (_, label) => expected.values[label * height * width + pixel] ?? NaN)) - (expected.values[(labels[pixel] ?? NaN) * height * width + pixel] ?? NaN);
    expect(Math.max(...Array.from(labels, (_, pixel) => lead(pixel)))).toBeLessThanOrEqual(2e-5);
  });
});
