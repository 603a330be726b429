/** Small readings and compositions that lowerings share. */
import { t } from '../../l10n/text';
import type { Fields, Quantity } from '../../schema/fields';
import type { LoweringContext, TensorName } from '../../onnx/lowering';

export type Lower = (context: LoweringContext) => void;

/** A number that the file must say: lowering begins only where all shapes are known. */
export function numberOf(context: LoweringContext, fields: Fields, name: string): number {
  return stated(context, fields.number(name), name);
}

export function stated(context: LoweringContext, value: Quantity | undefined, name: string): number {
  return typeof value === 'number' ? value : context.unsupported(t`the value of ${name} is not known`);
}

/** Adds the layers whose one top is a function of their one bottom. */
export const map = (compute: (context: LoweringContext, x: TensorName) => TensorName): Lower => (context) =>
  context.output(0, compute(context, context.inputs[0] ?? ''));

/** Top i is bottom i. */
export const identity: Lower = (context) => {
  for (const i of context.topShapes.keys()) context.output(i, context.inputs[Math.min(i, context.inputs.length - 1)] ?? '');
};

/** x · factor, or x itself for 1. */
export const times = (context: LoweringContext, x: TensorName, factor: number): TensorName =>
  factor === 1 ? x : context.node('Mul', [x, context.scalar(factor)]);

/** x + term, or x itself for 0. */
export const plus = (context: LoweringContext, x: TensorName, term: number): TensorName =>
  term === 0 ? x : context.node('Add', [x, context.scalar(term)]);

/** x ^ exponent, by the operators that are exact for the usual ones. */
export function toPower(context: LoweringContext, x: TensorName, exponent: number): TensorName {
  if (exponent === 1) return x;
  if (exponent === 2) return context.node('Mul', [x, x]);
  if (exponent === 0.5) return context.node('Sqrt', [x]);
  return context.node('Pow', [x, context.scalar(exponent)]);
}

/** The same values with another shape. */
export const reshaped = (context: LoweringContext, x: TensorName, shape: readonly number[]): TensorName =>
  context.node('Reshape', [x, context.integers(shape)]);

/** Reduces axes by `op` (`ReduceMean`, `ReduceSum`, …). */
export const reduced = (context: LoweringContext, op: string, x: TensorName, axes: readonly number[], keep = true): TensorName =>
  context.node(op, [x, context.integers(axes)], { keepdims: keep ? 1 : 0 });

/** The part [start, start + size) of one axis. */
export const sliced = (context: LoweringContext, x: TensorName, starts: readonly number[], ends: readonly number[], axes: readonly number[]): TensorName =>
  context.node('Slice', [x, context.integers(starts), context.integers(ends), context.integers(axes)]);

/** The end of a part that leaves out `-count` units at the end, whatever the size. @param count 0 or less */
export const fromEnd = (count: number): number => (count === 0 ? 2 ** 31 - 1 : count);

/** The axes [from, to). */
export const axesFrom = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** A constant of any shape, stored as one number. */
export const filled = (context: LoweringContext, value: number, shape: readonly number[]): TensorName =>
  shape.length === 0 ? context.scalar(value) : context.node('Expand', [context.scalar(value), context.integers(shape)]);

export const productOf = (dims: readonly number[]): number => dims.reduce((product, dim) => product * dim, 1);
