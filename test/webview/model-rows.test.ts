/** The table of a `.caffemodel`: its rows, its figures as people and as programs read them. */
import { describe, expect, it } from 'vitest';
import { csvOf, formatValue, makeColumns, rowsOf } from '../../client/webview/model/rows';
import { filterRows, sortRows } from '../../client/webview/table/rows';
import type { CaffemodelFile } from '../../server/src/protocol/model-file';

const blob = (...shape: number[]): CaffemodelFile['layers'][number]['blobs'][number] => {
  const values = shape.reduce((product, size) => product * size, 1);
  return { shape, values, encoding: 'float32', bytes: 4 * values };
};

const rows = rowsOf({
  ok: true, kind: 'caffemodel', bytes: 1000, net: 'net', generation: 'V2',
  layers: [{ name: 'conv1', type: 'Convolution', blobs: [blob(8, 3, 3, 3), blob(8)] }, { name: 'relu', type: 'ReLU', blobs: [] }, { name: 'fc, "last"', type: 'InnerProduct', blobs: [blob(2, 9)] }],
});
rows[0] = { ...rows[0] as typeof rows[0] & object, figures: { min: -2.5, max: 1, mean: 0.125, zeros: 0.5, notFinite: 0 } };
const columns = makeColumns();
const places = (shown: typeof rows): string[] => shown.map(({ layerPosition, position }) => `${layerPosition}.${position}`);

describe('the blobs of a caffemodel', () => {
  it('are in the order of the file, without layers that have none', () => {
    expect(places(rows)).toEqual(['0.0', '0.1', '2.0']);
  });

  it.each([['values', true, ['0.0', '2.0', '0.1']], ['magnitude', true, ['0.0', '0.1', '2.0']], ['file', true, ['2.0', '0.1', '0.0']]])('sort by %s', (by, isDescending, expected) => {
    expect(places(sortRows(rows, { by, isDescending }, columns))).toEqual(expected);
  });

  it('are found by layer and shape', () => {
    expect(places(filterRows(rows, 'conv 3×3', columns))).toEqual(['0.0']);
  });

  it('are written as CSV', () => {
    expect(csvOf(rows).split('\n').slice(1)).toEqual([
      'conv1,Convolution,0,8x3x3x3,216,864,float32,-2.5,1,0.125,0.5,0',
      'conv1,Convolution,1,8,8,32,float32,,,,,',
      '"fc, ""last""",InnerProduct,0,2x9,18,72,float32,,,,,',
    ]);
  });

  it.each([[0, '0'], [-0.25, '−0.25'], [1.23456, '1.235'], [0.0000123, '1.23e−5'], [1234567, '1.23e+6'], [null, ''], [undefined, '']])('%s is written %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});
