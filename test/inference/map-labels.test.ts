/** Labels from a small score map are those of its enlarged scores, whatever the scores are. */
import { describe, expect, it } from 'vitest';
import { labelsOfMap } from '../../server/src/inference/segmentation/map-labels';
import { enlarged, type ScoredInput } from '../../server/src/inference/segmentation/score-rows';
import { labelsOf, labelsOfRows } from '../../server/src/inference/segmentation/scores';
import type { Planes } from '../../server/src/inference/segmentation/planes';
import { random } from '../support/random';

type ScoreAt = (label: number, y: number, x: number) => number;

const planesOf = (planes: number, height: number, width: number, scoreAt: ScoreAt): Planes => ({
  planes, height, width,
  values: Float32Array.from({ length: planes * height * width }, (_, i) => scoreAt(Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width)),
});

const source = random(7);
const uniform = (): number => source.next();
const noise: ScoreAt = () => 20 * uniform() - 10;
const coarse: ScoreAt = () => Math.floor(3 * uniform());
const smooth: ScoreAt = (label, y, x) => 9 * Math.cos(label + x / 5) * Math.sin(label * label + y / 4);
const sometimes = (value: number): ScoreAt => (label, y, x) => (uniform() < 0.1 ? value : smooth(label, y, x));

const scores: [string, ScoreAt][] = [
  ['noise', noise], ['ties', coarse], ['smooth scores', smooth], ['equal scores', () => 3],
  ['infinite scores', sometimes(Infinity)], ['logarithms of zeros', sometimes(-Infinity)], ['no numbers', sometimes(NaN)], ['nothing but no numbers', () => NaN],
];
const sizes: [string, readonly [number, number], ScoredInput][] = [
  ['to 8k + 1', [9, 7], { inputHeight: 65, inputWidth: 49, pictureHeight: 60, pictureWidth: 37 }],
  ['to odd sizes', [5, 6], { inputHeight: 43, inputWidth: 50, pictureHeight: 43, pictureWidth: 50 }],
  ['to less', [30, 20], { inputHeight: 11, inputWidth: 13, pictureHeight: 9, pictureWidth: 13 }],
  ['from one place', [1, 1], { inputHeight: 9, inputWidth: 9, pictureHeight: 9, pictureWidth: 5 }],
];

describe.each(scores)('of %s', (_, scoreAt) => {
  it.each(sizes)('enlarged %s', (_size, [height, width], input) => {
    const rows = enlarged(planesOf(6, height, width, scoreAt), input);
    if (!rows.map) throw new Error('no map');
    expect(labelsOfMap(rows.map, input.pictureWidth, input.pictureHeight)).toEqual(labelsOfRows(rows));
  });

  it('as large as the input: the highest at each place, whatever its neighbours are', () => {
    const planes = planesOf(6, 11, 13, scoreAt);
    const highest = Uint8Array.from({ length: 11 * 12 }, (_unused, i) => {
      let best = -Infinity;
      let winner = 0;
      for (let label = 0; label < 6; label++) {
        const score = planes.values[label * 11 * 13 + Math.floor(i / 12) * 13 + (i % 12)] ?? NaN;
        if (score >= best) [best, winner] = [score, label];
      }
      return winner;
    });
    expect(labelsOf(enlarged(planes, { inputHeight: 11, inputWidth: 13, pictureHeight: 11, pictureWidth: 12 }))).toEqual(highest);
  });
});
