/** What the machine can run nets on: every device with its adapter, or why it cannot be used. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { InferenceSession } from 'onnxruntime-node';
import { create } from 'webgpu';
import { ensureVulkanLoader } from '../../../kernels/index';
import { joinCommas } from '../l10n/lists';
import { phrase, say, t, type Phrase } from '../l10n/text';
import type { DeviceChoice, RunDevice } from '../protocol/run';
import { encodeModel, type OnnxGraph } from '../onnx/model';
import type { Device } from '../protocol/devices';
import { checkCuda } from './cuda';
import { cardFor, graphicsCards } from './hardware';
import type { DevicesResult, FailedDevice } from './messages';
import { InferenceError } from './problem';
import { knownProviders, providerFor, type DeviceKind } from './providers';
import { firstSentence } from './session';

/** In the order in which they are listed. */
const kinds: readonly DeviceKind[] = ['webgpu', 'cuda', 'directml', 'coreml', 'cpu'];

/** What `auto` tries, best first. CoreML computes in half precision where it likes, so it is taken only when asked for. */
const automaticOrder: readonly DeviceKind[] = ['cuda', 'webgpu', 'directml'];

const titles: Readonly<Record<DeviceKind, string>> = { webgpu: 'WebGPU', cuda: 'CUDA', directml: 'DirectML', coreml: 'CoreML', cpu: 'CPU' };

/** Why a provider is not part of the package for this system. */
const absences: Readonly<Record<Exclude<DeviceKind, 'cpu'>, Phrase>> = {
  cuda: phrase('ONNX Runtime for Node has CUDA on Linux x64 only'),
  directml: phrase('DirectML is part of Windows'),
  coreml: phrase('CoreML is part of macOS'),
  webgpu: phrase('ONNX Runtime has no WebGPU for this system'),
};

/** Adapters that compute on the CPU, by what they call themselves. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render/i;

interface Adapter {
  description: string;
  isSoftware: boolean;
  /** Whether its shaders know half precision. */
  hasHalf: boolean;
}

/** The adapter that WebGPU gives, or why it gives none. */
async function findAdapter(): Promise<Adapter | string> {
  try {
    ensureVulkanLoader();
    const adapter = await create([]).requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return t('no graphics adapter was found: install the driver of the graphics card (on Linux with Vulkan and libvulkan1)');
    const { vendor, architecture, device, description } = adapter.info;
    const all = [vendor, architecture, device, description].join(' ');
    return { description: description || [vendor, architecture].filter(Boolean).join(' ') || t('unnamed adapter'), isSoftware: softwareNames.test(all), hasHalf: adapter.features.has('shader-f16') };
  } catch (error) {
    return firstSentence(error);
  }
}

/** A graph of one addition, to see whether a provider can be loaded. */
const probe: OnnxGraph = {
  name: 'probe',
  nodes: [{ name: 'add', op: 'Add', inputs: ['x', 'x'], outputs: ['y'], attributes: {} }],
  initializers: [],
  inputs: [{ name: 'x', type: 'float32', shape: [1] }],
  outputs: [{ name: 'y', type: 'float32', shape: [1] }],
};

/** Why a provider does not load; undefined where it does. */
async function loadFailure(kind: DeviceKind): Promise<string | undefined> {
  try {
    const session = await InferenceSession.create(encodeModel(probe), { executionProviders: [providerFor(kind, probe)], logSeverityLevel: 4 });
    await session.release();
    return undefined;
  } catch (error) {
    return firstSentence(error);
  }
}

const describeCpu = (): string => {
  const threads = availableParallelism();
  const model = cpus()[0]?.model.trim();
  return `${model ? `${model}, ` : ''}${threads === 1 ? t('1 thread') : t`${threads} threads`}`;
};

/** In the place of ONNX Runtime's words for it; undefined where everything is there. */
function whatCudaLacks(): string | undefined {
  const lacking = checkCuda().filter(({ state }) => state !== 'found').map(({ title }) => title);
  return lacking.length === 0 ? undefined : t`it lacks ${joinCommas(lacking)}`;
}

async function inspect(kind: DeviceKind): Promise<Device> {
  const device = { kind, description: titles[kind], isAvailable: false, isSoftware: false, hasHalf: false, note: undefined, driver: undefined, memory: undefined };
  if (kind === 'cpu') return { ...device, description: describeCpu(), isAvailable: true, memory: totalmem() };
  const provider = knownProviders().get(kind);
  if (!provider) return { ...device, note: say(absences[kind]) };
  const adapter = kind === 'webgpu' ? await findAdapter() : undefined;
  if (typeof adapter === 'string') return { ...device, note: adapter };
  const reason = await loadFailure(kind);
  const failure = reason !== undefined && kind === 'cuda' ? (whatCudaLacks() ?? reason) : reason;
  const card = adapter?.isSoftware ? undefined : cardFor(await graphicsCards(), adapter?.description ?? (kind === 'cuda' ? 'NVIDIA' : ''));
  const { driver, memory } = card ?? device;
  const note = failure ?? (adapter?.isSoftware ? t('computes on the CPU, so it is used only when asked for') : undefined);
  const named = kind === 'cuda' && card?.name !== undefined ? { description: card.name } : {};
  const hasHalf = failure === undefined && (adapter?.hasHalf ?? true);
  return { ...device, ...named, ...adapter, driver, memory, isAvailable: failure === undefined, hasHalf, note };
}

/** Inspects each device once. */
export class Devices {
  private readonly known = new Map<DeviceKind, Promise<Device>>();
  private readonly failed = new Map<DeviceKind, string>();

  /** @param tell is told of each device that fails */
  constructor(private readonly tell: (device: FailedDevice) => void = () => undefined) {}

  private info(kind: DeviceKind): Promise<Device> {
    const info = this.known.get(kind) ?? inspect(kind);
    this.known.set(kind, info);
    return info;
  }

  /** Keeps `auto` from a device that failed. Asked for by name it is tried again. */
  distrust(device: FailedDevice): void {
    this.failed.set(device.kind, device.reason);
    this.tell(device);
  }

  /** Keeps `auto` from these devices, and from no others. */
  avoid(failed: readonly FailedDevice[]): void {
    this.failed.clear();
    for (const { kind, reason } of failed) this.failed.set(kind, reason);
  }

  /** Whether `auto` must leave a device alone. */
  hasFailed(kind: DeviceKind): boolean {
    return this.failed.has(kind);
  }

  async list(): Promise<DevicesResult> {
    const devices: Device[] = [];
    for (const kind of kinds) devices.push(await this.info(kind));
    const { device, note } = await this.automatic();
    const cuda = process.platform === 'linux' && process.arch === 'x64' ? checkCuda() : [];
    return { kind: 'devices', devices, automatic: { device: device.kind, reason: note }, cuda };
  }

  /** The first device of the platform's order on hardware that has not failed, else the CPU. */
  private async automatic(): Promise<{ device: RunDevice; note: string }> {
    const reasons: string[] = [];
    for (const candidate of automaticOrder) {
      const { kind, description, isAvailable, isSoftware, note } = await this.info(candidate);
      const failure = this.failed.get(kind);
      if (isAvailable && !isSoftware && failure === undefined) {
        return { device: { kind, description }, note: [...reasons, t`${titles[kind]} has the hardware adapter ${description}`].join('; ') };
      }
      if (failure !== undefined) reasons.push(t`${titles[kind]} failed: ${failure}`);
      else if (kind === 'webgpu') reasons.push(isSoftware ? t`WebGPU has only the software adapter ${description}` : t`WebGPU cannot be used: ${note}`);
    }
    const insteadOf = automaticOrder.find((kind) => this.failed.has(kind));
    return { device: { kind: 'cpu', description: describeCpu(), ...(insteadOf && { insteadOf }) }, note: reasons.join('; ') };
  }

  /** Why a device does not compute in half precision; undefined where it does. */
  async halfRefusal(kind: DeviceKind): Promise<string | undefined> {
    if (kind === 'cpu') return t('the CPU gains nothing by it');
    const { hasHalf, description } = await this.info(kind);
    return hasHalf ? undefined : t`the adapter ${description} has no half precision (shader-f16)`;
  }

  /**
   * The device to run on. `note`: why it is that one, where it was not asked for by name.
   * @throws InferenceError where the one asked for cannot be used
   */
  async choose(choice: DeviceChoice): Promise<{ device: RunDevice; note: string | undefined }> {
    if (choice === 'auto') return this.automatic();
    const { kind, description, isAvailable, note } = await this.info(choice);
    if (isAvailable) return { device: { kind, description }, note: undefined };
    throw new InferenceError({ code: 'run/device', message: t`${titles[kind]} cannot be used here: ${note ?? t('it does not load')}. Choose another device; "atrous devices" lists them.` });
  }
}
