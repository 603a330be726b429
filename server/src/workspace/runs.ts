/** Answers `atrous/run` and `atrous/devices`: gathers what the inference host needs, passes its reports on, and words its answers. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkDoneProgress, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { snapshotOf, type Snapshot } from '../features/snapshot';
import { deepLabKernels } from '../../../kernels/parameters';
import type { CrfChoice, NetSource, PictureOptions, PictureRun } from '../inference/messages';
import { defaultPictureOptions } from '../inference/picture-defaults';
import type { InferenceProblem } from '../inference/problem';
import { Supervisor } from '../inference/supervisor';
import { devicesRequest, type DeviceList } from '../protocol/devices';
import type { CrfSettings } from '../protocol/crf';
import { runRequest, type RunFailure, type RunOutcome, type RunParams, type RunResult } from '../protocol/run';
import type { Settings } from '../protocol/settings';
import type { RuleGroup } from '../rules/rule';
import type { Documents } from './documents';
import { newRunFolder } from './run-folders';
import type { Session } from './session';

/** The host gives its memory back after so long without work. */
const idleMilliseconds = 5 * 60_000;

/** The version of a document that the disk has. */
const onDisk = -1;

/** The net as the editor has it, or else as the disk has it; undefined where neither can be read. */
async function snapshotFor(uri: string, documents: Documents, session: Session): Promise<Snapshot | undefined> {
  const open = documents.get(uri);
  if (open) return open;
  try {
    const text = await readFile(URI.parse(uri).fsPath, 'utf8');
    return snapshotOf(TextDocument.create(uri, 'prototxt', onDisk, text), session.snapshotSettings(uri));
  } catch {
    return undefined;
  }
}

/** Groups of rules whose errors keep Caffe from making the net. */
const binding: ReadonlySet<string> = new Set<RuleGroup>(['syntax', 'schema', 'wiring', 'shape']);

/** The first error of the net, which no run can be better than. */
function errorIn({ findings, document }: Snapshot): RunFailure | undefined {
  const error = findings.find(({ severity, code }) => severity === 'error' && binding.has(code.slice(0, code.indexOf('/'))));
  if (!error) return undefined;
  const { line } = document.positionAt(error.start);
  return { ok: false, message: `Line ${line + 1}: ${error.message}`, line, wayOut: 'showProblem' };
}

const netOf = (uri: string, { tree, context }: Snapshot): NetSource => ({ path: URI.parse(uri).fsPath, text: tree.text, variables: [...context.variables] });

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

/** Settings that make no sense are as if they were not made. */
function pictureOptionsOf({ inference: { fit, tileSize, scales, flip, mean, inputScale } }: Settings): PictureOptions {
  const numbers = Array.isArray(scales) ? scales.filter((scale) => typeof scale === 'number' && scale > 0 && scale <= 4) : [];
  return {
    scales: numbers.length > 0 ? numbers : defaultPictureOptions.scales,
    flip,
    fit: fit === 'pad' || fit === 'reshape' ? fit : 'auto',
    largestSide: tileSize >= 33 ? tileSize : defaultPictureOptions.largestSide,
    mean: mean || undefined,
    inputScale: inputScale || undefined,
  };
}
const crfFrom = ({ iterations, normalization, ...kernels }: CrfSettings): CrfChoice => ({ iterations, parameters: { kernels: deepLabKernels(kernels), normalization } });

const refusals = {
  untrusted: { ok: false, message: 'This workspace is not trusted, so no model runs in it.' },
  unreadable: { ok: false, message: 'The net cannot be read: its file is gone or is not on this computer.' },
  remotePicture: { ok: false, message: 'The picture and the weights must be files on the computer where the language server runs.', wayOut: 'chooseImage' },
} as const satisfies Record<string, RunFailure>;

export function answerRuns(connection: Connection, documents: Documents, session: Session): void {
  const supervisor = new Supervisor({ hostPath: join(import.meta.dirname, 'host.js'), idleMilliseconds });

  /** An abort signal that follows the request's token. */
  function signalOf(token: CancellationToken): AbortSignal {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return controller.signal;
  }

  async function run({ uri, weights, image, device, crf, workDoneToken }: RunParams, token: CancellationToken): Promise<RunOutcome> {
    if (!session.isTrusted) return refusals.untrusted;
    if ([weights, image].some((file) => URI.parse(file).scheme !== 'file')) return refusals.remotePicture;
    const snapshot = await snapshotFor(uri, documents, session);
    if (!snapshot) return refusals.unreadable;
    const failure = errorIn(snapshot);
    if (failure) return failure;
    const { version } = snapshot.document;
    const report = (stage: string): void => {
      if (workDoneToken !== undefined) void connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'report', message: stage });
    };
    const outcome = await supervisor.run<'run'>({
      kind: 'run', net: netOf(uri, snapshot), device, ...pictureOptionsOf(session.settingsOf(uri)), crf: crf && crfFrom(crf), classes: undefined,
      weights: { kind: 'file', path: URI.parse(weights).fsPath },
      image: URI.parse(image).fsPath,
      output: newRunFolder(session.storage),
    }, { onStage: report, signal: signalOf(token) });
    return outcome.ok ? resultFrom(outcome.result.picture, version) : failureFrom(outcome.problem);
  }

  connection.onRequest(runRequest, run);
  connection.onRequest(devicesRequest, async (_: unknown, token: CancellationToken): Promise<DeviceList> => {
    if (!session.isTrusted) return { ok: false, message: refusals.untrusted.message };
    const outcome = await supervisor.run<'devices'>({ kind: 'devices' }, { signal: signalOf(token) });
    return outcome.ok ? { ok: true, devices: outcome.result.devices, automatic: outcome.result.automatic } : { ok: false, message: outcome.problem.message };
  });
  connection.onShutdown(() => supervisor.dispose());
  connection.onExit(() => supervisor.dispose());
}
