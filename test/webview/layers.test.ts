/** Which rows the table of layers shows, in which order, and which one the cursor is on. */
import { describe, expect, it } from 'vitest';
import { makeColumns } from '../../client/webview/layers/columns';
import { rowAtLine } from '../../client/webview/layers/rows';
import { filterRows, sortRows } from '../../client/webview/table/rows';
import { formatAxes, formatBytes, formatCount } from '../../client/webview/figures';
import { description } from '../../server/src/features/description';
import { snapshot, threeLayers } from '../features/marked';

const columns = makeColumns();
const layers = description(snapshot(`${threeLayers}layer { name: "odd" type: "Mystery" bottom: "fc6" top: "odd" }\n`)).content?.layers ?? [];
const names = (shown: readonly { name: string }[]): string[] => shown.map(({ name }) => name);

describe('the table of layers', () => {
  it.each([
    ['', ['conv1', 'relu1', 'fc6', 'odd']],
    ['CONVOL', ['conv1', 'fc6']],
    ['fc6', ['fc6', 'odd']],
    ['conv 1×16', ['fc6']],
    ['nowhere', []],
  ])('shows for the filter "%s" %j', (filter, expected) => {
    expect(names(filterRows(layers, filter, columns, ({ bottoms, tops }) => [...bottoms, ...tops]))).toEqual(expected);
  });

  it.each([
    ['line', true, ['odd', 'fc6', 'relu1', 'conv1']],
    ['layer', false, ['conv1', 'fc6', 'odd', 'relu1']],
    ['parameters', true, ['fc6', 'conv1', 'relu1', 'odd']],
    ['parameters', false, ['relu1', 'conv1', 'fc6', 'odd']],
    ['field', true, ['fc6', 'conv1', 'relu1', 'odd']],
  ])('sorts by %s, descending: %s', (by, isDescending, expected) => {
    expect(names(sortRows(layers, { by, isDescending }, columns))).toEqual(expected);
  });

  it.each([[0, -1], [2, 0], [8, 0], [9, 1], [100, 3]])('has the cursor on line %d in row %d', (line, row) => {
    expect(rowAtLine(layers, line)).toBe(row);
  });

  it('writes figures for people', () => {
    expect([formatCount(950), formatCount(4719616), formatCount(null), formatBytes(12), formatBytes(69_000)]).toEqual(['950', '4.72 M', '?', '12 B', '69 kB']);
    expect([formatAxes([3, 3]), formatAxes([3, null]), formatAxes(null), formatAxes([-1.5, -1.5])]).toEqual(['3', '3×?', '', '−1.5']);
  });
});
