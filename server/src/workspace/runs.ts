/** Answers `atrous/run` and `atrous/devices`: gathers what the inference host needs, passes its reports on, and words its answers. */
import { dirname, join, resolve } from 'node:path';
import { WorkDoneProgress, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { deepLabKernels } from '../../../kernels/parameters';
import { Failures } from '../inference/failures';
import type { CrfChoice, PictureRun } from '../inference/messages';
import { stageWords } from '../inference/stages';
import { Supervisor } from '../inference/supervisor';
import type { CrfSettings } from '../protocol/crf';
import { devicesRequest, type DeviceList } from '../protocol/devices';
import { runRequest, type RunOutcome, type RunParams, type RunResult } from '../protocol/run';
import type { Documents } from './documents';
import { answerExports } from './exports';
import { answerFeatureMaps } from './feature-maps';
import { answerInfluence } from './influences';
import { newRunFolder } from './run-folders';
import { failureFrom, hostOptionsOf, isModel, modelToRun, netToRun, pictureOptionsOf, refusals, signalOf, uriOf } from './run-parts';
import type { Session } from './session';

/** The host gives its memory back after so long without work. */
const idleMilliseconds = 5 * 60_000;

const resultFrom = ({ classes, device, deviceNote, folder, height, labelMap, notes, stages, unrefined, width }: PictureRun, version: number): RunResult => ({
  ok: true, classes, device, height, width, version, notes,
  folder: uriOf(folder),
  labelMap: uriOf(labelMap),
  ...(unrefined !== undefined && { unrefined: uriOf(unrefined) }),
  steps: stages.map(({ stage, milliseconds }) => ({ name: stage, milliseconds })),
  ...(deviceNote !== undefined && { deviceNote }),
});

const crfFrom = ({ iterations, normalization, ...kernels }: CrfSettings): CrfChoice => ({ iterations, parameters: { kernels: deepLabKernels(kernels), normalization } });

export function answerRuns(connection: Connection, documents: Documents, session: Session): void {
  const failures = new Failures(() => (session.storage === undefined ? undefined : join(URI.parse(session.storage).fsPath, 'failed-devices.json')));
  const supervisor = new Supervisor({ hostPath: join(import.meta.dirname, 'host.js'), idleMilliseconds, failures });

  async function run({ uri, weights, image, device, crf, workDoneToken }: RunParams, token: CancellationToken): Promise<RunOutcome> {
    const runnable = isModel(uri) ? modelToRun(uri, image, session) : await netToRun(uri, [weights, image], documents, session);
    if ('ok' in runnable) return runnable;
    const { net } = runnable;
    const version = runnable.snapshot?.document.version ?? -1;
    const settings = session.settingsOf(uri);
    supervisor.configure(hostOptionsOf(settings));
    const report = (stage: string): void => {
      if (workDoneToken !== undefined) void connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'report', message: stageWords(stage) });
    };
    const outcome = await supervisor.run<'run'>({
      kind: 'run', net, device, half: settings.inference.halfPrecision && device !== 'cpu', ...pictureOptionsOf(settings), crf: crf && crfFrom(crf), classes: undefined,
      weights: { kind: isModel(uri) ? 'onnx' : 'file', path: URI.parse(weights).fsPath },
      image: URI.parse(image).fsPath,
      output: newRunFolder(session.storage),
      saveTo: settings.inference.saveTo === '' ? undefined : resolve(dirname(net.path), settings.inference.saveTo),
    }, { onStage: report, signal: signalOf(token) });
    return outcome.ok ? resultFrom(outcome.result.picture, version) : failureFrom(outcome.problem);
  }

  connection.onRequest(runRequest, run);
  connection.onRequest(devicesRequest, async (_: unknown, token: CancellationToken): Promise<DeviceList> => {
    if (!session.isTrusted) return { ok: false, message: refusals.untrusted().message };
    supervisor.configure(hostOptionsOf(await session.shared()));
    const outcome = await supervisor.run<'devices'>({ kind: 'devices' }, { signal: signalOf(token) });
    return outcome.ok ? { ok: true, devices: outcome.result.devices, automatic: outcome.result.automatic, cuda: outcome.result.cuda } : { ok: false, message: outcome.problem.message };
  });
  answerExports(connection, documents, session, supervisor);
  answerFeatureMaps(connection, documents, session, supervisor);
  answerInfluence(connection, documents, session, supervisor);
  connection.onShutdown(() => supervisor.dispose());
  connection.onExit(() => supervisor.dispose());
}
