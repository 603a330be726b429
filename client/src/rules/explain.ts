/** Explains rules: the page of one, from the link that a finding's code is, or of all, from the palette. */
import { commands, l10n, languages, Uri, window, workspace, type ExtensionContext, type TextDocumentContentProvider } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { explainRuleCommand, explainRuleRequest, type ExplainRuleParams } from '../../../server/src/protocol/rules';

/** Of pages that are no files. */
const scheme = 'atrous-rules';

/** `atrous-rules:/wiring/unknown-bottom.md`, and `Rules.md` for all. */
const uriOf = (code: string | undefined): Uri => Uri.from({ scheme, path: `/${code ?? 'Rules'}.md` });

class Pages implements TextDocumentContentProvider {
  constructor(private readonly client: LanguageClient) {}

  async provideTextDocumentContent({ path }: Uri): Promise<string> {
    const code = path.slice(1, -'.md'.length);
    const params: ExplainRuleParams = code === 'Rules' ? {} : { code };
    return (await this.client.sendRequest<string | null>(explainRuleRequest, params)) ?? l10n.t('There is no rule {0}.', code);
  }
}

/** The code of what was found at the cursor, the first of several. */
function codeAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  const found = editor && languages.getDiagnostics(editor.document.uri).find(({ source, range }) => source === 'atrous' && range.contains(editor.selection.active));
  return typeof found?.code === 'object' ? String(found.code.value) : undefined;
}

/** As a page, or as its text where the editor's Markdown extension is off. */
async function show(code: string | undefined): Promise<void> {
  const uri = uriOf(code);
  await workspace.openTextDocument(uri);
  try {
    await commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    await window.showTextDocument(uri);
  }
}

export function registerRules(client: LanguageClient, context: ExtensionContext): void {
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider(scheme, new Pages(client)),
    commands.registerCommand(explainRuleCommand, (code?: unknown) => show(typeof code === 'string' ? code : codeAtCursor())),
  );
}
