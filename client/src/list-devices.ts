/** Asks where nets can run: the inference host answers, whose start takes a moment. */
import { l10n, ProgressLocation, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { devicesRequest, type DeviceList } from '../../server/src/protocol/devices';

export const listDevices = (client: LanguageClient): Thenable<DeviceList> =>
  window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Looking for devices') }, async () => {
    try {
      return await client.sendRequest<DeviceList>(devicesRequest, {});
    } catch (error) {
      return { ok: false, message: l10n.t('The language server did not answer: {0}.', (error as Error).message) };
    }
  });
