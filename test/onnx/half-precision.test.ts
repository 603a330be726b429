/** What of a graph computes in half precision, and what stays. */
import { describe, expect, it } from 'vitest';
import { inHalfPrecision } from '../../server/src/onnx/half-precision';
import { castTarget, type OnnxGraph } from '../../server/src/onnx/model';
import { graphOf } from '../support/lowered';

const net = (layers: string): string => `input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\n${layers}`;
const conv = 'layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 4 kernel_size: 3 pad: 1 } }';
const next = (type: string, parameters = ''): string => `layer { name: "n" type: "${type}" bottom: "c" top: "n" ${parameters} }`;

/** The operators that are not casts and read or make halves, as found by following every tensor's type. */
function halfOps({ nodes }: OnnxGraph): string[] {
  const halves = new Set<string>();
  const found: string[] = [];
  for (const { op, inputs, outputs, attributes } of nodes) {
    if (op === 'Cast') {
      if (attributes['to'] === castTarget('float16')) halves.add(outputs[0] ?? '');
    } else if (inputs.some((input) => halves.has(input))) {
      found.push(op);
      for (const output of outputs) halves.add(output);
    }
  }
  return found;
}

const rows: readonly (readonly [what: string, layers: string, half: readonly string[]])[] = [
  ['a convolution alone', conv, ['Conv']],
  ['what only passes its values on', `${conv}${next('ReLU')}`, ['Conv', 'Relu']],
  ['no sum of exponentials', `${conv}${next('Softmax')}`, ['Conv']],
  ['no mean over a map', `${conv}${next('Pooling', 'pooling_param { pool: AVE global_pooling: true }')}`, ['Conv']],
  ['a maximum', `${conv}${next('Pooling', 'pooling_param { kernel_size: 3 stride: 2 }')}`, ['Conv', 'MaxPool']],
  ['normalisation, as a factor and a summand', `${conv}${next('BatchNorm')}`, ['Conv', 'Mul', 'Add']],
  ['no enlargement', `${conv}${next('Interp', 'interp_param { zoom_factor: 2 }')}`, ['Conv']],
  ['a sum with what is computed in half precision', `${conv}layer { name: "s" type: "Eltwise" bottom: "c" bottom: "c" top: "s" }`, ['Conv', 'Add']],
  ['no sum with what is not', `${conv}layer { name: "d" type: "Convolution" bottom: "data" top: "d" convolution_param { num_output: 4 kernel_size: 1 } } layer { name: "p" type: "Softmax" bottom: "d" top: "p" } layer { name: "s" type: "Eltwise" bottom: "c" bottom: "p" top: "s" }`, ['Conv', 'Conv']],
  ['no factor that halves cannot hold', `${conv}${next('Power', 'power_param { scale: 1e-6 }')}`, ['Conv']],
  ['nothing that places of maxima depend on, but what comes after them', `${conv}${next('ReLU')} layer { name: "m" type: "Pooling" bottom: "n" top: "m" top: "mask" pooling_param { kernel_size: 2 stride: 2 } } layer { name: "d" type: "Convolution" bottom: "m" top: "d" convolution_param { num_output: 4 kernel_size: 3 pad: 1 } }`, ['Conv']],
  ['nothing of a net without sums of products', 'layer { name: "r" type: "ReLU" bottom: "data" top: "r" }', []],
];

describe('in half precision', () => {
  it.each(rows)('%s', (_, layers, expected) => {
    expect(halfOps(inHalfPrecision(graphOf(net(layers))))).toEqual(expected);
  });
});

describe('a graph in half precision', () => {
  const graph = graphOf(net(`${conv}${next('BatchNorm')}`));
  const half = inHalfPrecision(graph);

  it('takes and gives what it did', () => {
    expect([half.inputs, half.outputs]).toEqual([graph.inputs, graph.outputs]);
    expect(half.nodes.flatMap(({ outputs }) => outputs)).toContain(graph.outputs[0]?.name);
  });

  it('leaves the weights where they are, in float32', () => {
    expect(half.initializers).toEqual(expect.arrayContaining([...graph.initializers]));
  });

  it('makes each tensor once, before it is read', () => {
    const made = new Set([...half.inputs, ...half.initializers].map(({ name }) => name));
    for (const { inputs, outputs } of half.nodes) {
      expect(inputs.filter((input) => input !== '' && !made.has(input))).toEqual([]);
      expect(outputs.filter((output) => made.has(output))).toEqual([]);
      for (const output of outputs) made.add(output);
    }
  });

  it('pads with the lowest half where Caffe pads with -FLT_MAX', () => {
    const padded = graphOf(net(`${conv}${next('Pooling', 'pooling_param { kernel_size: 1 stride: 4 pad: 0 }')}`));
    const withPad: OnnxGraph = {
      ...padded,
      nodes: [...padded.nodes.map((node) => ({ ...node, outputs: node.outputs.map((name) => (name === padded.outputs[0]?.name ? 'pooled' : name)) })),
        { name: 'pad', op: 'Pad', inputs: ['pooled', 'pads', 'lowest'], outputs: [padded.outputs[0]?.name ?? ''], attributes: {} }],
      initializers: [...padded.initializers,
        { name: 'pads', type: 'int64', dims: [8], data: { bytes: new Uint8Array(64) } },
        { name: 'lowest', type: 'float32', dims: [], data: { bytes: new Uint8Array(Float32Array.of(-3.4028234663852886e38).buffer) } }],
    };
    const { initializers } = inHalfPrecision(withPad);
    const clamped = initializers.find(({ name }) => name === 'lowest/clamped');
    expect(clamped && 'bytes' in clamped.data && [...new Float32Array(clamped.data.bytes.slice().buffer)]).toEqual([-65504]);
  });
});
