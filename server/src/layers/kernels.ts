/** Reads kernel, stride, padding and dilation of convolutions, in all spellings that Caffe's forks have. */
import { joinAnd, quoted } from '../l10n/lists';
import { phrase, say, t, type Phrase, type Words } from '../l10n/text';
import type { Fields } from '../schema/fields';
import type { SourceRange } from '../syntax/tree';
import type { KernelGeometry, LayerQuery, Window } from './definition';
import { known, placeOf } from './dims';
import type { RefusalCode } from './refusals';
import { choices, drop, type FieldsRemedy, type RefusalHelp, type Remedy } from './remedy';

/** A kernel as read, or why it cannot be. */
export interface KernelReading {
  /** Undefined where a number is missing, wrong or not known to the file. */
  geometry: KernelGeometry | undefined;
  refusals: readonly KernelRefusal[];
}

interface KernelRefusal {
  code: RefusalCode;
  message: Words;
  at: SourceRange | undefined;
  help: RefusalHelp;
}

/** How one property is spelt: for all axes, and for height and width alone. */
interface Spelling {
  what: Phrase;
  all: readonly string[];
  height: readonly string[];
  width: readonly string[];
  default: number | undefined;
}

const kernelSpelling: Spelling = { what: phrase('kernel'), all: ['kernel_size'], height: ['kernel_h'], width: ['kernel_w'], default: undefined };
const strideSpelling: Spelling = { what: phrase('stride'), all: ['stride'], height: ['stride_h'], width: ['stride_w'], default: 1 };
const padSpelling: Spelling = { what: phrase('padding'), all: ['pad'], height: ['pad_h'], width: ['pad_w'], default: 0 };
/** What forks call the distance between taps: DeepLab v1 says `hole`, ParseNet `filter_stride`. */
export const holeFields: readonly string[] = ['dilation', 'hole', 'filter_stride'];

/** Some forks have dilation_h and dilation_w. */
const dilationSpelling: Spelling = {
  what: phrase('dilation'), all: holeFields, height: ['dilation_h', 'hole_h', 'filter_stride_h'],
  width: ['dilation_w', 'hole_w', 'filter_stride_w'], default: 1,
};

/** Either spelling goes; the pair where it says the same. */
export function keepOne(fields: Fields, all: string, pair: readonly string[]): readonly FieldsRemedy[] {
  const isSame = fields.numbers(all).length === 1 && pair.every((name) => fields.number(name) === fields.number(all));
  const whole = { ...drop(pair, isSame), title: t`Keep \`${all}\`` };
  const parts = { ...drop([all]), title: t`Keep ${joinAnd(quoted(pair))}` };
  return pair.length === 2 ? [whole, parts] : [whole];
}

/** One value for all axes in the place of height and width that are alike. */
function oneForAll(fields: Fields, spelling: Spelling, pair: readonly string[]): readonly FieldsRemedy[] {
  const [value, ...others] = pair.map((name) => known(fields.number(name)));
  const [all = ''] = spelling.all;
  if (value === undefined || others.some((other) => other !== value)) return [];
  return [{ kind: 'fields', changes: [{ field: all, value }, ...pair.map((field) => ({ field, value: undefined }))], title: t`Set ${`${all} ${value}`} for all axes` }];
}

/** As many values as there are axes, or one where all are alike. */
function firstOf(field: string, values: readonly (number | undefined)[], axes: number): readonly FieldsRemedy[] {
  const given = values.filter((value) => value !== undefined);
  const [first] = given;
  if (first === undefined || given.length !== values.length) return [];
  if (given.every((value) => value === first)) return [{ kind: 'fields', changes: [{ field, value: first }], isSure: true }];
  return given.length > axes && axes > 0 ? [{ kind: 'fields', changes: [{ field, value: given.slice(0, axes) }] }] : [];
}

class KernelReader {
  readonly refusals: KernelRefusal[] = [];

  constructor(private readonly fields: Fields, private readonly axes: number) {}

  private refuse(code: RefusalCode, message: Words, at: SourceRange | undefined, remedies: readonly Remedy[] = []): undefined {
    this.refusals.push({ code, message, at, help: { remedies } });
    return undefined;
  }

  private given(names: readonly string[]): string | undefined {
    return names.find((name) => this.fields.has(name));
  }

  /** One number for each spatial axis. */
  read(spelling: Spelling): readonly number[] | undefined {
    const all = this.given(spelling.all);
    const height = this.given(spelling.height);
    const width = this.given(spelling.width);
    if (height !== undefined || width !== undefined) return this.readPair(spelling, all, height, width);
    if (all !== undefined) return this.readList(all);
    if (spelling.default === undefined && this.axes > 0) {
      return this.refuse('missing-parameter', t('Say how large the kernel is: `kernel_size`, or `kernel_h` and `kernel_w`.'), undefined, choices('kernel_size', [3, 1]));
    }
    return new Array<number>(this.axes).fill(spelling.default ?? 1);
  }

  private readPair(spelling: Spelling, all: string | undefined, height: string | undefined, width: string | undefined): readonly number[] | undefined {
    const pair = [height, width].filter((name) => name !== undefined);
    const at = placeOf(this.fields, pair[0] ?? '');
    if (all !== undefined) {
      return this.refuse('conflicting-parameters', t`Give either \`${all}\` or \`${height ?? width}\` for the ${say(spelling.what)}; not both.`, at, keepOne(this.fields, all, pair));
    }
    if (this.axes !== 2) {
      return this.refuse('conflicting-parameters', t`\`${height ?? width}\` is for two spatial axes; here there are ${this.axes}.`, at, oneForAll(this.fields, spelling, pair));
    }
    if (spelling.default === undefined && pair.length === 1) {
      const other = height === undefined ? spelling.height[0] : spelling.width[0];
      return this.refuse('missing-parameter', t`Give \`${spelling.height[0]}\` and \`${spelling.width[0]}\` together, or \`${spelling.all[0]}\` for both.`, at, choices(other ?? '', [known(this.fields.number(pair[0] ?? ''))]));
    }
    const values = [height, width].map((name) => (name === undefined ? (spelling.default ?? 0) : known(this.fields.number(name))));
    return this.checked(values);
  }

  private readList(name: string): readonly number[] | undefined {
    const values = this.fields.numbers(name).map(known);
    if (values.length !== 1 && values.length !== this.axes) {
      return this.refuse('bad-parameter', t`Give \`${name}\` once, or once for each of the ${this.axes} spatial axes; it stands here ${values.length} times.`, placeOf(this.fields, name), firstOf(name, values, this.axes));
    }
    return this.checked(values.length === 1 ? new Array<number | undefined>(this.axes).fill(values[0]) : values);
  }

  private checked(values: readonly (number | undefined)[]): readonly number[] | undefined {
    return values.every((value) => value !== undefined) ? values : undefined;
  }

  positive(values: readonly number[] | undefined, spelling: Spelling): readonly number[] | undefined {
    if (values === undefined || values.every((value) => value > 0)) return values;
    const name = this.given([...spelling.all, ...spelling.height, ...spelling.width]) ?? '';
    return this.refuse('bad-parameter', t`The ${say(spelling.what)} must be at least 1.`, placeOf(this.fields, name), choices(name, [1]));
  }
}

function read(fields: Fields, axes: number): KernelReading {
  const reader = new KernelReader(fields, axes);
  const kernel = reader.positive(reader.read(kernelSpelling), kernelSpelling);
  const stride = reader.positive(reader.read(strideSpelling), strideSpelling);
  const pad = reader.read(padSpelling);
  const dilation = reader.positive(reader.read(dilationSpelling), dilationSpelling);
  const isComplete = kernel && stride && pad && dilation;
  return { geometry: isComplete ? { kernel, stride, pad, dilation } : undefined, refusals: reader.refusals };
}

const readings = new WeakMap<Fields, { axes: number; reading: KernelReading }>();

/** The kernel that a convolution's parameters describe, for a number of spatial axes (2 for pictures). */
export function readKernel(fields: Fields, axes = 2): KernelReading {
  const kept = readings.get(fields);
  if (kept?.axes === axes) return kept.reading;
  const reading = read(fields, axes);
  readings.set(fields, { axes, reading });
  return reading;
}

/** The field that sets the kernel along each spatial axis. */
export const kernelFields = (fields: Fields, axes: number): readonly string[] =>
  axes === 2 && (fields.has('kernel_h') || fields.has('kernel_w')) ? ['kernel_h', 'kernel_w'] : new Array<string>(axes).fill('kernel_size');

/** The same, with its refusals stated. */
export function kernelOf(query: LayerQuery, fields: Fields, axes: number): KernelGeometry | undefined {
  const { geometry, refusals } = readKernel(fields, axes);
  for (const { code, message, at, help } of refusals) query.refuse(code, message, at, help);
  return geometry;
}

/** Units that a kernel with holes reaches over: (k - 1)·dilation + 1. */
export const reach = (kernel: number, dilation: number): number => (kernel - 1) * dilation + 1;

/** Whether a kernel leaves an axis as long as it is, whatever that is. */
export const keepsSize = (kernel: number, stride: number, pad: number, dilation: number): boolean => stride === 1 && 2 * pad === (kernel - 1) * dilation;

/**
 * Positions of a kernel along an axis: (in + 2·pad - reach) / stride + 1. C divides towards zero, so a kernel that sticks
 * out by less than a stride has one position still.
 */
export const positionsOf = (size: number, kernel: number, stride: number, pad: number, dilation: number): number =>
  Math.trunc((size + 2 * pad - reach(kernel, dilation)) / stride) + 1;

/** Padding behind each axis: more than before it where the kernel sticks out by less than a stride, and reads zeros there. */
export const endPadsOf = ({ kernel, pad, dilation }: KernelGeometry, sizes: readonly number[]): readonly number[] =>
  pad.map((before, axis) => Math.max(before, reach(kernel[axis] ?? 1, dilation[axis] ?? 1) - (sizes[axis] ?? Infinity) - before));

/** The (height, width) windows of a kernel: the last two of its spatial axes. */
export function windowsOf(kind: 'taps' | 'spread', { kernel, stride, pad, dilation }: KernelGeometry): readonly [Window, Window] {
  const at = (axis: number): Window =>
    ({ kind, taps: kernel.at(axis) ?? 1, dilation: dilation.at(axis) ?? 1, stride: stride.at(axis) ?? 1, start: 0 - (pad.at(axis) ?? 0) });
  return [at(-2), at(-1)];
}
