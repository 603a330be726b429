/** A picture through a net at several sizes, mirrored, and in tiles; the scores of all are joined. */
import type { RunDevice } from '../../protocol/run';
import type { StageClock } from '../job';
import type { PictureOptions } from '../messages';
import type { Size } from './net-inputs';
import { mirroredPlanes, resized, type Planes } from './planes';
import { averaged, enlarged, maximum, mirrored, rescaled, type ScoreRows } from './score-rows';
import { areProbabilities } from './scores';
import { blended, cutOut, tilesOf } from './tiles';

/** A net that takes pictures. */
export interface PictureModel {
  /** Of the pictures that it takes: 1 or 3. */
  channels: number;
  /** The size at which it takes a picture, and how a part of the picture that fits is run. @throws InferenceError where there is none */
  at(picture: Size): { size: Size; run: (part: Planes) => Promise<Pass> };
}

/** What all passes together found. */
export interface Passes {
  rows: ScoreRows;
  /** The scores of each pass are probabilities; where several scales were fused, the largest of each class, whose sum is more than 1. */
  areNormalized: boolean;
  /** For each scale. */
  inputSizes: readonly (Size & { tiles: number })[];
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}

/** What one pass found, and all have in common. */
export interface Pass {
  scores: Planes;
  device: RunDevice;
  deviceNote: string | undefined;
  notes: readonly string[];
}

/** Runs a picture's planes at every scale. */
export async function runPasses(planes: Planes, model: PictureModel, options: PictureOptions, clock: StageClock): Promise<Passes> {
  const runner = new PassRunner(model, options, clock);
  const scales: ScoreRows[] = [];
  const inputSizes: (Size & { tiles: number })[] = [];
  for (const scale of options.scales) {
    const { rows, size, tiles } = await runner.runScale(scaled(planes, scale));
    scales.push(rescaled(rows, planes.height, planes.width));
    inputSizes.push({ ...size, tiles });
  }
  const { device, deviceNote, notes } = runner.last();
  return { rows: maximum(scales), areNormalized: runner.areNormalized, inputSizes, device, deviceNote, notes };
}

const scaled = (planes: Planes, scale: number): Planes =>
  resized(planes, Math.max(1, Math.round(planes.height * scale)), Math.max(1, Math.round(planes.width * scale)));

type SizedModel = ReturnType<PictureModel['at']>;

class PassRunner {
  areNormalized = true;
  private latest: Pass | undefined;

  constructor(private readonly model: PictureModel, private readonly options: PictureOptions, private readonly clock: StageClock) {}

  last(): Pass {
    if (!this.latest) throw new RangeError('The net was run at no scale.');
    return this.latest;
  }

  /** Runs a picture at one size: whole, or tile by tile. */
  async runScale(planes: Planes): Promise<{ rows: ScoreRows; size: Size; tiles: number }> {
    this.clock.begin('lowering');
    const sized = this.model.at(planes);
    const tiles = tilesOf(planes, sized.size);
    const parts = [];
    for (const [index, tile] of tiles.entries()) {
      this.clock.atTile(index + 1, tiles.length);
      parts.push({ tile, rows: await this.runTile(cutOut(planes, tile), sized) });
    }
    this.clock.atPicture();
    return { rows: blended(parts, planes), size: sized.size, tiles: tiles.length };
  }

  /** Runs a part of a picture that fits into the net, and its mirror image where that is asked for. */
  private async runTile(part: Planes, { size, run }: SizedModel): Promise<ScoreRows> {
    const input = { inputHeight: size.height, inputWidth: size.width, pictureHeight: part.height, pictureWidth: part.width };
    const rows = enlarged(await this.runPart(part, run), input);
    if (!this.options.flip) return rows;
    return averaged([rows, mirrored(enlarged(await this.runPart(mirroredPlanes(part), run), input))]);
  }

  private async runPart(part: Planes, run: SizedModel['run']): Promise<Planes> {
    this.latest = await run(part);
    const { scores } = this.latest;
    this.areNormalized &&= areProbabilities(scores);
    return scores;
  }
}
