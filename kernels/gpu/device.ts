// Opens a GPU through Dawn, once, and again after it was lost; keeps its compiled pipelines.
import { refineError } from '../problem';
import { wording } from '../wording';
import { BufferPool } from './buffers';
import { programs, sourceOf, type ProgramName, type Variant } from './programs';
import { ensureVulkanLoader } from './vulkan-loader';

export interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** An open GPU with what is kept between runs. */
export interface Gpu {
  readonly device: GPUDevice;
  /** The adapter's name as its driver gives it. */
  readonly name: string;
  /** True for a software implementation such as SwiftShader. */
  readonly isSoftware: boolean;
  readonly buffers: BufferPool;
  /** The compiled pipeline of a program, made on first use, with the layout of its bindings. */
  pipeline(name: ProgramName, variant: Variant): Promise<Pipeline>;
  /** Why the device was lost, once it was. */
  lostBecause: string | undefined;
}

/** Limits asked for as far as the adapter offers them: bindings and buffers for large pictures. */
const wantedLimits = ['maxStorageBufferBindingSize', 'maxBufferSize'] as const;

/** Dawn's entry point must stay referenced as long as a device is in use. */
let entry: GPU | undefined;
let opened: Promise<Gpu> | undefined;

const known = new WeakMap<GPUDevice, Gpu>();

/**
 * The machine's most powerful adapter, opened on first use and after it was lost.
 * @throws RefineError when there is none.
 */
export function openGpu(): Promise<Gpu> {
  opened ??= requestGpu().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** A GPU that is more than software, or undefined. That there is none is found out once, since Dawn complains every time. */
export async function findRealGpu(): Promise<Gpu | undefined> {
  if (hasNoGpu) return undefined;
  const gpu = await openGpu().catch(() => undefined);
  hasNoGpu = gpu === undefined;
  return gpu?.isSoftware === true ? undefined : gpu;
}

let hasNoGpu = false;

/** The state that belongs to a device which the caller has opened. */
export function gpuOf(device: GPUDevice): Gpu {
  const gpu = known.get(device) ?? describe(device, device.adapterInfo);
  known.set(device, gpu);
  return gpu;
}

/** Closes the GPU that `openGpu` opened and frees its memory; the next run opens it again. */
export async function closeGpu(): Promise<void> {
  const closing = opened;
  opened = undefined;
  const gpu = await closing?.catch(() => undefined);
  gpu?.device.destroy();
  entry = undefined;
}

async function requestGpu(): Promise<Gpu> {
  const adapter = await requestAdapter();
  const requiredLimits = Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({ requiredLimits });
  const gpu = describe(device, adapter.info);
  known.set(device, gpu);
  void device.lost.then(() => {
    opened = undefined;
  });
  return gpu;
}

async function requestAdapter(): Promise<GPUAdapter> {
  if (!ensureVulkanLoader()) throw noGpu();
  const { create } = await import('webgpu').catch((error: unknown) => {
    throw refineError('device', wording`The webgpu package could not be loaded (${String(error)}). Install it again, or use the CPU.`);
  });
  entry ??= create([]);
  const adapter = await entry.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter !== null) return adapter;
  entry = undefined;
  throw noGpu();
}

const noGpu = (): Error => refineError('device', wording`No GPU was found. Install its driver (on Linux with Vulkan), or use the CPU.`);

function describe(device: GPUDevice, info: GPUAdapterInfo): Gpu {
  const pipelines = new Map<string, Promise<Pipeline>>();
  const gpu: Gpu = {
    device,
    name: info.description || info.device || info.vendor || 'GPU',
    isSoftware: info.isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(`${info.device} ${info.description}`),
    buffers: new BufferPool(device),
    pipeline: (name, variant) => {
      const key = `${name} ${variant.d} ${variant.quads} ${variant.half}`;
      const pipeline = pipelines.get(key) ?? compile(device, name, variant);
      pipelines.set(key, pipeline);
      return pipeline;
    },
    lostBecause: undefined,
  };
  void device.lost.then(({ message, reason }) => {
    gpu.lostBecause = message || reason || 'unknown';
  });
  return gpu;
}

async function compile(device: GPUDevice, name: ProgramName, variant: Variant): Promise<Pipeline> {
  const module = device.createShaderModule({ label: name, code: sourceOf(name, variant) });
  const pipeline = await device.createComputePipelineAsync({ label: name, layout: 'auto', compute: { module, entryPoint: programs[name].entry } });
  return { pipeline, layout: pipeline.getBindGroupLayout(0) };
}
