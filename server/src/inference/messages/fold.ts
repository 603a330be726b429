/** The job of `atrous fold`: the net with normalisation folded into its convolutions. */
import type { NetSource, WeightsChoice } from './common';

/** `atrous fold`: the net with normalisation folded into its convolutions. */
export interface FoldJob {
  kind: 'fold';
  net: NetSource;
  weights: WeightsChoice;
  /** The files to write. */
  output: { net: string; weights: string };
}

export interface FoldResult {
  kind: 'fold';
  /** How many convolutions took layers in, and how many layers went. */
  convolutions: number;
  layers: number;
  /** Of both files. */
  bytes: number;
  notes: readonly string[];
}
