// Exponential and logarithm of four floats at once, to about two units in the last place.

/** ln 2 in two parts: the first has few enough bits that a small whole number times it is exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
const LOG2_E: f32 = 1.44269504;

/** e^x for x <= 0; below -87 the result is 0. Range reduction by powers of two, then the Taylor series to degree 6 on |r| <= ln 2 / 2. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2_E)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH))), f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let series = f32x4.splat(<f32>(1.0 / 720));
  series = f32x4.add(f32x4.mul(series, r), f32x4.splat(<f32>(1.0 / 120)));
  series = f32x4.add(f32x4.mul(series, r), f32x4.splat(<f32>(1.0 / 24)));
  series = f32x4.add(f32x4.mul(series, r), f32x4.splat(<f32>(1.0 / 6)));
  series = f32x4.add(f32x4.mul(series, r), f32x4.splat(0.5));
  series = f32x4.add(f32x4.mul(series, r), f32x4.splat(1));
  series = f32x4.add(f32x4.mul(series, r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(series, power), f32x4.ge(x, f32x4.splat(-87)));
}

/**
 * ln x for normal x > 0. x = 2^n m with m in [sqrt(1/2), sqrt(2)), then ln m = 2 artanh(s) for s = (m - 1) / (m + 1),
 * |s| < 0.172, by its odd series to degree 9.
 */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  // 0x3f3504f3 are the bits of sqrt(1/2): subtracting them makes the exponent field count from there.
  const n = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const m = i32x4.sub(x, i32x4.shl(n, 23));
  const one = f32x4.splat(1);
  const s = f32x4.div(f32x4.sub(m, one), f32x4.add(m, one));
  const s2 = f32x4.mul(s, s);
  let series = f32x4.splat(<f32>(2.0 / 9));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.0 / 7)));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.0 / 5)));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(<f32>(2.0 / 3)));
  series = f32x4.mul(f32x4.mul(series, s2), s);
  const exponent = f32x4.convert_i32x4_s(n);
  const small = f32x4.add(f32x4.add(series, f32x4.mul(exponent, f32x4.splat(LN2_LOW))), f32x4.add(s, s));
  return f32x4.add(small, f32x4.mul(exponent, f32x4.splat(LN2_HIGH)));
}
