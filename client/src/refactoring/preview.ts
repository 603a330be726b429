/** Shows what a refactoring would make of a file as a difference in the editor, and makes the edits once the user agrees. */
import { commands, EventEmitter, l10n, TabInputTextDiff, Uri, window, workspace, WorkspaceEdit, type ExtensionContext, type TextDocument, type TextDocumentContentProvider, type TextEdit } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { askForNumbersCommand, previewEditsCommand, refactorRequest, type PreviewedEdits, type RefactoringQuestion, type RefactorOutcome, type RefactorParams } from '../../../server/src/protocol/commands';
import { nameOf } from '../documents';

/** Of texts that would be: they are no files, and no language server sees them. */
const scheme = 'atrous-preview';

interface Proposal {
  title: string;
  document: TextDocument;
  version: number;
  edits: readonly TextEdit[];
  /** Where the text that would be is shown. */
  result: Uri;
}

/** The text after edits that do not overlap. */
function textAfter(document: TextDocument, edits: readonly TextEdit[]): string {
  const parts = edits.map(({ range, newText }) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end), newText })).sort((a, b) => b.start - a.start);
  return parts.reduce((text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end), document.getText());
}

class Proposals implements TextDocumentContentProvider {
  private readonly open = new Map<string, Proposal>();
  private readonly changes = new EventEmitter<Uri>();
  readonly onDidChange = this.changes.event;
  private count = 0;

  provideTextDocumentContent(uri: Uri): string {
    const proposal = this.open.get(uri.toString());
    return proposal ? textAfter(proposal.document, proposal.edits) : '';
  }

  async show({ title, version, note }: PreviewedEdits, uri: Uri, edits: readonly TextEdit[]): Promise<void> {
    const document = await workspace.openTextDocument(uri);
    const result = Uri.from({ scheme, path: uri.path, query: String(++this.count) });
    const proposal: Proposal = { title, document, version, edits, result };
    this.open.set(result.toString(), proposal);
    await commands.executeCommand('vscode.diff', uri, result, `${nameOf(uri)}: ${title}`, { preview: true });
    const apply = l10n.t('Apply');
    const shown = l10n.t('{0}: the right side shows the result.', title);
    const answer = await window.showInformationMessage(note === undefined ? shown : `${shown} ${note}`, apply, l10n.t('Discard'));
    if (answer === apply) await this.apply(proposal);
    else if (answer !== undefined) await this.close(proposal);
  }

  /** Of the difference that is on screen. */
  async applyShown(): Promise<void> {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    const proposal = input instanceof TabInputTextDiff ? this.open.get(input.modified.toString()) : undefined;
    if (proposal) await this.apply(proposal);
  }

  private async apply(proposal: Proposal): Promise<void> {
    const { document, edits, result, version } = proposal;
    if (!this.open.has(result.toString())) return;
    if (document.version !== version) {
      void window.showWarningMessage(l10n.t('{0} has changed meanwhile. Choose the refactoring again.', nameOf(document.uri)));
      return;
    }
    const edit = new WorkspaceEdit();
    edit.set(document.uri, [...edits]);
    if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return;
    await this.close(proposal);
    await window.showTextDocument(document);
  }

  private async close({ result }: Proposal): Promise<void> {
    const tabs = window.tabGroups.all.flatMap(({ tabs: all }) => all);
    await window.tabGroups.close(tabs.filter(({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === result.toString()));
    this.forget(result);
  }

  forget(result: Uri): void {
    this.open.delete(result.toString());
  }
}

/** The numbers of a list, or undefined where it is none: whole and greater than 0, each once. */
function numbersIn(text: string): number[] | undefined {
  const numbers = text.split(/[\s,;]+/).filter((part) => part !== '').map(Number);
  return numbers.length > 0 && numbers.every((number) => Number.isInteger(number) && number > 0) && new Set(numbers).size === numbers.length ? numbers : undefined;
}

/** Asks for the numbers that a refactoring needs; undefined where the user gave up, or it cannot be done. */
async function answerTo({ id, offset, uri, title, prompt, initial }: RefactoringQuestion, client: LanguageClient): Promise<PreviewedEdits | undefined> {
  const text = await window.showInputBox({
    title, prompt, value: initial.join(', '),
    validateInput: (typed) => (numbersIn(typed) ? undefined : l10n.t('Whole numbers greater than 0, each once, with commas between them.')),
  });
  const numbers = text === undefined ? undefined : numbersIn(text);
  if (!numbers) return undefined;
  const params: RefactorParams = { textDocument: { uri }, id, offset, numbers };
  const outcome = await client.sendRequest<RefactorOutcome | null>(refactorRequest, params);
  if (outcome?.ok === true) return outcome;
  if (outcome) void window.showErrorMessage(outcome.message);
  return undefined;
}

export function registerPreviews(client: LanguageClient, context: ExtensionContext): void {
  const proposals = new Proposals();
  const preview = async (previewed: PreviewedEdits): Promise<void> => {
    const { protocol2CodeConverter: convert } = client;
    await proposals.show(previewed, convert.asUri(previewed.uri), await convert.asTextEdits([...previewed.edits]));
  };
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider(scheme, proposals),
    workspace.onDidCloseTextDocument(({ uri }) => proposals.forget(uri)),
    commands.registerCommand(previewEditsCommand, preview),
    commands.registerCommand(askForNumbersCommand, async (question: RefactoringQuestion) => {
      const answer = await answerTo(question, client);
      if (answer) await preview(answer);
    }),
    commands.registerCommand('atrous.applyPreview', () => proposals.applyShown()),
  );
}
