/** The page of a net's feature maps: what one of its layers makes of the chosen picture. */
import { CancellationTokenSource, Disposable, Uri, ViewColumn, window, workspace, l10n, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { FeaturesAnswer, FeaturesOutcome, FeaturesRequest, FeaturesState, FeaturesUpdate } from '../../../server/src/protocol/features';
import type { About } from '../../../server/src/protocol/preview';
import { nameOf } from '../documents';
import { framePage } from '../page';
import type { Choice } from '../run/choices';

/** Does the work that the page asks for. */
export interface FeatureRunner {
  show(net: Uri, layer: string | number, choice: Choice, report: (step: string | undefined) => void, cancel: CancellationTokenSource): Promise<FeaturesOutcome | undefined>;
  askForPicture(net: Uri): Promise<Uri | undefined>;
  askForWeights(net: Uri): Promise<Uri | undefined>;
  /** Where runs are written. */
  storage: Uri;
}

/** What a page is about. */
export interface FeatureSubject {
  /** By name, or the one at a line (from 0). */
  layer: string | number;
  choice: Choice;
}

export class FeatureView {
  private readonly disposables: Disposable[] = [];
  private running: CancellationTokenSource | undefined;
  private last: FeaturesUpdate | undefined;
  private isReady = false;

  constructor(
    readonly net: Uri,
    private subject: FeatureSubject,
    readonly panel: WebviewPanel,
    private readonly runner: FeatureRunner,
    context: ExtensionContext,
  ) {
    const { webview } = panel;
    this.disposables.push(
      webview.onDidReceiveMessage((message: About<FeaturesRequest>) => this.receive(message)),
      panel.onDidDispose(() => this.dispose()),
    );
    panel.iconPath = Uri.joinPath(context.extensionUri, 'client', 'media', 'icon.png');
    this.entitle();
    webview.options = { enableScripts: true, localResourceRoots: [context.extensionUri, runner.storage] };
    webview.html = framePage(webview, context.extensionUri, 'features', { state: this.state }, [`img-src ${webview.cspSource} blob:`, `connect-src ${webview.cspSource}`]);
  }

  /** Shows another layer, or the same on another picture. */
  async show(subject: FeatureSubject): Promise<void> {
    this.subject = subject;
    this.panel.reveal(undefined, true);
    await this.run();
  }

  /** Runs the net as far as the layer; a run that is under way is given up. */
  async run(): Promise<void> {
    this.running?.cancel();
    const cancel = new CancellationTokenSource();
    this.running = cancel;
    const isCurrent = (): boolean => this.running === cancel;
    this.post({ type: 'running', step: undefined });
    const { layer, choice } = this.subject;
    const outcome = await this.runner.show(this.net, layer, choice, (step) => isCurrent() && this.post({ type: 'running', step }), cancel);
    if (!isCurrent()) return;
    this.running = undefined;
    cancel.dispose();
    if (!outcome) this.post({ type: 'cancelled' });
    else if (outcome.ok) this.shown(outcome);
    else this.keep({ type: 'failed', failure: outcome });
  }

  private shown(result: FeaturesAnswer): void {
    this.subject = { ...this.subject, layer: result.layer };
    this.entitle();
    const addressOf = (uri: string): string => this.panel.webview.asWebviewUri(Uri.parse(uri)).toString();
    const addressed = { ...result, maps: addressOf(result.maps), summary: addressOf(result.summary) };
    this.keep({ type: 'result', result: addressed, net: nameOf(this.net), picture: nameOf(this.subject.choice.picture) });
  }

  private entitle(): void {
    const { layer } = this.subject;
    this.panel.title = typeof layer === 'string' ? l10n.t('Maps of {0}', layer) : l10n.t('Feature Maps');
  }

  private get state(): FeaturesState {
    const { layer, choice } = this.subject;
    return { source: this.net.toString(), layer, weights: choice.weights.toString(), picture: choice.picture.toString() };
  }

  private keep(message: FeaturesUpdate): void {
    this.last = message;
    this.post(message);
  }

  private post(message: FeaturesUpdate): void {
    if (this.isReady) void this.panel.webview.postMessage({ ...message, source: this.net.toString() } satisfies About<FeaturesUpdate>);
  }

  private async receive(message: About<FeaturesRequest>): Promise<void> {
    if (message.source === this.net.toString()) await this.answers[message.type]?.(message as never);
  }

  private readonly answers: { [Type in FeaturesRequest['type']]: (message: Extract<FeaturesRequest, { type: Type }>) => unknown } = {
    ready: () => this.ready(),
    run: () => this.run(),
    cancel: () => this.running?.cancel(),
    chooseLayer: ({ layer }) => this.show({ ...this.subject, layer }),
    choosePicture: async () => this.choose({ picture: await this.runner.askForPicture(this.net) }),
    chooseWeights: async () => this.choose({ weights: await this.runner.askForWeights(this.net) }),
    showNet: ({ line }) => this.showNet(line),
  };

  private ready(): void {
    this.isReady = true;
    if (this.last) this.post(this.last);
    if (this.running) this.post({ type: 'running', step: undefined });
  }

  private async choose(change: { [Part in keyof Choice]?: Choice[Part] | undefined }): Promise<void> {
    const { weights, picture } = change;
    if (weights ?? picture) await this.show({ ...this.subject, choice: { ...this.subject.choice, ...(weights && { weights }), ...(picture && { picture }) } });
  }

  private async showNet(line = 0): Promise<void> {
    const document = await workspace.openTextDocument(this.net);
    const shown = window.visibleTextEditors.find((editor) => editor.document === document);
    await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? ViewColumn.One, selection: document.lineAt(Math.min(line, document.lineCount - 1)).range });
  }

  private dispose(): void {
    this.running?.cancel();
    Disposable.from(...this.disposables).dispose();
  }
}
