/** `atrous/compare`: what two nets differ in, layer by layer, for the page that shows it. */

export const compareRequest = 'atrous/compare';

export interface CompareParams {
  /** URIs of the nets, open in the editor or not. */
  before: string;
  after: string;
}

/** Something that is said differently, or comes out differently. */
export interface ComparedValue {
  /** A field's path, such as `convolution_param.dilation`, or the name of a figure. */
  label: string;
  /** `1 → 2`. */
  text: string;
}

/** `changed`: its own text says something else; `reached`: only what reaches it has changed. */
export type ComparedKind = 'changed' | 'added' | 'removed' | 'reached';

export interface ComparedLayer {
  kind: ComparedKind;
  /** With its former name before an arrow, where it had another. */
  name: string;
  type: string;
  isMoved: boolean;
  /** 0-based lines of the block; null where a net does not have it. */
  line: { before: number | null; after: number | null };
  settings: readonly ComparedValue[];
  figures: readonly ComparedValue[];
  /** Of a layer that was added or removed: its shape, kernel, stride, pad and hole. */
  facts: string;
}

export interface Comparison {
  ok: true;
  isEqual: boolean;
  inputs: readonly ComparedValue[];
  layers: readonly ComparedLayer[];
  totals: readonly ComparedValue[];
}

export type CompareOutcome = Comparison | { ok: false; message: string };
