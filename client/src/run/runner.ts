/** Asks the server to run a net, with progress that can be cancelled. */
import { workspace, type Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { CrfSettings } from '../../../server/src/protocol/crf';
import { runRequest, type RunParams, type RunResult } from '../../../server/src/protocol/run';
import type { Runner } from '../preview/preview';
import { pictureFor, weightsFor } from './ask';
import type { Choice, Choices } from './choices';
import { requestRun } from './requests';

export const createRunner = (client: LanguageClient, choices: Choices, storage: Uri, ran: (result: RunResult) => void = () => undefined): Runner => ({
  storage,
  run: async (net, choice, report, cancel) => {
    const outcome = await requestRun<RunResult>(client, net, runRequest, paramsOf(net, choice), report, cancel);
    if (outcome?.ok) ran(outcome);
    return outcome;
  },
  askForPicture: async (net) => remembering(choices, net, 'picture', await pictureFor(net, choices)),
  askForWeights: async (net) => remembering(choices, net, 'weights', await weightsFor(net, choices, true)),
});

/** What every run of a net is told. */
export const paramsOf = (net: Uri, { weights, picture, crf }: Choice & { crf?: CrfSettings | undefined }): RunParams => ({
  uri: net.toString(),
  weights: weights.toString(),
  image: picture.toString(),
  ...(crf && { crf }),
  device: workspace.getConfiguration('atrous', net).get('inference.device', 'auto'),
});

async function remembering(choices: Choices, net: Uri, part: keyof Choice, uri: Uri | undefined): Promise<Uri | undefined> {
  if (uri) await choices.remember(net, { [part]: uri });
  return uri;
}
