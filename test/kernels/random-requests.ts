/** Made-up requests of every kind that the kernels take, the same in every run. */
import type { Kernel, Normalization, RefineOptions } from '../../kernels/index';
import { random, type Random } from '../support/random';

/** What makes requests differ; GPU programs are compiled anew for each number of quads, so tests there choose fewer classes. */
export interface RequestSpace {
  sizes: readonly (readonly [width: number, height: number])[];
  classes: readonly number[];
}

export interface RandomRequest {
  name: string;
  options: RefineOptions & { iterations: number };
  /** Energies, [classes][pixels], for whatever kind the input is of. */
  unary: Float32Array;
  kernels: (Kernel & { normalization: Normalization })[];
}

/** Colours 0..255: noise, one colour, black, or bars of black and white. */
function pictureData(source: Random, pixels: number): Uint8Array {
  const kind = source.pick(['noise', 'noise', 'flat', 'black', 'bars'] as const);
  const colour = [source.integer(256), source.integer(256), source.integer(256)];
  const at = { noise: () => source.integer(256), flat: (i: number) => colour[i % 3] ?? 0, black: () => 0, bars: (i: number) => (Math.floor(i / 9) % 2) * 255 }[kind];
  return Uint8Array.from({ length: 3 * pixels }, (_, i) => at(i));
}

function compatibility(source: Random, classes: number, weight: number): Kernel['compat'] {
  const noise = (): number => (2 * source.next() - 1) * weight;
  const kind = source.pick(['potts', 'potts', 'diagonal', 'table']);
  if (kind === 'potts') return weight;
  if (kind === 'diagonal') return Array.from({ length: classes }, noise);
  return Array.from({ length: classes }, () => Array.from({ length: classes }, () => noise() / Math.sqrt(classes)));
}

function kernelOf(source: Random, classes: number): Kernel & { normalization: Normalization } {
  const normalization = source.pick(['symmetric', 'after', 'before', 'none'] as const);
  const compat = compatibility(source, classes, normalization === 'none' ? source.pick([-0.01, 0, 0.02, 0.1]) : source.pick([-2, 0, 0.3, 3, 10]));
  const reach = source.pick([0.05, 0.5, 1, 3, 10, 60, 1e3, 1e6]);
  const sxy = [reach, reach * source.pick([1, 0.3, 4])] as const;
  if (source.pick([true, false])) return { kind: 'gaussian', sxy, compat, normalization };
  const tone = source.pick([0.5, 3, 10, 50, 1e4]);
  return { kind: 'bilateral', sxy, srgb: [tone, tone * source.pick([1, 2]), tone * source.pick([1, 0.7])], compat, normalization };
}

/** Energies of any size, or probabilities with zeros among them. */
function inputOf(source: Random, count: number, classes: number): { input: Partial<RefineOptions>; unary: Float32Array } {
  const size = source.pick([0, 0.5, 3, 20, 1000]);
  const values = Float32Array.from({ length: count * classes }, () => (2 * source.next() - 1) * size);
  const kind = source.pick(['unary', 'scores', 'probabilities']);
  if (kind === 'unary') return { input: { unary: values }, unary: values };
  if (kind === 'scores') return { input: { scores: values }, unary: values.map((value) => -value) };
  const probabilities = values.map((_, i) => (source.pick([true, false]) ? 0 : source.next() / (1 + (i % classes))));
  return { input: { probabilities }, unary: probabilities.map((p) => -Math.log(Math.max(p, 1e-5))) };
}

/** The request of a seed. */
export function randomRequest(seed: number, { sizes, classes: counts }: RequestSpace): RandomRequest {
  const source = random(seed);
  const [width, height] = source.pick(sizes);
  const classes = source.pick(counts);
  const pixels = width * height;
  const bytes = pictureData(source, pixels);
  const data = source.integer(4) === 0 ? Float32Array.from(bytes, (value) => value - 104.5) : bytes;
  const { input, unary } = inputOf(source, pixels, classes);
  const kernels = Array.from({ length: source.pick([1, 1, 2, 2, 3, 7]) }, () => kernelOf(source, classes));
  const iterations = source.pick([0, 1, 2, 5]);
  const name = `${seed}: ${width}×${height}, ${classes} classes of ${Object.keys(input).join()}, ${iterations} iterations of ${kernels.map(({ kind, normalization }) => `${kind} ${normalization}`).join(' and ')}`;
  return { name, unary, kernels, options: { image: { data, width, height }, classes, ...input, parameters: { kernels }, iterations } };
}
