/** Shows in the status bar where nets run, and tells once where a device failed and another took over. */
import { l10n, MarkdownString, StatusBarAlignment, window, workspace, type ExtensionContext, type StatusBarItem } from 'vscode';
import type { RunResult } from '../../server/src/protocol/run';
import { isPrototxt } from './documents';

export class DeviceStatus {
  private readonly item: StatusBarItem;
  private readonly told = new Set<string>();
  private last: Pick<RunResult, 'device' | 'deviceNote'> | undefined;

  constructor(context: ExtensionContext) {
    this.item = window.createStatusBarItem('atrous.device', StatusBarAlignment.Right, 90);
    this.item.name = l10n.t('Atrous: device');
    this.item.command = 'atrous.showDevices';
    context.subscriptions.push(
      this.item,
      window.onDidChangeActiveTextEditor(() => this.show()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('atrous.inference.device')) this.forget();
      }),
    );
    this.show();
  }

  /** Takes what a run was done on. */
  ran({ device, deviceNote }: Pick<RunResult, 'device' | 'deviceNote'>): void {
    this.last = { device, ...(deviceNote !== undefined && { deviceNote }) };
    this.show();
    if (device.insteadOf === undefined || deviceNote === undefined || this.told.has(deviceNote)) return;
    this.told.add(deviceNote);
    void window.showWarningMessage(l10n.t('Ran on {0}: {1}.', device.description, deviceNote));
  }

  private forget(): void {
    this.last = undefined;
    this.show();
  }

  private show(): void {
    const document = window.activeTextEditor?.document;
    if (!workspace.isTrusted || (document && !isPrototxt(document)) || (!document && !this.last)) {
      this.item.hide();
      return;
    }
    const choice = workspace.getConfiguration('atrous').get('inference.device', 'auto');
    const kind = this.last?.device.kind ?? choice;
    this.item.text = `$(${kind === 'cpu' ? 'server' : 'circuit-board'}) ${kind === 'auto' ? l10n.t('Automatic') : kind.toUpperCase()}`;
    this.item.tooltip = new MarkdownString([
      l10n.t('Where Atrous runs nets'),
      ...(this.last ? [this.last.device.description, ...(this.last.deviceNote === undefined ? [] : [this.last.deviceNote])] : [l10n.t('Nothing has run yet.')]),
    ].join('\n\n'));
    this.item.accessibilityInformation = { label: l10n.t('Atrous runs nets on {0}', this.last?.device.description ?? kind), role: 'button' };
    this.item.show();
  }
}
