/** One preview: the panel beside a net, the run that fills it, and the runs again after edits. */
import { CancellationTokenSource, commands, Disposable, Uri, ViewColumn, window, workspace, type ExtensionContext, type TextDocument, type WebviewPanel } from 'vscode';
import type { About, PreviewRequest, PreviewResult, PreviewState, PreviewUpdate } from '../../../server/src/protocol/preview';
import type { CrfSettings } from '../../../server/src/protocol/crf';
import type { RunOutcome, RunResult } from '../../../server/src/protocol/run';
import { isModel, nameOf } from '../documents';
import type { Choice } from '../run/choices';
import type { KeptCrf } from './kept-crf';
import { pageFor } from './page';

/** Does the work that a preview asks for. */
export interface Runner {
  run(net: Uri, choice: Choice & { crf: CrfSettings | undefined }, report: (step: string | undefined) => void, cancel: CancellationTokenSource): Promise<RunOutcome | undefined>;
  askForPicture(net: Uri): Promise<Uri | undefined>;
  askForWeights(net: Uri): Promise<Uri | undefined>;
  /** Where runs are written. */
  storage: Uri;
}

/** How long typing must rest before the net runs again, in milliseconds. */
const restBeforeRun = 400;

export class Preview {
  private readonly disposables: Disposable[] = [];
  private running: CancellationTokenSource | undefined;
  private rest: NodeJS.Timeout | undefined;
  /** Why to run again when the run under way is done. */
  private outdatedBy: 'edit' | 'refinement' | undefined;
  private last: PreviewUpdate | undefined;
  /** What the result on screen was made with. */
  private shownCrf: CrfSettings | undefined;
  private isReady = false;

  constructor(
    readonly net: Uri,
    private choice: Choice,
    readonly panel: WebviewPanel,
    private readonly runner: Runner,
    private readonly context: ExtensionContext,
    private readonly keptCrf: KeptCrf,
    private crf?: CrfSettings,
  ) {
    this.disposables.push(
      panel.webview.onDidReceiveMessage((message: About<PreviewRequest>) => this.receive(message)),
      panel.onDidDispose(() => this.dispose()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.edited(document);
      }),
    );
    panel.title = `${nameOf(net)} ▸ ${nameOf(choice.picture)}`;
    panel.iconPath = Uri.joinPath(context.extensionUri, 'client', 'media', 'icon.png');
    this.open();
  }

  /** Shows the panel, and runs with another choice where one is given. */
  async show(choice: Choice): Promise<void> {
    this.panel.reveal(undefined, true);
    await this.choose(choice);
  }

  /** Runs the net; a run that is under way is given up. @param isRefinement only the CRF's parameters have changed */
  async run(isRefinement = false): Promise<void> {
    this.running?.cancel();
    const cancel = new CancellationTokenSource();
    this.running = cancel;
    this.outdatedBy = undefined;
    const report = (step: string | undefined): void => this.post({ type: 'running', step, isRefinement });
    report(undefined);
    const { crf } = this;
    const outcome = await this.runner.run(this.net, { ...this.choice, crf }, (step) => this.isCurrent(cancel) && report(step), cancel);
    if (!this.isCurrent(cancel)) return;
    this.running = undefined;
    cancel.dispose();
    if (!outcome) this.cancelled(isRefinement);
    else if (outcome.ok) this.shown(outcome, crf);
    else this.keep({ type: 'failed', failure: outcome });
    if (this.outdatedBy) await this.run(this.outdatedBy === 'refinement');
  }

  private shown(result: RunResult, crf: CrfSettings | undefined): void {
    this.shownCrf = crf;
    this.keep({ type: 'result', result: this.addressed(result) });
  }

  /** A refinement that is given up leaves what is on screen, and the controls as they were when it was made. */
  private cancelled(isRefinement: boolean): void {
    if (isRefinement) this.refineWith(this.shownCrf);
    if (isRefinement && this.outdatedBy === 'refinement') this.outdatedBy = undefined;
    this.post({ type: 'cancelled', crf: this.crf });
  }

  private isCurrent(cancel: CancellationTokenSource): boolean {
    return this.running === cancel;
  }

  private get state(): PreviewState {
    return { source: this.net.toString(), weights: this.choice.weights.toString(), picture: this.choice.picture.toString(), crf: this.crf };
  }

  /** The page may load what lies in these folders, and nothing else. */
  private open(): void {
    const { webview } = this.panel;
    const folders = [this.context.extensionUri, this.runner.storage, Uri.joinPath(this.choice.picture, '..')];
    webview.options = { enableScripts: true, localResourceRoots: folders };
    this.isReady = false;
    webview.html = pageFor(webview, this.context.extensionUri, this.state);
  }

  private async choose(choice: Choice): Promise<void> {
    const isElsewhere = Uri.joinPath(choice.picture, '..').toString() !== Uri.joinPath(this.choice.picture, '..').toString();
    this.choice = choice;
    this.panel.title = `${nameOf(this.net)} ▸ ${nameOf(choice.picture)}`;
    if (isElsewhere) this.open();
    else this.introduce();
    await this.run();
  }

  private introduce(): void {
    const { weights, picture } = this.choice;
    const subject = { net: nameOf(this.net), weights: isModel(this.net) ? undefined : nameOf(weights), picture: nameOf(picture), pictureAddress: this.addressOf(picture) };
    this.post({ type: 'subject', subject, state: this.state, rerunOnEdit: rerunsOnEdit() });
  }

  private addressed(result: RunResult): PreviewResult {
    const { labelMap, unrefined } = result;
    return { ...result, labelMap: this.addressOf(Uri.parse(labelMap)), ...(unrefined !== undefined && { unrefined: this.addressOf(Uri.parse(unrefined)) }) };
  }

  /** Where the page finds a file. */
  private addressOf(uri: Uri): string {
    return this.panel.webview.asWebviewUri(uri).toString();
  }

  private keep(message: PreviewUpdate): void {
    this.last = message;
    this.post(message);
  }

  private post(message: PreviewUpdate): void {
    if (this.isReady) void this.panel.webview.postMessage({ ...message, source: this.net.toString() } satisfies About<PreviewUpdate>);
  }

  private async receive(message: About<PreviewRequest>): Promise<void> {
    if (message.source !== this.net.toString()) return;
    await this.answers[message.type]?.(message as never);
  }

  private readonly answers: { [Type in PreviewRequest['type']]: (message: Extract<PreviewRequest, { type: Type }>) => unknown } = {
    ready: () => this.ready(),
    run: () => this.run(),
    cancel: () => this.running?.cancel(),
    refine: ({ crf }) => this.refine(crf),
    choosePicture: async () => this.chooseOther({ picture: await this.runner.askForPicture(this.net) }),
    chooseWeights: async () => this.chooseOther({ weights: await this.runner.askForWeights(this.net) }),
    showNet: ({ line }) => this.showNet(line),
    rerunOnEdit: ({ enabled }) => workspace.getConfiguration('atrous').update('preview.rerunOnEdit', enabled, settingsTarget()),
  };

  private ready(): void {
    this.isReady = true;
    this.introduce();
    if (this.last) this.post(this.last);
    if (this.running) this.post({ type: 'running', step: undefined, isRefinement: false });
  }

  private async chooseOther(change: { [Part in keyof Choice]?: Choice[Part] | undefined }): Promise<void> {
    const { weights = this.choice.weights, picture = this.choice.picture } = change;
    if (weights !== this.choice.weights || picture !== this.choice.picture) await this.choose({ weights, picture });
  }

  private async showNet(line: number | undefined): Promise<void> {
    if (isModel(this.net)) {
      await commands.executeCommand('revealInExplorer', this.net);
      return;
    }
    const document = await workspace.openTextDocument(this.net);
    const shown = window.visibleTextEditors.find((editor) => editor.document === document);
    const position = line === undefined ? undefined : document.lineAt(Math.min(line, document.lineCount - 1)).range;
    await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? ViewColumn.One, ...(position && { selection: position }) });
  }

  private edited(document: TextDocument): void {
    if (document.uri.toString() !== this.net.toString() || !rerunsOnEdit()) return;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.runAfterEdit(), restBeforeRun);
  }

  /** A run under way ends first: giving it up would end its process, and the next one would have to load everything again. */
  private runAfterEdit(): void {
    if (this.running) this.outdatedBy = 'edit';
    else void this.run();
  }

  /** Of many changes during a run the last one counts. */
  private refine(crf: CrfSettings | undefined): void {
    this.refineWith(crf);
    this.introduce();
    if (this.running) this.outdatedBy ??= 'refinement';
    else void this.run(true);
  }

  private refineWith(crf: CrfSettings | undefined): void {
    this.crf = crf;
    void this.keptCrf.keep(this.net, crf);
  }

  private dispose(): void {
    clearTimeout(this.rest);
    this.running?.cancel();
    Disposable.from(...this.disposables).dispose();
  }
}

const rerunsOnEdit = (): boolean => workspace.getConfiguration('atrous').get('preview.rerunOnEdit', true);

/** True for the folder's settings where there is a folder, as the update method takes it. */
const settingsTarget = (): boolean => workspace.workspaceFolders === undefined;
