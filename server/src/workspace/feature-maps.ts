/** Answers `atrous/features`: what a layer makes of a picture. */
import { WorkDoneProgress, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { Snapshot } from '../features/snapshot';
import type { FeaturesResult } from '../inference/messages';
import { stageWords } from '../inference/stages';
import type { Supervisor } from '../inference/supervisor';
import { t } from '../l10n/text';
import { featuresRequest, type FeaturesAnswer, type FeaturesOutcome, type FeaturesParams } from '../protocol/features';
import type { RunFailure } from '../protocol/run';
import type { Documents } from './documents';
import { newRunFolder } from './run-folders';
import { failureFrom, netToRun, pictureOptionsOf, signalOf, uriOf } from './run-parts';
import type { Session } from './session';

/** Names of the layers that make a blob, in order. */
const layersOf = ({ analyses: [shown] }: Snapshot): string[] =>
  (shown?.net.layers ?? []).filter(({ name, tops }) => name !== '' && tops.length > 0).map(({ name }) => name);

/** The layer that is meant, or why there is none. */
function layerNamed(snapshot: Snapshot, layer: string | number): string | RunFailure {
  if (typeof layer === 'string') return layer;
  const { document } = snapshot;
  const offset = document.offsetAt({ line: layer, character: document.getText({ start: { line: layer, character: 0 }, end: { line: layer + 1, character: 0 } }).search(/\S|$/) });
  const name = snapshot.layerAt(offset)?.result.layer.name;
  return name ?? { ok: false, message: t`There is no layer at line ${layer + 1}. Put the cursor into a layer.`, wayOut: 'showProblem', line: layer };
}

const answerFrom = ({ layer, type, line, blob, shape, maps, summary, cause, device, deviceNote, notes, stages }: FeaturesResult, layers: readonly string[]): FeaturesAnswer => ({
  ok: true, layer, type, blob, shape, layers, device, notes,
  line: line - 1,
  maps: uriOf(maps),
  summary: uriOf(summary),
  ...(cause && { cause: { ...cause, line: cause.line - 1 } }),
  ...(deviceNote !== undefined && { deviceNote }),
  steps: stages.map(({ stage, milliseconds }) => ({ name: stage, milliseconds })),
});

export function answerFeatureMaps(connection: Connection, documents: Documents, session: Session, supervisor: Supervisor): void {
  async function show({ uri, layer, weights, image, device, workDoneToken }: FeaturesParams, token: CancellationToken): Promise<FeaturesOutcome> {
    const runnable = await netToRun(uri, [weights, image], documents, session);
    if ('ok' in runnable) return runnable;
    const named = layerNamed(runnable.snapshot, layer);
    if (typeof named !== 'string') return named;
    const onStage = (stage: string): void => {
      if (workDoneToken !== undefined) void connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'report', message: stageWords(stage) });
    };
    const outcome = await supervisor.run<'features'>({
      kind: 'features', net: runnable.net, layer: named, device, ...pictureOptionsOf(session.settingsOf(uri)),
      weights: { kind: 'file', path: URI.parse(weights).fsPath },
      image: URI.parse(image).fsPath,
      output: newRunFolder(session.storage),
    }, { onStage, signal: signalOf(token) });
    return outcome.ok ? answerFrom(outcome.result, layersOf(runnable.snapshot)) : failureFrom(outcome.problem);
  }

  connection.onRequest(featuresRequest, show);
}
