/** Random nets: shapes, receptive fields and supports equal what probing every tap finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis';
import { extentAt, fieldSize } from '../../server/src/analysis/axis-field';
import { influenceOn } from '../../server/src/analysis/influence';
import { toNumber } from '../../server/src/analysis/rational';
import { analyzed, blobNamed, fieldOf, shapeOf } from '../support/analyzed';
import { buildReference, type RandomStep, type ReferenceBlob } from './reference';

const small = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

const layerStep: fc.Arbitrary<RandomStep> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('conv' as const), kernel: small(1, 5), stride: small(1, 3), pad: small(0, 4), dilation: small(1, 4) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pool' as const), kernel: small(1, 4), stride: small(1, 4), pad: small(0, 2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deconv' as const), kernel: small(1, 5), stride: small(1, 3), pad: small(0, 2), dilation: small(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('zoom' as const, 'shrink' as const), factor: small(1, 4) }) },
);

const step: fc.Arbitrary<RandomStep> = fc.oneof(
  { weight: 5, arbitrary: layerStep },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fork' as const), left: fc.array(layerStep, { maxLength: 3 }), right: fc.array(layerStep, { maxLength: 3 }) }) },
);

const net = fc.record({ size: small(5, 60), steps: fc.array(step, { minLength: 1, maxLength: 5 }) });

const first = (pixels: ReadonlySet<number>): number => Math.min(...pixels);
const last = (pixels: ReadonlySet<number>): number => Math.max(...pixels);

/** Some units of the blob, the first and last among them; also padding, as long as one pattern holds. */
const unitsOf = ({ size, mixing }: Pick<ReferenceBlob, 'size' | 'mixing'>): number[] => {
  const inside = [0, 1, 2, Math.floor(size / 2), size - 2, size - 1].filter((unit) => unit >= 0 && unit < size);
  return mixing !== 'none' ? inside : [-3, -1, ...inside, size, size + 2];
};

function expectShape(analysis: Analysis, { name, size }: ReferenceBlob): void {
  expect([name, shapeOf(analysis, name)?.slice(2)]).toEqual([name, [size, size]]);
}

function expectField(analysis: Analysis, blob: ReferenceBlob): void {
  const [axis] = fieldOf(analysis, blob.name).axes;
  expect(toNumber(axis.stride)).toBeCloseTo(blob.stride, 12);
  for (const unit of unitsOf(blob)) {
    const pixels = blob.sees(unit);
    expect([blob.name, unit, extentAt(axis, unit)]).toEqual([blob.name, unit, { first: first(pixels), last: last(pixels) }]);
    expect(last(pixels) - first(pixels) + 1).toBeLessThanOrEqual(fieldSize(axis));
  }
}

/** With borders, after any mixture. */
function expectSupport(analysis: Analysis, blob: ReferenceBlob): void {
  for (const unit of unitsOf({ size: blob.size, mixing: 'here' })) {
    const pixels = blob.seesInside(unit);
    const influence = influenceOn(analysis, blobNamed(analysis.net, blob.name), { axis: 1, unit });
    const expected = pixels.size === 0 ? undefined : { first: first(pixels), last: last(pixels) };
    expect([blob.name, unit, influence && { first: influence.first, last: influence.last }]).toEqual([blob.name, unit, expected]);
    if (influence) expect(influence.fill).toBeCloseTo(pixels.size / influence.weights.length, 12);
  }
}

/** Its pattern repeats after 4,212 units only: more than a field lists. */
const longPattern: { size: number; steps: RandomStep[] } = {
  size: 19,
  steps: [
    { kind: 'deconv', kernel: 1, stride: 3, pad: 1, dilation: 1 },
    { kind: 'fork', left: [], right: [{ kind: 'shrink', factor: 3 }] },
    { kind: 'fork', left: [{ kind: 'conv', kernel: 1, stride: 2, pad: 1, dilation: 1 }, { kind: 'deconv', kernel: 1, stride: 3, pad: 0, dilation: 1 }], right: [{ kind: 'pool', kernel: 2, stride: 1, pad: 0 }] },
    { kind: 'fork', left: [], right: [] },
  ],
};

describe('1,000 random nets', () => {
  it('have the shapes, fields and supports that following every tap gives', () => {
    fc.assert(fc.property(net, ({ size, steps }) => {
      const { text, blobs } = buildReference(size, steps);
      const analysis = analyzed(text);
      for (const blob of blobs) expectShape(analysis, blob);
      for (const blob of blobs) if (blob.mixing !== 'before') expectField(analysis, blob);
      const output = blobs.at(-1);
      if (output !== undefined) expectSupport(analysis, output);
    }), { numRuns: 1000, examples: [[longPattern]] });
  });
});
