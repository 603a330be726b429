/** The language server: documents in, answers out, over whichever connection it is given. */
import { isDeepStrictEqual } from 'node:util';
import * as l10n from '@vscode/l10n';
import { CodeLensRefreshRequest, createConnection, ProposedFeatures, TextDocumentSyncKind, type Connection, type InitializeParams, type InitializeResult } from 'vscode-languageserver/node';
import { diagnostics } from '../features/diagnostics';
import type { Presentation, Snapshot } from '../features/snapshot';
import { defaultSettings, themeNotification, trustNotification, type InitializationOptions, type Settings, type Theme } from '../protocol/settings';
import { createDocuments } from './documents';
import { answerFeatures, featureCapabilities } from './answers';
import { answerRuns } from './runs';
import { fetchSettings, readSettings, snapshotSettings } from './settings';
import { warmUp } from './warm-up';

/** How long changes are gathered before diagnostics are pushed, in milliseconds. */
const restBeforePush = 20;

/** What the editor said of itself at the start. */
interface Editor {
  options: InitializationOptions;
  tellsSettings: boolean;
  pullsDiagnostics: boolean;
  refreshesHints: boolean;
  refreshesLenses: boolean;
}

const editorOf = ({ capabilities, initializationOptions }: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): Editor => ({
  options: (initializationOptions as InitializationOptions | undefined) ?? {},
  tellsSettings: capabilities.workspace?.configuration === true,
  pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
  refreshesHints: capabilities.workspace?.inlayHint?.refreshSupport === true,
  refreshesLenses: capabilities.workspace?.codeLens?.refreshSupport === true,
});

const silent: Editor = editorOf({ capabilities: {} });

/** Serves one editor over `connection` until it hangs up. */
export function serve(connection: Connection): void {
  let editor = silent;
  let isTrusted = true;
  /** Settings of documents, and under the empty name those of all others. */
  const settings = new Map<string, Settings>();
  let presentation: Presentation = { theme: 'dark', html: false };
  const waiting = new Map<string, NodeJS.Timeout>();
  const settingsOf = (uri: string): Settings => settings.get(uri) ?? settings.get('') ?? defaultSettings;
  const documents = createDocuments((snapshot) => {
    if (!editor.pullsDiagnostics) schedulePush(snapshot.uri);
  });

  function schedulePush(uri: string): void {
    clearTimeout(waiting.get(uri));
    waiting.set(uri, setTimeout(() => push(uri), restBeforePush));
  }

  function push(uri: string): void {
    waiting.delete(uri);
    const snapshot = documents.get(uri);
    if (snapshot) void connection.sendDiagnostics({ uri, version: snapshot.document.version, diagnostics: diagnostics(snapshot) });
  }

  /** Asks for a document's own settings, which may differ from one folder to the next. */
  async function configure({ uri }: Snapshot): Promise<void> {
    const before = settingsOf(uri);
    if (editor.tellsSettings) settings.set(uri, await fetchSettings(connection, uri));
    if (isDeepStrictEqual(before, settingsOf(uri))) return;
    documents.configure(uri, snapshotSettings(settingsOf(uri), presentation));
    refresh();
  }

  /** Makes the editor ask again for what it shows. */
  function refresh(): void {
    if (editor.pullsDiagnostics) void connection.languages.diagnostics.refresh();
    if (editor.refreshesHints) void connection.languages.inlayHint.refresh();
    if (editor.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  }

  connection.onInitialize((params): InitializeResult => {
    editor = editorOf(params);
    isTrusted = editor.options.isTrusted !== false;
    if (editor.options.translations) l10n.config({ contents: { ...editor.options.translations } });
    presentation = { theme: editor.options.theme ?? 'dark', html: editor.options.html === true };
    return {
      serverInfo: { name: 'atrous' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        diagnosticProvider: { identifier: 'atrous', interFileDependencies: false, workspaceDiagnostics: false },
        ...featureCapabilities,
      },
    };
  });

  connection.onDidOpenTextDocument(({ textDocument }) => {
    documents.open(textDocument, snapshotSettings(settingsOf(textDocument.uri), presentation));
    const snapshot = documents.get(textDocument.uri);
    if (snapshot && editor.tellsSettings) void configure(snapshot);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => documents.change(textDocument.uri, textDocument.version, contentChanges));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    settings.delete(uri);
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    if (!editor.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onDidChangeConfiguration(async ({ settings: sent }) => {
    settings.set('', readSettings((sent as { atrous?: unknown } | null)?.atrous));
    await Promise.all([...documents.all()].map(configure));
  });

  connection.onNotification(trustNotification, () => {
    isTrusted = true;
    refresh();
  });
  connection.onNotification(themeNotification, (params: { theme: Theme }) => {
    presentation = { ...presentation, theme: params.theme };
    for (const { uri, settings: before } of [...documents.all()]) documents.configure(uri, { ...before, presentation });
  });

  const context = { documents, settingsOf, isTrusted: () => isTrusted };
  answerFeatures(connection, context);
  answerRuns(connection, {
    ...context,
    storage: () => editor.options.storage,
    snapshotSettings: (uri) => snapshotSettings(settingsOf(uri), presentation),
  });
  connection.listen();
}

/** Starts the server for the editor at the other end of `transport`. */
export function startServer(transport: 'ipc' | 'stdio'): void {
  serve(transport === 'stdio' ? createConnection(ProposedFeatures.all, process.stdin, process.stdout) : createConnection(ProposedFeatures.all));
  warmUp();
}
