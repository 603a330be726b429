/** Finds the name that was probably meant, for "did you mean". */

/**
 * Damerau-Levenshtein distance (insert, delete, replace, swap of neighbours), or `limit + 1` where it is greater than
 * `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, { before, previous, row }));
    if (Math.min(...row) > limit) return limit + 1;
    [before, previous] = [previous, row];
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1);
}

interface Rows {
  before: readonly number[];
  previous: readonly number[];
  row: readonly number[];
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;

function cell(a: string, b: string, i: number, j: number, { before, previous, row }: Rows): number {
  const replaced = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(replaced, at(previous, j) + 1, at(row, j - 1) + 1, isSwap ? at(before, j - 2) + 1 : Infinity);
}

/** How many edits a name of that length may be away to count as the same name mistyped. */
const tolerance = (length: number): number => (length <= 4 ? 1 : length <= 7 ? 2 : 3);

/** The candidate nearest to `name`, ignoring case, if one is near enough; of equals the first. */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = tolerance(name.length) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance - 1);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
