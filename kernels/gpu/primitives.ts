// Parallel building blocks: filling, prefix sums and a stable sort.
import type { Workspace } from './buffers';
import type { Dispatch } from './recorder';
import { tileWords } from './programs';

/** Writes `value` to the first `count` words of a buffer. */
export const fillWords = (words: GPUBuffer, count: number, value: number): Dispatch => ({
  program: 'fill',
  parameters: [count, value],
  buffers: { 1: words },
  threads: count,
});

/** Replaces the first `count` words of a buffer by their exclusive prefix sums. */
export function prefixSums(workspace: Workspace, words: GPUBuffer, count: number): Dispatch[] {
  const tiles = Math.ceil(count / tileWords);
  const sums = workspace.take(tiles);
  const scan = (program: 'sumTiles' | 'scanTiles'): Dispatch => ({ program, parameters: [count, tiles === 1 ? 1 : 0], buffers: { 1: words, 2: sums }, threads: count });
  const inner = tiles === 1 ? [] : [scan('sumTiles'), ...prefixSums(workspace, sums, tiles)];
  workspace.give(sums);
  return [...inner, scan('scanTiles')];
}

/** Bits that one pass of the sort orders by. */
const bitsPerPass = 4;

/**
 * Sorts positions 0..count - 1 by their key below `bound`, keeping equal ones in order: the results are the sorted keys and positions.
 * The buffer of keys is left as it is.
 */
export function sortPositions(workspace: Workspace, keys: GPUBuffer, count: number, bound: number): Pair & { readonly dispatches: Dispatch[] } {
  const tiles = Math.ceil(count / tileWords);
  const digits = 2 ** bitsPerPass;
  const histogram = workspace.take(digits * tiles);
  const pairs = [0, 1].map(() => ({ keys: workspace.take(count), positions: workspace.take(count) })) as [Pair, Pair];
  const dispatches: Dispatch[] = [];
  const passes = Math.max(1, Math.ceil(Math.log2(Math.max(2, bound)) / bitsPerPass));
  let [from, to] = pairs;
  for (let pass = 0; pass < passes; ++pass) {
    const source = pass === 0 ? keys : from.keys;
    const parameters = [count, tiles, pass * bitsPerPass, pass === 0 ? 1 : 0];
    dispatches.push(
      { program: 'countDigits', parameters, buffers: { 1: source, 2: histogram }, threads: count },
      ...prefixSums(workspace, histogram, digits * tiles),
      { program: 'scatter', parameters, buffers: { 1: source, 2: histogram, 3: from.positions, 4: to.keys, 5: to.positions }, threads: count },
    );
    [from, to] = [to, from];
  }
  workspace.give(histogram, to.keys, to.positions);
  return { dispatches, ...from };
}

/** Sorted keys and the positions they came from. */
interface Pair {
  readonly keys: GPUBuffer;
  readonly positions: GPUBuffer;
}
