/** The search from coarse to fine. */
import { describe, expect, it } from 'vitest';
import { coarseGrid, fineGrid, searchGrid, valuesOf, type Point, type SearchProgress } from '../../server/src/inference/segmentation/grid-search';

type Name = 'w' | 'xy';

describe('the values of a range', () => {
  it.each([
    [{ from: 3, step: 1, to: 6 }, [3, 4, 5, 6]],
    [{ from: 30, step: 10, to: 55 }, [30, 40, 50]],
    [{ from: 0.1, step: 0.1, to: 0.3 }, [0.1, 0.2, 0.3]],
    [{ from: 3, step: 3, to: 3 }, [3]],
  ])('%j are %j', (range, values) => {
    expect(valuesOf(range)).toEqual(values);
  });
});

const ranges = { w: { from: 1, step: 2, to: 5 }, xy: { from: 8, step: 8, to: 16 } };

it('the coarse round has every combination', () => {
  expect(coarseGrid(ranges)).toEqual([1, 3, 5].flatMap((w) => [8, 16].map((xy) => ({ w, xy }))));
});

it('a fine round has half steps around the best, also outside the range, but none at zero and none where there was one value', () => {
  expect(fineGrid({ ...ranges, w: { from: 3, step: 3, to: 3 } }, { w: 3, xy: 4 }, 1)).toEqual([{ w: 3, xy: 4 }, { w: 3, xy: 8 }]);
  expect(fineGrid(ranges, { w: 5, xy: 16 }, 2).map(({ w }) => w)).toEqual([4.5, 4.5, 4.5, 5, 5, 5, 5.5, 5.5, 5.5]);
});

describe('a search', () => {
  const summit = { w: 3.4, xy: 13 };
  const height = ({ w, xy }: Point<Name>): number => -((w - summit.w) ** 2) - (xy - summit.xy) ** 2 / 16;

  it('comes closer to the summit with every round', async () => {
    const heights = [];
    for (const rounds of [1, 2, 3, 4]) heights.push((await searchGrid<Name>(ranges, rounds, (point) => Promise.resolve(height(point)), () => undefined)).best);
    expect(heights.map(({ point }) => point)).toEqual([{ w: 3, xy: 16 }, { w: 3, xy: 12 }, { w: 3.5, xy: 12 }, { w: 3.5, xy: 13 }]);
  });

  it('tries no point twice and reports where it stands', async () => {
    const tried: string[] = [];
    const reports: SearchProgress<Name>[] = [];
    const { trials } = await searchGrid<Name>(ranges, 2, (point) => {
      tried.push(JSON.stringify(point));
      return Promise.resolve(height(point));
    }, (progress) => reports.push(progress));
    expect(new Set(tried).size).toBe(tried.length);
    expect(trials).toHaveLength(tried.length);
    expect(reports[0]).toEqual({ round: 1, rounds: 2, done: 0, count: 6, best: undefined });
    expect(reports.at(-1)).toMatchObject({ round: 2, done: 7, count: 8, best: { point: { w: 3, xy: 12 } } });
  });

  it('of equal scores the first wins', async () => {
    const { best } = await searchGrid<Name>(ranges, 1, () => Promise.resolve(1), () => undefined);
    expect(best.point).toEqual({ w: 1, xy: 8 });
  });
});
