/** Answers `atrous/compare`: two nets, as the editor has them or else as the disk has them. */
import type { Connection } from 'vscode-languageserver/node';
import { comparison } from '../features/comparison';
import { compareRequest, type CompareOutcome, type CompareParams } from '../protocol/compare';
import type { Documents } from './documents';
import { refusals, snapshotFor } from './run-parts';
import type { Session } from './session';

export function answerComparisons(connection: Connection, documents: Documents, session: Session): void {
  connection.onRequest(compareRequest, async ({ before, after }: CompareParams): Promise<CompareOutcome> => {
    const [was, is] = await Promise.all([before, after].map((uri) => snapshotFor(uri, documents, session)));
    return was && is ? comparison(was, is) : { ok: false, message: refusals.unreadable().message };
  });
}
