import { expect, it } from 'vitest';
import { dialectReport } from '../../server/src/features/dialect';
import { snapshot } from './marked';

it.each([
  ['what the file uses', 'layers { type: CONVOLUTION convolution_param { hole: 2 num_output: 1 kernel_size: 1 } }', 'deeplab-v1', false],
  ['what the file says', '# atrous: dialect=ssd\nlayer { type: "ReLU" }', 'ssd', true],
])('the dialect is told by %s', (_, text, dialect, isStated) => {
  const report = dialectReport(snapshot(text));
  expect([report.dialect, report.isStated]).toEqual([dialect, isStated]);
  expect(report.choices.find(({ id }) => id === dialect)?.fits).toBe(true);
});

it('a dialect that lacks something does not fit', () => {
  const { choices } = dialectReport(snapshot('layer { type: "Convolution" convolution_param { dilation: 2 num_output: 1 kernel_size: 1 } }'));
  expect(choices.find(({ id }) => id === 'deeplab-v1')?.fits).toBe(false);
});
