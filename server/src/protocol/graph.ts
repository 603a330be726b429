/** A net as a graph to draw: layers with what is folded into them, blobs as edges, and groups that can be collapsed. */
import type { Category } from '../layers/definition';

export type { Category } from '../layers/definition';

/** A layer that works in place and is shown as part of the one that made its blob. */
export interface FoldedLayer {
  name: string;
  type: string;
  category: Category;
  /** 0-based line of its block. */
  line: number;
}

export interface GraphNode {
  /** Position in `NetGraph.nodes`. */
  id: number;
  name: string;
  type: string;
  category: Category;
  /** 0-based line of its block, or of its name for an input of the net. */
  line: number;
  folded: readonly FoldedLayer[];
  /** Kernel, stride and hole in short, such as `3×3, hole 2`; empty where there is nothing to tell. */
  geometry: string;
  /** Of the first top; empty where it has none. */
  shape: string;
  /** Size and stride of the receptive field, as text; empty where not known. */
  field: string;
  fieldStride: string;
  /** Undefined where not known. */
  parameters: number | undefined;
  macs: number | undefined;
  /** Identifier of the innermost group that it is in. */
  group: string | undefined;
}

export interface GraphEdge {
  /** Identifiers of nodes. */
  from: number;
  to: number;
  /** The blob's name and shape. */
  blob: string;
  shape: string;
}

/** Layers whose names begin or end alike and that follow one another. */
export interface GraphGroup {
  id: string;
  label: string;
  parent: string | undefined;
}

export interface NetGraph {
  name: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  /** Parents stand before their children. */
  groups: readonly GraphGroup[];
}
