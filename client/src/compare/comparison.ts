/** One page that compares two nets, brought up to date while either is edited. */
import { commands, Disposable, Range, Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { compareRequest, type CompareOutcome, type CompareParams } from '../../../server/src/protocol/compare';
import type { CompareRequest, CompareSetup, CompareState, CompareUpdate } from '../../../server/src/protocol/compare-page';
import { nameOf } from '../documents';
import { framePage } from '../page';

/** How long typing must rest before the page is brought up to date, in milliseconds. */
const restBeforeUpdate = 150;

/** Two files of one name are told apart by their folders. */
function namesOf(before: Uri, after: Uri): CompareSetup['names'] {
  const isSame = nameOf(before) === nameOf(after);
  const name = (uri: Uri): string => (isSame ? workspace.asRelativePath(uri) : nameOf(uri));
  return { before: name(before), after: name(after) };
}

export class Comparison {
  private readonly disposables: Disposable[] = [];
  private rest: NodeJS.Timeout | undefined;

  constructor(private state: CompareState, private readonly panel: WebviewPanel, private readonly client: LanguageClient, private readonly extension: Uri) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist', 'webview')] };
    this.disposables.push(
      webview.onDidReceiveMessage((message: CompareRequest) => this.receive(message)),
      panel.onDidDispose(() => this.dispose()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && Object.values(this.state).includes(document.uri.toString())) this.updateSoon();
      }),
    );
    this.fill();
  }

  private uri(side: keyof CompareState): Uri {
    return Uri.parse(this.state[side]);
  }

  private fill(): void {
    const names = namesOf(this.uri('before'), this.uri('after'));
    this.panel.title = `${names.before} ↔ ${names.after}`;
    this.panel.webview.html = framePage(this.panel.webview, this.extension, 'compare', { state: this.state, names } satisfies CompareSetup);
  }

  private updateSoon(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => void this.update(), restBeforeUpdate);
  }

  private async update(): Promise<void> {
    const convert = (side: keyof CompareState): string => this.client.code2ProtocolConverter.asUri(this.uri(side));
    const params: CompareParams = { before: convert('before'), after: convert('after') };
    const outcome = await this.client.sendRequest<CompareOutcome>(compareRequest, params);
    void this.panel.webview.postMessage({ outcome } satisfies CompareUpdate);
  }

  private async receive(message: CompareRequest): Promise<void> {
    if (message.type === 'ready') await this.update();
    else if (message.type === 'reveal') await this.reveal(this.uri(message.side), message.line);
    else if (message.type === 'compareText') await commands.executeCommand('vscode.diff', this.uri('before'), this.uri('after'), this.panel.title);
    else {
      this.state = { before: this.state.after, after: this.state.before };
      this.fill();
    }
  }

  private async reveal(uri: Uri, line: number): Promise<void> {
    const document = await workspace.openTextDocument(uri);
    const { start } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
    const shown = window.visibleTextEditors.find((editor) => editor.document === document);
    await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? ViewColumn.One, selection: new Range(start, start) });
  }

  private dispose(): void {
    clearTimeout(this.rest);
    Disposable.from(...this.disposables).dispose();
  }
}
