/** Answers `atrous/influence`: the layer at a line, its weights, and a measurement by the inference host. */
import { WorkDoneProgress, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { Snapshot } from '../features/snapshot';
import type { InfluenceResult } from '../inference/messages';
import { stageWords } from '../inference/stages';
import type { Supervisor } from '../inference/supervisor';
import { t } from '../l10n/text';
import { influenceRequest, type InfluenceOutcome, type InfluenceParams } from '../protocol/influence';
import type { Documents } from './documents';
import { newRunFolder } from './run-folders';
import { failureFrom, netToRun, signalOf, uriOf } from './run-parts';
import type { Session } from './session';

/** Passes with other noise; more change little. */
const passes = 4;

/** The layer whose block is at a line, and the blob that it makes. */
function layerAt(snapshot: Snapshot, line: number): { layer: string; blob: string } | undefined {
  const { document } = snapshot;
  const found = snapshot.layerAt(document.offsetAt({ line, character: Number.MAX_SAFE_INTEGER }))?.result.layer;
  const [top] = found?.tops ?? [];
  return found && top && { layer: found.name, blob: top.name };
}

function measuredFrom(result: InfluenceResult, layer: string): InfluenceOutcome {
  const { blob, unit, input, inputSize, mean, deviation, area, field: { first, last }, uniformDeviation, picture, device, notes } = result;
  const fieldSize = [last[0] - first[0] + 1, last[1] - first[1] + 1] as const;
  return {
    ok: true, layer, blob, unit, input, inputSize, mean, deviation, area, device, notes, picture: uriOf(picture),
    ...(fieldSize.every(Number.isFinite) && { fieldSize }),
    ...(uniformDeviation && { uniformDeviation }),
  };
}

export function answerInfluence(connection: Connection, documents: Documents, session: Session, supervisor: Supervisor): void {
  async function measure({ uri, line, weights, workDoneToken }: InfluenceParams, token: CancellationToken): Promise<InfluenceOutcome> {
    const runnable = await netToRun(uri, [weights], documents, session);
    if ('ok' in runnable) return runnable;
    const place = layerAt(runnable.snapshot, line);
    if (!place) return { ok: false, message: t('There is no layer with a top at the cursor. Put it into the block of the layer whose field is to be measured.') };
    const report = (stage: string): void => {
      if (workDoneToken !== undefined) void connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'report', message: stageWords(stage) });
    };
    const outcome = await supervisor.run<'influence'>({
      kind: 'influence', net: runnable.net, weights: { kind: 'file', path: URI.parse(weights).fsPath },
      inputs: [], blob: place.blob, unit: undefined, runs: passes, output: newRunFolder(session.storage), device: 'cpu',
    }, { onStage: report, signal: signalOf(token) });
    return outcome.ok ? measuredFrom(outcome.result, place.layer) : failureFrom(outcome.problem);
  }

  connection.onRequest(influenceRequest, measure);
}
