/** Where the keys lead over a picture of 40 by 30 pixels. */
import { expect, it } from 'vitest';
import { movedBy } from '../../client/webview/preview/crosshair';

const size = { width: 40, height: 30 };

it.each([
  ['ArrowRight', false, [5, 5], [6, 5]],
  ['ArrowLeft', false, [0, 5], [0, 5]],
  ['ArrowDown', false, [5, 29], [5, 29]],
  ['ArrowUp', true, [5, 25], [5, 15]],
  ['ArrowRight', true, [35, 5], [39, 5]],
  ['PageDown', false, [5, 5], [5, 15]],
  ['PageUp', false, [5, 5], [5, 0]],
  ['Home', false, [5, 7], [0, 7]],
  ['End', false, [5, 7], [39, 7]],
] as const)('%s (Shift: %s) leads from %j to %j', (key, isFar, [x, y], [toX, toY]) => {
  expect(movedBy(key, isFar, { x, y }, size)).toEqual({ x: toX, y: toY });
});

it('leaves other keys alone', () => {
  expect(movedBy('Tab', false, { x: 5, y: 5 }, size)).toBeUndefined();
});
