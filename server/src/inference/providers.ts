/** ONNX Runtime's execution providers: which can be asked for here, and how. */
import { listSupportedBackends, type InferenceSession } from 'onnxruntime-node';
import type { OnnxGraph } from '../onnx/model';
import type { RunDevice } from '../protocol/run';

export type DeviceKind = RunDevice['kind'];

/** The provider behind each device, as ONNX Runtime names it. */
export const providerOf: Readonly<Record<DeviceKind, string>> = { webgpu: 'webgpu', cuda: 'cuda', directml: 'dml', coreml: 'coreml', cpu: 'cpu' };

/** Devices whose provider this build of ONNX Runtime knows. `isBundled`: its library comes with the package. */
export function knownProviders(): Map<DeviceKind, { isBundled: boolean }> {
  const backends = new Map(listSupportedBackends().map(({ name, bundled }) => [name, bundled]));
  const kinds = Object.entries(providerOf) as [DeviceKind, string][];
  return new Map(kinds.flatMap(([kind, provider]) => {
    const isBundled = backends.get(provider);
    return isBundled === undefined ? [] : [[kind, { isBundled }]];
  }));
}

/**
 * The provider of a device with its options. In version 1.30, WebGPU gives wrong sums for convolutions in its own layout
 * (NHWC) where the channels that come in are not a multiple of 4, and has no second output of MaxPool.
 */
export function providerFor(device: DeviceKind, graph: OnnxGraph | undefined): InferenceSession.ExecutionProviderConfig {
  if (device !== 'webgpu') return providerOf[device];
  const masks = (graph?.nodes ?? []).filter(({ op, outputs }) => op === 'MaxPool' && outputs.length > 1);
  return { name: 'webgpu', preferredLayout: 'NCHW', ...(masks.length > 0 && { forceCpuNodeNames: masks.map(({ name }) => name) }) };
}
