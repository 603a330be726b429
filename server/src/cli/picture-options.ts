/** The options of `atrous run` and `atrous evaluate` that say how pictures are prepared. */
import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { PictureOptions } from '../inference/messages';
import { defaultLargestSide } from '../inference/picture-defaults';
import { t } from '../l10n/text';
import type { Fit } from '../protocol/run';
import { commaList } from './inference';

/** As commander gives them. */
export interface PictureFlags {
  scales: readonly number[];
  flip?: true;
  fit: Fit;
  tile: number;
  mean?: string;
  inputScale?: number;
}

const fits: readonly Fit[] = ['auto', 'pad', 'reshape'];

/** A list of factors. */
function scaleList(text: string): number[] {
  const scales = commaList(text).map(Number);
  if (scales.length > 0 && scales.every((scale) => scale > 0 && scale <= 4)) return scales;
  throw new InvalidArgumentError(t('It must be numbers from 0 to 4 with commas, such as 0.5,0.75,1.'));
}

function tileSide(text: string): number {
  const side = Number(text);
  if (Number.isInteger(side) && side >= 33) return side;
  throw new InvalidArgumentError(t('It must be a whole number of pixels, 33 or more.'));
}

/** Numbers stay as they are; a file's path begins at the folder where the command was started. */
const meanChoice = (text: string): string => (text.split(',').every((part) => Number.isFinite(Number(part))) ? text : resolve(text));

function factor(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(t('It must be a number, such as 0.017.'));
}

export const pictureOptions = (): Option[] => [
  new Option('--scales <list>', t('run at these sizes of the picture and take the maximum of the scores')).argParser(scaleList).default([1]),
  new Option('--flip', t('run the mirrored picture too and take the mean of the scores')),
  new Option('--fit <way>', t("pad: the picture is padded to the net's size; reshape: the net is shaped to the picture; auto: padded where it fits in")).choices(fits).default('auto'),
  new Option('--tile <pixels>', t('the longest side that is run at once; larger pictures are cut into tiles that overlap')).argParser(tileSide).default(defaultLargestSide),
  new Option('--mean <values>', t("means of blue, green and red such as 104,117,123, or a mean.binaryproto or .npy file; by default what the net's files state")).argParser(meanChoice),
  new Option('--input-scale <factor>', t('multiplied after the mean is subtracted')).argParser(factor),
];

export const pictureOptionsOf = ({ scales, flip, fit, tile, mean, inputScale }: PictureFlags): PictureOptions =>
  ({ scales, flip: flip === true, fit, largestSide: tile, mean, inputScale });
