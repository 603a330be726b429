/** Arrays of any number of axes, read and made element by element: slow, and plain to see through. */

export interface PlainArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, dim) => product * dim, 1);

/** Every index of a shape, in row-major order. */
export function* indicesOf(shape: readonly number[]): Generator<number[]> {
  for (let flat = 0; flat < sizeOf(shape); flat++) {
    const index: number[] = [];
    let rest = flat;
    for (const dim of shape.toReversed()) {
      index.unshift(rest % dim);
      rest = Math.floor(rest / dim);
    }
    yield index;
  }
}

/** An array whose elements a function gives by their index. */
export const make = (shape: readonly number[], element: (index: number[]) => number): PlainArray =>
  ({ shape, values: Float64Array.from(indicesOf(shape), element) });

/** The element at an index, undefined outside. */
export function elementAt({ shape, values }: PlainArray, index: readonly number[]): number | undefined {
  let flat = 0;
  for (const [axis, dim] of shape.entries()) {
    const place = index[axis] ?? 0;
    if (place < 0 || place >= dim) return undefined;
    flat = flat * dim + place;
  }
  return values[flat];
}

export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** The elements along one axis through an index. */
export const along = (array: PlainArray, index: readonly number[], axis: number): number[] =>
  Array.from({ length: array.shape[axis] ?? 1 }, (_, place) => elementAt(array, index.with(axis, place)) ?? NaN);
