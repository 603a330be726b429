/** Shows where nets can run, and lets the user choose. */
import { l10n, window, workspace, type QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Device } from '../../server/src/protocol/devices';
import type { DeviceChoice } from '../../server/src/protocol/run';
import { setUpCuda } from './cuda';
import { listDevices } from './list-devices';

interface DeviceItem extends QuickPickItem {
  choice: DeviceChoice;
  isAvailable: boolean;
}

/** The driver and the memory, as far as they are known. */
function factsOf({ kind, isSoftware, driver, memory }: Device): string {
  const facts = [isSoftware ? l10n.t('{0}, in software', kind) : kind];
  if (driver !== undefined) facts.push(l10n.t('driver {0}', driver));
  if (memory !== undefined) facts.push(`${(memory / 1e9).toFixed(0)} GB`);
  return facts.join(' · ');
}

const itemFor = (device: Device): DeviceItem => ({
  label: `$(${device.isAvailable ? (device.kind === 'cpu' ? 'server' : 'circuit-board') : 'circle-slash'}) ${device.description}`,
  description: factsOf(device),
  ...(device.note !== undefined && { detail: device.note }),
  choice: device.kind,
  isAvailable: device.isAvailable,
});

export async function showDevices({ client }: { client: LanguageClient }): Promise<void> {
  const list = await listDevices(client);
  if (!list.ok) {
    void window.showErrorMessage(list.message);
    return;
  }
  const { device, reason } = list.automatic;
  const automatic: DeviceItem = { label: `$(sparkle) ${l10n.t('Automatic')}`, description: device, detail: reason, choice: 'auto', isAvailable: true };
  const chosen = await window.showQuickPick([automatic, ...list.devices.map(itemFor)], { title: l10n.t('Where to run models'), matchOnDescription: true });
  if (!chosen) return;
  if (chosen.isAvailable) await workspace.getConfiguration('atrous').update('inference.device', chosen.choice, true);
  else if (chosen.choice === 'cuda' && list.cuda.length > 0) await setUpCuda({ client });
  else void window.showWarningMessage(l10n.t('{0} cannot be used here: {1}.', chosen.choice, chosen.detail ?? ''));
}
