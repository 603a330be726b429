/** The job of `atrous export`: the net as an ONNX file. */
import type { NamedShape, NetSource, WeightsChoice } from './common';

/** `atrous export`: the net as an ONNX file. */
export interface ExportJob {
  kind: 'export';
  net: NetSource;
  weights: WeightsChoice;
  /** Shapes of inputs, in place of those in the file. */
  inputs?: readonly (readonly [string, readonly number[]])[];
  /** The height and width of the pictures that the net takes, in place of those in the file. */
  size?: { height: number; width: number } | undefined;
  /** The file to write. */
  output: string;
  /** The operator set: one of `opsets`; the one that lowering speaks by default. */
  opset?: number;
  /** Puts the weights into a file beside it, OUTPUT.data, instead of inside. */
  isExternal?: boolean;
  /** Leaves height and width open, where the net works at more than one size. */
  isDynamic?: boolean;
}

export interface ExportResult {
  kind: 'export';
  file: string;
  bytes: number;
  /** Of the weights beside it; 0 where they are inside. */
  dataBytes: number;
  inputs: readonly NamedShape[];
  outputs: readonly NamedShape[];
  notes: readonly string[];
}
