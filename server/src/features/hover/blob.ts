/** The card of a blob: its shape, who writes it and who reads it. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../analysis/analysis';
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
  if (consumers.length === 0) return l10n.t('read by no layer');
  const names = [...new Set(consumers.map(({ name }) => `\`${name}\``))];
  const listed = names.slice(0, mostReaders).join(', ');
  const rest = names.length - mostReaders;
  return l10n.t('read by {0}', rest > 0 ? l10n.t('{0} and {1} more', listed, rest) : listed);
}

export function blobCard(blob: Blob, analysis: Analysis): string {
  const shape = analysis.shapeOf(blob);
  const writer = blob.producer ? l10n.t('written by {0}', `\`${blob.producer.name}\``) : l10n.t('input of the net');
  return [`**${blob.name}** · ${shape ? formatShape(shape) : l10n.t('shape not known')}`, `${writer}, ${readersText(blob)}`].join('\n\n');
}
