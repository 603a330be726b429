/** `atrous/export`: writes a net with its weights as another file. Cancelled like any other request. */
import type { RunFailure } from './run';

export const exportRequest = 'atrous/export';

/** The operator sets that a model can be written for, and the one that lowering speaks. */
export const exportOpsets: readonly number[] = [13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
export const usualOpset = 18;

/**
 * `onnx`: an ONNX model. `caffemodel`: the weights of the net's own layers and nothing else. `folded`: a prototxt with BatchNorm and
 * Scale folded into the convolutions, and its weights beside it.
 */
export type ExportFormat = 'onnx' | 'caffemodel' | 'folded';

export interface ExportParams {
  /** The net's document. */
  uri: string;
  /** URIs. */
  weights: string;
  output: string;
  format: ExportFormat;
  /** For ONNX: weights in a file beside the model, and height and width left open. */
  isExternal?: boolean;
  isDynamic?: boolean;
  /** One of `exportOpsets`; `usualOpset` where absent. */
  opset?: number;
  /** Of the pictures that the net takes, in place of the size in the file. */
  size?: { height: number; width: number };
}

export type ExportOutcome =
  /** `bytes` of all that was written. */
  | { ok: true; bytes: number; notes: readonly string[] }
  | RunFailure;
