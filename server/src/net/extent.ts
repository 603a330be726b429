/** How much of a list an edit has left alone, at its two ends. */

/** So many items at the start and at the end are as before. */
export interface Extent {
  start: number;
  end: number;
}

/** The extent in which `now` is the same as `before`. */
export function extentOf<Before, Now>(before: readonly Before[], now: readonly Now[], isSame: (before: Before, now: Now) => boolean): Extent {
  const most = Math.min(before.length, now.length);
  let [start, end] = [0, 0];
  while (start < most && isSame(before[start] as Before, now[start] as Now)) start++;
  while (end < most - start && isSame(before[before.length - 1 - end] as Before, now[now.length - 1 - end] as Now)) end++;
  return { start, end };
}
