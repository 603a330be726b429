/** Decides for which heights and widths one graph of a net holds: by lowering it at several and comparing. */
import { definitionOf } from '../../layers/index';
import { knownShape, type Shape } from '../../net/shape';
import type { OnnxGraph } from '../../onnx/model';
import { bringsData } from '../../onnx/plan';
import type { PreparedNet } from '../model';

/** Sizes are tried in these steps: DeepLab's nets keep their graph from 8k + 1 to the next, deeper ones from 32k + 1. */
const steps: readonly number[] = [1, 2, 4, 8, 16, 32, 64];

/** How many sizes beside the net's own are compared. */
const trials: readonly (readonly [number, number])[] = [[1, 2], [3, 0], [2, 5]];

/** The pictures among the inputs of a net, whose height and width may change. */
const pictureShapes = ({ analysis }: PreparedNet): Map<string, readonly number[]> =>
  new Map(analysis.inputs.flatMap(({ blob, shape }): [string, readonly number[]][] => {
    const known = knownShape(shape);
    const isInput = blob.producer === undefined || definitionOf(blob.producer.type)?.category === 'data' || bringsData(blob.producer, definitionOf(blob.producer.type));
    return known?.length === 4 && isInput && (known[2] ?? 1) > 1 ? [[blob.name, known]] : [];
  }));

/** The same graph, but for the sizes of what goes in and comes out, and where weights lie. */
function isSameGraph(one: OnnxGraph, other: OnnxGraph): boolean {
  const essence = ({ nodes, initializers }: OnnxGraph): string =>
    JSON.stringify([nodes, initializers.map(({ name, type, dims, data }) => [name, type, dims, 'bytes' in data ? Buffer.from(data.bytes).toString('base64') : data.length])]);
  return essence(one) === essence(other);
}

export interface DynamicSizes {
  /** The graph holds for own + step · k. */
  step: number;
  /** Names of the inputs whose height and width may change. */
  inputs: ReadonlySet<string>;
}

/**
 * The smallest step in which height and width may change; undefined where the graph differs at all others.
 * @param graphAt lowers the net with other input shapes; undefined where it refuses them
 */
export function dynamicSizes(net: PreparedNet, own: OnnxGraph, graphAt: (shapes: ReadonlyMap<string, Shape>) => OnnxGraph | undefined): DynamicSizes | undefined {
  const pictures = pictureShapes(net);
  if (pictures.size === 0) return undefined;
  const holds = (step: number): boolean => trials.every(([down, right]) => {
    const shapes = new Map([...pictures].map(([name, [batch = 1, channels = 1, height = 1, width = 1]]) => [name, [batch, channels, height + down * step, width + right * step]] as const));
    const graph = graphAt(shapes);
    return graph !== undefined && isSameGraph(own, graph);
  });
  const step = steps.find(holds);
  return step === undefined ? undefined : { step, inputs: new Set(pictures.keys()) };
}

/** The graph with words in place of heights and widths: those of the inputs, and of outputs of four axes. */
export function withOpenSizes(graph: OnnxGraph, { inputs }: DynamicSizes): OnnxGraph {
  const open = (prefix: string) => (info: OnnxGraph['inputs'][number]): OnnxGraph['inputs'][number] =>
    ({ ...info, shape: info.shape.map((dim, axis) => (axis < 2 ? dim : `${prefix}${axis === 2 ? 'height' : 'width'}`)) });
  return {
    ...graph,
    inputs: graph.inputs.map((info) => (inputs.has(info.name) ? open('')(info) : info)),
    outputs: graph.outputs.map((info) => (info.shape.length === 4 ? open(`${info.name}_`)(info) : info)),
  };
}
