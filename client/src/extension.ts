/** Activation: starts the language server and puts the commands and previews in place. */
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { registerComparisons } from './compare/compare';
import { DeviceStatus } from './device-status';
import { showDialect } from './dialect';
import { registerExample } from './example';
import { registerExports } from './export/export';
import { registerFeatureMaps } from './features/feature-views';
import { registerInfluence } from './influence/influence';
import { registerModelEditors } from './models/model-editors';
import { Previews } from './preview/previews';
import { registerPreviews } from './refactoring/preview';
import { registerRules } from './rules/explain';
import { Choices } from './run/choices';
import { createRunner } from './run/runner';
import { tellWeights } from './run/tell-weights';
import { createServer, followEditor } from './server';
import { registerViews } from './views/views';

export async function activate(context: ExtensionContext): Promise<void> {
  const client = createServer(context);
  context.subscriptions.push(client);
  const choices = new Choices(context.workspaceState);
  const status = new DeviceStatus(context);
  const previews = new Previews(createRunner(client, choices, context.globalStorageUri, (result) => status.ran(result)), context);
  registerCommands({ client, choices, previews }, context);
  registerViews(client, context);
  registerFeatureMaps(client, choices, context);
  registerExports(client, choices, context);
  registerExample(context);
  registerComparisons(client, context);
  registerPreviews(client, context);
  registerRules(client, context);
  registerModelEditors(client, context);
  registerInfluence(client, choices, context);
  showDialect(client, context);
  followEditor(client, context);
  tellWeights(client, choices, context);
  await client.start();
}
