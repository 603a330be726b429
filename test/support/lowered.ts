/** A net from text, lowered with weights from its fillers: for tests of what lowering makes. */
import { prepareNet, withAssumedInputs } from '../../server/src/inference/model';
import { definitionOf } from '../../server/src/layers/index';
import { compile, isLoweringProblem, type Program } from '../../server/src/onnx/compile';
import type { OnnxGraph } from '../../server/src/onnx/model';
import { problemText } from '../../server/src/onnx/problem';
import type { WeightBlob, WeightSupply } from '../../server/src/onnx/supply';

/** Weights of the right shapes that are never made: lowering must not look at large ones. */
const promised = (key: string, shape: readonly number[]): WeightBlob => {
  const count = shape.reduce((product, dim) => product * dim, 1);
  return { key, shape, data: () => ({ file: 'promised.bin', offset: 0, length: 4 * count }), values: () => new Float32Array(count).fill(1) };
};

export interface LoweredOptions {
  outputs?: readonly string[];
  variables?: readonly (readonly [string, string])[];
}

/** The program, or what is wrong in one sentence. */
export function lower(text: string, { outputs, variables = [] }: LoweredOptions = {}): Program | string {
  const net = withAssumedInputs(prepareNet({ path: 'net.prototxt', text, variables }, new Map()), new Map());
  const results = new Map(net.analysis.layers.map((result) => [result.layer, result]));
  const weights: WeightSupply = {
    blobs: (layer) => (results.get(layer)?.blobs ?? []).map(({ shape }, i) => promised(`${layer.index} ${i}`, shape as readonly number[])),
  };
  const refusalOf = () => undefined;
  const program = compile({ net: net.analysis.net, shapeOf: (blob) => net.analysis.shapeOf(blob), definitionOf, refusalOf, weights, outputs });
  return isLoweringProblem(program) ? problemText(program, undefined) : program;
}

/** The only graph of a net that has no steps between graphs. */
export function graphOf(text: string, options?: LoweredOptions): OnnxGraph {
  const program = lower(text, options);
  if (typeof program === 'string') throw new Error(program);
  const [step] = program.steps;
  if (step?.kind !== 'graph' || program.steps.length !== 1) throw new Error('not one graph');
  return step.graph;
}
