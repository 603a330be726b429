// Brings every form of label compatibility into the two that the solvers know: one factor a class, or a full matrix.
import type { Compatibility } from './parameters';

/** L gains factors[c] x filtered Q[c] (from Potts and diagonals), or L[c] gains the sum over c' of matrix[c][c'] x filtered Q[c']. */
export interface Mixing {
  readonly factors: Float32Array;
  /** [classes][classes], row-major; absent when classes do not mix. */
  readonly matrix?: Float32Array;
}

/** Signs are turned: compatibilities are energies, L is a negative energy. */
export function mixingOf(compat: Compatibility, classes: number): Mixing {
  if (typeof compat === 'number') return { factors: new Float32Array(classes).fill(compat) };
  if (!isTable(compat)) return { factors: Float32Array.from(compat, (value) => -value) };
  const matrix = Float32Array.from({ length: classes * classes }, (_, i) => {
    const row = Math.floor(i / classes);
    const column = i % classes;
    return -((compat[row]?.[column] ?? 0) + (compat[column]?.[row] ?? 0)) / 2;
  });
  return { factors: new Float32Array(classes).fill(1), matrix };
}

/** True for a full matrix, false for a list. */
export function isTable(compat: readonly number[] | readonly (readonly number[])[]): compat is readonly (readonly number[])[] {
  return typeof compat[0] === 'object';
}
