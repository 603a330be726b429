/** All open previews, one for each net, and how they come back when the window is opened again. */
import { Uri, ViewColumn, window, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { CrfSettings } from '../../../server/src/protocol/crf';
import type { PreviewState } from '../../../server/src/protocol/preview';
import { exists, type Choice } from '../run/choices';
import { KeptCrf } from './kept-crf';
import { Preview, type Runner } from './preview';

const viewType = 'atrous.preview';

export class Previews {
  private readonly open = new Map<string, Preview>();
  private readonly keptCrf: KeptCrf;

  constructor(private readonly runner: Runner, private readonly context: ExtensionContext) {
    this.keptCrf = new KeptCrf(context.storageUri ?? context.globalStorageUri);
    context.subscriptions.push(
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel, state?: Partial<PreviewState>) => this.restore(panel, state),
      }),
    );
  }

  /** Runs a net beside the editor, in its preview if it has one. */
  async show(net: Uri, choice: Choice): Promise<void> {
    const present = this.open.get(net.toString());
    if (present) return present.show(choice);
    const panel = window.createWebviewPanel(viewType, '', { viewColumn: ViewColumn.Beside, preserveFocus: true });
    return this.add(panel, net, choice).run();
  }

  /** The preview of a net, where it is open. */
  of(net: Uri): Preview | undefined {
    return this.open.get(net.toString());
  }

  private add(panel: WebviewPanel, net: Uri, choice: Choice, crf?: CrfSettings): Preview {
    const preview = new Preview(net, choice, panel, this.runner, this.context, this.keptCrf, crf);
    this.open.set(net.toString(), preview);
    panel.onDidDispose(() => this.open.delete(net.toString()));
    return preview;
  }

  private async restore(panel: WebviewPanel, state: Partial<PreviewState> | undefined): Promise<void> {
    const { source, weights, picture, crf } = state ?? {};
    if (!source || !weights || !picture || !(await exists(Uri.parse(picture)))) {
      panel.dispose();
      return;
    }
    const net = Uri.parse(source);
    await this.add(panel, net, { weights: Uri.parse(weights), picture: Uri.parse(picture) }, await this.keptCrf.of(net, crf)).run();
  }
}
