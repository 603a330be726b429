/** Solvers have no layers: what works on nets says so before it asks for anything. */
import { l10n, window, type Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { dialectRequest, type DialectParams, type DialectReport } from '../../server/src/protocol/dialect';
import { nameOf } from './documents';

/** True after telling the user that a file that is open is a solver. */
export async function isSolver(client: LanguageClient, file: Uri): Promise<boolean> {
  const params: DialectParams = { uri: client.code2ProtocolConverter.asUri(file) };
  const report = await client.sendRequest<DialectReport | null>(dialectRequest, params).catch(() => null);
  if (report?.kind !== 'solver') return false;
  void window.showInformationMessage(l10n.t('{0} is a solver and has no layers of its own: open the net that it names.', nameOf(file)));
  return true;
}
