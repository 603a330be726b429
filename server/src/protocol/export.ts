/** `atrous/export`: writes a net with its weights as another file. Cancelled like any other request. */
import type { RunFailure } from './run';

export const exportRequest = 'atrous/export';

/** `onnx`: an ONNX model. `caffemodel`: the weights of the net's own layers and nothing else. */
export type ExportFormat = 'onnx' | 'caffemodel';

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
}

export type ExportOutcome =
  /** `bytes` of all that was written. */
  | { ok: true; bytes: number; notes: readonly string[] }
  | RunFailure;
