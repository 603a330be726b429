/** Shows where nets can run, and lets the user choose. */
import { l10n, window, workspace, type QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { devicesRequest, type Device, type DeviceList } from '../../server/src/protocol/devices';
import type { DeviceChoice } from '../../server/src/protocol/run';

interface DeviceItem extends QuickPickItem {
  choice: DeviceChoice;
  isAvailable: boolean;
}

const itemFor = ({ kind, description, isAvailable, isSoftware, note }: Device): DeviceItem => ({
  label: `$(${isAvailable ? (kind === 'cpu' ? 'server' : 'circuit-board') : 'circle-slash'}) ${description}`,
  description: isSoftware ? l10n.t('{0}, in software', kind) : kind,
  ...(note !== undefined && { detail: note }),
  choice: kind,
  isAvailable,
});

export async function showDevices({ client }: { client: LanguageClient }): Promise<void> {
  const list = await client.sendRequest<DeviceList>(devicesRequest, {});
  if (!list.ok) {
    void window.showErrorMessage(list.message);
    return;
  }
  const { device, reason } = list.automatic;
  const automatic: DeviceItem = { label: `$(sparkle) ${l10n.t('Automatic')}`, description: device, detail: reason, choice: 'auto', isAvailable: true };
  const chosen = await window.showQuickPick([automatic, ...list.devices.map(itemFor)], { title: l10n.t('Where to run models'), matchOnDescription: true });
  if (!chosen) return;
  if (chosen.isAvailable) await workspace.getConfiguration('atrous').update('inference.device', chosen.choice, true);
  else void window.showWarningMessage(l10n.t('{0} cannot be used here: {1}.', chosen.choice, chosen.detail ?? ''));
}
