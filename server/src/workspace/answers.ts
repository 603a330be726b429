/** Which requests the server answers, and with which feature: each is a function of a document's newest snapshot. */
import { ErrorCodes, ResponseError, type Connection, type Location, type Position, type Range, type SemanticTokens, type ServerCapabilities } from 'vscode-languageserver/node';
import { codeActionKinds, codeActions, refactorWith } from '../features/code-actions/code-actions';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../features/call-hierarchy';
import { codeLenses } from '../features/code-lens';
import { completion, triggerCharacters } from '../features/completion/completion';
import { definition } from '../features/definition';
import { description, descriptionAs } from '../features/description';
import { dialectReport } from '../features/dialect';
import { pathLinks } from '../features/document-links';
import { foldingRanges } from '../features/folding';
import { formatting, formattingOnType, formatTriggers } from '../features/formatting';
import { graph } from '../features/graph/graph';
import { hover } from '../features/hover/hover';
import { blobsAt } from '../features/hover/weights';
import { inlayHints } from '../features/inlay-hints';
import { nameAt } from '../features/names';
import { highlights, references } from '../features/references';
import { prepareRename, rename, type RenameRefusal } from '../features/rename/rename';
import { selectionRanges } from '../features/selection-ranges';
import { legend, semanticTokens } from '../features/semantic-tokens';
import { signatureHelp } from '../features/signature-help';
import type { Snapshot } from '../features/snapshot';
import { documentSymbols } from '../features/symbols';
import { refactorRequest, type RefactorOutcome } from '../protocol/commands';
import { dialectRequest, type DialectParams } from '../protocol/dialect';
import { explainRuleRequest, type ExplainRuleParams } from '../protocol/rules';
import { describeAsRequest, describeRequest, graphRequest, type DescribeAs } from '../protocol/views';
import { rulePage, rulesPage } from '../rules/pages';
import { computeFigures, knownFigures } from './blob-figures';
import type { Documents } from './documents';
import { findFile } from './links';
import { folderReader } from './folder-reader';
import { diagnosticReport } from './pulled';
import { relatedNets } from './related-nets';
import type { Session } from './session';

/** What `initialize` announces. */
export const featureCapabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: [...triggerCharacters] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  codeActionProvider: { codeActionKinds: [...codeActionKinds] },
  codeLensProvider: {},
  inlayHintProvider: true,
  semanticTokensProvider: { legend, full: true, range: true },
  signatureHelpProvider: { triggerCharacters: ['{'], retriggerCharacters: ['\n', ' '] },
  documentLinkProvider: {},
  callHierarchyProvider: true,
  workspaceSymbolProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: formatTriggers.brace, moreTriggerCharacter: [formatTriggers.newline] },
};

interface About {
  textDocument: { uri: string };
}

export function answerFeatures(connection: Connection, documents: Documents, session: Session): void {
  /** Answers for an open document, and with nothing for any other. */
  const on =
    <Params extends About, Result>(answer: (snapshot: Snapshot, params: Params) => Result) =>
    (params: Params): Result | null => {
      const snapshot = documents.get(params.textDocument.uri);
      return snapshot ? answer(snapshot, params) : null;
    };

  /** The same for requests about a position. */
  const at = <Params extends About & { position: Position }, Result>(answer: (snapshot: Snapshot, offset: number, params: Params) => Result) =>
    on((snapshot, params: Params) => answer(snapshot, snapshot.document.offsetAt(params.position), params));

  connection.languages.diagnostics.on(({ textDocument, previousResultId }) => diagnosticReport(documents.get(textDocument.uri), previousResultId));
  connection.onCompletion(at((snapshot, offset) => completion(snapshot, offset, folderReader(snapshot.uri, session.folders))));
  answerHover(connection, documents, session);
  connection.onSignatureHelp(at(signatureHelp));
  connection.onCodeAction(on((snapshot, { range, context }) => codeActions(snapshot, range, context, session.preview).filter(({ disabled }) => !disabled || session.abilities.showsDisabled)));
  connection.onCodeLens(on((snapshot) => (session.settingsOf(snapshot.uri).codeLens.enabled ? codeLenses(snapshot, session.isTrusted) : [])));
  connection.languages.inlayHint.on(on((snapshot, { range }) => (session.settingsOf(snapshot.uri).inlayHints.enabled ? inlayHints(snapshot, range) : [])));
  connection.onDocumentFormatting(on((snapshot, { options }) => formatting(snapshot, options, session.settingsOf(snapshot.uri).format)));
  connection.onDocumentRangeFormatting(on((snapshot, { options, range }) => formatting(snapshot, options, session.settingsOf(snapshot.uri).format, range)));
  connection.onDocumentOnTypeFormatting(at((snapshot, offset, { ch, options }) => formattingOnType(snapshot, offset, ch, options, session.settingsOf(snapshot.uri).format)));
  connection.onRequest<RefactorOutcome | null, void>(refactorRequest, on(refactorWith));
  connection.onRequest(dialectRequest, ({ uri }: DialectParams) => {
    const snapshot = documents.get(uri);
    return snapshot ? dialectReport(snapshot) : null;
  });
  answerNames(connection, at);
  connection.onRenameRequest(at(async (snapshot, offset, { newName }) => {
    const asks = session.abilities.asksToConfirm && session.settingsOf(snapshot.uri).rename.relatedNets;
    const old = nameAt(snapshot, offset)?.name.text;
    const related = asks && old !== undefined ? await relatedNets(snapshot, old, documents, session) : undefined;
    return answered(rename(snapshot, offset, newName, related));
  }));
  answerStructure(connection, documents, on);
  answerViews(connection, on);
}

/** How long a hover waits for figures of the weights, in milliseconds; what takes longer goes on and is there the next time. */
const figuresWait = 400;

function answerHover(connection: Connection, documents: Documents, session: Session): void {
  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const before = documents.get(uri);
    const path = before?.settings.weights && session.weights.pathOf(before.settings.weights);
    if (before && path !== undefined) {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const figures = computeFigures(path, blobsAt(before, before.document.offsetAt(position)), controller.signal);
      await Promise.race([figures, new Promise((resolve) => setTimeout(resolve, figuresWait))]);
    }
    const snapshot = documents.get(uri);
    return snapshot && !token.isCancellationRequested ? hover(snapshot, snapshot.document.offsetAt(position), knownFigures) : null;
  });
}

type At = <Params extends About & { position: Position }, Result>(answer: (snapshot: Snapshot, offset: number, params: Params) => Result) => (params: Params) => Result | null;

type On = <Params extends About, Result>(answer: (snapshot: Snapshot, params: Params) => Result) => (params: Params) => Result | null;

/** The file that a path under the cursor names, at its first line. */
function fileAt(snapshot: Snapshot, offset: number): Location[] {
  const { line, character } = snapshot.document.positionAt(offset);
  const start = { line: 0, character: 0 };
  return filesIn(snapshot)
    .filter(({ range }) => range.start.line === line && range.start.character <= character && character <= range.end.character)
    .map(({ target }) => ({ uri: target, range: { start, end: start } }));
}

/** Requests about what a name stands for. */
function answerNames(connection: Connection, at: At): void {
  connection.onDefinition(at((snapshot, offset) => [...definition(snapshot, offset), ...fileAt(snapshot, offset)]));
  connection.onReferences(at((snapshot, offset, { context }) => references(snapshot, offset, context.includeDeclaration)));
  connection.onDocumentHighlight(at(highlights));
  connection.onPrepareRename(at((snapshot, offset) => answered(prepareRename(snapshot, offset))));
}

/** Requests about a document as a whole, and the flow of blobs in it. */
function answerStructure(connection: Connection, documents: Documents, on: On): void {
  connection.onDocumentSymbol(on(documentSymbols));
  connection.onFoldingRanges(on(foldingRanges));
  connection.onSelectionRanges(on((snapshot, { positions }) => selectionRanges(snapshot, positions)));
  connection.languages.semanticTokens.on(({ textDocument }) => tokensOf(documents.get(textDocument.uri)));
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => tokensOf(documents.get(textDocument.uri), range));
  connection.onDocumentLinks(on(filesIn));
  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) => {
    const snapshot = documents.get(textDocument.uri);
    return snapshot ? prepareCallHierarchy(snapshot, snapshot.document.offsetAt(position)) : null;
  });
  connection.languages.callHierarchy.onIncomingCalls(({ item }) => {
    const snapshot = documents.get(item.uri);
    return snapshot ? incomingCalls(snapshot, item) : null;
  });
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) => {
    const snapshot = documents.get(item.uri);
    return snapshot ? outgoingCalls(snapshot, item) : null;
  });
}

/** Requests of the pages that show a net beside its text, or explain a rule. */
function answerViews(connection: Connection, on: On): void {
  connection.onRequest(describeRequest, on(description));
  connection.onRequest(describeAsRequest, on((snapshot, { format }: DescribeAs) => descriptionAs(snapshot, format)));
  connection.onRequest(graphRequest, on(graph));
  connection.onRequest(explainRuleRequest, ({ code }: ExplainRuleParams) => (code === undefined ? rulesPage() : rulePage(code)) ?? null);
}

/** A refusal as the error that editors show. */
const answered = <Result extends object>(answer: Result | RenameRefusal): Result | ResponseError =>
  'refused' in answer ? new ResponseError(ErrorCodes.InvalidParams, answer.refused) : answer;

/** The paths of a document that lead to a file. */
const filesIn = (snapshot: Snapshot): { range: Range; target: string }[] =>
  pathLinks(snapshot).flatMap(({ range, path }) => {
    const target = findFile(snapshot.uri, path);
    return target === undefined ? [] : [{ range, target }];
  });

const tokensOf = (snapshot: Snapshot | undefined, range?: Range): SemanticTokens => (snapshot ? semanticTokens(snapshot, range) : { data: [] });
