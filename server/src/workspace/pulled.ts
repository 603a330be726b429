/** Diagnostics for editors that ask for them: sent once for each state of a document, and named where the editor has them already. */
import type { DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { diagnostics } from '../features/diagnostics';
import type { Snapshot } from '../features/snapshot';

const names = new WeakMap<Snapshot, string>();
let count = 0;

/** The name of what is found in a snapshot, which nothing found later has. */
function nameOf(snapshot: Snapshot): string {
  const name = names.get(snapshot) ?? String(++count);
  names.set(snapshot, name);
  return name;
}

/** @param known the name of what the editor has been sent last */
export function diagnosticReport(snapshot: Snapshot | undefined, known: string | undefined): DocumentDiagnosticReport {
  if (!snapshot) return { kind: 'full', items: [] };
  const resultId = nameOf(snapshot);
  return resultId === known ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: diagnostics(snapshot) };
}
