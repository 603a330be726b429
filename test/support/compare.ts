/** How far computed values are from expected ones. */

/** The largest absolute difference. Equal infinities and pairs of NaN differ by 0; a NaN on one side alone by infinity. */
export function largestDifference(computed: Float32Array, expected: Float32Array): number {
  if (computed.length !== expected.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a = NaN, b = NaN] = [computed[i], expected[i]];
    if (Object.is(a, b) || a === b) continue;
    const difference = Math.abs(a - b);
    largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
  }
  return largest;
}
