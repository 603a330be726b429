/** Rules that look at layers one by one; what they find is kept for as long as the layer's analysis stays as it is. */
import type { LayerAnalysis } from '../analysis/analysis';
import type { DialectId } from '../schema/dialects';
import { shiftFinding } from './kept-findings';
import { findingOf, type Finding, type Report, type RuleInfo } from './rule';

/** The layers to look at, which are not all that a net has. */
export interface LayersContext {
  layers: readonly LayerAnalysis[];
  dialect: DialectId;
}

/**
 * A rule that looks at nothing but each layer by itself: its text, what reaches it, and the dialect. All that it finds
 * stands in the layer's block.
 */
export interface LayerRule extends RuleInfo {
  checkLayers(context: LayersContext): Iterable<Report>;
}

interface Kept {
  dialect: DialectId;
  /** With offsets counted from the block's start. */
  findings: Finding[];
}

/** What all layer rules find, by the layer's result. */
const known = new WeakMap<object, Kept>();

/** What the rules find in layers of a net, in the order of the net. There is one set of layer rules. */
export function checkLayers(rules: readonly LayerRule[], { layers, dialect }: LayersContext): readonly Finding[] {
  const changed = layers.filter(({ id }) => known.get(id)?.dialect !== dialect);
  if (changed.length > 0) checkAnew(rules, { layers: changed, dialect });
  const found: Finding[] = [];
  for (const { id, layer } of layers) {
    for (const finding of known.get(id)?.findings ?? []) found.push(shiftFinding(finding, layer.node.start));
  }
  return found;
}

function checkAnew(rules: readonly LayerRule[], context: LayersContext): void {
  const { layers, dialect } = context;
  for (const { id } of layers) known.set(id, { dialect, findings: [] });
  for (const rule of rules) {
    for (const report of rule.checkLayers(context)) {
      // What stands elsewhere comes of a V0 padding layer, and V0 layers are read anew at each edit: any owner is right.
      const owner = layers.find(({ layer: { node } }) => node.start <= report.start && report.end <= node.end) ?? layers[0];
      if (owner) known.get(owner.id)?.findings.push(shiftFinding(findingOf(rule, report), -owner.layer.node.start));
    }
  }
}
