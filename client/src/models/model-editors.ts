/** Shows what a `.caffemodel` or an ONNX file holds, where a text editor would show its bytes. */
import { CancellationTokenSource, commands, Disposable, RelativePattern, Uri, window, workspace, type CustomDocument, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { runCommand } from '../../../server/src/protocol/commands';
import { modelFiguresRequest, modelFileRequest, type CaffemodelFile, type FiguresParams, type LayerFigures, type ModelFile, type ModelRequest, type ModelSetup, type ModelUpdate } from '../../../server/src/protocol/model-file';
import { nameOf } from '../documents';
import { framePage } from '../page';

/** So many values are read between two answers to the page. */
const batchValues = 1 << 22;

/** Layers in parts that hold about as many values, as positions from and to. */
export function batchesOf({ layers }: Pick<CaffemodelFile, 'layers'>): [from: number, to: number][] {
  const batches: [number, number][] = [];
  let [from, values] = [0, 0];
  for (const [position, { blobs }] of layers.entries()) {
    values += blobs.reduce((sum, blob) => sum + blob.values, 0);
    if (values < batchValues && position < layers.length - 1) continue;
    batches.push([from, position + 1]);
    [from, values] = [position + 1, 0];
  }
  return batches;
}

class ModelView {
  private cancel = new CancellationTokenSource();

  constructor(private readonly file: Uri, private readonly panel: WebviewPanel, private readonly client: LanguageClient, extension: Uri) {
    const { webview } = panel;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), nameOf(file)));
    const subscriptions = Disposable.from(watcher, watcher.onDidChange(() => this.show()), watcher.onDidCreate(() => this.show()), webview.onDidReceiveMessage(({ type }: ModelRequest) => this.answers[type]()));
    panel.onDidDispose(() => {
      this.cancel.cancel();
      subscriptions.dispose();
    });
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview')] };
    webview.html = framePage(webview, extension, 'model', { name: nameOf(file) } satisfies ModelSetup);
  }

  private readonly answers: Record<ModelRequest['type'], () => unknown> = {
    ready: () => this.show(),
    run: () => commands.executeCommand(runCommand, this.file),
  };

  private async show(): Promise<void> {
    this.cancel.cancel();
    const cancel = new CancellationTokenSource();
    this.cancel = cancel;
    const file = await this.client.sendRequest<ModelFile>(modelFileRequest, { uri: this.file.toString() });
    if (cancel.token.isCancellationRequested) return;
    this.post({ type: 'file', file });
    if (file.ok && file.kind === 'caffemodel') await this.showFigures(file, cancel);
  }

  /** What cannot be read any more has no figures. */
  private async showFigures(file: CaffemodelFile, { token }: CancellationTokenSource): Promise<void> {
    for (const [from, to] of batchesOf(file)) {
      if (token.isCancellationRequested) return;
      const params: FiguresParams = { uri: this.file.toString(), from, to };
      const figures = await this.client.sendRequest<LayerFigures[]>(modelFiguresRequest, params, token).catch(() => []);
      if (!token.isCancellationRequested) this.post({ type: 'figures', from, figures });
    }
  }

  private post(message: ModelUpdate): void {
    void this.panel.webview.postMessage(message);
  }
}

export function registerModelEditors(client: LanguageClient, { extensionUri, subscriptions }: ExtensionContext): void {
  subscriptions.push(window.registerCustomEditorProvider('atrous.model', {
    openCustomDocument: (uri: Uri): CustomDocument => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }: CustomDocument, panel: WebviewPanel) => {
      new ModelView(uri, panel, client, extensionUri);
    },
  }));
}
