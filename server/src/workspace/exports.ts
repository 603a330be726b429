/** Answers `atrous/export`: a net with its weights as an ONNX model, its weights alone, or folded. */
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { weightsBeside } from '../inference/fold-files';
import type { Supervisor } from '../inference/supervisor';
import { exportRequest, type ExportOutcome, type ExportParams } from '../protocol/export';
import type { Documents } from './documents';
import { failureFrom, netToRun, signalOf } from './run-parts';
import type { Session } from './session';

const pathOf = (uri: string): string => URI.parse(uri).fsPath;

export function answerExports(connection: Connection, documents: Documents, session: Session, supervisor: Supervisor): void {
  async function write({ uri, weights, output, format, isExternal = false, isDynamic = false, opset, size }: ExportParams, token: CancellationToken): Promise<ExportOutcome> {
    const runnable = await netToRun(uri, [weights, output], documents, session);
    if ('ok' in runnable) return runnable;
    const files = { net: runnable.net, weights: { kind: 'file' as const, path: pathOf(weights) }, output: pathOf(output) };
    const options = { signal: signalOf(token) };
    if (format === 'caffemodel') {
      const outcome = await supervisor.run<'trim'>({ kind: 'trim', ...files }, options);
      return outcome.ok ? { ok: true, bytes: outcome.result.bytes, notes: outcome.result.notes } : failureFrom(outcome.problem);
    }
    if (format === 'folded') {
      const outcome = await supervisor.run<'fold'>({ kind: 'fold', ...files, output: { net: files.output, weights: weightsBeside(files.output) } }, options);
      return outcome.ok ? { ok: true, bytes: outcome.result.bytes, notes: outcome.result.notes } : failureFrom(outcome.problem);
    }
    const outcome = await supervisor.run<'export'>({ kind: 'export', ...files, isExternal, isDynamic, size, ...(opset !== undefined && { opset }) }, options);
    return outcome.ok ? { ok: true, bytes: outcome.result.bytes + outcome.result.dataBytes, notes: outcome.result.notes } : failureFrom(outcome.problem);
  }

  connection.onRequest(exportRequest, write);
}
