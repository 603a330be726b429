// Checks a request before anything is computed, and says in words what is wrong with it.
import { compatibilityProblem } from './kernel-list';
import type { Picture } from './features';
import type { Kernel } from './parameters';
import { problem, type Problem } from './problem';
import type { CrfInput } from './request';
import { wording, type Wording } from './wording';

/** What is checked: a request before its defaults matter. */
export interface Candidate {
  readonly picture: Picture;
  readonly inputs: readonly CrfInput[];
  readonly classes: number;
  readonly kernels: readonly Kernel[];
  readonly iterations: number;
}

/** More classes than this do not fit the labels. */
const mostClasses = 65536;

/** More iterations than this are a slip: some ten settle everything. */
const mostIterations = 100_000;

/** Energies and scores of a larger size leave float32 no room for the classes that are none, see NO_CLASS in rows.wgsl, and for sums. */
const largestValue = 1e28;

/** Probabilities may leave 0..1 by this much, since softmax rounds. */
const tolerance = 1e-3;

/** Everything that is wrong with a request; an empty list when it can be carried out. */
export function findProblems(candidate: Candidate): Problem[] {
  const sizes = [...pictureProblems(candidate.picture), ...classProblems(candidate.classes)];
  // What the input's shape should be follows from the sizes, so nothing is said about it while they are wrong.
  const shapes = sizes.length > 0 ? sizes : inputShapeProblems(candidate);
  const settings = [...kernelProblems(candidate), ...iterationProblems(candidate.iterations)];
  if (shapes.length > 0) return [...shapes, ...settings];
  return [...settings, ...pictureValueProblems(candidate.picture), ...candidate.inputs.flatMap((input) => valueProblems(input, candidate.classes))];
}

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;

function pictureProblems({ data, width, height }: Picture): Problem[] {
  if (!isCount(width) || !isCount(height)) return [problem('image-shape', wording`The image's width and height must be whole numbers above 0, not ${width} x ${height}.`)];
  const pixels = width * height;
  if (data.length === 3 * pixels) return [];
  const guess =
    data.length === pixels ? wording` It looks grey: repeat the channel three times.`
    : data.length === 4 * pixels ? wording` It looks like RGBA: leave the fourth channel out.`
    : '';
  return [problem('image-shape', wording`The image must be interleaved RGB, ${height} x ${width} x 3 = ${3 * pixels} numbers; it has ${data.length}.${guess}`)];
}

function pictureValueProblems({ data }: Picture): Problem[] {
  if (!(data instanceof Float32Array) || data.every(Number.isFinite)) return [];
  return [problem('image-values', wording`The image holds NaN or infinite values.`)];
}

function classProblems(classes: number): Problem[] {
  if (classes === 1) return [problem('classes', wording`A CRF needs at least two classes: with one, every pixel has it. Add a background class.`)];
  if (isCount(classes) && classes <= mostClasses) return [];
  return [problem('classes', wording`The number of classes must be a whole number from 2 to ${mostClasses}, not ${classes}.`)];
}

function inputShapeProblems({ inputs, classes, picture }: Candidate): Problem[] {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0) return [problem('input-shape', wording`Give exactly one of unary, probabilities and scores.`)];
  const { width, height } = input.kind === 'scores' ? input : picture;
  if (!isCount(width) || !isCount(height)) return [problem('input-shape', wording`The score map's width and height must be whole numbers above 0, not ${width} x ${height}.`)];
  const { enlarged } = input.kind === 'scores' ? input : {};
  if (enlarged && !(enlarged.width >= picture.width && enlarged.height >= picture.height)) {
    return [problem('input-shape', wording`The score map must be enlarged to at least the image's size, ${picture.width} x ${picture.height}, not ${enlarged.width} x ${enlarged.height}.`)];
  }
  const expected = classes * height * width;
  if (input.data.length === expected) return [];
  return [problem('input-shape', wording`${title[input.kind]} must be [classes][height][width] = ${classes} x ${height} x ${width} = ${expected} numbers; there are ${input.data.length}.`)];
}

const title: Readonly<Record<CrfInput['kind'], Wording>> = { unary: wording`Unary energies`, probabilities: wording`Probabilities`, scores: wording`Scores` };

function iterationProblems(iterations: number): Problem[] {
  if (Number.isInteger(iterations) && iterations >= 0 && iterations <= mostIterations) return [];
  return [problem('iterations', wording`The number of iterations must be a whole number from 0 to ${mostIterations}, not ${iterations}.`)];
}

function kernelProblems({ kernels, classes }: Candidate): Problem[] {
  if (kernels.length === 0) return [problem('parameters', wording`There is no kernel: without one the CRF changes nothing.`)];
  return kernels.flatMap((kernel, i) => {
    const deviations = [...kernel.sxy, ...(kernel.kind === 'bilateral' ? kernel.srgb : [])];
    const bad = deviations.find((deviation) => !(deviation > 0 && Number.isFinite(deviation)));
    const unfit = compatibilityProblem(kernel.compat, classes);
    return [
      ...(bad === undefined ? [] : [problem('parameters', wording`Kernel ${i + 1}: a standard deviation is ${bad}; it must be a positive number.`)]),
      ...(unfit === undefined ? [] : [problem('parameters', wording`Kernel ${i + 1}: ${unfit}`)]),
    ];
  });
}

interface Extremes {
  readonly smallest: number;
  readonly largest: number;
  /** Index of the first value that is NaN, infinite or too large, or -1. */
  readonly unusable: number;
}

/** One pass over the values, since there are millions. */
function extremesOf(data: Float32Array): Extremes {
  let smallest = Infinity;
  let largest = -Infinity;
  for (let i = 0; i < data.length; ++i) {
    const value = data[i] as number;
    if (!(Math.abs(value) <= largestValue)) return { smallest, largest, unusable: i };
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return { smallest, largest, unusable: -1 };
}

function valueProblems({ kind, data }: CrfInput, classes: number): Problem[] {
  const { smallest, largest, unusable } = extremesOf(data);
  const name = title[kind];
  if (unusable >= 0) {
    const pixels = data.length / classes;
    const value = data[unusable] ?? NaN;
    const allowed = Number.isFinite(value) ? wording`only numbers up to ${format(largestValue)} in size work.` : wording`only finite numbers work.`;
    return [problem('input-values', wording`${name} hold ${format(value)} at class ${Math.floor(unusable / pixels)}, position ${unusable % pixels}; ${allowed}`)];
  }
  const isOutside = smallest < -tolerance || largest > 1 + tolerance;
  if (kind === 'probabilities') {
    if (!isOutside) return [];
    return [problem('looks-like-scores', wording`These look like scores: values outside 0..1 (${format(smallest)} to ${format(largest)}). Pass them as scores, or apply a softmax first.`)];
  }
  if (isOutside || smallest === largest || !sumsToOne(data, classes)) return [];
  return [problem('looks-like-probabilities', wording`${name} look like probabilities: all in 0..1 and summing to 1 at every pixel. Pass them as probabilities.`)];
}

const format = (value: number): string => Number(value.toPrecision(4)).toString();

/** True when the classes of each of up to 64 pixels, spread evenly, sum to 1. */
function sumsToOne(data: Float32Array, classes: number): boolean {
  const pixels = data.length / classes;
  const step = Math.max(1, Math.floor(pixels / 64));
  for (let pixel = 0; pixel < pixels; pixel += step) {
    let sum = 0;
    for (let c = 0; c < classes; ++c) sum += data[c * pixels + pixel] ?? 0;
    if (Math.abs(sum - 1) > tolerance) return false;
  }
  return true;
}
