/** A grid search from coarse to fine, as DeepLab's paper finds its CRF's parameters: all values first, then half steps around the best. */

/** The values of one parameter: from, from + step, … up to and with `to`. */
export interface Range {
  from: number;
  step: number;
  to: number;
}

export type Ranges<Name extends string> = Readonly<Record<Name, Range>>;

export type Point<Name extends string> = Readonly<Record<Name, number>>;

/** Steps add up without the noise of binary fractions. */
const rounded = (value: number): number => Number(value.toPrecision(9));

export const valuesOf = ({ from, step, to }: Range): number[] =>
  Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, i) => rounded(from + i * step));

/** Every combination, the last name's values changing fastest. */
function product<Name extends string>(values: Readonly<Record<Name, readonly number[]>>): Point<Name>[] {
  const names = Object.keys(values) as Name[];
  const combine = (points: Partial<Point<Name>>[], name: Name): Partial<Point<Name>>[] => points.flatMap((point) => values[name].map((value) => ({ ...point, [name]: value })));
  return names.reduce(combine, [{}]) as Point<Name>[];
}

/** The first round: the whole grid. */
export const coarseGrid = <Name extends string>(ranges: Ranges<Name>): Point<Name>[] => product(mapRecord(ranges, valuesOf));

/**
 * Round `round` (1, 2, …) after the first: the best point and its neighbours at half the step of the round before. A parameter with one value keeps
 * it, and none falls to zero or below.
 */
export const fineGrid = <Name extends string>(ranges: Ranges<Name>, best: Point<Name>, round: number): Point<Name>[] =>
  product(mapRecord(ranges, (range, name) => neighbours(range, best[name], range.step / 2 ** round)));

const neighbours = (range: Range, best: number, step: number): number[] =>
  valuesOf(range).length === 1 ? [best] : [best - step, best, best + step].map(rounded).filter((value) => value > 0);

const mapRecord = <Name extends string, From, To>(record: Readonly<Record<Name, From>>, change: (value: From, name: Name) => To): Record<Name, To> =>
  Object.fromEntries(Object.entries<From>(record).map(([name, value]) => [name, change(value, name as Name)])) as Record<Name, To>;

export interface Trial<Name extends string> {
  point: Point<Name>;
  score: number;
}

/** Where a search stands. */
export interface SearchProgress<Name extends string> {
  /** From 1 on. */
  round: number;
  rounds: number;
  /** Tried in this round, of so many. */
  done: number;
  count: number;
  best: Trial<Name> | undefined;
}

/**
 * The point with the highest score; of equal ones the first. No point is tried twice.
 * @param rounds the coarse one and the fine ones
 */
export async function searchGrid<Name extends string>(
  ranges: Ranges<Name>, rounds: number, score: (point: Point<Name>) => Promise<number>, report: (progress: SearchProgress<Name>) => void,
): Promise<{ best: Trial<Name>; trials: readonly Trial<Name>[] }> {
  const trials = new Map<string, Trial<Name>>();
  let best: Trial<Name> | undefined;
  for (let round = 1; round <= rounds; round++) {
    const grid = best ? fineGrid(ranges, best.point, round - 1) : coarseGrid(ranges);
    const fresh = grid.filter((point) => !trials.has(JSON.stringify(point)));
    for (const [done, point] of fresh.entries()) {
      report({ round, rounds, done, count: fresh.length, best });
      const trial = { point, score: await score(point) };
      trials.set(JSON.stringify(point), trial);
      if (!best || trial.score > best.score) best = trial;
    }
  }
  if (!best) throw new RangeError('A grid has at least one point.');
  return { best, trials: [...trials.values()] };
}
