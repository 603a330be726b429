/** Code lenses: what can be done with the net, above it, and who reads a blob where several do. */
import type { CodeLens } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import { runCommand, showReadersCommand } from '../protocol/commands';
import { formatCount } from './numbers';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

const firstLine = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Above the first block, not above the comments before it. */
const netRange = (snapshot: Snapshot): CodeLens['range'] => {
  const first = snapshot.tree.root.fields[0];
  return first ? rangeOf(snapshot.document, { start: first.start, end: first.nameEnd }) : firstLine;
};

function netLenses(snapshot: Snapshot, { totals, layers }: Analysis, isTrusted: boolean): CodeLens[] {
  const range = netRange(snapshot);
  const size = t`${layers.length} layers · ${formatCount(totals.parameters)} parameters · ${formatCount(totals.macs)} multiply-adds`;
  const canRun = isTrusted && snapshot.settings.presentation.hasCommands;
  return [
    ...(canRun ? [{ range, command: { title: t('Run on image…'), command: runCommand, arguments: [snapshot.uri] } }] : []),
    { range, command: { title: totals.isComplete ? size : t`at least ${size}`, command: '' } },
  ];
}

/** A blob that several layers read is where the net branches. */
function readersLens(snapshot: Snapshot, layer: Layer): CodeLens[] {
  const readers = [...new Set(layer.tops.flatMap(({ blob }) => blob?.consumers ?? []))];
  const place = layer.nameNode ?? { start: layer.node.start, end: layer.node.nameEnd };
  if (readers.length < 2) return [];
  const locations = readers.map(({ nameNode, node }) => ({ uri: snapshot.uri, range: rangeOf(snapshot.document, nameNode ?? node) }));
  return [{
    range: rangeOf(snapshot.document, { start: layer.node.start, end: layer.node.nameEnd }),
    command: {
      title: t`read by ${readers.length} layers`,
      ...(snapshot.settings.presentation.hasCommands
        ? { command: showReadersCommand, arguments: [snapshot.uri, snapshot.document.positionAt(place.start), locations] }
        : { command: '' }),
    },
  }];
}

/** @param isTrusted false in a workspace in which nothing runs */
export function codeLenses(snapshot: Snapshot, isTrusted: boolean): CodeLens[] {
  const [shown] = snapshot.analyses;
  if (!shown || shown.layers.length === 0) return [];
  return [...netLenses(snapshot, shown, isTrusted), ...shown.net.layers.flatMap((layer) => readersLens(snapshot, layer))];
}
