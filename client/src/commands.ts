/** The commands of the palette and the menus. */
import { commands, l10n, Uri, window, workspace, type ExtensionContext } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { isPrototxt } from './documents';
import type { Previews } from './preview/previews';
import { askForRun, weightsFor } from './run/ask';
import type { Choices } from './run/choices';

export interface Parts {
  client: LanguageClient;
  choices: Choices;
  previews: Previews;
}

/** What a command is about: what the menu or link names, or the net being edited. */
function targetOf(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  if (typeof argument === 'string') return Uri.parse(argument);
  const document = window.activeTextEditor?.document;
  return document && isPrototxt(document) ? document.uri : undefined;
}

/** The target, or undefined after saying what is missing. */
function netOrMessage(argument: unknown): Uri | undefined {
  const target = targetOf(argument);
  if (!workspace.isTrusted) void window.showWarningMessage(l10n.t('Models run in trusted workspaces only.'));
  else if (!target) void window.showInformationMessage(l10n.t('Open a prototxt first, then run it on a picture.'));
  else return target;
  return undefined;
}

async function runOnImage({ choices, previews }: Parts, argument: unknown): Promise<void> {
  const target = netOrMessage(argument);
  const asked = target && (await askForRun(target, choices));
  if (asked) await previews.show(asked.net, asked.choice);
}

async function chooseWeights({ choices, previews }: Parts, argument: unknown): Promise<void> {
  const net = netOrMessage(argument);
  const weights = net && (await weightsFor(net, choices, true));
  if (!weights) return;
  await choices.remember(net, { weights });
  const { picture } = await choices.of(net);
  if (picture && previews.of(net)) await previews.show(net, { weights, picture });
}

export function registerCommands(parts: Parts, context: ExtensionContext): void {
  const table: Record<string, (argument: unknown) => unknown> = {
    'atrous.runOnImage': (argument) => runOnImage(parts, argument),
    'atrous.chooseWeights': (argument) => chooseWeights(parts, argument),
    'atrous.restartServer': () => parts.client.restart(),
  };
  context.subscriptions.push(...Object.entries(table).map(([name, command]) => commands.registerCommand(name, command)));
}
