/** ONNX Runtime's execution providers: which can be asked for here, and how. */
import { listSupportedBackends } from 'onnxruntime-node';
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
