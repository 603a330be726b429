/**
 * The receptive field of a blob along one axis, with respect to one input: which pixels each unit can see, exactly, and
 * how it passes through a layer's window. After upsampling the field differs from unit to unit, but the pattern repeats.
 */
import type { Window } from '../layers/definition';
import { equals, multiply, rational, toNumber, type Rational } from './rational';

/**
 * Unit i sees the pixels first(i) … last(i), where both repeat every `first.length` units, `advance` pixels further on:
 * first(i + period) = first(i) + advance. The lists begin with unit `origin`. Pixels outside the input (padding) are
 * counted. A unit that sees nothing has first = Infinity and last = -Infinity.
 */
export interface AxisField {
  /** Input pixels between neighbouring units. */
  stride: Rational;
  first: readonly number[];
  last: readonly number[];
  origin: number;
  advance: number;
  /** Every unit sees the whole axis: [0, size - 1], with last = [Infinity] where the input's size is not known. */
  whole: boolean;
}

/** The pixels [first, last] that one unit sees; empty where first > last. */
export interface Extent {
  first: number;
  last: number;
}

/**
 * A longer pattern is cut to this many units from `cutOrigin` on, and exact for those: maps have fewer, and what stands
 * before them is padding. Only upsampling by odd ratios several times over gets here.
 */
const longestPeriod = 4096;
const cutOrigin = -1024;

const zero = rational(0);
const one = rational(1);

/** The field of an input in itself. */
export const inputField: AxisField = { stride: one, first: [0], last: [0], origin: 0, advance: 1, whole: false };

/** The field of units that all see an axis of that many pixels. */
const wholeField = (inputSize: number | undefined, stride: Rational = zero): AxisField =>
  ({ stride, first: [0], last: [(inputSize ?? Infinity) - 1], origin: 0, advance: 0, whole: true });

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));
const lcm = (a: number, b: number): number => (a / gcd(a, b)) * b;

/** The pixels that unit `unit` sees; any integer is allowed, since padding has units of its own. */
export function extentAt(field: AxisField, unit: number): Extent {
  const period = field.first.length;
  const round = Math.floor((unit - field.origin) / period);
  const phase = unit - field.origin - round * period;
  const moved = round * field.advance;
  return { first: (field.first[phase] ?? Infinity) + moved, last: (field.last[phase] ?? -Infinity) + moved };
}

/** The largest number of pixels that a unit sees; Infinity for a whole axis of unknown size, 0 if all units are blind. */
export function fieldSize({ first, last }: AxisField): number {
  let size = 0;
  for (const [phase, start] of first.entries()) size = Math.max(size, (last[phase] ?? -Infinity) - start + 1);
  return size;
}

/** The smallest number of pixels that a unit sees. */
export function smallestFieldSize({ first, last }: AxisField): number {
  let size = Infinity;
  for (const [phase, start] of first.entries()) size = Math.min(size, Math.max(0, (last[phase] ?? -Infinity) - start + 1));
  return size;
}

/** The first pixel that unit 0 sees; minus the effective padding. */
export const fieldStart = (field: AxisField): number => extentAt(field, 0).first;

/** The middle of what unit 0 sees, in pixels, averaged over the pattern so that rounding to whole pixels does not show. */
export function fieldCentre({ first, last, origin, stride }: AxisField): number {
  let sum = 0;
  let seeing = 0;
  for (const [phase, start] of first.entries()) {
    if (start === Infinity) continue;
    sum += (start + (last[phase] ?? start)) / 2 - (origin + phase) * toNumber(stride);
    seeing += 1;
  }
  return sum / seeing;
}

/** Whether fields move to the right with their units; after dilated deconvolutions they may jump, and some see nothing. */
function isOrdered({ first, last, advance }: AxisField): boolean {
  if (first.length === 1) return first[0] !== Infinity;
  const rises = (values: readonly number[]): boolean =>
    values.every((value, unit) => Number.isFinite(value) && value <= (values[unit + 1] ?? (values[0] ?? value) + advance));
  return rises(first) && rises(last);
}

/** The hull of what the listed units see. */
function hullOf(field: AxisField, units: Iterable<number>): Extent {
  const hull: Extent = { first: Infinity, last: -Infinity };
  for (const unit of units) {
    const { first, last } = extentAt(field, unit);
    hull.first = Math.min(hull.first, first);
    hull.last = Math.max(hull.last, last);
  }
  return hull;
}

/** A field given unit by unit over one period. */
function tabulate(stride: Rational, period: number, advance: number, extent: (unit: number) => Extent): AxisField {
  if (period > longestPeriod) return list(stride, cutOrigin, longestPeriod, Math.round(longestPeriod * toNumber(stride)), extent);
  return list(stride, 0, period, advance, extent);
}

function list(stride: Rational, origin: number, length: number, advance: number, extent: (unit: number) => Extent): AxisField {
  const first: number[] = [];
  const last: number[] = [];
  for (let unit = origin; unit < origin + length; unit++) {
    const seen = extent(unit);
    first.push(seen.first);
    last.push(seen.last);
  }
  return { stride, first, last, origin, advance, whole: false };
}

type Strided = Extract<Window, { kind: 'taps' | 'spread' }>;

function throughTaps(field: AxisField, { taps, dilation, stride, start }: Strided): AxisField {
  const period = field.first.length / gcd(field.first.length, stride);
  const advance = (stride * period * field.advance) / field.first.length;
  // Of ordered fields the outermost taps are the bounds.
  const outermost = isOrdered(field) ? (taps - 1) * dilation : undefined;
  return tabulate(multiply(field.stride, rational(stride)), period, advance, (unit) => {
    const from = unit * stride + start;
    if (outermost === undefined) return hullOf(field, Array.from({ length: taps }, (_, tap) => from + tap * dilation));
    return { first: extentAt(field, from).first, last: extentAt(field, from + outermost).last };
  });
}

/** Units j of the bottom that unit `unit` of the top is made of: those with start + j·stride + t·dilation = unit. */
export function* spreadSources({ taps, dilation, stride, start }: Strided, unit: number): Generator<number> {
  for (let tap = taps - 1; tap >= 0; tap--) {
    const source = (unit - start - tap * dilation) / stride;
    if (Number.isInteger(source)) yield source;
  }
}

const throughSpread = (field: AxisField, window: Strided): AxisField =>
  tabulate(multiply(field.stride, rational(1, window.stride)), field.first.length * window.stride, field.advance,
    (unit) => hullOf(field, spreadSources(window, unit)));

function throughBetween(field: AxisField, { ratio, start }: Extract<Window, { kind: 'between' }>): AxisField {
  const { numerator, denominator } = ratio;
  const stride = multiply(field.stride, ratio);
  if (numerator === 0) return tabulate(zero, 1, 0, () => extentAt(field, start));
  const rounds = field.first.length / gcd(field.first.length, numerator);
  const advance = (rounds * numerator * field.advance) / field.first.length;
  return tabulate(stride, denominator * rounds, advance, (unit) => {
    const below = start + Math.floor((unit * numerator) / denominator);
    const above = start + Math.ceil((unit * numerator) / denominator);
    return hullOf(field, below === above ? [below] : [below, above]);
  });
}

/** What all units of an axis together see, inside the input: the pattern moves on, so its first and last round are the bounds. */
function throughWhole(field: AxisField, bottomSize: number | undefined, inputSize: number | undefined): AxisField {
  const end = (inputSize ?? Infinity) - 1;
  if (field.whole || bottomSize === undefined) return wholeField(inputSize);
  const period = Math.min(field.first.length, bottomSize);
  const ends = Array.from({ length: period }, (_, unit) => [unit, bottomSize - 1 - unit]).flat();
  const { first, last } = hullOf(field, ends);
  return { stride: zero, first: [Math.max(0, first)], last: [Math.min(end, last)], origin: 0, advance: 0, whole: true };
}

/** Number of units along the axes in question; undefined where not known. */
interface AxisSizes {
  bottom: number | undefined;
  input: number | undefined;
}

/** The field of a top whose units see the bottom through `window`, from the field of that bottom. */
export function fieldThrough(window: Window, field: AxisField, sizes: AxisSizes): AxisField {
  if (window.kind === 'whole') return throughWhole(field, sizes.bottom, sizes.input);
  if (field.whole) return { ...field, stride: multiply(field.stride, windowStride(window)) };
  if (window.kind === 'between') return throughBetween(field, window);
  if (window.kind === 'spread') return throughSpread(field, window);
  const isIdentity = window.taps === 1 && window.stride === 1 && window.start === 0;
  return isIdentity ? field : throughTaps(field, window);
}

/** Bottom units between neighbouring top units. */
function windowStride(window: Window): Rational {
  if (window.kind === 'whole') return zero;
  if (window.kind === 'between') return window.ratio;
  return window.kind === 'taps' ? rational(window.stride) : rational(1, window.stride);
}

/** Whether units of the same index look at the same place, so that the paths may be compared unit by unit. */
export const areAligned = (a: AxisField, b: AxisField): boolean =>
  a.whole || b.whole || (equals(a.stride, b.stride) && Math.abs(fieldCentre(a) - fieldCentre(b)) < 1e-9);

/**
 * The hull of two paths that meet: each unit sees what it sees on either. Where the strides differ, no repeating
 * pattern holds and the first `size` units are tabulated; then the stride is the first path's.
 */
export function hullOfPaths(a: AxisField, b: AxisField, size: number | undefined): AxisField {
  if (a === b) return a;
  if (a.whole || b.whole) return hullWithWhole(a, b);
  const both = (unit: number): Extent => {
    const [left, right] = [extentAt(a, unit), extentAt(b, unit)];
    return { first: Math.min(left.first, right.first), last: Math.max(left.last, right.last) };
  };
  const common = lcm(a.first.length, b.first.length);
  if (equals(a.stride, b.stride)) return tabulate(a.stride, common, (a.advance * common) / a.first.length, both);
  const length = Math.min(size ?? common, longestPeriod);
  return list(a.stride, 0, length, Math.round(length * toNumber(a.stride)), both);
}

function hullWithWhole(a: AxisField, b: AxisField): AxisField {
  const [whole, other] = a.whole ? [a, b] : [b, a];
  const stride = a.whole && b.whole && a.stride.numerator !== 0 ? a.stride : other.stride;
  if (!other.whole) return { ...whole, stride };
  const first = Math.min(whole.first[0] ?? 0, other.first[0] ?? 0);
  const last = Math.max(whole.last[0] ?? 0, other.last[0] ?? 0);
  return { ...whole, first: [first], last: [last], stride };
}
