/** What the planning of another output stride knows of a blob, and the arithmetic of two axes. */
import { pairOf, type Pair } from '../../rules/atrous/kernel';

/** A blob on its way through the changed net. */
export interface BlobState {
  /** Pixels of the branch's own picture between units, as the net is now. */
  stride: Pair;
  /** How many times finer the blob becomes: its stride now, divided by its stride then. Below 1 it becomes coarser. */
  factor: Pair;
  /** An input, or an input resized: nothing is learnt before it. */
  isPicture: boolean;
  /** A fully connected layer before it becomes a convolution. */
  isConverted: boolean;
}

export const one: Pair = [1, 1];

export const times = (a: Pair, b: Pair): Pair => pairOf((axis) => a[axis] * b[axis]);

export const over = (a: Pair, b: Pair): Pair => pairOf((axis) => a[axis] / b[axis]);

export const isOne = (pair: Pair): boolean => pair[0] === 1 && pair[1] === 1;

export const isWhole = (pair: Pair): boolean => pair.every(Number.isInteger);
