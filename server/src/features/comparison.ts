/** What two nets differ in, to be shown layer by layer in the order of the newer net. */
import { describe } from '../analysis/describe';
import { diffNets, type ChangedLayer, type DescribedNet, type NetDiff } from '../analysis/diff';
import { factsOf, figureLines, inputLines, isOwnChange, nameChange, settingLines, totalLines } from '../analysis/diff-formats';
import type { DescribedLayer } from '../analysis/describe';
import { t } from '../l10n/text';
import type { ComparedLayer, CompareOutcome } from '../protocol/compare';
import type { Snapshot } from './snapshot';

function describedNet({ analyses: [analysis], context, document }: Snapshot): DescribedNet | undefined {
  return analysis && { analysis, description: describe(analysis, context.dialect, (offset) => document.positionAt(offset).line) };
}

const changedLayer = (layer: ChangedLayer): ComparedLayer => ({
  kind: isOwnChange(layer) ? 'changed' : 'reached',
  name: nameChange(layer), type: layer.type, isMoved: layer.isMoved,
  line: { before: (layer.line.before ?? 1) - 1, after: (layer.line.after ?? 1) - 1 },
  settings: settingLines(layer), figures: figureLines(layer.figures), facts: '',
});

const wholeLayer = (kind: 'added' | 'removed') => (layer: DescribedLayer): ComparedLayer => ({
  kind, name: layer.name, type: layer.type, isMoved: false,
  line: { before: kind === 'removed' ? layer.line - 1 : null, after: kind === 'added' ? layer.line - 1 : null },
  settings: [], figures: [], facts: factsOf(layer),
});

/** Layers stand by their line; those that are gone, behind the one that they followed. */
function inOrder({ added, removed, changed }: NetDiff, before: DescribedNet): ComparedLayer[] {
  const present = [...changed.map(changedLayer), ...added.map(wholeLayer('added'))].sort((a, b) => (a.line.after ?? 0) - (b.line.after ?? 0));
  const lineOf = new Map(before.description.layers.map(({ line }, index) => [line - 1, index]));
  for (const gone of removed.map(wholeLayer('removed'))) {
    const place = lineOf.get(gone.line.before ?? -1) ?? 0;
    const next = present.findIndex(({ line }) => line.before !== null && (lineOf.get(line.before) ?? -1) > place);
    present.splice(next < 0 ? present.length : next, 0, gone);
  }
  return present;
}

/** The difference of two documents' nets, each in the phase that is shown first. */
export function comparison(before: Snapshot, after: Snapshot): CompareOutcome {
  const [was, is] = [describedNet(before), describedNet(after)];
  if (was === undefined || is === undefined) {
    const { uri } = was === undefined ? before : after;
    return { ok: false, message: t`${decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))} holds no net: no layers and no inputs were found.` };
  }
  const diff = diffNets(was, is);
  return { ok: true, isEqual: diff.isEqual, inputs: inputLines(diff), layers: inOrder(diff, was), totals: totalLines(diff) };
}
