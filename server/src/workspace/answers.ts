/** Which requests the server answers, and with which feature: each is a function of a document's newest snapshot. */
import { ErrorCodes, ResponseError, type Connection, type Position, type ServerCapabilities } from 'vscode-languageserver/node';
import { completion, triggerCharacters } from '../features/completion/completion';
import { definition } from '../features/definition';
import { diagnostics } from '../features/diagnostics';
import { foldingRanges } from '../features/folding';
import { hover } from '../features/hover/hover';
import { highlights, references } from '../features/references';
import { prepareRename, rename } from '../features/rename';
import { selectionRanges } from '../features/selection-ranges';
import type { Snapshot } from '../features/snapshot';
import { documentSymbols } from '../features/symbols';
import type { Documents } from './documents';

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
};

interface About {
  textDocument: { uri: string };
}

export function answerFeatures(connection: Connection, documents: Documents): void {
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

  connection.languages.diagnostics.on(({ textDocument }) => {
    const snapshot = documents.get(textDocument.uri);
    return { kind: 'full', items: snapshot ? diagnostics(snapshot) : [] };
  });
  connection.onCompletion(at(completion));
  connection.onHover(at(hover));
  connection.onDefinition(at(definition));
  connection.onReferences(at((snapshot, offset, { context }) => references(snapshot, offset, context.includeDeclaration)));
  connection.onDocumentHighlight(at(highlights));
  connection.onPrepareRename(at(prepareRename));
  connection.onRenameRequest(at((snapshot, offset, { newName }) => {
    const answer = rename(snapshot, offset, newName);
    return answer && 'refused' in answer ? new ResponseError(ErrorCodes.InvalidParams, answer.refused) : answer;
  }));
  connection.onDocumentSymbol(on(documentSymbols));
  connection.onFoldingRanges(on(foldingRanges));
  connection.onSelectionRanges(on((snapshot, { positions }) => selectionRanges(snapshot, positions)));
}
