/** The language server: documents in, answers out, over whichever connection it is given. */
import { isDeepStrictEqual } from 'node:util';
import {
  CodeLensRefreshRequest, createConnection, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, ProposedFeatures, TextDocumentSyncKind,
  type Connection, type InitializeResult,
} from 'vscode-languageserver/node';
import { diagnostics } from '../features/diagnostics';
import type { Snapshot } from '../features/snapshot';
import { themeNotification, trustNotification, type Theme } from '../protocol/settings';
import { weightsNotification, type WeightsParams } from '../protocol/weights';
import { answerFeatures, featureCapabilities } from './answers';
import { compileLate } from './compile-late';
import { createFolderSymbols } from './folder-symbols';
import { createDocuments, type Documents } from './documents';
import { answerComparisons } from './comparisons';
import { answerModelFiles } from './model-files';
import { editsForMoves, movesOfInterest } from './moved-files';
import { answerRuns } from './runs';
import { Session } from './session';
import { warmUp } from './warm-up';

/** How long changes are gathered before diagnostics are pushed, in milliseconds. */
const restBeforePush = 20;

const initializeResult: InitializeResult = {
  serverInfo: { name: 'atrous' },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { identifier: 'atrous', interFileDependencies: false, workspaceDiagnostics: false },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true }, fileOperations: { willRename: { filters: movesOfInterest } } },
    ...featureCapabilities,
  },
};

/** The documents of an editor. One that does not ask for diagnostics is sent them after each change. */
function documentsFor(connection: Connection, session: Session): Documents {
  const waiting = new Map<string, NodeJS.Timeout>();

  function push(uri: string): void {
    waiting.delete(uri);
    const snapshot = documents.get(uri);
    if (snapshot) void connection.sendDiagnostics({ uri, version: snapshot.document.version, diagnostics: diagnostics(snapshot) });
    else void connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  const documents = createDocuments((uri) => {
    if (session.abilities.pullsDiagnostics) return;
    clearTimeout(waiting.get(uri));
    waiting.set(uri, setTimeout(() => push(uri), restBeforePush));
  });
  return documents;
}

/** Makes the editor ask again for what it shows. One that refuses shows what it has until the next edit. */
function refresh(connection: Connection, { abilities }: Session): void {
  const requests = [
    ...(abilities.refreshesDiagnostics ? [connection.languages.diagnostics.refresh()] : []),
    ...(abilities.refreshesHints ? [connection.languages.inlayHint.refresh()] : []),
    ...(abilities.refreshesLenses ? [connection.sendRequest(CodeLensRefreshRequest.type)] : []),
  ];
  void Promise.allSettled(requests);
}

/** Whether the settings of a document have changed, and what depends on them is made again. */
function applySettings({ uri, settings }: Snapshot, session: Session, documents: Documents): boolean {
  const current = session.snapshotSettings(uri);
  const isOther = !isDeepStrictEqual(settings, current);
  if (isOther) documents.configure(uri, current);
  return isOther;
}

/** Follows what the user opens, types and closes. */
function followDocuments(connection: Connection, session: Session, documents: Documents): void {
  connection.onDidOpenTextDocument(async ({ textDocument }) => {
    const { uri } = textDocument;
    documents.open(textDocument, session.snapshotSettings(uri));
    await session.fetch(uri);
    const snapshot = documents.get(uri);
    if (!snapshot) session.forget(uri);
    else if (applySettings(snapshot, session, documents)) refresh(connection, session);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => documents.change(textDocument.uri, textDocument.version, contentChanges));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    session.forget(uri);
  });
}

/** Follows settings, trust, colours and files that come and go. */
function followEditor(connection: Connection, session: Session, documents: Documents): void {
  function configureAll(): void {
    for (const { uri } of [...documents.all()]) documents.configure(uri, session.snapshotSettings(uri));
    refresh(connection, session);
  }

  connection.onDidChangeConfiguration(async ({ settings }) => {
    session.setShared((settings as { atrous?: unknown } | null)?.atrous);
    await Promise.all([...documents.all()].map(({ uri }) => session.fetch(uri)));
    for (const snapshot of [...documents.all()]) applySettings(snapshot, session, documents);
    refresh(connection, session);
  });
  connection.onDidChangeWatchedFiles(configureAll);
  connection.onInitialized(() => {
    askToBeTold(connection, session);
    if (!session.abilities.changesFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => session.changeFolders(added.map(({ uri }) => uri), removed.map(({ uri }) => uri)));
  });
  connection.onNotification(themeNotification, ({ theme }: { theme: Theme }) => {
    session.setTheme(theme);
    configureAll();
  });
  connection.onNotification(weightsNotification, ({ uri, weights }: WeightsParams) => {
    session.weights.choose(uri, weights ?? undefined);
    const { uri: open } = documents.get(uri) ?? {};
    if (open === undefined) return;
    documents.configure(open, session.snapshotSettings(open));
    refresh(connection, session);
  });
  connection.onNotification(trustNotification, () => {
    session.isTrusted = true;
    configureAll();
  });
}

/** Which files' coming and going changes what is found in others: those that solvers name, and weights beside a net. */
const filesOfInterest = '**/*.{prototxt,prototxt.*,pt,caffemodel,caffemodel.h5}';

/** Asks for what editors tell only where they are asked to. One that refuses is not followed. */
function askToBeTold(connection: Connection, { abilities }: Session): void {
  const requests = [
    ...(abilities.registersSettings ? [connection.client.register(DidChangeConfigurationNotification.type, { section: 'atrous' })] : []),
    ...(abilities.registersFiles ? [connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: filesOfInterest }] })] : []),
  ];
  void Promise.allSettled(requests);
}

/** Serves one editor over `connection` until it hangs up. */
export function serve(connection: Connection): void {
  const session = new Session(connection);
  const documents = documentsFor(connection, session);
  connection.onInitialize(async (params) => {
    await session.begin(params);
    return initializeResult;
  });
  followDocuments(connection, session, documents);
  followEditor(connection, session, documents);
  answerFeatures(connection, documents, session);
  answerRuns(connection, documents, session);
  answerComparisons(connection, documents, session);
  answerModelFiles(connection, session);
  const findSymbols = createFolderSymbols(() => session.folders, documents, session);
  connection.workspace.onWillRenameFiles(({ files }) => editsForMoves(files, documents, session));
  connection.onWorkspaceSymbol(({ query }) => findSymbols(query));
  connection.listen();
}

/** Starts the server for the editor at the other end of `transport`. */
export function startServer(transport: 'ipc' | 'stdio'): void {
  compileLate();
  serve(transport === 'stdio' ? createConnection(ProposedFeatures.all, process.stdin, process.stdout) : createConnection(ProposedFeatures.all));
  warmUp();
}
