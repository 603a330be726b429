/** Plain ONNX Runtime on the graph of a net, in this process: what the host is measured against. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { compileNet, prepareNet } from '../../../server/src/inference/model';
import { openWeights } from '../../../server/src/inference/weights';
import { encodeModel } from '../../../server/src/onnx/model';

export interface PlainNet {
  /** Bytes of the graph, without weights. */
  graphBytes: number;
  /** Milliseconds of one run. */
  run(): Promise<number>;
  release(): Promise<void>;
}

/** The net of a text with random weights, on the CPU. */
export async function plainNet(text: string): Promise<PlainNet> {
  const weights = openWeights({ kind: 'random', seed: 0 });
  const program = compileNet(prepareNet({ path: 'net.prototxt', text, variables: [] }, new Map()), weights);
  const [step] = program.steps;
  if (step?.kind !== 'graph') throw new Error('the net is not one graph');
  const model = encodeModel(step.graph);
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    logSeverityLevel: 4,
    extra: { session: { model_external_initializers_file_folder_path: weights.folder } },
  });
  const feeds = Object.fromEntries(program.inputs.map(({ tensor, shape }) => {
    const count = shape.reduce((product, dim) => product * dim, 1);
    return [tensor, new Tensor('float32', Float32Array.from({ length: count }, (_, i) => Math.sin(i)), [...shape])];
  }));
  return {
    graphBytes: model.length,
    async run() {
      const start = performance.now();
      await session.run(feeds);
      return performance.now() - start;
    },
    async release() {
      await session.release();
      weights.close();
    },
  };
}
