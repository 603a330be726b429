/** One page about a net, beside its text: told of edits and of the cursor, and showing in the editor what is chosen in it. */
import type { Uri} from 'vscode';
import { Disposable, env, l10n, Range, ViewColumn, window, workspace, type TextDocument, type TextEditor, type TextEditorSelectionChangeEvent, type WebviewPanel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { About } from '../../../server/src/protocol/preview';
import { describeAsRequest, type AboutDocument, type DescribeAs, type TextFormat, type ViewContent, type ViewRequest, type ViewUpdate } from '../../../server/src/protocol/views';
import { nameOf } from '../documents';

/** How long typing must rest before the page is brought up to date, in milliseconds. */
const restBeforeUpdate = 150;


export class NetView {
  private readonly disposables: Disposable[] = [];
  private rest: NodeJS.Timeout | undefined;
  private isReady = false;
  /** The line that the page has just chosen: the editor's word that the cursor is there is no news to it. */
  private chosen: number | undefined;

  constructor(
    readonly net: Uri,
    private readonly panel: WebviewPanel,
    /** The request that tells what the page shows. */
    private readonly request: string,
    private readonly client: LanguageClient,
  ) {
    this.disposables.push(
      panel.webview.onDidReceiveMessage((message: About<ViewRequest>) => this.receive(message)),
      panel.onDidDispose(() => this.dispose()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.isAbout(document)) this.updateSoon();
      }),
      workspace.onDidOpenTextDocument((document) => {
        if (this.isAbout(document)) this.updateSoon();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('atrous', this.net)) this.updateSoon();
      }),
      window.onDidChangeTextEditorSelection((event) => this.follow(event)),
    );
  }

  private isAbout(document: TextDocument): boolean {
    return document.uri.toString() === this.net.toString();
  }

  private updateSoon(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => void this.update(), restBeforeUpdate);
  }

  /** Asks the server for what is to be shown; an answer about a text that has changed meanwhile is dropped, as another is under way. */
  private async update(): Promise<void> {
    const document = await workspace.openTextDocument(this.net);
    const about: AboutDocument = { textDocument: { uri: this.client.code2ProtocolConverter.asUri(this.net) } };
    const answer = await this.client.sendRequest<ViewContent<unknown> | null>(this.request, about);
    if (answer && answer.version === document.version) this.post({ type: 'content', ...answer });
  }

  private post(message: ViewUpdate<unknown>): void {
    if (this.isReady) void this.panel.webview.postMessage({ ...message, source: this.net.toString() } satisfies About<ViewUpdate<unknown>>);
  }

  private async receive(message: About<ViewRequest>): Promise<void> {
    if (message.source === this.net.toString()) await this.answers[message.type]?.(message as never);
  }

  private readonly answers: { [Type in ViewRequest['type']]: (message: Extract<ViewRequest, { type: Type }>) => unknown } = {
    ready: async () => {
      this.isReady = true;
      // Before the net, so that its page opens where the cursor is.
      const editor = this.editor();
      if (editor) this.post({ type: 'cursor', line: editor.selection.active.line });
      await this.update();
    },
    reveal: ({ line, focus }) => this.reveal(line, focus),
    copy: ({ format }) => this.copy(format),
    saveSvg: ({ svg }) => this.saveSvg(svg),
  };

  private editor(): TextEditor | undefined {
    return window.visibleTextEditors.find(({ document }) => this.isAbout(document));
  }

  private follow({ textEditor, selections }: TextEditorSelectionChangeEvent): void {
    const line = selections[0]?.active.line;
    if (line === undefined || !this.isAbout(textEditor.document)) return;
    if (line !== this.chosen) this.post({ type: 'cursor', line });
    this.chosen = undefined;
  }

  private async reveal(line: number, focus: boolean): Promise<void> {
    const document = await workspace.openTextDocument(this.net);
    const { start } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
    if (this.editor()?.selection.active.line !== line) this.chosen = line;
    await window.showTextDocument(document, { viewColumn: this.editor()?.viewColumn ?? ViewColumn.One, preserveFocus: !focus, selection: new Range(start, start) });
  }

  private async copy(format: TextFormat): Promise<void> {
    const params: DescribeAs = { textDocument: { uri: this.client.code2ProtocolConverter.asUri(this.net) }, format };
    const text = await this.client.sendRequest<string | null>(describeAsRequest, params);
    if (text === null) return;
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(l10n.t('The layers are on the clipboard.'), 3000);
  }

  private async saveSvg(svg: string): Promise<void> {
    const proposed = this.net.with({ path: `${this.net.path.replace(/\.[^./]*$/, '')}.svg` });
    const target = await window.showSaveDialog({ defaultUri: proposed, filters: { SVG: ['svg'] }, title: l10n.t('Save the graph of {0}', nameOf(this.net)) });
    if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  }

  private dispose(): void {
    clearTimeout(this.rest);
    Disposable.from(...this.disposables).dispose();
  }
}
