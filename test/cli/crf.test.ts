/** `atrous crf`: the reference's marginals come out, and arrays that do not fit are refused in words. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNpy, writeNpy } from '../../server/src/weights/npy';
import { encodePicture } from '../../server/src/inference/pictures/png';
import { atrous, folderWith } from '../support/cli';
import { reference } from '../support/shared';

const golden = join(reference('golden-crf'), 'syn33x29-c3-norm-after');
const floats = (name: string): Float32Array => new Float32Array(Uint8Array.from(readFileSync(join(golden, name))).buffer);
const image = Uint8Array.from(readFileSync(join(golden, 'image.u8')));
const unary = floats('unary.f32');
const [classes, height, width] = [3, 29, 33];

const folder = folderWith({
  'image.npy': writeNpy([height, width, 3], image),
  'image.png': encodePicture({ width, height, data: image }),
  'unary.npy': writeNpy([classes, height, width], unary),
  'probabilities.npy': writeNpy([classes, height, width], unary.map((energy) => Math.exp(-energy))),
  'transposed.npy': writeNpy([classes, width, height], unary),
  'kernels.json': JSON.stringify((JSON.parse(readFileSync(join(golden, 'meta.json'), 'utf8')) as { kernels: unknown }).kernels),
  'bgr.npy': writeNpy([height, width, 3], image.map((_, i) => image[i + 2 - 2 * (i % 3)] ?? 0)),
  'scores.npy': writeNpy([classes, height, width], unary.map((energy) => -energy)),
  'small.npy': writeNpy([classes, 4, 5], Float32Array.from({ length: classes * 20 }, (_, i) => 3 * Math.sin(i))),
  'wrong.json': '[{ "kind": "gaussian", "sxy": [3], "compat": 3 }]',
  'notes.txt': 'not an array',
});
const crf = (...args: string[]) => atrous(['crf', '--device', 'cpu', '--output', 'q.npy', ...args], folder);
const marginals = (): Float32Array => readNpy(readFileSync(join(folder, 'q.npy'))).values as Float32Array;

const largestDifference = (a: Float32Array, b: Float32Array): number => a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0);

/** The reference built with other compiler flags differs by up to 2.2e-5 over all its cases. */
const tolerance = 1e-4;

describe('atrous crf', () => {
  it.each(['image.npy', 'image.png'])('gives the reference’s marginals for %s', (name) => {
    expect(crf('--image', name, '--unary', 'unary.npy', '--kernels', 'kernels.json')).toMatchObject({ status: 0, stdout: '' });
    expect(largestDifference(marginals(), floats('q_it10.f32'))).toBeLessThan(tolerance);
  });

  it('takes colours in the other order, and scores', () => {
    expect(crf('--image', 'bgr.npy', '--order', 'bgr', '--scores', 'scores.npy', '--kernels', 'kernels.json').status).toBe(0);
    expect(largestDifference(marginals(), floats('q_it10.f32'))).toBeLessThan(tolerance);
  });

  it('enlarges a small map of scores to the picture', () => {
    expect(crf('--image', 'image.png', '--scores', 'small.npy', '--iterations', '0').status).toBe(0);
    expect(marginals()).toHaveLength(classes * height * width);
  });

  it('takes probabilities, iterations, presets and a normalisation', () => {
    const preset = ['--preset', 'v1', '--normalization', 'after', '--iterations', '1', '--threads', '1'];
    expect(crf('--image', 'image.png', '--probabilities', 'probabilities.npy', ...preset).status).toBe(0);
    const once = marginals();
    expect(crf('--image', 'image.png', '--unary', 'unary.npy', ...preset).status).toBe(0);
    // exp and log in single precision lose a few units in the last place.
    expect(largestDifference(once, marginals())).toBeLessThan(1e-5);
  });

  it('makes the folder that the result goes to', () => {
    expect(crf('--image', 'image.png', '--unary', 'unary.npy', '--output', 'new/中 文/q.npy').status).toBe(0);
    expect(readNpy(readFileSync(join(folder, 'new', '中 文', 'q.npy'))).shape).toEqual([classes, height, width]);
  });

  it('takes no more threads than help', () => {
    const { status, stderr } = crf('--image', 'image.png', '--unary', 'unary.npy', '--iterations', '1', '--threads', '100000');
    expect(status).toBe(0);
    expect(Number(/CPU, (\d+) threads/.exec(stderr)?.[1])).toBeLessThanOrEqual(Math.max(8, availableParallelism()));
  });

  it.each(['webgpu', 'cuda', 'directml', 'coreml'])('looks for a GPU under --device %s, and says so in one line where there is none', (device) => {
    const { status, stderr } = crf('--image', 'image.png', '--unary', 'unary.npy', '--iterations', '0', '--device', device);
    expect([status, stderr.trim().split('\n').length, /No GPU was found|3 classes/.test(stderr)]).toEqual([/No GPU/.test(stderr) ? 2 : 0, 1, true]);
  });

  it.each([
    [['--image', 'image.png', '--order', 'bgr', '--unary', 'unary.npy'], 2, /image\.png is a picture, which says itself where its colours are: --order is for arrays/],
    [['--image', 'image.png'], 2, /give --probabilities P\.npy, or --unary U\.npy/],
    [['--image', 'image.png', '--scores', 'image.npy'], 2, /must be float32 \(classes, height, width\)/],
    [['--image', 'image.png', '--unary', 'transposed.npy'], 2, /must be float32 \(classes, 29, 33\)/],
    [['--image', 'unary.npy', '--unary', 'unary.npy'], 2, /an image array is uint8 \(height, width, 3\), RGB/],
    [['--image', 'notes.txt', '--unary', 'unary.npy'], 2, /notes\.txt cannot be read: it is not a picture/],
    [['--image', 'image.png', '--unary', 'notes.txt'], 2, /notes\.txt cannot be read: it is not a \.npy array/],
    [['--image', 'image.png', '--unary', 'unary.npy', '--kernels', 'wrong.json'], 2, /Kernel 1: sxy must be two positive numbers/],
    [['--image', 'image.png', '--unary', 'unary.npy', '--kernels', 'notes.txt'], 2, /notes\.txt cannot be read/],
    [['--image', 'image.png', '--unary', 'unary.npy', '--preset', 'v9'], 2, /The presets are deeplab-v2-resnet101/],
    [['--image', 'image.png', '--unary', 'unary.npy', '--iterations', '-1'], 2, /whole number from 0/],
    [['--image', 'image.png', '--unary', 'unary.npy', '--probabilities', 'unary.npy'], 2, /cannot be used with/],
    [['--image', 'image.png', '--probabilities', 'unary.npy'], 1, /look like scores/],
  ])('%j exits with %d', (args, status, message) => {
    const result = crf(...args);
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(status);
  });
});
