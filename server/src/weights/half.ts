/** IEEE 754 half precision, in which NVIDIA's Caffe stores weights and runs store probabilities. */

/** Widens the bits of a half. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new Float32Array(1);
const words = new Uint32Array(scratch.buffer);

/** The bits of the half nearest to a value that is not negative; of two as near the even one (IEEE 754, 4.3.1). */
export function floatToHalf(value: number): number {
  scratch[0] = value;
  const single = words[0] ?? 0;
  const exponent = (single >>> 23) - 112;
  if (exponent >= 31) return 0x7c00 | (exponent === 143 && single << 9 !== 0 ? 0x200 : 0);
  if (exponent < -10) return 0;
  const mantissa = exponent > 0 ? (single & 0x7fffff) | (exponent << 23) : (single & 0x7fffff) | 0x800000;
  const shift = exponent > 0 ? 13 : 14 - exponent;
  const rest = mantissa & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  const kept = mantissa >>> shift;
  return kept + (rest > middle || (rest === middle && (kept & 1) === 1) ? 1 : 0);
}
