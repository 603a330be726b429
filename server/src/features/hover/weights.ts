/** What a hover tells of a layer's trained weights: each blob's shape in the file, and figures of its values. */
import { say, t, type Phrase } from '../../l10n/text';
import { formatShape } from '../../net/shape';
import { matchedWeights } from '../../rules/weights/matched';
import type { StoredBlob } from '../../weights/blob';
import type { BlobStatistics } from '../../weights/values';
import type { Snapshot } from '../snapshot';

/** The figures of a blob; undefined while they are not known. */
export type StatisticsLookup = (blob: StoredBlob) => BlobStatistics | undefined;

interface LayerBlob {
  role: Phrase;
  stored: StoredBlob | undefined;
}

/** The blobs of the layer around an offset with what the weights file has for them; empty without a file. */
function layerBlobs(snapshot: Snapshot, offset: number): readonly LayerBlob[] {
  const { result, analysis } = snapshot.layerAt(offset) ?? {};
  const matched = analysis && matchedWeights(analysis, snapshot.settings.weights);
  if (!result || !matched || matched.isForeign) return [];
  const stored = matched.match.blobsOf(result.layer);
  return result.blobs.map(({ role }, i) => ({ role, stored: stored[i] }));
}

/** The stored blobs that a hover at an offset tells of. */
export const blobsAt = (snapshot: Snapshot, offset: number): readonly StoredBlob[] => layerBlobs(snapshot, offset).flatMap(({ stored }) => stored ?? []);

const figure = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(3))).replace('-', '−') : '–');

function cells(statistics: BlobStatistics | undefined): string[] {
  if (!statistics) return new Array<string>(5).fill('…');
  const { min, max, mean, zeros, notFinite } = statistics;
  return [figure(min), figure(max), figure(mean), `${figure(100 * zeros)} %`, notFinite > 0 ? `**${notFinite}**` : '0'];
}

/** Markdown: a table of the blobs; undefined where no weights are known, or the layer has none. */
export function weightsCard(snapshot: Snapshot, offset: number, statisticsOf: StatisticsLookup): string | undefined {
  const blobs = layerBlobs(snapshot, offset);
  if (!blobs.some(({ stored }) => stored)) return undefined;
  const head = [t('Weights'), t('Shape'), t('min'), t('max'), t('mean'), t('zeros'), t('NaN, Inf')];
  const rows = blobs.map(({ role, stored }) => (stored ? [say(role), formatShape(stored.shape), ...cells(statisticsOf(stored))] : [say(role), t('from its filler'), '', '', '', '', '']));
  const line = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
  const isPending = blobs.some(({ stored }) => stored && !statisticsOf(stored));
  return [
    `\`${snapshot.settings.weights?.name ?? ''}\``,
    [line(head), line(head.map((_, i) => (i < 2 ? ':--' : '--:'))), ...rows.map(line)].join('\n'),
    ...(isPending ? [t('The figures are being computed: point here again.')] : []),
  ].join('\n\n');
}
