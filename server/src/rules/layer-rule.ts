/** Rules that look at layers one by one; what they find is kept for as long as the layer's analysis stays as it is. */
import type { LayerAnalysis } from '../analysis/analysis';
import type { DialectId } from '../schema/dialects';
import { Attachment } from '../syntax/attachment';
import { t } from '../l10n/text';
import type { NetInput } from '../net/net';
import { formatShape } from '../net/shape';
import { shiftFinding } from './kept-findings';
import { placeOfLayer } from './net-rule';
import { findingOf, type Finding, type RelatedPlace, type Report, type RuleInfo } from './rule';

/** The layers to look at, which are not all that a net has. */
export interface LayersContext {
  layers: readonly LayerAnalysis[];
  /** Those of them that Caffe would refuse. */
  refused: readonly LayerAnalysis[];
  dialect: DialectId;
}

/** What a layer rule says of a layer. */
export interface LayerReport extends Report {
  /** The bottoms whose makers explain it: other blocks, which may move without this one. */
  madeBy?: readonly number[] | undefined;
}

/**
 * A rule that looks at nothing but each layer by itself: its text, what reaches it, and the dialect. All that it finds
 * stands in the layer's block.
 */
export interface LayerRule extends RuleInfo {
  /** Set for a rule that looks at the layer's own text only, whatever reaches it. */
  isOfText?: true;
  checkLayers(context: LayersContext): Iterable<LayerReport>;
}

interface KeptFinding {
  /** With offsets counted from the block's start. */
  finding: Finding;
  madeBy: readonly number[];
}

interface Kept {
  dialect: DialectId;
  findings: KeptFinding[];
}

/** What some layer rules find, kept by an object of each layer's analysis. */
class KeptFindings {
  private readonly known = new Attachment<object, Kept>();

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
      for (const { madeBy = [], ...report } of rule.checkLayers(context)) {
        // What stands elsewhere comes of a V0 padding layer, and V0 layers are read anew at each edit: any owner is right.
        const owner = layers.find(({ layer: { node } }) => node.start <= report.start && report.end <= node.end) ?? layers[0];
        if (owner) this.of(owner, dialect)?.findings.push({ finding: shiftFinding(findingOf(rule, report), -owner.layer.node.start), madeBy });
      }
    }
  }
}

/** The place that makes a bottom, with the shape that it has there. */
function makerOf({ layer, bottomShapes }: LayerAnalysis, bottom: number, inputs: readonly NetInput[]): RelatedPlace | undefined {
  const { name, blob } = layer.bottoms[bottom] ?? {};
  const shape = bottomShapes[bottom];
  if (name === undefined || blob === undefined || shape === undefined) return undefined;
  const place = blob.producer ? placeOfLayer(blob.producer) : inputs.find((candidate) => candidate.blob === blob)?.node;
  return place && { start: place.start, end: place.end, message: t`\`${name}\` is made here, as ${formatShape(shape)}.` };
}

/** The finding where its layer stands now, with the makers of its bottoms where they stand now. */
function placed({ finding, madeBy }: KeptFinding, layer: LayerAnalysis, inputs: readonly NetInput[]): Finding {
  const here = shiftFinding(finding, layer.layer.node.start);
  if (madeBy.length === 0) return here;
  return { ...here, related: [...(here.related ?? []), ...madeBy.flatMap((bottom) => makerOf(layer, bottom, inputs) ?? [])] };
}

/** Looks at the layers of a net, in its dialect; `inputs` are those that no layer makes. */
type LayerCheck = (layers: readonly LayerAnalysis[], dialect: DialectId, inputs: readonly NetInput[]) => Finding[];

/** A check of all layers of a net by these rules, which looks again only at what has changed. */
export function layerCheck(rules: readonly LayerRule[]): LayerCheck {
  const ofText = new KeptFindings(rules.filter(({ isOfText }) => isOfText), ({ text }) => text);
  const ofResult = new KeptFindings(rules.filter(({ isOfText }) => !isOfText), ({ id }) => id);
  return (layers, dialect, inputs) => {
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
      const layer = layers[index] as LayerAnalysis;
      for (const finding of kept[index]?.findings ?? []) found.push(placed(finding, layer, inputs));
    }
    return found;
  };
}
