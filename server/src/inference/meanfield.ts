/** CRF as RNN: mean field with learnt weights, as MultiStageMeanfield of crfasrnn's Caffe computes it (Zheng et al. 2015, algorithm 1). */
import { setImmediate } from 'node:timers/promises';
import { pointFilter, type FilterPlanes, type Points } from '../../../kernels/index';
import { t, type Words } from '../l10n/text';
import type { KernelCall } from '../onnx/lowering';

export interface KernelInput {
  values: Float32Array;
  shape: readonly number[];
}

/** Is told what is done. */
export type TellStep = (words: Words) => void;

type Matrix = Float64Array;

const matrixOf = (settings: KernelCall['settings'], name: string): Matrix => {
  const value = settings[name];
  return Float64Array.from(Array.isArray(value) ? (value as readonly number[]) : []);
};

/** a · b of square matrices. */
function multiplied(a: Matrix, b: Matrix): Matrix {
  const size = Math.sqrt(a.length);
  return a.map((_, i) => {
    const [row, column] = [Math.floor(i / size), i % size];
    return Array.from({ length: size }, (__, k) => (a[row * size + k] ?? 0) * (b[k * size + column] ?? 0)).reduce((sum, value) => sum + value, 0);
  });
}

/** A filter of planes that is normalised by what it makes of ones. */
async function normalizedFilter(points: Points, classes: number): Promise<FilterPlanes> {
  const filter = await pointFilter(points, classes);
  const size = points.features.length / points.dimensions;
  const factor = filter(new Float32Array(size).fill(1)).map((norm) => 1 / (norm + 1e-20));
  return (values) => {
    const filtered = filter(values);
    for (let start = 0; start < filtered.length; start += size) {
      for (let point = 0; point < size; point++) filtered[start + point] = (filtered[start + point] ?? 0) * (factor[point] ?? 0);
    }
    return filtered;
  };
}

/** Places over `theta`, and behind them the picture's channels over `beta` where there is a picture. */
function featuresOf(height: number, width: number, theta: number, picture?: Float32Array, beta = 1): Points {
  const size = height * width;
  const dimensions = picture ? 5 : 2;
  const features = new Float32Array(size * dimensions);
  for (let point = 0; point < size; point++) {
    features[point * dimensions] = (point % width) / theta;
    features[point * dimensions + 1] = Math.floor(point / width) / theta;
    for (let c = 0; picture && c < 3; c++) features[point * dimensions + 2 + c] = (picture[c * size + point] ?? 0) / beta;
  }
  return { features, dimensions };
}

/** Over the classes of scores [classes][points]. */
function softmax(scores: Float32Array, classes: number): Float32Array {
  const size = scores.length / classes;
  const result = new Float32Array(scores.length);
  for (let point = 0; point < size; point++) {
    let [most, sum] = [-Infinity, 0];
    for (let i = point; i < scores.length; i += size) most = Math.max(most, scores[i] ?? 0);
    for (let i = point; i < scores.length; i += size) sum += result[i] = Math.exp((scores[i] ?? 0) - most);
    for (let i = point; i < scores.length; i += size) result[i] = (result[i] ?? 0) / sum;
  }
  return result;
}

/** Subtracts matrix [classes][classes] · planes [classes][points] from `total`. */
function subtractProduct(matrix: Matrix, planes: Float32Array, total: Float32Array): void {
  const classes = Math.sqrt(matrix.length);
  const size = planes.length / classes;
  for (const [i, weight] of matrix.entries()) {
    if (weight === 0) continue;
    const [to, from] = [Math.floor(i / classes) * size, (i % classes) * size];
    for (let point = 0; point < size; point++) total[to + point] = (total[to + point] ?? 0) - weight * (planes[from + point] ?? 0);
  }
}

/** @param inputs unary scores, the scores that the first iteration begins with, the picture. @returns scores, shaped as the first */
export async function meanfield({ settings }: KernelCall, [unary, start, picture]: readonly KernelInput[], tell?: TellStep): Promise<Float32Array> {
  if (!unary || !start || !picture) throw new RangeError('MultiStageMeanfield needs three bottoms.');
  const [batch = 1, classes = 1, height = 1, width = 1] = unary.shape;
  const size = height * width;
  const result = new Float32Array(unary.values.length);
  for (let item = 0; item < batch; item++) {
    const part = (values: Float32Array, channels: number): Float32Array => values.subarray(item * channels * size, (item + 1) * channels * size);
    const scores = await refineItem(settings, { unary: part(unary.values, classes), start: part(start.values, classes), picture: part(picture.values, 3) }, [classes, height, width], tell);
    result.set(scores, item * classes * size);
  }
  return result;
}

interface Item {
  unary: Float32Array;
  start: Float32Array;
  picture: Float32Array;
}

/** compatibility · (spatial · K₁q + bilateral · K₂q), each product of matrices made beforehand. */
async function refineItem(settings: KernelCall['settings'], { unary, start, picture }: Item, [classes, height, width]: readonly [number, number, number], tell?: TellStep): Promise<Float32Array> {
  const [alpha, beta, gamma] = ['theta_alpha', 'theta_beta', 'theta_gamma'].map((name) => Number(settings[name])) as [number, number, number];
  const compatibility = matrixOf(settings, 'compatibility');
  const kernels = [
    { filter: await normalizedFilter(featuresOf(height, width, gamma), classes), matrix: multiplied(compatibility, matrixOf(settings, 'spatial')) },
    { filter: await normalizedFilter(featuresOf(height, width, alpha, picture, beta), classes), matrix: multiplied(compatibility, matrixOf(settings, 'bilateral')) },
  ];
  const iterations = Number(settings['num_iterations']);
  let scores = start;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    tell?.(t`mean field, step ${iteration} of ${iterations}`);
    await setImmediate();
    const marginals = softmax(scores, classes);
    scores = unary.slice();
    for (const { filter, matrix } of kernels) subtractProduct(matrix, filter(marginals), scores);
  }
  return scores;
}
