/** What stays in float32 in a graph of half precision, though it could be computed in halves. */
import type { OnnxGraph, OnnxNode } from './model';

/**
 * All that places of maxima depend on. They are decisions: halves make ties of what is not equal, and SegNet then puts whole values elsewhere,
 * which moved its probabilities by a third.
 */
export function keptInFull({ nodes }: OnnxGraph): ReadonlySet<OnnxNode> {
  const makers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const kept = new Set<OnnxNode>();
  const waiting = nodes.filter(givesPlaces).flatMap(({ inputs }) => inputs);
  for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
    const maker = makers.get(tensor);
    if (!maker || kept.has(maker)) continue;
    kept.add(maker);
    waiting.push(...maker.inputs);
  }
  return kept;
}

const givesPlaces = ({ op, outputs }: OnnxNode): boolean => op === 'MaxPool' && outputs.length > 1;
