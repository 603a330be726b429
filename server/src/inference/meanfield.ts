/** CRF as RNN: mean field with learnt weights, as MultiStageMeanfield of crfasrnn's Caffe computes it (Zheng et al. 2015, algorithm 1). */
import { filterPoints } from '../../../kernels/index';
import type { KernelCall } from '../onnx/lowering';

export interface KernelInput {
  values: Float32Array;
  shape: readonly number[];
}

const numbersOf = (value: KernelCall['settings'][string] | undefined): Float32Array => Float32Array.from(Array.isArray(value) ? (value as readonly number[]) : []);

/** Kernels that are filtered over a picture, normalised by what they make of ones. */
class NormalizedFilter {
  private norm: Float32Array | undefined;

  /** @param features [points][dimensions], divided by their standard deviations */
  constructor(private readonly features: Float32Array, private readonly dimensions: number) {}

  /** @param values [points][channels] */
  async apply(values: Float32Array, channels: number): Promise<Float32Array> {
    const { features, dimensions } = this;
    this.norm ??= await filterPoints({ features, dimensions, values: new Float32Array(values.length / channels).fill(1), channels: 1 });
    const filtered = await filterPoints({ features, dimensions, values, channels });
    return filtered.map((value, i) => value / ((this.norm?.[Math.floor(i / channels)] ?? 0) + 1e-20));
  }
}

/** Places over `theta`, and behind them the picture's channels over `beta` where there is a picture. */
function featuresOf(height: number, width: number, theta: number, picture?: Float32Array, beta = 1): { features: Float32Array; dimensions: number } {
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

/** @param scores [classes][points] @returns [points][classes] */
function softmax(scores: Float32Array, classes: number): Float32Array {
  const size = scores.length / classes;
  const result = new Float32Array(scores.length);
  for (let point = 0; point < size; point++) {
    let [most, sum] = [-Infinity, 0];
    for (let c = 0; c < classes; c++) most = Math.max(most, scores[c * size + point] ?? 0);
    for (let c = 0; c < classes; c++) {
      const value = Math.exp((scores[c * size + point] ?? 0) - most);
      result[point * classes + c] = value;
      sum += value;
    }
    for (let c = 0; c < classes; c++) result[point * classes + c] = (result[point * classes + c] ?? 0) / sum;
  }
  return result;
}

/** matrix [classes][classes] times each point's vector, added to `total` [points][classes]. */
function addProduct(matrix: Float32Array, values: Float32Array, classes: number, total: Float32Array): void {
  for (let start = 0; start < values.length; start += classes) {
    for (let row = 0; row < classes; row++) {
      let sum = 0;
      for (let column = 0; column < classes; column++) sum += (matrix[row * classes + column] ?? 0) * (values[start + column] ?? 0);
      total[start + row] = (total[start + row] ?? 0) + sum;
    }
  }
}

/** @param inputs unary scores, the scores that the first iteration begins with, the picture. @returns scores, shaped as the first */
export async function meanfield({ settings }: KernelCall, [unary, start, picture]: readonly KernelInput[]): Promise<Float32Array> {
  if (!unary || !start || !picture) throw new RangeError('MultiStageMeanfield needs three bottoms.');
  const [batch = 1, classes = 1, height = 1, width = 1] = unary.shape;
  const size = height * width;
  const result = new Float32Array(unary.values.length);
  for (let item = 0; item < batch; item++) {
    const part = (values: Float32Array, channels: number): Float32Array => values.subarray(item * channels * size, (item + 1) * channels * size);
    const scores = await refineItem(settings, { unary: part(unary.values, classes), start: part(start.values, classes), picture: part(picture.values, 3) }, [classes, height, width]);
    result.set(scores, item * classes * size);
  }
  return result;
}

interface Item {
  unary: Float32Array;
  start: Float32Array;
  picture: Float32Array;
}

async function refineItem(settings: KernelCall['settings'], { unary, start, picture }: Item, [classes, height, width]: readonly [number, number, number]): Promise<Float32Array> {
  const [alpha, beta, gamma] = ['theta_alpha', 'theta_beta', 'theta_gamma'].map((name) => Number(settings[name])) as [number, number, number];
  const places = featuresOf(height, width, gamma);
  const colours = featuresOf(height, width, alpha, picture, beta);
  const [spatial, bilateral] = [new NormalizedFilter(places.features, places.dimensions), new NormalizedFilter(colours.features, colours.dimensions)];
  const [spatialWeights, bilateralWeights, compatibility] = ['spatial', 'bilateral', 'compatibility'].map((name) => numbersOf(settings[name])) as [Float32Array, Float32Array, Float32Array];
  let scores = start;
  for (let iteration = 0; iteration < Number(settings['num_iterations']); iteration++) {
    const marginals = softmax(scores, classes);
    const messages = new Float32Array(marginals.length);
    addProduct(spatialWeights, await spatial.apply(marginals, classes), classes, messages);
    addProduct(bilateralWeights, await bilateral.apply(marginals, classes), classes, messages);
    const pairwise = new Float32Array(marginals.length);
    addProduct(compatibility, messages, classes, pairwise);
    const size = height * width;
    scores = unary.map((value, i) => value - (pairwise[(i % size) * classes + Math.floor(i / size)] ?? 0));
  }
  return scores;
}
