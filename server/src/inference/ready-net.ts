/** A net on a device, with another device to take over where one that was chosen automatically fails. */
import { t } from '../l10n/text';
import type { DeviceChoice, RunDevice } from '../protocol/run';
import type { Devices } from './devices';
import type { BlobValues } from './execute';
import { InferenceError } from './problem';
import type { DeviceKind } from './providers';

/** A net that is ready to run. Where its device fails in a run, the CPU takes over, and `device` and `note` say so from then on. */
export interface ReadyNet<Feeds> {
  device: RunDevice;
  /** Why this device, where it was not asked for by name. */
  note: string | undefined;
  /** One forward pass. @throws InferenceError where a step fails */
  execute(feeds: Feeds): Promise<BlobValues[]>;
}

/** Prepares the net on a device. */
export type Opener<Feeds> = (device: DeviceKind) => Promise<(feeds: Feeds) => Promise<BlobValues[]>>;

/** @throws InferenceError where no device may take over */
export async function readyOnDevice<Feeds>(devices: Devices, choice: DeviceChoice, open: Opener<Feeds>, tell: (device: DeviceKind) => void): Promise<ReadyNet<Feeds>> {
  const { device, note } = await devices.choose(choice);

  async function fallBack(error: unknown): Promise<ReadyNet<Feeds>> {
    if (choice !== 'auto' || device.kind === 'cpu' || !(error instanceof InferenceError)) throw error;
    devices.distrust({ kind: device.kind, reason: error.message });
    const other = await readyOnDevice(devices, 'cpu', open, tell);
    return { ...other, device: { ...other.device, insteadOf: device.kind }, note: t`${device.description} failed (${error.message}), so the CPU runs it` };
  }

  tell(device.kind);
  try {
    const run = await open(device.kind);
    const net: ReadyNet<Feeds> = {
      device, note,
      execute: (feeds) => run(feeds).catch(async (error: unknown) => {
        const other = await fallBack(error);
        Object.assign(net, other);
        return other.execute(feeds);
      }),
    };
    return net;
  } catch (error) {
    return fallBack(error);
  }
}
