/** How a picture becomes a blob: the mean and scale that the net was trained with. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { joinCommas } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { documentContext } from '../../rules/rules';
import { Fields } from '../../schema/fields';
import { parse } from '../../syntax/parser';
import { openFile } from '../../weights/file';
import { channelMeans, MeanError, readMean, type Mean } from '../../weights/mean';
import type { NetSource, PictureOptions } from '../messages';
import { fileReason, InferenceError } from '../problem';

export interface Transform {
  /** Subtracted from each channel, in the net's order: blue, green, red. */
  mean: readonly number[];
  /** Subtracted in its place from pictures of its own size. */
  meanPicture?: Mean;
  /** Multiplied after that. */
  scale: number;
  /** Where the figures come from. */
  source: string;
}

/** DeepLab's: the mean of ImageNet in blue, green and red. */
const deepLabMean: readonly number[] = [104.008, 116.669, 122.675];

/** Files beside a deploy net that may say how it was trained, likeliest first. */
const siblings: readonly string[] = ['train.prototxt', 'train_val.prototxt', 'trainval.prototxt', 'val.prototxt', 'test.prototxt'];

/**
 * What the user asked for; otherwise the transformation that the net's own data layer states, or that of a training net beside it, or DeepLab's.
 * @throws InferenceError for a file of means that cannot be read
 */
export function findTransform(net: NetSource, { mean, inputScale }: Partial<PictureOptions> = {}): Transform {
  const asked = mean === undefined || mean.trim() === '' ? undefined : askedMean(net, mean.trim());
  const found = asked ?? foundTransform(net);
  return inputScale === undefined ? found : { ...found, scale: inputScale };
}

/** `B,G,R` as numbers, one number for all, or a file. */
function askedMean(net: NetSource, text: string): Transform {
  const numbers = text.split(',').map(Number);
  if (numbers.every((number) => Number.isFinite(number))) return { mean: numbers, scale: 1, source: t('as asked') };
  return { ...meanOf(isAbsolute(text) ? text : join(dirname(net.path), text)), scale: 1 };
}

function foundTransform(net: NetSource): Transform {
  const own = statedTransform(net, basename(net.path));
  if (own) return own;
  for (const name of siblings) {
    const path = join(dirname(net.path), name);
    if (!existsSync(path)) continue;
    const found = statedTransform({ path, text: readFileSync(path, 'utf8'), variables: net.variables }, name);
    if (found) return found;
  }
  return { mean: deepLabMean, scale: 1, source: t("DeepLab's default") };
}

/** Messages that held these fields before `transform_param` did; Caffe moves them there. */
const places: readonly string[] = ['transform_param', 'data_param', 'image_data_param', 'window_data_param'];

/** The first transformation with a mean or a scale in the text's layers. */
function statedTransform(source: NetSource, name: string): Transform | undefined {
  const tree = parse(source.text);
  const { variables, dialect } = documentContext(tree, { variables: new Map(source.variables) });
  const net = new Fields(tree.root, 'NetParameter', variables, dialect);
  for (const layer of [...net.messages('layer'), ...net.messages('layers')]) {
    for (const place of places) {
      const fields = layer.message(place);
      const found = fields.source === undefined ? undefined : transformIn(fields, source.path, name);
      if (found) return found;
    }
  }
  return undefined;
}

function transformIn(fields: Fields, path: string, name: string): Transform | undefined {
  const means = (fields.has('mean_value') ? fields.numbers('mean_value') : []).filter((value) => typeof value === 'number');
  const scale = fields.number('scale');
  const stated = typeof scale === 'number' ? scale : 1;
  if (means.length > 0) return { mean: means, scale: stated, source: name };
  if (fields.has('mean_file')) {
    const file = fields.text('mean_file');
    const found = findBeside(path, file);
    if (found !== undefined) return { ...meanOf(found), scale: stated };
    return { mean: deepLabMean, scale: stated, source: t`DeepLab's default, as ${file}, which ${name} names, was not found` };
  }
  return fields.has('scale') ? { mean: [0], scale: stated, source: name } : undefined;
}

/** How many folders above a net are tried: Caffe reads paths from where it is started. */
const mostLevels = 6;

function findBeside(net: string, file: string): string | undefined {
  if (isAbsolute(file)) return existsSync(file) ? file : undefined;
  let folder = dirname(net);
  for (let level = 0; level < mostLevels; level++, folder = dirname(folder)) {
    if (existsSync(join(folder, file))) return join(folder, file);
  }
  return undefined;
}

/** The means of a file. @throws InferenceError where it cannot be read */
function meanOf(path: string): Omit<Transform, 'scale'> {
  try {
    const file = openFile(path);
    try {
      const meanPicture = readMean(file);
      return { mean: channelMeans(meanPicture), meanPicture, source: basename(path) };
    } finally {
      file.close();
    }
  } catch (error) {
    const reason = error instanceof MeanError ? error.message : fileReason(error);
    throw new InferenceError({ code: 'run/mean', message: t`The mean ${path} cannot be read: ${reason}. Give three numbers such as 104.008,116.669,122.675, or a mean.binaryproto or .npy file.` });
  }
}

/** The figures for people, such as «Mean 104, 117, 123 (train.prototxt).» */
export function transformNote({ mean, scale, source }: Transform): string {
  const means = joinCommas(mean.map((value) => String(Number(value.toFixed(3)))));
  return scale === 1 ? t`Mean ${means} (${source}).` : t`Mean ${means}, scale ${Number(scale.toPrecision(6))} (${source}).`;
}
