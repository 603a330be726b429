/** Where the size of an input is written: in `input_dim`, `input_shape`, an Input layer or the crop of a data layer. */
import type { InputBlob } from '../../analysis/analysis';
import { Fields } from '../../schema/fields';
import type { ScalarNode, SourceRange } from '../../syntax/tree';
import { placeOfLayer, type NetContext } from '../net-rule';
import type { Axis } from './kernel';

const dimsPerInput = 4;

/** The `dim` of an axis in a BlobShape message of four axes. */
function dimNode(shape: Fields | undefined, axis: Axis): ScalarNode | undefined {
  const dims = shape?.scalars('dim') ?? [];
  return dims.length === dimsPerInput ? dims[axis + 2] : undefined;
}

/** The number that a net-level `input:` of that position has for an axis. */
function netInputNode({ tree, variables, dialect }: NetContext, position: number, axis: Axis): ScalarNode | undefined {
  const net = new Fields(tree.root, 'NetParameter', variables, dialect);
  return dimNode(net.messages('input_shape')[position], axis) ?? net.scalars('input_dim')[position * dimsPerInput + axis + 2];
}

/** The size in a layer's own shapes, or its crop. */
function layerInputNode({ blob: { producer, index } }: InputBlob, axis: Axis): ScalarNode | undefined {
  if (producer === undefined) return undefined;
  const shapes = producer.param('input_param').messages('shape');
  const transform = producer.param('transform_param');
  const crops = [axis === 0 ? 'crop_height' : 'crop_width', 'crop_size'].flatMap((name) => transform.scalars(name));
  return dimNode(shapes[shapes.length === 1 ? 0 : index], axis) ?? crops[0];
}

/** The number that says how high or wide an input is; undefined where it is written nowhere. */
export function sizeNode(context: NetContext, input: InputBlob, axis: Axis): ScalarNode | undefined {
  const position = context.net.inputs.findIndex(({ blob }) => blob === input.blob);
  return position >= 0 ? netInputNode(context, position, axis) : layerInputNode(input, axis);
}

/** What to underline for the size of an input: the number, else the name of the input or of its layer. */
export function placeOfSize(context: NetContext, input: InputBlob, axis: Axis): SourceRange {
  const declared = context.net.inputs.find(({ blob }) => blob === input.blob);
  const node = sizeNode(context, input, axis) ?? declared?.node;
  if (node !== undefined) return { start: node.start, end: node.end };
  return input.blob.producer === undefined ? { start: 0, end: 0 } : placeOfLayer(input.blob.producer);
}
