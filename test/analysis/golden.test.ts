/** Shapes of blobs and of weights equal those of real Caffe, for every golden case and for nets of real size. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../server/src/analysis/analysis';
import { analyzed, shapeOf } from '../support/analyzed';
import { golden, goldenCases } from '../support/golden';

/** Copies that Caffe inserts where a blob has several readers; no file names them. */
const isInsertedSplit = (name: string): boolean => /_split_\d+$/.test(name);

const without = (shapes: Record<string, number[]>): Record<string, number[]> =>
  Object.fromEntries(Object.entries(shapes).filter(([name]) => !isInsertedSplit(name)));

const shapesIn = (analysis: Analysis, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, shapeOf(analysis, name)]));

/** Caffe of 2014 gives every weight blob four axes, aligned to the right. */
const withoutLeadingOnes = (shape: readonly unknown[]): readonly unknown[] => shape.slice(shape.findIndex((dim) => dim !== 1));

const isOld = (analysis: Analysis): boolean => analysis.net.layers[0]?.fields.dialect === 'deeplab-v1';

const weightsIn = (analysis: Analysis): Record<string, unknown> => {
  const shapes = analysis.layers.filter(({ blobs }) => blobs.length > 0).map(({ layer, blobs }) => [layer.name, blobs.map(({ shape }) => shape)] as const);
  return Object.fromEntries(shapes.map(([name, blobs]) => [name, isOld(analysis) ? blobs.map(withoutLeadingOnes) : blobs]));
};

const expectedWeights = (analysis: Analysis, params: Record<string, number[][]>): Record<string, unknown> => {
  const owned = Object.entries(params).filter(([, blobs]) => blobs.length > 0);
  return Object.fromEntries(owned.map(([name, blobs]) => [name, isOld(analysis) ? blobs.map(withoutLeadingOnes) : blobs]));
};

const cases = goldenCases();

describe('golden cases', () => {
  it.each(cases.map(({ name, prototxt, meta }) => [name, prototxt, meta] as const))('%s', (_, prototxt, meta) => {
    const analysis = analyzed(readFileSync(prototxt, 'utf8'));
    const expected = without(meta.blob_shapes);
    expect(shapesIn(analysis, Object.keys(expected))).toEqual(expected);
    expect(weightsIn(analysis)).toEqual(expectedWeights(analysis, meta.params));
    expect(analysis.layers.flatMap(({ refusals }) => refusals)).toEqual([]);
  });
});

interface RealNet {
  blobs: Record<string, number[]>;
  layers: Record<string, { type: string; params: number[][] }>;
}

const realNets = readdirSync(golden('shapes')).filter((file) => file.endsWith('.json')).map((file) => basename(file, '.json'));

describe('nets of real size', () => {
  it.each(realNets)('%s', (name) => {
    const expected = JSON.parse(readFileSync(golden('shapes', `${name}.json`), 'utf8')) as RealNet;
    const analysis = analyzed(readFileSync(golden('shapes', `${name}.prototxt`), 'utf8'));
    expect(shapesIn(analysis, Object.keys(without(expected.blobs)))).toEqual(without(expected.blobs));
    const params = Object.fromEntries(Object.entries(expected.layers).map(([layer, { params: blobs }]) => [layer, blobs]));
    expect(weightsIn(analysis)).toEqual(expectedWeights(analysis, params));
  });
});

it('finds the golden data', () => {
  expect(cases.length).toBeGreaterThan(10);
  expect(realNets.length).toBeGreaterThan(2);
  expect(existsSync(join(golden('shapes'), `${realNets[0]}.prototxt`))).toBe(true);
});
