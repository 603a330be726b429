/** Writes counts, bytes and sizes as people read them. */
import { formatRational, type Rational } from '../analysis/rational';
import { fieldSize, type AxisField } from '../analysis/axis-field';

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** Three digits and a unit: `950`, `4.72 M`, `19.9 G`. */
export function formatCount(count: number): string {
  const step = count < 1000 ? 0 : Math.min(prefixes.length - 1, Math.floor(Math.log10(count) / 3));
  if (step === 0) return String(count);
  return `${Number((count / 1000 ** step).toPrecision(3))} ${prefixes[step]}`;
}

/** `4,719,616`. */
export const formatExact = (count: number): string => count.toLocaleString('en-US');

/** `17.3 MB`. */
export const formatBytes = (bytes: number): string => (bytes < 1000 ? `${bytes} B` : `${formatCount(bytes)}B`);

/** A pair as one number where both are the same: `8`, `8×4`. */
export const formatPair = (pair: readonly [string, string]): string => (pair[0] === pair[1] ? pair[0] : pair.join('×'));

/** `419×419`, or `undefined` where a field has no end that is known. */
export function formatField([height, width]: readonly [AxisField, AxisField]): string | undefined {
  const sizes = [fieldSize(height), fieldSize(width)];
  return sizes.every(Number.isFinite) ? sizes.join('×') : undefined;
}

/** `8`, `1/2`, `8×4`. */
export const formatStride = ([height, width]: readonly [{ stride: Rational }, { stride: Rational }]): string =>
  formatPair([formatRational(height.stride), formatRational(width.stride)]);
