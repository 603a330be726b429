/** "Export to ONNX…" and "Save Trimmed Weights…": a net with its weights as another file. */
import { commands, l10n, ProgressLocation, Uri, window, workspace, type CancellationToken, type ExtensionContext, type QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { exportRequest, type ExportFormat, type ExportOutcome, type ExportParams } from '../../../server/src/protocol/export';
import { isPrototxt, nameOf } from '../documents';
import { weightsFor } from '../run/ask';
import type { Choices } from '../run/choices';

interface FormatInfo {
  title: () => string;
  extension: string;
  filter: () => string;
  /** Stands between the net's name and the extension. */
  suffix: string;
}

const formats: Readonly<Record<ExportFormat, FormatInfo>> = {
  onnx: { title: () => l10n.t('Export to ONNX'), extension: 'onnx', filter: () => l10n.t('ONNX models'), suffix: '' },
  caffemodel: { title: () => l10n.t('Save trimmed weights'), extension: 'caffemodel', filter: () => l10n.t('Caffe models'), suffix: '_trimmed' },
};

interface Option extends QuickPickItem {
  name: 'isExternal' | 'isDynamic';
}

/** How the model is to be written; undefined where the user gave up. */
async function askForOptions(): Promise<Pick<ExportParams, 'isExternal' | 'isDynamic'> | undefined> {
  const options: Option[] = [
    { name: 'isDynamic', label: l10n.t('Leave height and width open'), detail: l10n.t('For nets that work at more than one size') },
    { name: 'isExternal', label: l10n.t('Weights in a file beside the model'), detail: l10n.t('As weights over 2 GB must be') },
  ];
  const chosen = await window.showQuickPick(options, { title: formats.onnx.title(), canPickMany: true, placeHolder: l10n.t('Choose what you need, or nothing') });
  return chosen && { isExternal: chosen.some(({ name }) => name === 'isExternal'), isDynamic: chosen.some(({ name }) => name === 'isDynamic') };
}

function askForFile(net: Uri, { title, extension, filter, suffix }: FormatInfo): Thenable<Uri | undefined> {
  const path = `${net.path.replace(/\.(prototxt|pt)$/, '')}${suffix}.${extension}`;
  return window.showSaveDialog({ title: title(), defaultUri: net.with({ path }), filters: { [filter()]: [extension] } });
}

async function write(client: LanguageClient, params: ExportParams, token: CancellationToken): Promise<void> {
  const outcome = await client.sendRequest<ExportOutcome>(exportRequest, params, token).catch((error: unknown): ExportOutcome | undefined =>
    (token.isCancellationRequested ? undefined : { ok: false, message: l10n.t('The language server did not answer: {0}.', (error as Error).message) }));
  if (!outcome || token.isCancellationRequested) return;
  if (!outcome.ok) {
    void window.showErrorMessage(outcome.message);
    return;
  }
  const written = l10n.t('{0} was written ({1} MB).', nameOf(Uri.parse(params.output)), (outcome.bytes / 1e6).toFixed(1));
  void window.showInformationMessage([written, ...outcome.notes].join(' '));
}

/** The net that the command is about, or undefined after saying what is missing. */
function netOf(argument: unknown): Uri | undefined {
  const document = window.activeTextEditor?.document;
  const net = argument instanceof Uri ? argument : document && isPrototxt(document) ? document.uri : undefined;
  if (!workspace.isTrusted) void window.showWarningMessage(l10n.t('Models run in trusted workspaces only.'));
  else if (!net) void window.showInformationMessage(l10n.t('Open a prototxt first.'));
  else return net;
  return undefined;
}

async function exportAs(client: LanguageClient, choices: Choices, format: ExportFormat, argument: unknown): Promise<void> {
  const net = netOf(argument);
  const weights = net && (await weightsFor(net, choices, false));
  const options = weights && (format === 'onnx' ? await askForOptions() : {});
  const output = options && (await askForFile(net, formats[format]));
  if (!output) return;
  const params: ExportParams = { uri: net.toString(), weights: weights.toString(), output: output.toString(), format, ...options };
  const progress = { location: ProgressLocation.Notification, title: l10n.t('Writing {0}', nameOf(output)), cancellable: true };
  await window.withProgress(progress, (_, token) => write(client, params, token));
}

export function registerExports(client: LanguageClient, choices: Choices, context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand('atrous.exportOnnx', (argument: unknown) => exportAs(client, choices, 'onnx', argument)),
    commands.registerCommand('atrous.saveTrimmedWeights', (argument: unknown) => exportAs(client, choices, 'caffemodel', argument)),
  );
}
