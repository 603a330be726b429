/** An ONNX file as a model that takes pictures: one input (N, 3, height, width), and scores for each class at each place. */
import { t } from '../../l10n/text';
import type { BlobValues } from '../execute';
import { modelNotes, type PreciseRequest } from '../half';
import type { StageClock, Workshop } from '../job';
import type { PictureOptions } from '../messages';
import { modelInputs, type ModelValue } from '../onnx-file';
import { InferenceError } from '../problem';
import type { Size } from './net-inputs';
import type { PictureModel } from './passes';
import { padded } from './planes';

/** Sizes of this form keep maps of an eighth of the picture aligned. */
const step = 8;

/** @throws InferenceError for a file that is no model, or takes no pictures */
export async function onnxModel(path: string, { device, half }: PreciseRequest, { largestSide }: PictureOptions, workshop: Workshop, clock: StageClock): Promise<PictureModel> {
  clock.begin('compiling');
  const { net, session } = await workshop.readyFile(path, device);
  const inputs = modelInputs(session);
  const input = inputs.find(isPicture);
  if (!input || inputs.length > 1) {
    const takes = inputs.map(({ name, shape }) => `${name} (${shape.join('×')})`).join(', ');
    throw new InferenceError({ code: 'run/no-picture-input', message: t`The model cannot be run on a picture: it takes ${takes}, and one input of N×3×height×width is needed. Use "atrous forward" with arrays.` });
  }
  const channels = input.shape[1] === 1 ? 1 : 3;
  return {
    channels,
    at(picture) {
      const size = { height: sideOf(input.shape[2], picture.height, largestSide), width: sideOf(input.shape[3], picture.width, largestSide) };
      return {
        size,
        run: async (part) => {
          clock.begin('running');
          const feeds = new Map([[input.name, { values: padded(part, size.height, size.width).values, shape: [1, channels, size.height, size.width] }]]);
          const { shape, values } = scoresIn(await net.execute(feeds), size);
          const [, planes = 0, height = 0, width = 0] = shape;
          return { scores: { planes, height, width, values }, device: net.device, deviceNote: net.note, notes: modelNotes(half) };
        },
      };
    },
  };
}

const isPicture = ({ shape }: ModelValue): boolean => shape.length === 4 && (shape[1] === 3 || shape[1] === 1 || typeof shape[1] === 'string');

/** The model's own side, or that of the picture where it is open, as far as it is run at once. */
function sideOf(own: number | string | undefined, picture: number, largest: number): number {
  if (typeof own === 'number' && own > 0) return own;
  const above = Math.ceil((picture - 1) / step) * step + 1;
  return above <= largest ? above : Math.max(1, Math.floor((largest - 1) / step)) * step + 1;
}

/** The largest map with several channels. */
function scoresIn(outputs: readonly BlobValues[], size: Size): BlobValues {
  const maps = outputs.filter(({ shape }) => shape.length === 4 && (shape[1] ?? 0) > 1);
  const area = ({ shape }: BlobValues): number => (shape[2] ?? 0) * (shape[3] ?? 0);
  const best = maps.reduce<BlobValues | undefined>((found, map) => (found === undefined || area(map) > area(found) ? map : found), undefined);
  if (best && area(best) > 0 && (best.shape[2] ?? 0) <= size.height * step) return best;
  const shapes = outputs.map(({ name, shape }) => `${name} (${shape.join('×')})`).join(', ');
  throw new InferenceError({ code: 'run/no-scores', message: t`The model does not segment: it has no output with a score for each class at each place. Its outputs are ${shapes}. Use "atrous forward" for the arrays.` });
}
