/** Asks the server to run a net, with progress that can be cancelled. */
import { l10n, ProgressLocation, window, workspace, type CancellationTokenSource, type Progress, type Uri } from 'vscode';
import { WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';
import { runRequest, type RunOutcome, type RunParams } from '../../../server/src/protocol/run';
import { nameOf } from '../documents';
import type { Runner } from '../preview/preview';
import { pictureFor, weightsFor } from './ask';
import type { Choice, Choices } from './choices';

export function createRunner(client: LanguageClient, choices: Choices, storage: Uri): Runner {
  let runs = 0;

  /** Passes the server's reports on while `work` lasts. */
  async function withReports<Result>(report: (step: string | undefined) => void, work: (token: string) => Promise<Result>): Promise<Result> {
    const token = `atrous-run-${++runs}`;
    const subscription = client.onProgress(WorkDoneProgress.type, token, (value) => {
      if (value.kind !== 'end') report(value.message);
    });
    try {
      return await work(token);
    } finally {
      subscription.dispose();
    }
  }

  async function request(params: RunParams, cancel: CancellationTokenSource): Promise<RunOutcome | undefined> {
    try {
      return await client.sendRequest<RunOutcome>(runRequest, params, cancel.token);
    } catch (error) {
      if (cancel.token.isCancellationRequested) return undefined;
      return { ok: false, message: l10n.t('The language server did not answer: {0}.', (error as Error).message), wayOut: 'runAgain' };
    }
  }

  return {
    storage,
    run: async (net, choice, report, cancel) =>
      withProgress(net, (progress) =>
        withReports(
          (step) => {
            if (step) progress.report({ message: step });
            report(step);
          },
          (workDoneToken) => request({ ...paramsOf(net, choice), workDoneToken }, cancel),
        )),
    askForPicture: async (net) => remembering(choices, net, 'picture', await pictureFor(net, choices)),
    askForWeights: async (net) => remembering(choices, net, 'weights', await weightsFor(net, choices, true)),
  };
}

const paramsOf = (net: Uri, { weights, picture }: Choice): RunParams => ({
  uri: net.toString(),
  weights: weights.toString(),
  image: picture.toString(),
  device: workspace.getConfiguration('atrous', net).get('inference.device', 'auto'),
});

async function remembering(choices: Choices, net: Uri, part: keyof Choice, uri: Uri | undefined): Promise<Uri | undefined> {
  if (uri) await choices.remember(net, { [part]: uri });
  return uri;
}

/** Shows a run in the status bar; the preview shows it too, and is where it can be cancelled. */
const withProgress = <Result>(net: Uri, work: (progress: Progress<{ message?: string }>) => Promise<Result>): Thenable<Result> =>
  window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Running {0}', nameOf(net)) }, work);
