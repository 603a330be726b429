/** The commands of the palette and the menus. */
import { commands, l10n, Uri, window, workspace, type ExtensionContext } from 'vscode';
import type { LanguageClient, Location as LspLocation, Position as LspPosition } from 'vscode-languageclient/node';
import { runCommand, showReadersCommand } from '../../server/src/protocol/commands';
import { setUpCuda } from './cuda';
import { netAtHand } from './documents';
import { showDevices } from './devices';
import type { Previews } from './preview/previews';
import { askForRun, weightsFor } from './run/ask';
import type { Choices } from './run/choices';
import { isSolver } from './solver';

export interface Parts {
  client: LanguageClient;
  choices: Choices;
  previews: Previews;
}

/** What a command is about: what the menu or link names, or the net being edited. */
function targetOf(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  if (typeof argument === 'string') return Uri.parse(argument);
  return netAtHand();
}

/** The target, or undefined after saying what is missing. */
function netOrMessage(argument: unknown): Uri | undefined {
  const target = targetOf(argument);
  if (!workspace.isTrusted) void window.showWarningMessage(l10n.t('Models run in trusted workspaces only.'));
  else if (!target) void window.showInformationMessage(l10n.t('Open a prototxt first, then run it on a picture.'));
  else return target;
  return undefined;
}

async function runOnImage({ client, choices, previews }: Parts, argument: unknown): Promise<void> {
  const target = netOrMessage(argument);
  if (!target || (await isSolver(client, target))) return;
  const asked = await askForRun(target, choices);
  if (asked) await previews.show(asked.net, asked.choice);
}

async function chooseWeights({ client, choices, previews }: Parts, argument: unknown): Promise<void> {
  const net = netOrMessage(argument);
  if (!net || (await isSolver(client, net))) return;
  const weights = await weightsFor(net, choices, true);
  if (!weights) return;
  await choices.remember(net, { weights });
  const { picture } = await choices.of(net);
  if (picture && previews.of(net)) await previews.show(net, { weights, picture });
}

/** Shows the layers that read a blob, as a code lens asks for it. */
async function showReaders({ client }: Parts, uri: string, position: LspPosition, locations: readonly LspLocation[]): Promise<void> {
  const { protocol2CodeConverter: convert } = client;
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri), convert.asPosition(position), locations.map((location) => convert.asLocation(location)));
}

async function restartServer({ client }: Parts): Promise<void> {
  try {
    await client.restart();
    window.setStatusBarMessage(l10n.t('The language server was started again.'), 3000);
  } catch (error) {
    void window.showErrorMessage(l10n.t('The language server does not start: {0}. Its output panel tells more.', (error as Error).message));
  }
}

export function registerCommands(parts: Parts, context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand(runCommand, (argument: unknown) => runOnImage(parts, argument)),
    commands.registerCommand('atrous.chooseWeights', (argument: unknown) => chooseWeights(parts, argument)),
    commands.registerCommand(showReadersCommand, (uri: string, position: LspPosition, locations: readonly LspLocation[]) => showReaders(parts, uri, position, locations)),
    commands.registerCommand('atrous.showDevices', () => showDevices(parts)),
    commands.registerCommand('atrous.setUpCuda', () => setUpCuda(parts)),
    commands.registerCommand('atrous.restartServer', () => restartServer(parts)),
  );
}
