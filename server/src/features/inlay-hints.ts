/** Inlay hints: what a layer makes, behind its name: `→ 512×65×65 · rf 419 · s8`. */
import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver-types';
import { fieldSize } from '../analysis/axis-field';
import type { LayerAnalysis } from '../analysis/analysis';
import { t } from '../l10n/text';
import { formatShape, type Shape } from '../net/shape';
import { formatPair, formatStride } from './numbers';
import type { Snapshot } from './snapshot';

/** Without the batch, which is the same all over the net. */
const mapText = (shape: Shape): string => formatShape(shape.length === 4 ? shape.slice(1) : shape);

/** Layers that work in place change neither shape nor field. */
const isInPlace = ({ layer: { bottoms, tops } }: LayerAnalysis): boolean =>
  tops.length > 0 && tops.every((top) => bottoms.some(({ name }) => name === top.name));

function fieldText({ topFields }: LayerAnalysis): string[] {
  const axes = topFields[0]?.[0]?.axes;
  if (!axes) return [];
  const size = axes.some(({ whole }) => whole) ? 'all' : formatPair([String(fieldSize(axes[0])), String(fieldSize(axes[1]))]);
  return size === '1' ? [] : [size === 'all' ? t('rf all') : t`rf ${size}`, ...(size === 'all' ? [] : [`s${formatStride(axes)}`])];
}

function hintText(result: LayerAnalysis): string | undefined {
  const shapes = [...new Set(result.topShapes.flatMap((shape) => (shape ? mapText(shape) : [])))];
  if (shapes.length === 0 || isInPlace(result)) return undefined;
  return [`→ ${shapes.slice(0, 3).join(', ')}`, ...fieldText(result)].join(' · ');
}

/** Hints of the layers whose names stand in `range`. */
export function inlayHints(snapshot: Snapshot, range: Range): InlayHint[] {
  const { document } = snapshot;
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const seen = new Set<number>();
  return snapshot.analyses.flatMap(({ layers }) => layers).flatMap((result) => {
    const { node, nameNode } = result.layer;
    const at = nameNode?.end ?? node.nameEnd;
    const label = at < start || at > end || seen.has(at) ? undefined : hintText(result);
    if (label === undefined) return [];
    seen.add(at);
    return [{ position: document.positionAt(at), label, kind: InlayHintKind.Type, paddingLeft: true }];
  });
}
