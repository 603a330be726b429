// Records dispatches once and plays them as often as needed: an iteration of the mean field is the same list of steps every time.
import { usage, type Workspace } from './buffers';
import type { Gpu } from './device';
import { tileOf, type ProgramName, type Variant } from './programs';

/** One dispatch, ready to be encoded. */
export interface Step {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly groups: readonly [number, number];
  readonly threads: number;
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

/**
 * Threads in one submission: some milliseconds for a large card, and less than the second or two after which systems take a GPU for
 * hung on a small one. An iteration at 513 x 513 with 21 classes takes 23 million, so a whole run is one submission.
 */
const mostThreads = 2 ** 29;

/** Encodes steps one after the other, and hands them to the GPU in as few submissions as it can be trusted with. */
export class Recorder {
  private chunk: { buffer: GPUBuffer; data: Uint32Array<ArrayBuffer>; used: number } | undefined;
  private readonly chunks: GPUBuffer[] = [];
  /** Steps that were made in this run, by what they do: passes of the sort share most of theirs. */
  private readonly known = new Map<string, Promise<Step>>();
  private readonly numbers = new Map<GPUBuffer, number>();
  private encoder: GPUCommandEncoder | undefined;
  private pass: GPUComputePassEncoder | undefined;
  private threads = 0;

  constructor(
    readonly gpu: Gpu,
    readonly workspace: Workspace,
  ) {}

  /** Makes steps, in order; their pipelines compile side by side. */
  steps(dispatches: readonly Dispatch[]): Promise<Step[]> {
    return Promise.all(dispatches.map((dispatch) => this.step(dispatch)));
  }

  /** Makes and encodes steps. */
  async run(dispatches: readonly Dispatch[]): Promise<void> {
    this.encode(await this.steps(dispatches));
  }

  /** Encodes steps after what was encoded before. */
  encode(steps: readonly Step[]): void {
    for (const { pipeline, bindings, groups, threads } of steps) {
      if (this.threads > 0 && this.threads + threads > mostThreads) this.submit();
      this.pass ??= this.open().beginComputePass();
      this.pass.setPipeline(pipeline);
      this.pass.setBindGroup(0, bindings);
      this.pass.dispatchWorkgroups(...groups);
      this.threads += threads;
    }
  }

  /** Encodes a copy of `bytes` bytes, of all of a buffer where absent. */
  copy(from: GPUBuffer, to: GPUBuffer, { fromOffset = 0, toOffset = 0, bytes = from.size }: { fromOffset?: number; toOffset?: number; bytes?: number } = {}): void {
    this.endPass();
    this.open().copyBufferToBuffer(from, fromOffset, to, toOffset, bytes);
  }

  /** Hands over what was encoded. Call it before an upload to a buffer that an encoded step uses. */
  submit(): void {
    this.endPass();
    this.flush();
    if (this.encoder !== undefined) this.gpu.device.queue.submit([this.encoder.finish()]);
    this.encoder = undefined;
    this.threads = 0;
  }

  /** Frees the uniform buffers once all submitted work has been waited for. */
  end(): void {
    for (const buffer of this.chunks) buffer.destroy();
  }

  private open(): GPUCommandEncoder {
    this.encoder ??= this.gpu.device.createCommandEncoder();
    return this.encoder;
  }

  private endPass(): void {
    this.pass?.end();
    this.pass = undefined;
  }

  private step(dispatch: Dispatch): Promise<Step> {
    const { program, variant, parameters, buffers } = dispatch;
    const bound = Object.entries(buffers).map(([binding, buffer]) => `${binding}:${this.numberOf(buffer)}`);
    const key = [program, variant?.d, variant?.quads, variant?.half, ...parameters, ...bound].join(' ');
    const step = this.known.get(key) ?? this.make(dispatch);
    this.known.set(key, step);
    return step;
  }

  private numberOf(buffer: GPUBuffer): number {
    const number = this.numbers.get(buffer) ?? this.numbers.size;
    this.numbers.set(buffer, number);
    return number;
  }

  private async make({ program, variant: known, parameters, buffers, threads }: Dispatch): Promise<Step> {
    const uniform = this.uniform(parameters);
    const variant = { d: 1, quads: 1, half: false, ...known };
    const { pipeline, layout } = await this.gpu.pipeline(program, variant);
    const entries = Object.entries(buffers).map(([binding, resource]) => ({ binding: Number(binding), resource }));
    const bindings = this.gpu.device.createBindGroup({ layout, entries: [{ binding: 0, resource: uniform }, ...entries] });
    return { pipeline, bindings, groups: this.fold(Math.ceil(threads / tileOf(program, variant))), threads };
  }

  /** Writes the parameters of the steps made so far. */
  private flush(): void {
    if (this.chunk === undefined) return;
    this.gpu.device.queue.writeBuffer(this.chunk.buffer, 0, this.chunk.data, 0, (this.chunk.used * slotBytes) / 4);
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
