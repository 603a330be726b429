// What `refine` says about requests that it cannot carry out.
import { describe, expect, it } from 'vitest';
import { deepLabKernels, refine, RefineError, type ProblemCode, type RefineOptions } from '../../kernels/index';

const image = { data: new Uint8Array(2 * 3 * 3), width: 3, height: 2 };
const parameters = { kernels: [{ kind: 'gaussian', sxy: [1, 1], compat: 3 } as const] };
const unary = Float32Array.of(1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1);
const good: RefineOptions = { image, classes: 2, unary, parameters, device: 'cpu', threads: 1 };
const without = { ...good, unary: undefined };

const halves = new Float32Array(12).fill(0.5);
const certain = Float32Array.of(1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1);

const rows: [what: string, options: RefineOptions, code: ProblemCode, message: RegExp][] = [
  ['a grey picture', { ...good, image: { ...image, data: new Uint8Array(6) } }, 'image-shape', /2 x 3 x 3 = 18 numbers; it has 6\. It looks grey/],
  ['a picture with alpha', { ...good, image: { ...image, data: new Uint8Array(24) } }, 'image-shape', /looks like RGBA/],
  ['a picture without size', { ...good, image: { ...image, width: 0 } }, 'image-shape', /whole numbers above 0, not 0 x 2/],
  ['a picture with NaN', { ...good, image: { ...image, data: new Float32Array(18).fill(NaN) } }, 'image-values', /NaN/],
  ['one class', { ...good, classes: 1 }, 'classes', /at least two classes/],
  ['half a class', { ...good, classes: 2.5 }, 'classes', /not 2\.5/],
  ['no input', without, 'input-shape', /exactly one of unary, probabilities and scores/],
  ['two inputs', { ...good, scores: unary }, 'input-shape', /exactly one of/],
  ['too few energies', { ...good, classes: 3 }, 'input-shape', /\[classes\]\[height\]\[width\] = 3 x 2 x 3 = 18 numbers; there are 12/],
  ['a score map of the wrong size', { ...without, scores: { data: unary, width: 2, height: 2 } }, 'input-shape', /2 x 2 x 2 = 8 numbers; there are 12/],
  ['a score map that does not cover the picture', { ...without, scores: { data: unary, width: 3, height: 2, enlarged: { width: 2, height: 2 } } }, 'input-shape', /enlarged to at least the image's size, 3 x 2, not 2 x 2/],
  ['NaN', { ...good, unary: unary.with(7, NaN) }, 'input-values', /hold NaN at class 1, position 1/],
  ['an infinite energy', { ...good, unary: unary.with(0, Infinity) }, 'input-values', /Infinity/],
  ['an energy that float32 has no room beside', { ...good, unary: unary.with(0, 2e28) }, 'input-values', /hold 2e\+28 at class 0, position 0; only numbers up to 1e\+28 in size/],
  ['scores as probabilities', { ...without, probabilities: unary }, 'looks-like-scores', /^These look like scores: values outside 0\.\.1 \(1 to 6\)/],
  ['probabilities as energies', { ...good, unary: certain }, 'looks-like-probabilities', /Pass them as probabilities/],
  ['probabilities as scores', { ...without, scores: certain }, 'looks-like-probabilities', /^Scores look like probabilities/],
  ['no kernel', { ...good, parameters: { kernels: [] } }, 'parameters', /no kernel/],
  ['a deviation of zero', { ...good, parameters: { kernels: [{ kind: 'gaussian', sxy: [0, 1], compat: 3 }] } }, 'parameters', /standard deviation is 0/],
  ['too few compatibilities', { ...good, parameters: { kernels: [{ kind: 'gaussian', sxy: [1, 1], compat: [1] }] } }, 'parameters', /1 entries, but there are 2 classes/],
  ['an uneven matrix', { ...good, parameters: { kernels: [{ kind: 'gaussian', sxy: [1, 1], compat: [[1, 0], [0]] }] } }, 'parameters', /row 2 of compat has 1 entries/],
  ['a compatibility that is infinite in float32', { ...good, parameters: { kernels: [{ kind: 'gaussian', sxy: [1, 1], compat: 1e300 }] } }, 'parameters', /compat holds 1e\+300; it must be numbers up to 1e\+20/],
  ['NaN in a matrix', { ...good, parameters: { kernels: [{ kind: 'gaussian', sxy: [1, 1], compat: [[1, 0], [NaN, 1]] }] } }, 'parameters', /compat holds NaN/],
  ['iterations without end', { ...good, iterations: 1e20 }, 'iterations', /from 0 to 100000, not 100000000000000000000/],
  ['half an iteration', { ...good, iterations: 0.5 }, 'iterations', /from 0 to 100000, not 0\.5/],
  [
    'a deviation that no lattice can hold',
    { ...good, parameters: { kernels: [{ kind: 'bilateral', sxy: [1, 1], srgb: [1e-6, 1e-6, 1e-6], compat: 3 }] } },
    'parameters',
    /too small for this picture/,
  ],
  [
    'thirty megapixels on the CPU',
    {
      ...without,
      image: { data: new Uint8Array(6000 * 5000 * 3), width: 6000, height: 5000 },
      scores: { data: unary, width: 3, height: 2 },
      parameters: { kernels: deepLabKernels({ posW: 3, posXY: 1, biW: 4, biXY: 67, biRGB: 3 }) },
    },
    'too-large',
    /more than the 4 GiB that the CPU path can address/,
  ],
];

describe('a request that cannot be carried out', () => {
  it.each(rows)('%s', async (_, options, code, message) => {
    const error: unknown = await refine(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RefineError);
    const { problems } = error as RefineError;
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('names everything that is wrong at once', async () => {
    const error: unknown = await refine({ ...good, classes: 1, iterations: -1 }).catch((reason: unknown) => reason);
    expect((error as RefineError).problems.map(({ code }) => code)).toEqual(['classes', 'iterations']);
  });
});

describe('a request that can be carried out', () => {
  const rowsOfGood: [string, RefineOptions][] = [
    ['energies', good],
    ['probabilities that are all the same', { ...without, probabilities: halves }],
    ['energies that are all the same', { ...good, unary: halves }],
    ['certain probabilities', { ...without, probabilities: certain }],
    ['probabilities that rounding left a little over 1', { ...without, probabilities: certain.map((p) => p * 1.000001) }],
    ['energies and compatibilities as large as they may be', { ...good, unary: unary.with(0, 1e28).with(7, -1e28), parameters: { kernels: [{ kind: 'gaussian', sxy: [1, 1], compat: 1e20, normalization: 'none' }] } }],
    ['energies that are all large', { ...good, unary: unary.map((u) => u * 1e27) }],
    ['small deviations, whose lattice coordinates need more than 16 bits', { ...good, parameters: { kernels: [{ kind: 'bilateral', sxy: [1, 1], srgb: [0.005, 0.005, 0.005], compat: 1 }] } }],
  ];

  it.each(rowsOfGood)('%s', async (_, options) => {
    const { marginals, labels } = await refine(options);
    expect(labels).toHaveLength(6);
    for (let pixel = 0; pixel < 6; ++pixel) expect((marginals[pixel] ?? NaN) + (marginals[6 + pixel] ?? NaN)).toBeCloseTo(1, 5);
  });

  it('takes channels in the order of the picture', async () => {
    const data = Uint8Array.from({ length: 18 }, (_, i) => (i * 37) % 256);
    const swapped = data.map((_, i) => data[i + 2 - 2 * (i % 3)] ?? 0);
    const kernels = [{ kind: 'bilateral', sxy: [3, 3], srgb: [5, 20, 80], compat: 4 } as const];
    const rgb = await refine({ ...good, image: { ...image, data }, parameters: { kernels } });
    const bgr = await refine({ ...good, image: { ...image, data: swapped, order: 'bgr' }, parameters: { kernels } });
    expect(bgr.marginals).toEqual(rgb.marginals);
  });

  it('gives 16-bit labels for more than 256 classes', async () => {
    const classes = 300;
    const scores = Float32Array.from({ length: classes * 6 }, (_, i) => (Math.floor(i / 6) === 290 + (i % 6) ? 9 : 0));
    const { labels } = await refine({ ...without, classes, scores });
    expect([...labels]).toEqual([290, 291, 292, 293, 294, 295]);
    expect(labels).toBeInstanceOf(Uint16Array);
  });
});
