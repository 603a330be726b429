/** "Export to ONNX…", "Save Trimmed Weights…" and "Save Folded Net and Weights…": a net with its weights as other files. */
import { commands, l10n, ProgressLocation, Uri, window, workspace, type CancellationToken, type ExtensionContext, type QuickPickItem } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { exportOpsets, exportRequest, usualOpset, type ExportFormat, type ExportOutcome, type ExportParams } from '../../../server/src/protocol/export';
import { nameOf, netAtHand } from '../documents';
import { weightsFor } from '../run/ask';
import type { Choices } from '../run/choices';
import { isSolver } from '../solver';

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
  folded: { title: () => l10n.t('Save folded net and weights'), extension: 'prototxt', filter: () => l10n.t('Caffe nets'), suffix: '_folded' },
};

type Options = Pick<ExportParams, 'isExternal' | 'isDynamic' | 'opset' | 'size'>;

interface Option extends QuickPickItem {
  name: keyof Options;
}

/** How the model is to be written; undefined where the user gave up. */
async function askForOptions(): Promise<Options | undefined> {
  const options: Option[] = [
    { name: 'isDynamic', label: l10n.t('Leave height and width open'), detail: l10n.t('For nets that work at more than one size') },
    { name: 'size', label: l10n.t('Another input size'), detail: l10n.t('In place of the size in the file') },
    { name: 'opset', label: l10n.t('Another operator set'), detail: l10n.t('For programs that do not read {0}', usualOpset) },
    { name: 'isExternal', label: l10n.t('Weights in a file beside the model'), detail: l10n.t('As weights over 2 GB must be') },
  ];
  const chosen = await window.showQuickPick(options, { title: formats.onnx.title(), canPickMany: true, placeHolder: l10n.t('Choose what you need, or nothing') });
  if (!chosen) return undefined;
  const wants = (wanted: keyof Options): boolean => chosen.some(({ name }) => name === wanted);
  const size = wants('size') ? await askForSize() : 'own';
  const opset = size === undefined ? undefined : (wants('opset') ? await askForOpset() : usualOpset);
  return opset === undefined ? undefined : { isExternal: wants('isExternal'), isDynamic: wants('isDynamic'), opset, ...(size !== undefined && size !== 'own' && { size }) };
}

/** The largest side that is taken for meant. */
const largestSide = 16_384;

/** Height and width from text such as `321x513`, or one number for both. */
function sizeIn(text: string): { height: number; width: number } | undefined {
  const [height = 0, width = height] = /^\s*\d+(\s*[x×]\s*\d+)?\s*$/.test(text) ? text.split(/[x×]/).map(Number) : [];
  return [height, width].every((side) => side >= 1 && side <= largestSide) ? { height, width } : undefined;
}

async function askForSize(): Promise<{ height: number; width: number } | undefined> {
  const text = await window.showInputBox({
    title: formats.onnx.title(), prompt: l10n.t('Height and width in pixels, such as 321x321'), placeHolder: '321x321',
    validateInput: (input) => (sizeIn(input) ? undefined : l10n.t('Give height and width from 1 to {0}, such as 321x321', largestSide)),
  });
  return text === undefined ? undefined : sizeIn(text);
}

async function askForOpset(): Promise<number | undefined> {
  const items = exportOpsets.map((opset) => ({ label: String(opset), opset, ...(opset === usualOpset && { description: l10n.t('usual') }) }));
  const chosen = await window.showQuickPick(items, { title: formats.onnx.title(), placeHolder: l10n.t('The operator set of the model') });
  return chosen?.opset;
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
  const net = argument instanceof Uri ? argument : netAtHand();
  if (!workspace.isTrusted) void window.showWarningMessage(l10n.t('Models run in trusted workspaces only.'));
  else if (!net) void window.showInformationMessage(l10n.t('Open a prototxt first.'));
  else return net;
  return undefined;
}

async function exportAs(client: LanguageClient, choices: Choices, format: ExportFormat, argument: unknown): Promise<void> {
  const net = netOf(argument);
  if (!net || (await isSolver(client, net))) return;
  const weights = await weightsFor(net, choices, false);
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
    commands.registerCommand('atrous.saveFolded', (argument: unknown) => exportAs(client, choices, 'folded', argument)),
  );
}
