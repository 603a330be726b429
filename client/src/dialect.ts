/** Shows in the status bar which Caffe a file is written for, and lets the user say so in the file. */
import { commands, l10n, languages, Position, QuickPickItemKind, Range, window, WorkspaceEdit, workspace, type ExtensionContext, type LanguageStatusItem, type QuickPickItem, type TextDocument } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { dialectRequest, type DialectChoice, type DialectParams, type DialectReport } from '../../server/src/protocol/dialect';
import { documentSelector, isPrototxt } from './documents';

const chooseCommand = 'atrous.chooseDialect';

/** How long typing must rest before the status is asked for again, in milliseconds. */
const restBeforeAsking = 300;

const reportOn = (client: LanguageClient, document: TextDocument): Promise<DialectReport | null> =>
  client.sendRequest<DialectReport | null>(dialectRequest, { uri: document.uri.toString() } satisfies DialectParams);

const titleOf = ({ choices, dialect }: DialectReport): string => choices.find(({ id }) => id === dialect)?.title ?? dialect;

function show(item: LanguageStatusItem, report: DialectReport | null): void {
  const isCaffe = report !== null && report.kind !== 'other';
  item.text = isCaffe ? titleOf(report) : l10n.t('not Caffe');
  item.detail = !isCaffe ? '' : report.isStated ? l10n.t('stated by the file or a setting') : l10n.t('inferred from what the file uses');
}

interface DialectItem extends QuickPickItem {
  id: string | undefined;
}

function itemsFor({ choices, dialect }: DialectReport): DialectItem[] {
  const itemFor = ({ id, title, description }: DialectChoice): DialectItem =>
    ({ id, label: title, description: id === dialect ? l10n.t('{0}, current', id) : id, detail: description });
  const separator = (label: string): DialectItem => ({ id: undefined, label, kind: QuickPickItemKind.Separator });
  return [
    { id: undefined, label: l10n.t('Automatic'), detail: l10n.t('Infer it from what the file uses') },
    separator(l10n.t('has everything that the file uses')), ...choices.filter(({ fits }) => fits).map(itemFor),
    separator(l10n.t('lacks something')), ...choices.filter(({ fits }) => !fits).map(itemFor),
  ];
}

const directive = /^[ \t]*#[ \t]*atrous:[ \t]*dialect\b.*\r?\n?/m;

/** States the dialect in a comment at the top of the file, or takes the statement out. */
async function state(document: TextDocument, id: string | undefined): Promise<void> {
  const found = directive.exec(document.getText());
  const start = document.positionAt(found?.index ?? 0);
  const range = found ? new Range(start, document.positionAt(found.index + found[0].length)) : new Range(new Position(0, 0), new Position(0, 0));
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, id === undefined ? '' : `# atrous: dialect=${id}\n`);
  await workspace.applyEdit(edit);
}

async function choose(client: LanguageClient): Promise<void> {
  const document = window.activeTextEditor?.document;
  const report = document && isPrototxt(document) ? await reportOn(client, document) : null;
  if (!document || !report) {
    void window.showInformationMessage(l10n.t('Open a prototxt first.'));
    return;
  }
  const chosen = await window.showQuickPick(itemsFor(report), { title: l10n.t('Caffe that this file is written for'), matchOnDescription: true, matchOnDetail: true });
  if (chosen) await state(document, chosen.id);
}

export function showDialect(client: LanguageClient, context: ExtensionContext): void {
  const item = languages.createLanguageStatusItem('atrous.dialect', documentSelector);
  item.name = l10n.t('Caffe dialect');
  item.command = { command: chooseCommand, title: l10n.t('Change') };
  let rest: NodeJS.Timeout | undefined;

  async function update(): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (document && isPrototxt(document)) show(item, await reportOn(client, document));
  }

  function updateSoon(): void {
    clearTimeout(rest);
    rest = setTimeout(() => void update(), restBeforeAsking);
  }

  context.subscriptions.push(
    item,
    commands.registerCommand(chooseCommand, () => choose(client)),
    window.onDidChangeActiveTextEditor(updateSoon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) updateSoon();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('atrous')) updateSoon();
    }),
    { dispose: () => clearTimeout(rest) },
  );
  updateSoon();
}
