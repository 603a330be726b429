/** Layers with random fields on random bottoms, and what they must compute. One function a family: to add one, write it and name it in the table. */
import type { Random } from '../../support/random';
import { make, sizeOf, type PlainArray } from './array';
import * as other from './other';
import * as windows from './windows';

export interface RandomLayer {
  type: string;
  /** The text of its parameter message. */
  fields: string;
  bottoms: readonly PlainArray[];
  blobs: readonly PlainArray[];
  tops: readonly PlainArray[];
}

type Family = (random: Random) => Omit<RandomLayer, 'type'> & { type?: string };

const between = (random: Random, low: number, high: number): number => low + random.integer(high - low + 1);

const repeated = <Item>(count: number, item: () => Item): Item[] => Array.from({ length: count }, item);

/** Values in [-1, 1) that a float32 holds exactly. */
const array = (random: Random, shape: readonly number[]): PlainArray => make(shape, () => Math.fround(random.next() * 2 - 1));

const map = (random: Random, axes = 2): PlainArray => array(random, [between(random, 1, 2), between(random, 1, 4), ...repeated(axes, () => between(random, 5, 9))]);

/** `name: 1 name: 2`. */
const list = (name: string, values: readonly (number | string)[]): string => values.map((value) => `${name}: ${value}`).join(' ');

/** Fields in one of the ways to write them: for each axis, by height and width, or once where all are equal. */
function spatial(random: Random, [whole, part]: [whole: string, part: string], values: readonly number[]): string {
  if (values.every((value) => value === values[0]) && random.integer(2) === 0) return `${whole}: ${values[0]}`;
  return values.length === 2 && random.integer(2) === 0 ? `${part}_h: ${values[0]} ${part}_w: ${values[1]}` : list(whole, values);
}

function geometryOf(random: Random, axes: number): windows.Geometry {
  return {
    kernel: repeated(axes, () => between(random, 1, 3)), stride: repeated(axes, () => between(random, 1, 3)),
    pad: repeated(axes, () => between(random, 0, 2)), dilation: repeated(axes, () => between(random, 1, 2)),
  };
}

const kernelFields = (random: Random, { kernel, stride, pad, dilation }: windows.Geometry): string =>
  [spatial(random, ['kernel_size', 'kernel'], kernel), spatial(random, ['stride', 'stride'], stride), spatial(random, ['pad', 'pad'], pad), list('dilation', dilation)].join(' ');

function convolution(random: Random, isTransposed: boolean): ReturnType<Family> {
  const axes = random.integer(5) === 0 && !isTransposed ? 3 : 2;
  const group = between(random, 1, 2);
  const x = array(random, [between(random, 1, 2), 2 * between(random, 1, 2), ...repeated(axes, () => between(random, 5, 8))]);
  const [channels, outputs] = [x.shape[1] ?? 2, 2 * between(random, 1, 2)];
  const geometry = geometryOf(random, axes);
  const weights = array(random, isTransposed ? [channels, outputs / group, ...geometry.kernel] : [outputs, channels / group, ...geometry.kernel]);
  const bias = random.integer(3) > 0 ? array(random, [outputs]) : undefined;
  const compute = isTransposed ? windows.deconvolve : windows.convolve;
  return {
    fields: `convolution_param { num_output: ${outputs} group: ${group} bias_term: ${bias !== undefined} ${kernelFields(random, geometry)} }`,
    bottoms: [x], blobs: bias ? [weights, bias] : [weights], tops: [compute(x, weights, bias, geometry, group)],
  };
}

/** In a pooling layer each axis has a field of its own; without padding no window may lie wholly outside, which has cases of its own. */
function pooling(random: Random): ReturnType<Family> {
  const { kernel, stride } = geometryOf(random, 2);
  const pad = kernel.map((size) => between(random, 0, size - 1));
  const geometry = { kernel, stride: pad.some(Boolean) ? stride : stride.map((step, axis) => Math.min(step, kernel[axis] ?? 1)), pad, dilation: [1, 1] };
  const x = map(random);
  const pools = random.integer(2) === 0;
  const { maxima, mask } = windows.maxPool(x, geometry);
  const pairs = (['kernel', 'stride', 'pad'] as const).map((name) => `${name}_h: ${geometry[name][0]} ${name}_w: ${geometry[name][1]}`).join(' ');
  return {
    fields: `pooling_param { pool: ${pools ? 'AVE' : 'MAX'} ${pairs} }`, bottoms: [x], blobs: [],
    tops: pools ? [windows.averagePool(x, geometry)] : [maxima, mask],
  };
}

function interp(random: Random): ReturnType<Family> {
  const x = map(random);
  const [, , height = 1, width = 1] = x.shape;
  const factor = between(random, 1, 3);
  const [fields, sizeFor] = random.pick<[string, (size: number) => number]>([
    [`zoom_factor: ${factor}`, (size) => size + (size - 1) * (factor - 1)],
    [`shrink_factor: ${factor}`, (size) => Math.floor((size - 1) / factor) + 1],
    [`shrink_factor: 2 zoom_factor: ${factor}`, (size) => (Math.floor((size - 1) / 2)) * factor + 1],
  ]);
  const sizes = random.integer(3) === 0 ? [between(random, 1, 12), between(random, 1, 12)] : undefined;
  return {
    fields: `interp_param { ${sizes ? `height: ${sizes[0]} width: ${sizes[1]}` : fields} }`,
    bottoms: [x], blobs: [], tops: [windows.interpolate(x, sizes ?? [sizeFor(height), sizeFor(width)])],
  };
}

function lrn(random: Random): ReturnType<Family> {
  const x = map(random);
  const [size, alpha, beta, k] = [random.pick([1, 3, 5]), random.pick([0.1, 1, 5]), random.pick([0.5, 0.75]), random.pick([1, 2])];
  const isWithin = random.integer(2) === 0;
  return {
    fields: `lrn_param { local_size: ${size} alpha: ${alpha} beta: ${beta} k: ${k} norm_region: ${isWithin ? 'WITHIN_CHANNEL' : 'ACROSS_CHANNELS'} }`,
    bottoms: [x], blobs: [], tops: [isWithin ? other.normalizeWithin(x, size, alpha, beta) : other.normalizeAcross(x, size, alpha, beta, k)],
  };
}

function crop(random: Random): ReturnType<Family> {
  const x = map(random);
  const axis = random.pick([1, 2, 3]);
  const shape = x.shape.map((dim, i) => (i < axis ? dim : between(random, 1, dim)));
  const offsets = x.shape.map((dim, i) => (i < axis ? 0 : between(random, 0, dim - (shape[i] ?? 0))));
  return {
    fields: `crop_param { axis: ${random.integer(2) === 0 ? axis : axis - 4} ${list('offset', offsets.slice(axis))} }`,
    bottoms: [x, array(random, shape)], blobs: [], tops: [other.crop(x, shape, offsets)],
  };
}

function slice(random: Random): ReturnType<Family> {
  const x = map(random);
  const axis = random.pick([2, 3]);
  const length = x.shape[axis] ?? 1;
  const first = between(random, 1, length - 2);
  const second = between(random, first + 1, length - 1);
  const parts: [number, number][] = [[0, first], [first, second - first], [second, length - second]];
  return {
    fields: `slice_param { axis: ${axis} slice_point: ${first} slice_point: ${second} }`, bottoms: [x], blobs: [],
    tops: parts.map(([start, count]) => other.slice(x, axis, start, count)),
  };
}

function concat(random: Random): ReturnType<Family> {
  const x = map(random);
  const axis = random.integer(4);
  const bottoms = [x, ...repeated(between(random, 1, 2), () => array(random, x.shape.with(axis, between(random, 1, 4))))];
  return { fields: `concat_param { axis: ${random.integer(2) === 0 ? axis : axis - 4} }`, bottoms, blobs: [], tops: [other.concatenate(bottoms, axis)] };
}

function reduction(random: Random): ReturnType<Family> {
  const x = map(random);
  const [operation, axis, coefficient] = [random.pick(['SUM', 'ASUM', 'SUMSQ', 'MEAN']), random.integer(4), random.pick([1, -0.5, 3])];
  return {
    fields: `reduction_param { operation: ${operation} axis: ${random.integer(2) === 0 ? axis : axis - 4} coeff: ${coefficient} }`,
    bottoms: [x], blobs: [], tops: [other.reduce(x, operation, axis, coefficient)],
  };
}

function softmax(random: Random): ReturnType<Family> {
  const x = map(random);
  const axis = random.integer(4);
  return { fields: `softmax_param { axis: ${random.integer(2) === 0 ? axis : axis - 4} }`, bottoms: [x], blobs: [], tops: [other.softmax(x, axis)] };
}

function innerProduct(random: Random): ReturnType<Family> {
  const x = map(random);
  const [axis, outputs, isTransposed] = [random.pick([1, 2, 3]), between(random, 1, 4), random.integer(2) === 0];
  const length = sizeOf(x.shape.slice(axis));
  const weights = array(random, isTransposed ? [length, outputs] : [outputs, length]);
  const bias = random.integer(2) === 0 ? array(random, [outputs]) : undefined;
  return {
    fields: `inner_product_param { num_output: ${outputs} axis: ${random.integer(2) === 0 ? axis : axis - 4} transpose: ${isTransposed} bias_term: ${bias !== undefined} }`,
    bottoms: [x], blobs: bias ? [weights, bias] : [weights], tops: [other.innerProduct(x, weights, bias, axis, isTransposed)],
  };
}

function eltwise(random: Random): ReturnType<Family> {
  const x = map(random);
  const bottoms = [x, ...repeated(between(random, 1, 2), () => array(random, x.shape))];
  const operation = random.pick(['PROD', 'SUM', 'MAX']);
  const coefficients = operation === 'SUM' && random.integer(2) === 0 ? bottoms.map(() => random.pick([-1, 0.5, 2])) : [];
  return { fields: `eltwise_param { operation: ${operation} ${list('coeff', coefficients)} }`, bottoms, blobs: [], tops: [other.combine(bottoms, operation, coefficients)] };
}

function scale(random: Random): ReturnType<Family> {
  const x = map(random);
  const axis = random.integer(4);
  const count = between(random, 1, 4 - axis);
  const factor = array(random, x.shape.slice(axis, axis + count));
  const shift = random.integer(2) === 0 ? array(random, factor.shape) : undefined;
  const isBlob = random.integer(2) === 0;
  const blobs = [...(isBlob ? [factor] : []), ...(shift ? [shift] : [])];
  return {
    fields: `scale_param { axis: ${random.integer(2) === 0 ? axis : axis - 4} ${isBlob ? `num_axes: ${axis + count === 4 && random.integer(2) === 0 ? -1 : count}` : ''} bias_term: ${shift !== undefined} }`,
    bottoms: isBlob ? [x] : [x, factor], blobs, tops: [other.scale(x, factor, shift, axis)],
  };
}

function mvn(random: Random): ReturnType<Family> {
  const x = map(random);
  const [across, divides, epsilon] = [random.integer(2) === 0, random.integer(3) > 0, random.pick([1e-9, 0.1])];
  return {
    fields: `mvn_param { across_channels: ${across} normalize_variance: ${divides} eps: ${epsilon} }`,
    bottoms: [x], blobs: [], tops: [other.standardize(x, across, divides, epsilon)],
  };
}

function argMax(random: Random): ReturnType<Family> {
  const x = map(random);
  const axis = random.pick([1, 2, 3]);
  const [count, wantsValues] = [between(random, 1, Math.min(3, x.shape[axis] ?? 1)), random.integer(2) === 0];
  return {
    fields: `argmax_param { axis: ${random.integer(2) === 0 ? axis : axis - 4} top_k: ${count} out_max_val: ${wantsValues} }`,
    bottoms: [x], blobs: [], tops: [other.largestAlong(x, axis, count, wantsValues)],
  };
}

const families: Readonly<Record<string, Family>> = {
  Convolution: (random) => convolution(random, false),
  Deconvolution: (random) => convolution(random, true),
  Pooling: pooling, Interp: interp, LRN: lrn, Crop: crop, Slice: slice, Concat: concat, Reduction: reduction, Softmax: softmax,
  InnerProduct: innerProduct, Eltwise: eltwise, Scale: scale, MVN: mvn, ArgMax: argMax,
};

export const familyNames = Object.keys(families);

/** A layer of a family; another where a top would be empty. */
export function randomLayer(type: string, random: Random): RandomLayer {
  for (;;) {
    const layer = families[type]?.(random);
    if (!layer) throw new Error(`no family ${type}`);
    if (layer.tops.every(({ shape }) => shape.every((dim) => dim > 0))) return { type, ...layer };
  }
}
