/** The pages that show a net beside its text, at most one of a kind for each net, and how they come back with the window. */
import { commands, l10n, Uri, ViewColumn, window, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { describeRequest, graphRequest, type ViewKind, type ViewState } from '../../../server/src/protocol/views';
import { nameOf, netAtHand } from '../documents';
import { framePage, pageAddress } from '../page';
import { exists } from '../run/choices';
import { NetView } from './view';

interface ViewInfo {
  command: string;
  viewType: string;
  request: string;
  title: (net: string) => string;
}

const infos: Readonly<Record<ViewKind, ViewInfo>> = {
  layers: { command: 'atrous.showLayers', viewType: 'atrous.layers', request: describeRequest, title: (net) => l10n.t('Layers of {0}', net) },
  graph: { command: 'atrous.showGraph', viewType: 'atrous.graph', request: graphRequest, title: (net) => l10n.t('Graph of {0}', net) },
};

/** All pages on screen, of any kind, each with its net. */
type Shown = Map<WebviewPanel, Uri>;

/** What a command is about: what the menu names, the net being edited, or the one of the page that has the focus. */
function targetOf(argument: unknown, shown: Shown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  return [...shown].find(([panel]) => panel.active)?.[1] ?? netAtHand();
}

/** Pages of one kind. */
class Views {
  private readonly open = new Map<string, WebviewPanel>();

  constructor(private readonly kind: ViewKind, private readonly client: LanguageClient, private readonly context: ExtensionContext, private readonly shown: Shown) {
    const { command, viewType } = infos[kind];
    context.subscriptions.push(
      commands.registerCommand(command, (argument: unknown) => this.show(targetOf(argument, shown))),
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state?: Partial<ViewState>) => this.restore(panel, state),
      }),
    );
  }

  private show(net: Uri | undefined): void {
    if (!net) {
      void window.showInformationMessage(l10n.t('Open a prototxt first.'));
      return;
    }
    const present = this.open.get(net.toString());
    if (present) present.reveal(undefined, false);
    else this.fill(window.createWebviewPanel(infos[this.kind].viewType, '', ViewColumn.Beside), net);
  }

  /** A net that is gone meanwhile has no page. */
  private async restore(panel: WebviewPanel, state: Partial<ViewState> | undefined): Promise<void> {
    const net = state?.source === undefined ? undefined : Uri.parse(state.source);
    if (net && (net.scheme !== 'file' || (await exists(net)))) this.fill(panel, net);
    else panel.dispose();
  }

  private fill(panel: WebviewPanel, net: Uri): void {
    const { webview } = panel;
    const { extensionUri } = this.context;
    this.open.set(net.toString(), panel);
    this.shown.set(panel, net);
    panel.onDidDispose(() => {
      this.shown.delete(panel);
      this.open.delete(net.toString());
    });
    panel.title = infos[this.kind].title(nameOf(net));
    panel.iconPath = Uri.joinPath(extensionUri, 'client', 'media', 'icon.png');
    new NetView(net, panel, infos[this.kind].request, this.client);
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist', 'webview')] };
    const state: ViewState = { source: net.toString() };
    const worker = pageAddress(webview, extensionUri, 'elk-worker.js');
    webview.html = framePage(webview, extensionUri, this.kind, { state, worker }, ['worker-src blob:', `connect-src ${webview.cspSource}`]);
  }
}

/** Puts the commands that show a net's layers and its graph in place. */
export function registerViews(client: LanguageClient, context: ExtensionContext): void {
  const shown: Shown = new Map();
  for (const kind of Object.keys(infos) as ViewKind[]) new Views(kind, client, context, shown);
}
