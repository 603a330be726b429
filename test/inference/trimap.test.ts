/** Measures of label maps: intersection over union, and close to borders. */
import { describe, expect, it } from 'vitest';
import { Confusion } from '../../server/src/inference/segmentation/confusion';
import { borderDistances, Trimap } from '../../server/src/inference/segmentation/trimap';
import { random } from '../support/random';

const labelsOf = (...rows: string[]): { width: number; height: number; labels: Uint8Array } => ({
  width: rows[0]?.length ?? 0, height: rows.length, labels: Uint8Array.from(rows.join(''), (character) => (character === '.' ? 255 : Number(character))),
});

describe('distances to a border', () => {
  const rows: [what: string, rows: string[], expected: string[]][] = [
    ['two halves', ['000111'], ['321123']],
    ['void counts as another label, and has no distance itself', ['000.11'], ['321012']],
    ['a corner', ['1000', '0000', '0000', '0000'], ['1123', '1230', '2330', '3000']],
    ['no border', ['00', '00'], ['00', '00']],
  ];
  it.each(rows)('%s', (_, map, expected) => {
    const { width, height, labels } = labelsOf(...map);
    const distances = borderDistances({ width, height, labels }, 3);
    expect(Array.from({ length: height }, (__, y) => distances.subarray(y * width, (y + 1) * width).join(''))).toEqual(expected);
  });

  it('are those of a search through all pixels', () => {
    const [width, height, widest] = [23, 17, 6];
    const numbers = random(5);
    const labels = Uint8Array.from({ length: width * height }, () => (numbers.next() < 0.03 ? 1 : numbers.next() < 0.01 ? 255 : 0));
    const expected = labels.map((label, at) => {
      let nearest = Infinity;
      labels.forEach((other, to) => {
        if (other !== label) nearest = Math.min(nearest, Math.hypot((at % width) - (to % width), Math.floor(at / width) - Math.floor(to / width)));
      });
      return label === 255 || nearest > widest ? 0 : Math.ceil(nearest);
    });
    expect(borderDistances({ width, height, labels }, widest)).toEqual(expected);
  });
});

describe('a confusion', () => {
  const confusion = new Confusion(3);
  confusion.add(Uint8Array.of(0, 0, 0, 1, 1, 255), Uint8Array.of(0, 0, 1, 1, 1, 0));

  it('gives intersection over union of the classes that occur, without void', () => {
    expect(confusion.intersectionOverUnion()).toEqual([2 / 3, 2 / 3, undefined]);
    expect(confusion.meanIou()).toBe(2 / 3);
    expect(confusion.accuracy()).toBe(4 / 5);
  });

  it('of nothing has no mean', () => {
    expect(new Confusion(2).meanIou()).toBeNaN();
  });
});

it('bands of a trimap hold the pixels up to their width', () => {
  const trimap = new Trimap(2, 3);
  trimap.add(labelsOf('000111'), Uint8Array.of(0, 0, 1, 1, 1, 0));
  expect(trimap.bands()).toEqual([
    { width: 1, meanIou: (0 + 1 / 2) / 2, pixelAccuracy: 1 / 2, pixels: 2 },
    { width: 2, meanIou: (1 / 2 + 2 / 3) / 2, pixelAccuracy: 3 / 4, pixels: 4 },
    { width: 3, meanIou: (2 / 4 + 2 / 4) / 2, pixelAccuracy: 4 / 6, pixels: 6 },
  ]);
});
