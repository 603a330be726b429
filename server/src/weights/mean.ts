/** The mean that training subtracted from its pictures: Caffe's `mean.binaryproto`, or an array of NumPy. */
import { t } from '../l10n/text';
import { indexBlob } from './blob';
import { NpyError, readNpy } from './npy';
import type { ByteSource } from './source';
import { readValues } from './values';
import { MalformedBytes, WireReader, wireType } from './wire';

/** A mean picture, or where height and width are 1 a mean for each channel. */
export interface Mean {
  channels: number;
  height: number;
  width: number;
  /** [channels][height · width], channels in the net's order: blue, green, red. */
  values: Float32Array;
}

/** A file that holds no mean; the message completes "it cannot be read: …". */
export class MeanError extends Error {}

const npyMagic = 0x93;
const mostChannels = 64;

/** @throws MeanError for a file that is neither a BlobProto nor a `.npy` array of means */
export function readMean(source: ByteSource): Mean {
  if (source.size === 0) throw new MeanError(t('it is empty'));
  const { shape, values } = source.read(0, 1)[0] === npyMagic ? readArray(source) : readBlob(source);
  return shaped(shape, values);
}

interface MeanValues {
  shape: readonly number[];
  values: Float32Array;
}

function readArray(source: ByteSource): MeanValues {
  try {
    const { shape, values } = readNpy(source.read(0, source.size));
    return { shape, values: Float32Array.from(values) };
  } catch (error) {
    if (error instanceof NpyError) throw new MeanError(error.message);
    throw error;
  }
}

const damaged = (reason: string): MeanError => new MeanError(t`it is not a mean.binaryproto, or it is damaged: ${reason}`);

/** The file is one BlobProto, without a frame. */
function readBlob(source: ByteSource): MeanValues {
  try {
    const whole = { number: 0, type: wireType.bytes, at: 0, start: 0, end: source.size, value: 0 };
    const blob = indexBlob(new WireReader(source), whole);
    if (blob.flaw !== undefined) throw damaged(blob.flaw);
    return { shape: blob.shape, values: readValues(source, blob) };
  } catch (error) {
    if (error instanceof MalformedBytes) throw damaged(error.message);
    throw error;
  }
}

/** Axes of 1 before (channels, height, width) say nothing; a mean for each channel has no others. */
function shaped(shape: readonly number[], values: Float32Array): Mean {
  const axes = shape.length > 3 && shape.slice(0, -3).every((dim) => dim === 1) ? shape.slice(-3) : shape;
  const [channels = 0, height = 1, width = 1] = axes;
  if (values.length > 0 && axes.length <= 3 && axes.length !== 2 && channels >= 1 && channels <= mostChannels) return { channels, height, width, values };
  throw new MeanError(t`its shape is ${shape.join('×') || t('scalar')}, and a mean has the shape channels×height×width, or one value for each channel`);
}

/** The mean of each channel over the picture. */
export function channelMeans({ channels, height, width, values }: Mean): number[] {
  const area = height * width;
  return Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let i = channel * area; i < (channel + 1) * area; i++) sum += values[i] ?? 0;
    return sum / area;
  });
}
