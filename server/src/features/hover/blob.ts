/** The card of a blob: its shape, who writes it and who reads it. */
import type { Analysis } from '../../analysis/analysis';
import { joinCommas, quoted } from '../../l10n/lists';
import { t } from '../../l10n/text';
import type { Blob } from '../../net/net';
import { formatShape } from '../../net/shape';
import type { ScalarNode } from '../../syntax/tree';

/** More readers than this are counted, not listed. */
const mostReaders = 6;

/** The blob that a bottom, top or input stands for. */
export function blobAt({ net }: Analysis, node: ScalarNode): Blob | undefined {
  const isHere = (place: { node: ScalarNode }): boolean => place.node === node;
  for (const { bottoms, tops } of net.layers) {
    const connection = bottoms.find(isHere) ?? tops.find(isHere);
    if (connection) return connection.blob;
  }
  return net.inputs.find(isHere)?.blob;
}

function readersText({ consumers }: Blob): string {
  if (consumers.length === 0) return t('read by no layer');
  const names = quoted([...new Set(consumers.map(({ name }) => name))]);
  const listed = joinCommas(names.slice(0, mostReaders));
  const rest = names.length - mostReaders;
  return t`read by ${rest > 0 ? t`${listed} and ${rest} more` : listed}`;
}

export function blobCard(blob: Blob, analysis: Analysis): string {
  const shape = analysis.shapeOf(blob);
  const writer = blob.producer ? t`written by \`${blob.producer.name}\`` : t('input of the net');
  return [`**${blob.name}** · ${shape ? formatShape(shape) : t('shape not known')}`, joinCommas([writer, readersText(blob)])].join('\n\n');
}
