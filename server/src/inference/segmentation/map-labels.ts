/** Labels at every pixel from a small score map: between four of its places only the classes that can win there are looked at. */
import type { ScoreMap } from '../../../../kernels/index';
import { axisMap } from './planes';

/** Units of a resized axis that lie between the same two units of the original. */
interface Span {
  lower: number;
  upper: number;
  /** The first unit and the one after the last. */
  from: number;
  to: number;
  /** How far each is towards `upper`. */
  fractions: Float32Array;
}

/** @param shown how many units of the resized axis are wanted */
function spansOf(original: number, resized: number, shown: number): Span[] {
  const { lower, fraction } = axisMap(original, resized);
  const spans: Span[] = [];
  for (let from = 0, to = 0; from < shown; from = to) {
    const at = lower[from] ?? 0;
    while (to < shown && lower[to] === at) to++;
    spans.push({ lower: at, upper: Math.min(at + 1, original - 1), from, to, fractions: fraction.slice(from, to) });
  }
  return spans;
}

/** A score between two, rounded as rows of scores are. */
const between = (from: number, to: number, fraction: number): number => Math.fround(from + fraction * (to - from));

/**
 * The class of the highest score at each pixel of the top left part of an enlarged map; of equal ones the larger. Bilinear scores lie between
 * those of their corners, so a class whose best corner is below another's worst one wins nowhere between them.
 */
export function labelsOfMap({ data, width: columns, height: rows, enlarged }: ScoreMap, width: number, height: number): Uint8Array {
  const labels = new Uint8Array(width * height);
  const down = spansOf(rows, enlarged?.height ?? height, height);
  const across = spansOf(columns, enlarged?.width ?? width, width);
  const cell = new Cell(data, columns * rows);
  for (const y of down) {
    for (const x of across) {
      cell.moveTo([y.lower * columns + x.lower, y.lower * columns + x.upper, y.upper * columns + x.lower, y.upper * columns + x.upper]);
      if (cell.winner !== undefined) {
        for (let row = y.from; row < y.to; row++) labels.fill(cell.winner, row * width + x.from, row * width + x.to);
      } else {
        cell.label(y, x, labels, width);
      }
    }
  }
  return labels;
}

type Corners = readonly [topLeft: number, topRight: number, bottomLeft: number, bottomRight: number];

/** The pixels between four places of the map. */
class Cell {
  /** The class of all pixels, where no other can win. */
  winner: number | undefined;
  private readonly classes: number;
  private corners: Corners = [0, 0, 0, 0];
  /** The highest corner of each class. */
  private readonly highest: Float32Array;
  /** No pixel's best score is lower. */
  private floor = -Infinity;

  constructor(private readonly scores: Float32Array, private readonly places: number) {
    this.classes = scores.length / places;
    this.highest = new Float32Array(this.classes);
  }

  moveTo(corners: Corners): void {
    const { scores, places, highest } = this;
    const [a, b, c, d] = corners;
    this.corners = corners;
    this.floor = -Infinity;
    for (let label = 0, at = 0; label < this.classes; label++, at += places) {
      const p = scores[at + a] ?? 0;
      const q = scores[at + b] ?? 0;
      const r = scores[at + c] ?? 0;
      const s = scores[at + d] ?? 0;
      const most = Math.max(p, q, r, s);
      const least = Math.min(p, q, r, s);
      highest[label] = most;
      // Between infinite corners there are no numbers.
      if (least > this.floor && most < Infinity) this.floor = least;
    }
    this.winner = this.floor > -Infinity ? this.onlyCandidate() : undefined;
  }

  /** The class that no other can beat anywhere, if there is one. */
  private onlyCandidate(): number | undefined {
    let found: number | undefined;
    for (let label = 0; label < this.classes; label++) {
      if (!((this.highest[label] ?? 0) >= this.floor)) continue;
      if (found !== undefined) return undefined;
      found = label;
    }
    return found;
  }

  /** Compares the classes that can win pixel by pixel. */
  label(y: Span, x: Span, labels: Uint8Array, width: number): void {
    const { scores, places, corners: [a, b, c, d] } = this;
    const best = new Float32Array((y.to - y.from) * (x.to - x.from)).fill(-Infinity);
    for (let label = 0, at = 0; label < this.classes; label++, at += places) {
      if (!((this.highest[label] ?? 0) >= this.floor)) continue;
      const p = scores[at + a] ?? 0;
      const q = scores[at + b] ?? 0;
      const r = scores[at + c] ?? 0;
      const s = scores[at + d] ?? 0;
      for (let column = x.from, i = 0; column < x.to; column++) {
        const fraction = x.fractions[column - x.from] ?? 0;
        const above = between(p, q, fraction);
        const below = between(r, s, fraction);
        for (let row = y.from; row < y.to; row++, i++) {
          const score = between(above, below, y.fractions[row - y.from] ?? 0);
          if (!(score >= (best[i] ?? 0))) continue;
          best[i] = score;
          labels[row * width + column] = label;
        }
      }
    }
  }
}
