/** "Show Feature Maps": the command, one page for each net, and how pages come back when the window is opened again. */
import { commands, l10n, Uri, ViewColumn, window, workspace, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { featuresRequest, type FeaturesAnswer, type FeaturesState } from '../../../server/src/protocol/features';
import { isPrototxt } from '../documents';
import { askForRun } from '../run/ask';
import { exists, type Choice, type Choices } from '../run/choices';
import { requestRun } from '../run/requests';
import { createRunner, paramsOf } from '../run/runner';
import { isSolver } from '../solver';
import { FeatureView, type FeatureRunner, type FeatureSubject } from './feature-view';

const viewType = 'atrous.features';

/** The net, and the layer by name or line. */
interface Target {
  net: Uri;
  layer: string | number;
}

/** What the command is about: a layer that is named, or the one at the cursor. */
function targetOf(argument: unknown, layer: unknown): Target | undefined {
  const editor = window.activeTextEditor;
  const net = argument instanceof Uri ? argument : typeof argument === 'string' ? Uri.parse(argument) : editor && isPrototxt(editor.document) ? editor.document.uri : undefined;
  if (!net) return undefined;
  if (typeof layer === 'string') return { net, layer };
  return { net, layer: editor?.document.uri.toString() === net.toString() ? editor.selection.active.line : 0 };
}

/** The weights and the picture that the net was run with last; asked for where there are none. */
async function choiceFor(net: Uri, choices: Choices): Promise<Choice | undefined> {
  const { weights, picture } = await choices.of(net);
  return weights && picture ? { weights, picture } : (await askForRun(net, choices))?.choice;
}

class FeatureViews {
  private readonly open = new Map<string, FeatureView>();
  private readonly runner: FeatureRunner;

  constructor(private readonly client: LanguageClient, private readonly choices: Choices, private readonly context: ExtensionContext) {
    this.runner = {
      ...createRunner(client, choices, context.globalStorageUri),
      show: (net, layer, choice, report, cancel) => requestRun<FeaturesAnswer>(this.client, net, featuresRequest, { ...paramsOf(net, choice), layer }, report, cancel),
    };
  }

  async show(argument: unknown, layer: unknown): Promise<void> {
    const target = targetOf(argument, layer);
    if (!workspace.isTrusted) void window.showWarningMessage(l10n.t('Models run in trusted workspaces only.'));
    else if (!target) void window.showInformationMessage(l10n.t('Open a prototxt and put the cursor into a layer first.'));
    else await this.showTarget(target);
  }

  private async showTarget({ net, layer }: Target): Promise<void> {
    if (await isSolver(this.client, net)) return;
    const choice = await choiceFor(net, this.choices);
    if (!choice) return;
    const present = this.open.get(net.toString());
    if (present) return present.show({ layer, choice });
    const panel = window.createWebviewPanel(viewType, '', { viewColumn: ViewColumn.Beside, preserveFocus: true });
    await this.add(panel, net, { layer, choice }).run();
  }

  private add(panel: WebviewPanel, net: Uri, subject: FeatureSubject): FeatureView {
    const view = new FeatureView(net, subject, panel, this.runner, this.context);
    this.open.set(net.toString(), view);
    panel.onDidDispose(() => this.open.delete(net.toString()));
    return view;
  }

  async restore(panel: WebviewPanel, state: Partial<FeaturesState> | undefined): Promise<void> {
    const { source, layer, weights, picture } = state ?? {};
    if (!source || layer === undefined || !weights || !picture || !(await exists(Uri.parse(picture)))) {
      panel.dispose();
      return;
    }
    await this.add(panel, Uri.parse(source), { layer, choice: { weights: Uri.parse(weights), picture: Uri.parse(picture) } }).run();
  }
}

export function registerFeatureMaps(client: LanguageClient, choices: Choices, context: ExtensionContext): void {
  const views = new FeatureViews(client, choices, context);
  context.subscriptions.push(
    commands.registerCommand('atrous.showFeatureMaps', (argument: unknown, layer: unknown) => views.show(argument, layer)),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel, state?: Partial<FeaturesState>) => views.restore(panel, state),
    }),
  );
}
