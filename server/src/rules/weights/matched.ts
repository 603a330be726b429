/** A net with the weights that are known for it, matched once for whoever asks. */
import type { Analysis } from '../../analysis/analysis';
import { isProblem } from '../../weights/caffemodel';
import { matchWeights, type WeightMatch } from '../../weights/match';
import type { DocumentWeights } from '../rule';

export interface MatchedWeights {
  match: WeightMatch;
  weights: DocumentWeights;
  /** True where the file has weights for none of the layers. */
  isForeign: boolean;
}

const known = new WeakMap<Analysis, MatchedWeights>();

/** Undefined without a readable file. */
export function matchedWeights(analysis: Analysis, weights: DocumentWeights | undefined): MatchedWeights | undefined {
  if (!weights || isProblem(weights.index)) return undefined;
  const kept = known.get(analysis);
  if (kept?.weights.index === weights.index) return kept;
  const match = matchWeights(analysis.layers, weights.index);
  const withWeights = analysis.layers.filter(({ blobs }) => blobs.length > 0).length;
  const found = { match, weights, isForeign: withWeights > 0 && match.missing.length === withWeights && match.mismatches.length === 0 };
  known.set(analysis, found);
  return found;
}
