/** Answers `atrous/run` and `atrous/devices`: gathers what the inference host needs, passes its reports on, and words its answers. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkDoneProgress, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { NetSource, PictureRun } from '../inference/messages';
import type { InferenceProblem } from '../inference/problem';
import { Supervisor } from '../inference/supervisor';
import { devicesRequest, type DeviceList } from '../protocol/devices';
import { runRequest, type RunFailure, type RunOutcome, type RunParams, type RunResult } from '../protocol/run';
import type { Documents } from './documents';
import { newRunFolder } from './run-folders';

/** The host gives its memory back after so long without work. */
const idleMilliseconds = 5 * 60_000;

export interface RunEnvironment {
  documents: Documents;
  /** URI of the folder for runs. */
  storage(): string | undefined;
  /** False in an untrusted workspace, where nothing runs. */
  isTrusted(): boolean;
  /** Values of `${NAME}` for a document that is not open. */
  variables(): ReadonlyMap<string, string>;
}

/** The net as the editor has it, or else as the disk has it; undefined where neither can be read. */
async function netOf(uri: string, environment: RunEnvironment): Promise<{ net: NetSource; version: number } | undefined> {
  const path = URI.parse(uri).fsPath;
  const open = environment.documents.get(uri);
  if (open) {
    const { variables: known } = open.context;
    return { net: { path, text: open.document.getText(), variables: [...known] }, version: open.document.version };
  }
  try {
    return { net: { path, text: await readFile(path, 'utf8'), variables: [...environment.variables()] }, version: -1 };
  } catch {
    return undefined;
  }
}

const uriOf = (path: string): string => URI.file(path).toString();

const resultFrom = ({ classes, device, deviceNote, folder, height, labelMap, notes, stages, width }: PictureRun, version: number): RunResult => ({
  ok: true, classes, device, height, width, version, notes,
  folder: uriOf(folder),
  labelMap: uriOf(labelMap),
  steps: stages.map(({ stage, milliseconds }) => ({ name: stage, milliseconds })),
  ...(deviceNote !== undefined && { deviceNote }),
});

const failureFrom = ({ message, line, wayOut }: InferenceProblem): RunFailure => ({
  ok: false,
  message,
  ...(line !== undefined && { line: line - 1 }),
  ...(wayOut !== undefined ? { wayOut } : line !== undefined && { wayOut: 'showProblem' as const }),
});

const refusals = {
  untrusted: { ok: false, message: 'This workspace is not trusted, so no model runs in it.' },
  unreadable: { ok: false, message: 'The net cannot be read: its file is gone or is not on this computer.' },
  remotePicture: { ok: false, message: 'The picture and the weights must be files on the computer where the language server runs.', wayOut: 'chooseImage' },
} as const satisfies Record<string, RunFailure>;

export function answerRuns(connection: Connection, environment: RunEnvironment): void {
  const supervisor = new Supervisor({ hostPath: join(import.meta.dirname, 'host.js'), idleMilliseconds });

  /** An abort signal that follows the request's token. */
  function signalOf(token: CancellationToken): AbortSignal {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return controller.signal;
  }

  async function run({ uri, weights, image, device, crf, workDoneToken }: RunParams, token: CancellationToken): Promise<RunOutcome> {
    if (!environment.isTrusted()) return refusals.untrusted;
    if ([weights, image].some((file) => URI.parse(file).scheme !== 'file')) return refusals.remotePicture;
    const source = await netOf(uri, environment);
    if (!source) return refusals.unreadable;
    const report = (stage: string): void => {
      if (workDoneToken !== undefined) void connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'report', message: stage });
    };
    const outcome = await supervisor.run<'run'>({
      kind: 'run', net: source.net, device, scales: [1], crf, classes: undefined,
      weights: { kind: 'file', path: URI.parse(weights).fsPath },
      image: URI.parse(image).fsPath,
      output: newRunFolder(environment.storage()),
    }, { onStage: report, signal: signalOf(token) });
    return outcome.ok ? resultFrom(outcome.result.picture, source.version) : failureFrom(outcome.problem);
  }

  connection.onRequest(runRequest, run);
  connection.onRequest(devicesRequest, async (_: unknown, token: CancellationToken): Promise<DeviceList> => {
    if (!environment.isTrusted()) return { ok: false, message: refusals.untrusted.message };
    const outcome = await supervisor.run<'devices'>({ kind: 'devices' }, { signal: signalOf(token) });
    return outcome.ok ? { ok: true, devices: outcome.result.devices, automatic: outcome.result.automatic } : { ok: false, message: outcome.problem.message };
  });
  connection.onShutdown(() => supervisor.dispose());
  connection.onExit(() => supervisor.dispose());
}
