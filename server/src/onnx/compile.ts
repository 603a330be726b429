/** A net becomes a program: ONNX graphs, with steps of our own between them where ONNX has no operator. */
import { t, type Words } from '../l10n/text';
import type { Blob, Layer, Net } from '../net/net';
import { formatShape, knownShape, unknownDim, type Shape } from '../net/shape';
import { contextFor } from './context';
import { GraphBuilder } from './graph';
import type { KernelCall, TensorName } from './lowering';
import type { OnnxGraph } from './model';
import { isInPlace, memoriesOf, type Memory } from './memory';
import { planNet, unsupportedLayer, type DefinitionLookup, type Plan } from './plan';
import { LoweringError, type LoweringProblem } from './problem';
import { finishStage, type StageOutput } from './stage';
import type { WeightSupply } from './supply';

/** A blob at the border of the program. */
export interface ProgramBlob {
  /** Its name in the net. */
  name: string;
  /** Its name in the graphs. */
  tensor: TensorName;
  shape: readonly number[];
}

export interface KernelStep {
  kind: 'kernel';
  call: KernelCall;
  inputs: readonly TensorName[];
  inputShapes: readonly (readonly number[])[];
  output: TensorName;
  outputShape: readonly number[];
}

export type ProgramStep = { kind: 'graph'; graph: OnnxGraph } | KernelStep;

export interface Program {
  /** In order. A step reads tensors that the caller or earlier steps made. */
  steps: readonly ProgramStep[];
  inputs: readonly ProgramBlob[];
  outputs: readonly ProgramBlob[];
  /** Layers that are not part of it: data, loss, and what else only training uses. */
  cut: readonly Layer[];
  /** Memory that its weights and feature maps take, in bytes, where it is known. */
  bytes?: number;
}

export interface CompileRequest {
  net: Net;
  shapeOf(blob: Blob): Shape | undefined;
  definitionOf: DefinitionLookup;
  /** Why Caffe would refuse a layer, if it would. */
  refusalOf(layer: Layer): LoweringProblem | undefined;
  weights: WeightSupply;
  /** Names of the blobs to deliver, with their last value; by default those that nothing reads. */
  outputs?: readonly string[] | undefined;
  /** Makes a graph that takes other heights and widths too, as far as the layers can. */
  isDynamic?: boolean | undefined;
}

/** Where values are. */
interface Made {
  tensor: TensorName;
  /** The stage that makes it, or the first that can read it. */
  stage: number;
  /** True for a name that every step knows: the caller's inputs, kernels' results, and what a stage hands on. */
  isShared: boolean;
}

/** Lowers what the wanted blobs need. Errors that the user can mend are returned as values. */
export function compile(request: CompileRequest): Program | LoweringProblem {
  try {
    return new Compiler(request, planNet(request.net, request.definitionOf, request.outputs)).run();
  } catch (error) {
    if (error instanceof LoweringError) return error.problem;
    throw error;
  }
}

/** What to do about an unknown shape: give the words in it values, or the input a size. */
function wayOut(shape: Shape | undefined): Words {
  const word = shape?.find((dim) => typeof dim === 'string' && dim !== unknownDim);
  return word === undefined ? t("give the net's input a size") : t`give ${word} a value, with "# atrous: define ${word}=21" in the file or "--define ${word}=21"`;
}

/** Tells a program from a problem. */
export const isLoweringProblem = (result: Program | LoweringProblem): result is LoweringProblem => 'code' in result;

/** Stages are separated by kernels: each has a graph of its own, and the kernels that follow it. */
interface Stage {
  builder: GraphBuilder;
  /** Shared tensors that it reads. */
  inputs: Map<TensorName, readonly number[]>;
  /** Tensors that it hands on. */
  outputs: Map<TensorName, StageOutput>;
  kernels: KernelStep[];
}

/** What a memory holds at this point of the net, in every shape in which it was made or read, the latest first. */
type Content = Map<string, Made & { shape: readonly number[] }>;

class Compiler {
  private readonly stages: Stage[] = [];
  private readonly memories: ReadonlyMap<Blob, Memory>;
  private readonly contents = new Map<Memory, Content>();
  private readonly inputs: ProgramBlob[] = [];
  private readonly sharedNames = new Set<TensorName>();
  private readonly kernelResults = new Set<TensorName>();

  constructor(
    private readonly request: CompileRequest,
    private readonly plan: Plan,
  ) {
    this.memories = memoriesOf(request.net, request.definitionOf);
  }

  run(): Program {
    for (const layer of this.plan.layers) this.lower(layer);
    const outputs = this.plan.outputs.map((blob) => ({ name: blob.name, tensor: this.share(blob), shape: this.shape(blob) }));
    const steps = this.stages.flatMap(({ builder, inputs, outputs: handed, kernels }): ProgramStep[] => {
      const graph = finishStage(this.request.net.name, builder, inputs, [...handed.values()]);
      return [...(graph ? [{ kind: 'graph' as const, graph }] : []), ...kernels];
    });
    return { steps, inputs: this.inputs, outputs, cut: this.plan.cut };
  }

  private lower(layer: Layer): void {
    const definition = this.request.definitionOf(layer.type);
    const refusal = this.request.refusalOf(layer);
    if (refusal) throw new LoweringError(refusal);
    if (!definition?.lower) throw new LoweringError(unsupportedLayer(layer));
    const bottoms = layer.bottoms.flatMap(({ blob }) => blob ?? []);
    const tops = layer.tops.flatMap(({ blob }) => blob ?? []);
    const stage = Math.max(0, ...bottoms.map((blob) => this.whereIs(blob).stage));
    const topShapes = tops.map((blob) => this.shape(blob));
    const context = contextFor({
      layer,
      phase: 'TEST',
      builder: this.stage(stage).builder,
      bottomShapes: bottoms.map((blob) => this.shape(blob)),
      topShapes,
      inputs: bottoms.map((blob) => this.read(blob, stage)),
      weights: this.request.weights.blobs(layer),
      isDynamic: this.request.isDynamic ?? false,
      output: (index, tensor) => this.define(layer, index, tensor, stage),
      netInput: (index) => this.netInput(tops[index]).tensor,
      kernel: (call) => this.kernel(call, stage, bottoms, topShapes[0] ?? []),
    });
    definition.lower(context);
  }

  private stage(index: number): Stage {
    for (let i = this.stages.length; i <= index; i++) {
      const builder = new GraphBuilder();
      for (const { name } of this.request.net.blobs) builder.reserve(name);
      this.stages.push({ builder, inputs: new Map(), outputs: new Map(), kernels: [] });
    }
    const stage = this.stages[index];
    if (!stage) throw new RangeError(`There is no stage ${index}.`);
    return stage;
  }

  /** The shape of a blob, which must be known to run the net. */
  private shape(blob: Blob): readonly number[] {
    const shape = this.request.shapeOf(blob);
    const known = knownShape(shape);
    if (known) return known;
    const { producer } = blob;
    throw new LoweringError({
      code: 'net/unknown-shape',
      what: shape ? t`The shape of blob "${blob.name}" is not known (${formatShape(shape)})` : t`The shape of blob "${blob.name}" is not known`,
      detail: wayOut(shape),
      at: producer?.nameNode ?? producer?.node,
    });
  }

  private memory(blob: Blob): Memory {
    const memory = this.memories.get(blob);
    if (!memory) throw new RangeError(`There is no memory of ${blob.name}.`);
    return memory;
  }

  /** What a blob's memory holds now. One that no layer of the plan makes is asked of the caller: a net input, or the top of a data layer. */
  private whereIs(blob: Blob): Made {
    const shape = this.shape(blob);
    const content = this.contents.get(this.memory(blob));
    if (!content) return this.netInput(blob);
    return content.get(shape.join()) ?? this.reshape(blob, content, shape);
  }

  /** Reads memory in another shape than that in which it was written. */
  private reshape(blob: Blob, content: Content, shape: readonly number[]): Made {
    const [latest] = content.values();
    if (!latest) throw new RangeError(`The memory of ${blob.name} is empty.`);
    const { builder, inputs } = this.stage(latest.stage);
    if (latest.isShared) inputs.set(latest.tensor, latest.shape);
    const [tensor = ''] = builder.add(blob.name, 'Reshape', [latest.tensor, builder.constant('int64', shape, [shape.length])], 1, {});
    const made = { tensor, stage: latest.stage, isShared: false, shape };
    content.set(shape.join(), made);
    return made;
  }

  private netInput(blob: Blob | undefined): Made {
    if (!blob) throw new RangeError('A layer made an input of a top that it does not have.');
    const shape = this.shape(blob);
    const made = { tensor: this.sharedName(blob.name), stage: 0, isShared: true, shape };
    this.inputs.push({ name: blob.name, tensor: made.tensor, shape });
    this.contents.set(this.memory(blob), new Map([[shape.join(), made]]));
    return made;
  }

  private sharedName(base: string): TensorName {
    let name = base;
    for (let i = 1; this.sharedNames.has(name); i++) name = `${base}@${i}`;
    this.sharedNames.add(name);
    return name;
  }

  /** The tensor of a blob for use in `stage`. */
  private read(blob: Blob, stage: number): TensorName {
    const made = this.whereIs(blob);
    if (!made.isShared && made.stage === stage) return made.tensor;
    const tensor = this.share(blob);
    this.stage(stage).inputs.set(tensor, this.shape(blob));
    return tensor;
  }

  /** Gives a blob's values a name that every step knows; their stage hands them on. */
  private share(blob: Blob): TensorName {
    const { tensor, stage, isShared } = this.whereIs(blob);
    if (isShared) return tensor;
    const { outputs } = this.stage(stage);
    const known = outputs.get(tensor);
    if (known) return known.name;
    const name = this.sharedName(blob.name);
    outputs.set(tensor, { tensor, name, shape: this.shape(blob) });
    return name;
  }

  /** Notes what a layer made of a top: new memory, new content of its bottom's memory, or another view of it. */
  private define(layer: Layer, index: number, tensor: TensorName, stage: number): void {
    const blob = layer.tops[index]?.blob;
    if (!blob) return;
    const shape = this.shape(blob);
    const isShared = this.sharedNames.has(tensor);
    const made = { tensor, stage: this.kernelResults.has(tensor) ? stage + 1 : stage, isShared, shape };
    const memory = this.memory(blob);
    const content = this.contents.get(memory);
    if (!content || isInPlace(layer, index)) this.contents.set(memory, new Map([[shape.join(), made]]));
    else if (!content.has(shape.join())) content.set(shape.join(), made);
  }

  private kernel(call: KernelCall, stage: number, bottoms: readonly Blob[], outputShape: readonly number[]): TensorName {
    const output = this.sharedName(call.kernel);
    this.kernelResults.add(output);
    this.stage(stage).kernels.push({
      kind: 'kernel', call, output, outputShape,
      inputs: bottoms.map((blob) => this.share(blob)),
      inputShapes: bottoms.map((blob) => this.shape(blob)),
    });
    return output;
  }
}
