/** Finds convolutions whose channels are only multiplied and shifted before anything else reads them. */
import type { Analysis, LayerAnalysis } from '../../analysis/analysis';
import type { AffineReading } from '../../layers/affine';
import type { LayerQuery } from '../../layers/definition';

/** A convolution with the layers that can go into it, in order. */
export interface FoldableChain {
  convolution: LayerAnalysis;
  links: readonly { result: LayerAnalysis; affine: AffineReading }[];
}

const ignore = (): void => undefined;

export const queryOf = ({ net: { phase } }: Analysis, { layer, bottomShapes }: LayerAnalysis): LayerQuery => ({ layer, phase, bottoms: bottomShapes, refuse: ignore });

/** The layer that alone reads what another makes. */
function onlyReader(analysis: Analysis, { layer }: LayerAnalysis): LayerAnalysis | undefined {
  const [reader, ...others] = layer.tops[0]?.blob?.consumers ?? [];
  return reader === undefined || others.length > 0 || layer.tops.length > 1 ? undefined : analysis.layers[reader.index];
}

/** What is folded into weights must hold for all who use them. */
function sharersIn({ layers }: Analysis): ReadonlySet<LayerAnalysis> {
  const sharing = layers.filter(({ sharedWith }) => sharedWith.some((owner) => owner !== undefined));
  const owners = sharing.flatMap(({ sharedWith }) => sharedWith.flatMap((owner) => (owner === undefined ? [] : (layers[owner.index] ?? []))));
  return new Set([...sharing, ...owners]);
}

/** All of a net as it is tested. */
export function foldableChains(analysis: Analysis): FoldableChain[] {
  if (analysis.net.phase !== 'TEST') return [];
  const sharers = sharersIn(analysis);
  const linksAfter = (convolution: LayerAnalysis): FoldableChain['links'] => {
    const links: { result: LayerAnalysis; affine: AffineReading }[] = [];
    let next = onlyReader(analysis, convolution);
    while (next !== undefined && next.layer.bottoms.length === 1 && !sharers.has(next)) {
      const affine = next.definition?.affine?.(queryOf(analysis, next));
      if (affine === undefined) break;
      links.push({ result: next, affine });
      next = onlyReader(analysis, next);
    }
    return links;
  };
  return analysis.layers
    .filter((layer) => layer.definition?.scaleOutputs !== undefined && !sharers.has(layer))
    .map((convolution) => ({ convolution, links: linksAfter(convolution) }))
    .filter(({ links }) => links.length > 0);
}
