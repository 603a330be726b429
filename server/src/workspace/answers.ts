/** Which requests the server answers, and with which feature: each is a function of a document's newest snapshot. */
import type { Connection, ServerCapabilities } from 'vscode-languageserver/node';
import { diagnostics } from '../features/diagnostics';
import type { Snapshot } from '../features/snapshot';
import type { Documents } from './documents';

/** What `initialize` announces. */
export const featureCapabilities: ServerCapabilities = {};

export function answerFeatures(connection: Connection, documents: Documents): void {
  /** Answers for an open document, and with `otherwise` for any other. */
  const on =
    <Params extends { textDocument: { uri: string } }, Result>(answer: (snapshot: Snapshot, params: Params) => Result, otherwise: Result) =>
    (params: Params): Result => {
      const snapshot = documents.get(params.textDocument.uri);
      return snapshot ? answer(snapshot, params) : otherwise;
    };

  connection.languages.diagnostics.on(on((snapshot) => ({ kind: 'full', items: diagnostics(snapshot) }), { kind: 'full', items: [] }));
}
