/** Runs a program: feeds its inputs, walks its steps, hands over its outputs. */
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { t } from '../l10n/text';
import { runKernel, type KernelSite } from './kernel';
import type { TellStep } from './meanfield';
import { InferenceError } from './problem';
import { firstSentence, type ReadyProgram, type ReadyStep } from './session';

/** A blob's values in Caffe's layout. */
export interface BlobValues {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

/** Values with the shape in which they are given. */
export interface FedArray {
  values: Float32Array;
  shape: readonly number[];
}

/** Tensors by their names in the graphs. */
type Environment = Map<string, FedArray>;

/**
 * One forward pass. @param inputs values of every input of the program, by blob name. @param tell is told the steps of what takes long
 * @throws InferenceError where a step fails
 */
export async function execute({ program, steps, device }: ReadyProgram, inputs: ReadonlyMap<string, Float32Array>, tell?: TellStep): Promise<BlobValues[]> {
  const environment: Environment = new Map();
  for (const { name, tensor, shape } of program.inputs) {
    const values = inputs.get(name);
    if (!values) throw new RangeError(`There are no values for the input ${name}.`);
    environment.set(tensor, { values, shape });
  }
  for (const step of steps) await runStep(step, environment, { device, tell });
  return program.outputs.map(({ name, tensor, shape }) => {
    const made = environment.get(tensor);
    if (!made) throw new RangeError(`No step makes ${tensor}.`);
    return { name, shape, values: made.values };
  });
}

async function runStep(ready: ReadyStep, environment: Environment, site: KernelSite): Promise<void> {
  if (ready.kind === 'kernel') {
    const { step } = ready;
    const inputs = step.inputs.map((name, i) => ({ values: environment.get(name)?.values ?? new Float32Array(), shape: step.inputShapes[i] ?? [] }));
    environment.set(step.output, { values: await runKernel(step.call, inputs, site), shape: step.outputShape });
    return;
  }
  const { session } = ready;
  const feeds = session.inputNames.map((name): [string, FedArray] => [name, environment.get(name) ?? { values: new Float32Array(), shape: [] }]);
  for (const { name, values, shape } of await executeFile(session, new Map(feeds))) environment.set(name, { values, shape });
}

/** One run of a session whose inputs and outputs are float32; outputs of other types are turned into it. */
export async function executeFile(session: InferenceSession, feeds: ReadonlyMap<string, FedArray>): Promise<BlobValues[]> {
  const tensors = [...feeds].map(([name, { values, shape }]) => [name, new Tensor('float32', values, [...shape])] as const);
  try {
    const results = await session.run(Object.fromEntries(tensors));
    return Object.entries(results).map(([name, { data, dims }]) => ({ name, shape: dims, values: data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number | bigint>, Number) }));
  } catch (error) {
    throw new InferenceError({ code: 'run/failed', message: t`The run failed in ONNX Runtime: ${firstSentence(error)}`, wayOut: 'runAgain' });
  }
}
