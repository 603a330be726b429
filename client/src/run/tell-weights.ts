/** Tells the server which weights were chosen for the open nets, so that it says while one types whether they fit. */
import { workspace, type ExtensionContext, type Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { weightsNotification, type WeightsParams } from '../../../server/src/protocol/weights';
import { isPrototxt } from '../documents';
import type { Choices } from './choices';

export function tellWeights(client: LanguageClient, choices: Choices, context: ExtensionContext): void {
  async function tell(net: Uri): Promise<void> {
    const { weights } = await choices.of(net);
    if (weights && client.isRunning()) await client.sendNotification(weightsNotification, { uri: net.toString(), weights: weights.toString() } satisfies WeightsParams);
  }

  const tellOpen = (): void => {
    for (const document of workspace.textDocuments) if (isPrototxt(document)) void tell(document.uri);
  };
  context.subscriptions.push(
    choices.onDidChange((net) => tell(net)),
    workspace.onDidOpenTextDocument((document) => (isPrototxt(document) ? tell(document.uri) : undefined)),
    client.onDidChangeState(tellOpen),
  );
}
