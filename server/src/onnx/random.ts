/** Seeded random numbers: the same seed gives the same values on every machine. */

/** FNV-1a, to derive a seed from names so that a blob's values do not depend on what stands before it. */
export function seedFrom(seed: number, ...names: (string | number)[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of names.join('\0')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

export interface RandomSource {
  /** Uniform in [0, 1). */
  uniform: () => number;
  /** Normal with mean 0 and standard deviation 1. */
  gaussian: () => number;
}

/** xoshiro128** (Blackman and Vigna), seeded by splitmix32; normal numbers by the polar method of Marsaglia. */
export function randomSource(seed: number): RandomSource {
  const state = splitMix(seed);
  let [a, b, c, d] = [state(), state(), state(), state()];
  let spare: number | undefined;

  const uniform = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 2 ** 32;
  };

  const gaussian = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    spare = y * factor;
    return x * factor;
  };
  return { uniform, gaussian };
}

function splitMix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
