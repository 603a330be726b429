/** The inputs that a net declares for itself: `input:` with `input_dim` (four numbers each) or `input_shape`. */
import { t, type Words } from '../l10n/text';
import type { Fields, Quantity } from '../schema/fields';
import type { FieldNode, ScalarNode } from '../syntax/tree';
import { nameOf } from './nodes';
import type { NetProblem } from './problems';
import type { Shape } from './shape';

export interface DeclaredInput {
  name: string;
  node: ScalarNode;
  shape: Shape | undefined;
}

type SizeProblem = Extract<NetProblem, { kind: 'input-sizes' }>;

const dimsPerInput = 4;

/** Why the sizes do not fit, as Caffe's upgrade of inputs checks. */
function sizeProblem(net: Fields, inputs: number, dims: number, shapes: number): SizeProblem | undefined {
  const problem = (field: string, reason: Words): SizeProblem | undefined => {
    const node: FieldNode | undefined = net.node(field);
    return node && { kind: 'input-sizes', node, reason };
  };
  if (dims > 0 && shapes > 0) return problem('input_dim', t('Give either input_shape or input_dim, not both.'));
  if (dims > 0 && dims !== inputs * dimsPerInput) {
    return problem('input_dim', inputs === 1
      ? t`1 input needs ${dimsPerInput} input_dim (batch, channels, height and width); there are ${dims}.`
      : t`${inputs} inputs need ${inputs * dimsPerInput} input_dim (batch, channels, height and width each); there are ${dims}.`);
  }
  if (shapes > 0 && shapes !== inputs) return problem('input_shape', inputs === 1
    ? t`1 input needs one input_shape; there are ${shapes}.`
    : t`${inputs} inputs need as many input_shape; there are ${shapes}.`);
  return undefined;
}

/** The sizes of a BlobShape message: `shape { dim: 1 dim: 3 … }`. */
export const readBlobShape = (fields: Fields): Shape => fields.numbers('dim');

/** Reads the net-level inputs from the fields of a NetParameter. */
export function readInputs(net: Fields): { inputs: DeclaredInput[]; problems: NetProblem[] } {
  const nodes = net.scalars('input');
  const dims: readonly Quantity[] = net.numbers('input_dim');
  const shapes = net.messages('input_shape');
  const inputs = nodes.map((node, index): DeclaredInput => {
    const own = dims.slice(index * dimsPerInput, (index + 1) * dimsPerInput);
    const stated = shapes[index];
    const shape = stated !== undefined ? readBlobShape(stated) : own.length === dimsPerInput ? own : undefined;
    return { name: nameOf(node, net.variables), node, shape };
  });
  const problem = sizeProblem(net, nodes.length, dims.length, shapes.length);
  return { inputs, problems: problem === undefined ? [] : [problem] };
}
