/** Shapes, costs and receptive fields equal reference figures that were computed or measured by other means. */
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis';
import { influenceOn } from '../../server/src/analysis/influence';
import { analyzed, blobNamed, fieldOf, figures, imageInput, layerNamed, shapeOf } from '../support/analyzed';
import { facts, withText, type Sourced } from '../support/facts';
import { shared } from '../support/shared';

const atSize = (text: string, shape: readonly number[]): Analysis => analyzed(text, { inputs: imageInput(analyzed(text), shape) });

interface ShapeRecord extends Sourced {
  input_hw: [number, number];
  feasible: boolean;
  shapes_chw: Record<string, number[]>;
}

/** The reference writes a vector of N as N × 1 × 1. */
const withoutTrailingOnes = (shape: readonly unknown[] | undefined): readonly unknown[] | undefined => shape?.slice(0, shape.findLastIndex((dim) => dim !== 1) + 1);

const shapeRecords = withText(facts<ShapeRecord>('shapes'));

describe('shapes at many input sizes', () => {
  it.each(shapeRecords.map((record) => [record.net, record.input_hw.join('x'), record] as const))('%s at %s', (_net, _size, { text, input_hw, feasible, shapes_chw }) => {
    const analysis = atSize(text, [1, 3, ...input_hw]);
    const refusals = analysis.layers.flatMap(({ refusals: found }) => found);
    expect(refusals.length === 0).toBe(feasible);
    for (const [name, shape] of Object.entries(shapes_chw)) {
      expect([name, withoutTrailingOnes(shapeOf(analysis, name)?.slice(1))]).toEqual([name, withoutTrailingOnes(shape)]);
    }
  });
});

interface CostRecord extends Sourced {
  input_chw: [number, number, number];
  totals: { macs: number; params_all_blobs: number; activations: number };
  layers: [name: string, type: string, shape: number[], parameters: number, macs: number][];
}

const bytesPerValue = 4;

/** The reference takes DeepLab v1's cropping layer for one that changes nothing, so its sum of activations is too large. */
const hasTrueActivations = ({ layers }: CostRecord): boolean => layers.every(([, type]) => type !== 'PADDING');

const costRecords = withText(facts<CostRecord>('complexity').filter(({ layers }) => layers as unknown));

describe('costs', () => {
  it.each(costRecords.map((record) => [record.net, record.input_chw.join('x'), record] as const))('%s at %s', (_net, _size, record) => {
    const analysis = atSize(record.text, [1, ...record.input_chw]);
    for (const [name, , , parameters, macs] of record.layers) {
      const layer = layerNamed(analysis, name);
      expect([name, layer.parameters, layer.macs]).toEqual([name, parameters, macs]);
    }
    expect(analysis.totals.parameters).toBe(record.totals.params_all_blobs);
    expect(analysis.totals.macs).toBe(record.totals.macs);
    if (hasTrueActivations(record)) expect(analysis.totals.activationBytes).toBe(record.totals.activations * bytesPerValue);
  });
});

interface MeasuredBlob {
  blob: string;
  rf: [number, number];
  stride?: [number, number];
  left0?: [number, number];
  centre0?: [number, number];
  clipped: boolean;
  units_ijyyxx: [i: number, j: number, y0: number, y1: number, x0: number, x1: number, clipped: number][];
  support_fill_x: number;
  uniform_weight_std_x: number;
}

interface MeasuredRecord extends Sourced {
  measured_at_input_hw: [number, number];
  blobs: MeasuredBlob[];
}

const measuredRecords = withText(facts<MeasuredRecord>('rf-measured'));

/** Units of the middle see one tap of three where the rate exceeds half the map. */
const seesAllTaps = (analysis: Analysis, { blob, rf }: MeasuredBlob): boolean =>
  [0, 1].every((axis) => (fieldOf(analysis, blob).axes[axis]?.whole ?? false) || (figures(fieldOf(analysis, blob)).size[axis] ?? 0) <= (rf[axis] ?? 0));

describe('measured receptive fields', () => {
  it.each(measuredRecords.map((record) => [record.net, record] as const))('%s', (_, { text, measured_at_input_hw, blobs }) => {
    const analysis = atSize(text, [1, 3, ...measured_at_input_hw]);
    for (const measured of blobs.filter(({ clipped }) => !clipped)) {
      if (!seesAllTaps(analysis, measured)) continue;
      const { size, stride, start, centre } = figures(fieldOf(analysis, measured.blob));
      expect([measured.blob, size]).toEqual([measured.blob, measured.rf]);
      if (measured.stride) expect([measured.blob, stride]).toEqual([measured.blob, measured.stride]);
      if (measured.left0) expect([measured.blob, start]).toEqual([measured.blob, measured.left0]);
      if (measured.centre0) expect([measured.blob, centre]).toEqual([measured.blob, measured.centre0]);
    }
  });

  it.each(measuredRecords.map((record) => [record.net, record] as const))('%s, unit by unit', (_, { text, measured_at_input_hw, blobs }) => {
    const analysis = atSize(text, [1, 3, ...measured_at_input_hw]);
    for (const { blob, units_ijyyxx, support_fill_x } of blobs) {
      const fills: number[] = [];
      for (const [i, j, y0, y1, x0, x1] of units_ijyyxx) {
        const [rows, columns] = [influenceOn(analysis, blobNamed(analysis.net, blob), { axis: 0, unit: i }), influenceOn(analysis, blobNamed(analysis.net, blob), { axis: 1, unit: j })];
        expect([blob, i, j, rows?.first, rows?.last, columns?.first, columns?.last]).toEqual([blob, i, j, y0, y1, x0, x1]);
        fills.push(columns?.fill ?? 0);
      }
      // The reference gives the share of one of the units, to four digits.
      expect(Math.min(...fills.map((fill) => Math.abs(fill - support_fill_x)))).toBeLessThan(6e-5);
    }
  });

  it.each(measuredRecords.map((record) => [record.net, record] as const))('%s, width under uniform weights', (_, { text, measured_at_input_hw, blobs }) => {
    const analysis = atSize(text, [1, 3, ...measured_at_input_hw]);
    for (const { blob, units_ijyyxx, uniform_weight_std_x, clipped } of blobs) {
      const widths = units_ijyyxx.map(([, unit]) => influenceOn(analysis, blobNamed(analysis.net, blob), { axis: 1, unit })?.deviation ?? 0);
      // Three digits; but where borders cut paths that meet, ours leaves out what the rows' borders take from each path, which changes their shares.
      const tolerance = clipped ? 0.05 * uniform_weight_std_x : 6e-4;
      expect([blob, Math.min(...widths.map((width) => Math.abs(width - uniform_weight_std_x))) < tolerance]).toEqual([blob, true]);
    }
  });
});

it('finds the nets of the facts', () => {
  expect(shapeRecords.length).toBeGreaterThan(shared === undefined ? 10 : 60);
  expect(costRecords.length).toBeGreaterThan(shared === undefined ? 15 : 30);
  expect(measuredRecords.length).toBeGreaterThan(shared === undefined ? 15 : 30);
});
