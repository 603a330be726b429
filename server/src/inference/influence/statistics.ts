/** What a map of influence amounts to: its middle, its width and its area. */

/** Pixels of less than this share of the strongest do not count (Luo et al. 2016: beyond two standard deviations of a Gaussian). */
const threshold = 1 - 0.9545;

export interface InfluenceFigures {
  mean: readonly [number, number];
  deviation: readonly [number, number];
  area: number;
}

/** @param influence one number, 0 or more, for each pixel [height, width] */
export function figuresOf(influence: Float32Array, height: number, width: number): InfluenceFigures {
  const rows = new Float64Array(height);
  const columns = new Float64Array(width);
  let strongest = 0;
  for (const [index, value] of influence.entries()) {
    const y = Math.floor(index / width);
    rows[y] = (rows[y] ?? 0) + value;
    columns[index - y * width] = (columns[index - y * width] ?? 0) + value;
    strongest = Math.max(strongest, value);
  }
  const [down, right] = [momentsOf(rows), momentsOf(columns)];
  const area = influence.reduce((count, value) => count + (value > 0 && value >= threshold * strongest ? 1 : 0), 0);
  return { mean: [down.mean, right.mean], deviation: [down.deviation, right.deviation], area };
}

function momentsOf(weights: Float64Array): { mean: number; deviation: number } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return { mean: NaN, deviation: NaN };
  const mean = weights.reduce((sum, weight, place) => sum + weight * place, 0) / total;
  const variance = weights.reduce((sum, weight, place) => sum + weight * (place - mean) ** 2, 0) / total;
  return { mean, deviation: Math.sqrt(variance) };
}
