/** The command that measures the effective receptive field of the layer at the cursor, and the page that shows it. */
import { commands, l10n, ProgressLocation, Uri, ViewColumn, window, workspace, type CancellationToken, type ExtensionContext, type TextEditor } from 'vscode';
import { WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';
import { influenceRequest, type InfluenceOutcome, type InfluenceParams, type MeasuredInfluence } from '../../../server/src/protocol/influence';
import { isPrototxt } from '../documents';
import { framePage } from '../page';
import { weightsFor } from '../run/ask';
import type { Choices } from '../run/choices';

let measurements = 0;

/** Undefined where the user cancelled. */
async function request(client: LanguageClient, params: InfluenceParams, report: (step: string) => void, cancel: CancellationToken): Promise<InfluenceOutcome | undefined> {
  const workDoneToken = `atrous-influence-${++measurements}`;
  const subscription = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind !== 'end' && value.message !== undefined) report(value.message);
  });
  try {
    return await client.sendRequest<InfluenceOutcome>(influenceRequest, { ...params, workDoneToken }, cancel);
  } catch (error) {
    if (cancel.isCancellationRequested) return undefined;
    return { ok: false, message: l10n.t('The language server did not answer: {0}.', (error as Error).message) };
  } finally {
    subscription.dispose();
  }
}

function show(result: MeasuredInfluence, { extensionUri, globalStorageUri }: ExtensionContext): void {
  const title = l10n.t('Effective field of {0}', result.layer);
  const panel = window.createWebviewPanel('atrous.influence', title, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  const { webview } = panel;
  panel.iconPath = Uri.joinPath(extensionUri, 'client', 'media', 'icon.png');
  webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist', 'webview'), globalStorageUri] };
  const picture = webview.asWebviewUri(Uri.parse(result.picture)).toString();
  webview.html = framePage(webview, extensionUri, 'influence', { result: { ...result, picture } }, [`img-src ${webview.cspSource}`]);
}

/** What the command is about, or undefined after saying what is missing. */
function editorOrMessage(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  if (!workspace.isTrusted) void window.showWarningMessage(l10n.t('Models run in trusted workspaces only.'));
  else if (!editor || !isPrototxt(editor.document)) void window.showInformationMessage(l10n.t('Open a prototxt first, and put the cursor into a layer.'));
  else return editor;
  return undefined;
}

async function measure(client: LanguageClient, choices: Choices, context: ExtensionContext): Promise<void> {
  const editor = editorOrMessage();
  const net = editor?.document.uri;
  const weights = net && (await weightsFor(net, choices, false));
  if (!weights) return;
  await choices.remember(net, { weights });
  const params = { uri: client.code2ProtocolConverter.asUri(net), line: editor.selection.active.line, weights: weights.toString() };
  const outcome = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Measuring the effective receptive field'), cancellable: true },
    (progress, cancel) => request(client, params, (message) => progress.report({ message }), cancel));
  if (outcome?.ok === true) show(outcome, context);
  else if (outcome) void window.showErrorMessage(outcome.message);
}

export function registerInfluence(client: LanguageClient, choices: Choices, context: ExtensionContext): void {
  context.subscriptions.push(commands.registerCommand('atrous.measureField', () => measure(client, choices, context)));
}
