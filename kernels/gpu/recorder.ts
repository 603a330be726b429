// Records dispatches once and plays them as often as needed: an iteration of the mean field is the same list of steps every time.
import { usage, type Workspace } from './buffers';
import type { Gpu } from './device';
import { tileOf, type ProgramName, type Variant } from './programs';

/** One dispatch, ready to be encoded. */
export interface Step {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly groups: readonly [number, number];
}

/** What a step runs and on what. */
export interface Dispatch {
  readonly program: ProgramName;
  readonly variant?: Partial<Variant>;
  /** Words of the uniform struct; floats as their bits, see `floatBits`. */
  readonly parameters: readonly number[];
  /** Buffers by binding number, from 1 on. */
  readonly buffers: Readonly<Record<number, GPUBuffer>>;
  /** Items to work on, one thread each (or as many a workgroup as the program's tile says). */
  readonly threads: number;
}

/** The bits of a float32, to pass it among unsigned words. */
export const floatBits = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;

/** Uniform slots lie this far apart, as WebGPU wants them aligned; a chunk holds this many. */
const slotBytes = 256;
const chunkSlots = 128;

/** Makes steps whose parameters lie in uniform buffers that are written before anything is submitted. */
export class Recorder {
  private chunk: { buffer: GPUBuffer; data: Uint32Array<ArrayBuffer>; used: number } | undefined;
  private readonly chunks: GPUBuffer[] = [];

  constructor(
    readonly gpu: Gpu,
    readonly workspace: Workspace,
  ) {}

  async step({ program, variant, parameters, buffers, threads }: Dispatch): Promise<Step> {
    const uniform = this.uniform(parameters);
    const pipeline = await this.gpu.pipeline(program, { d: 1, quads: 1, half: false, ...variant });
    const entries = Object.entries(buffers).map(([binding, buffer]) => ({ binding: Number(binding), resource: { buffer } }));
    const bindings = this.gpu.device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries: [{ binding: 0, resource: uniform }, ...entries] });
    return { pipeline, bindings, groups: this.fold(Math.ceil(threads / tileOf(program))) };
  }

  /** Steps in order; their pipelines compile side by side. */
  steps(dispatches: readonly Dispatch[]): Promise<Step[]> {
    return Promise.all(dispatches.map((dispatch) => this.step(dispatch)));
  }

  /** Runs steps one after the other. */
  submit(steps: readonly Step[]): void {
    const { device } = this.gpu;
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { pipeline, bindings, groups } of steps) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(...groups);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Writes the parameters recorded so far; call it before the first `submit` of the steps that use them. */
  flush(): void {
    if (this.chunk === undefined) return;
    this.gpu.device.queue.writeBuffer(this.chunk.buffer, 0, this.chunk.data, 0, (this.chunk.used * slotBytes) / 4);
  }

  /** Frees the uniform buffers once all submitted work has been waited for. */
  end(): void {
    for (const buffer of this.chunks) buffer.destroy();
  }

  private uniform(parameters: readonly number[]): GPUBufferBinding {
    if (this.chunk === undefined || this.chunk.used === chunkSlots) this.nextChunk();
    const chunk = this.chunk as NonNullable<typeof this.chunk>;
    const offset = chunk.used++ * slotBytes;
    chunk.data.set(parameters, offset / 4);
    return { buffer: chunk.buffer, offset, size: slotBytes };
  }

  private nextChunk(): void {
    this.flush();
    const buffer = this.gpu.device.createBuffer({ size: chunkSlots * slotBytes, usage: usage.uniform | usage.copyTarget });
    this.chunks.push(buffer);
    this.chunk = { buffer, data: new Uint32Array((chunkSlots * slotBytes) / 4), used: 0 };
  }

  /** Groups in two dimensions, since one may hold no more than 65,535. */
  private fold(groups: number): [number, number] {
    const most = this.gpu.device.limits.maxComputeWorkgroupsPerDimension;
    if (groups <= most) return [groups, 1];
    const lines = Math.ceil(groups / most);
    return [Math.ceil(groups / lines), lines];
  }
}

/** Copies all of a buffer to one of the same size. */
export function copyBuffer({ device }: Gpu, from: GPUBuffer, to: GPUBuffer): void {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, to, 0, from.size);
  device.queue.submit([encoder.finish()]);
}
