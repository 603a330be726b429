/** Rules that look at layers one by one; what they find is kept for as long as the layer's analysis stays as it is. */
import type { LayerAnalysis } from '../analysis/analysis';
import type { DialectId } from '../schema/dialects';
import { shiftFinding } from './kept-findings';
import { findingOf, type Finding, type Report, type RuleInfo } from './rule';

/** The layers to look at, which are not all that a net has. */
export interface LayersContext {
  layers: readonly LayerAnalysis[];
  /** Those of them that Caffe would refuse. */
  refused: readonly LayerAnalysis[];
  dialect: DialectId;
}

/**
 * A rule that looks at nothing but each layer by itself: its text, what reaches it, and the dialect. All that it finds
 * stands in the layer's block.
 */
export interface LayerRule extends RuleInfo {
  /** Set for a rule that looks at the layer's own text only, whatever reaches it. */
  isOfText?: true;
  checkLayers(context: LayersContext): Iterable<Report>;
}

interface Kept {
  dialect: DialectId;
  /** With offsets counted from the block's start. */
  findings: Finding[];
}

/** What some layer rules find, kept by an object of each layer's analysis. */
class KeptFindings {
  private readonly known = new WeakMap<object, Kept>();

  constructor(private readonly rules: readonly LayerRule[], private readonly keyOf: (layer: LayerAnalysis) => object) {}

  /** What is known of a layer; undefined where it has changed, or the dialect has. */
  of(layer: LayerAnalysis, dialect: DialectId): Kept | undefined {
    const kept = this.known.get(this.keyOf(layer));
    return kept?.dialect === dialect ? kept : undefined;
  }

  /** Looks at layers that have changed. */
  checkAnew(layers: readonly LayerAnalysis[], dialect: DialectId): void {
    for (const layer of layers) this.known.set(this.keyOf(layer), { dialect, findings: [] });
    const context = { layers, refused: layers.filter(({ refusals }) => refusals.length > 0), dialect };
    for (const rule of this.rules) {
      for (const report of rule.checkLayers(context)) {
        // What stands elsewhere comes of a V0 padding layer, and V0 layers are read anew at each edit: any owner is right.
        const owner = layers.find(({ layer: { node } }) => node.start <= report.start && report.end <= node.end) ?? layers[0];
        if (owner) this.of(owner, dialect)?.findings.push(shiftFinding(findingOf(rule, report), -owner.layer.node.start));
      }
    }
  }
}

/** A check of all layers of a net by these rules, which looks again only at what has changed. */
export function layerCheck(rules: readonly LayerRule[]): (layers: readonly LayerAnalysis[], dialect: DialectId) => Finding[] {
  const ofText = new KeptFindings(rules.filter(({ isOfText }) => isOfText), ({ text }) => text);
  const ofResult = new KeptFindings(rules.filter(({ isOfText }) => !isOfText), ({ id }) => id);
  return (layers, dialect) => {
    let kept = layers.map((layer) => ofResult.of(layer, dialect));
    const changed = layers.filter((_, index) => kept[index] === undefined);
    if (changed.length > 0) {
      ofText.checkAnew(changed.filter((layer) => ofText.of(layer, dialect) === undefined), dialect);
      ofResult.checkAnew(changed, dialect);
      for (const layer of changed) ofResult.of(layer, dialect)?.findings.push(...(ofText.of(layer, dialect)?.findings ?? []));
      kept = layers.map((layer, index) => kept[index] ?? ofResult.of(layer, dialect));
    }
    const found: Finding[] = [];
    for (let index = 0; index < layers.length; index++) {
      const start = (layers[index] as LayerAnalysis).layer.node.start;
      for (const finding of kept[index]?.findings ?? []) found.push(shiftFinding(finding, start));
    }
    return found;
  };
}
