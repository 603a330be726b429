/** The net as Caffe would build it for one phase: layers in order, and blobs with their producer and consumers. */
import type { Fields } from '../schema/fields';
import type { FieldNode, ScalarNode } from '../syntax/tree';
import type { Shape } from './shape';

export type Phase = 'TRAIN' | 'TEST';

/** Which generation of layer syntax a file is written in; all are presented alike as `Layer`s. */
export type Generation = 'V0' | 'V1' | 'V2';

/**
 * One state of a blob. A layer that writes in place, or takes an earlier name again, makes the next version of that
 * name; consumers point at the version that they read.
 */
export interface Blob {
  name: string;
  version: number;
  /** Position in `Net.blobs`. */
  order: number;
  /** The layer that writes this version; undefined for a net-level `input`. */
  producer: Layer | undefined;
  /** Which of the producer's tops, or which net input, it is. */
  index: number;
  consumers: Layer[];
}

/** A `bottom:` or `top:` of a layer. */
export interface Connection {
  name: string;
  /** Where the name is written. */
  node: ScalarNode;
  /** Undefined for a bottom that nothing produces. */
  blob: Blob | undefined;
}

/** A net-level input: `input:` with `input_dim` or `input_shape`. Input layers are ordinary layers. */
export interface NetInput {
  name: string;
  node: ScalarNode;
  blob: Blob;
  /** Undefined where the file does not say. */
  shape: Shape | undefined;
}

export interface Layer {
  /** Position among the layers of this phase. */
  index: number;
  name: string;
  /** The V2 name, such as `Convolution`, also where the file says `CONVOLUTION` or `conv`. Empty where it has none. */
  type: string;
  /** The whole `layer { … }` block. Findings about the layer as such underline its name (see `nameNode`). */
  node: FieldNode;
  nameNode: ScalarNode | undefined;
  typeNode: ScalarNode | undefined;
  bottoms: readonly Connection[];
  tops: readonly Connection[];
  /** Layer-level fields, V2 names whatever the generation (`param`, `loss_weight`, `include`, …). */
  fields: Fields;
  /** The parameter message by its V2 field name (`convolution_param`); empty where the file has none. */
  param: (name: string) => Fields;
  /** Names given by `param { name: … }` for sharing, per blob; undefined where there is none. */
  paramNames: readonly (string | undefined)[];
}

export interface Net {
  name: string;
  phase: Phase;
  generation: Generation;
  inputs: readonly NetInput[];
  layers: readonly Layer[];
  /** Every version of every blob, in order of production. */
  blobs: readonly Blob[];
}
