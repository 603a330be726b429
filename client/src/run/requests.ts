/** Asks the server for what runs a net: with progress in the status bar, reports of the steps, and a way to cancel. */
import { l10n, ProgressLocation, window, type CancellationTokenSource, type Progress, type Uri } from 'vscode';
import { WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';
import type { RunFailure } from '../../../server/src/protocol/run';
import { nameOf } from '../documents';

/** Is told of each step, by its name. */
export type Report = (step: string | undefined) => void;

let requests = 0;

/** Passes the server's reports on while `work` lasts. */
async function withReports<Result>(client: LanguageClient, report: Report, work: (token: string) => Promise<Result>): Promise<Result> {
  const token = `atrous-run-${++requests}`;
  const subscription = client.onProgress(WorkDoneProgress.type, token, (value) => {
    if (value.kind !== 'end') report(value.message);
  });
  try {
    return await work(token);
  } finally {
    subscription.dispose();
  }
}

async function send<Answer>(client: LanguageClient, method: string, params: object, cancel: CancellationTokenSource): Promise<Answer | RunFailure | undefined> {
  try {
    return await client.sendRequest<Answer>(method, params, cancel.token);
  } catch (error) {
    if (cancel.token.isCancellationRequested) return undefined;
    return { ok: false, message: l10n.t('The language server did not answer: {0}.', (error as Error).message), wayOut: 'runAgain' };
  }
}

/** Shows a run in the status bar; the page that it fills shows it too, and is where it can be cancelled. */
const withProgress = <Result>(net: Uri, work: (progress: Progress<{ message?: string }>) => Promise<Result>): Thenable<Result> =>
  window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Running {0}', nameOf(net)) }, work);

/** The server's answer; undefined where the user gave up. */
export const requestRun = async <Answer>(client: LanguageClient, net: Uri, method: string, params: object, report: Report, cancel: CancellationTokenSource): Promise<Answer | RunFailure | undefined> =>
  withProgress(net, (progress) =>
    withReports(
      client,
      (step) => {
        if (step) progress.report({ message: step });
        report(step);
      },
      (workDoneToken) => send<Answer>(client, method, { ...params, workDoneToken }, cancel),
    ));
