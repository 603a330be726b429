/** What keeps Caffe from building a net, or is odd in it: facts with their places, which the wiring rules put into words. */
import type { Words } from '../l10n/text';
import type { FieldNode, ScalarNode } from '../syntax/tree';
import type { Blob, Connection, Layer, Phase } from './net';

export type NetProblem =
  /** A bottom that no layer before it produces. */
  | { kind: 'unknown-bottom'; layer: Layer; bottom: Connection }
  /** A top whose name is taken. `sharers`: other layers that read the blob it would change in place. */
  | { kind: 'top-produced-twice'; layer: Layer; top: Connection; earlier: Blob; sharers: readonly Layer[] }
  /** A layer with the name of an earlier one. */
  | { kind: 'duplicate-name'; layer: Layer; earlier: Layer }
  /** `input:` with the name of an earlier one. */
  | { kind: 'input-twice'; node: ScalarNode; name: string }
  /** `layer` in a file that also has `layers`; `node` is the first of the kind that came second. */
  | { kind: 'mixed-generations'; node: FieldNode; earlier: FieldNode }
  /** A layer with both include and exclude rules. */
  | { kind: 'include-and-exclude'; node: FieldNode; include: FieldNode; exclude: FieldNode }
  /** A layer that its rules leave out whatever the state; `rule` is the first of them. */
  | { kind: 'never-included'; rule: FieldNode }
  /** `input_dim` or `input_shape` that do not fit the number of inputs. */
  | { kind: 'input-sizes'; node: FieldNode; reason: Words }
  /** A V0 padding layer that cannot be merged into the layer that reads it. */
  | { kind: 'padding-layer'; node: FieldNode; reason: Words }
  /** Nothing is left of the net in this phase. */
  | { kind: 'empty-phase'; phase: Phase };
