/** Which inputs of a net take the picture, and at what size the net is run. */
import type { Analysis } from '../../analysis/analysis';
import { t } from '../../l10n/text';
import type { Blob } from '../../net/net';
import type { Shape } from '../../net/shape';
import { definitionOf } from '../../layers/index';
import { planNet } from '../../onnx/plan';
import { LoweringError } from '../../onnx/problem';
import type { Fit } from '../../protocol/run';
import { Kept } from '../kept';
import type { NetSource } from '../messages';
import { prepareNet, type PreparedNet } from '../model';
import { InferenceError } from '../problem';

export interface Size {
  height: number;
  width: number;
}

/** What a net asks for: pictures of `channels` channels, and their true sizes where a CRF layer needs them. */
export interface PictureInputs {
  pictures: readonly string[];
  channels: number;
  /** Inputs of the shape (N, 1, 1, 2), filled with height and width. */
  sizes: readonly string[];
  /** The size that the file states. */
  size: Size | undefined;
  /** True where the file states one picture at a time. */
  isSingle: boolean;
}

const isPicture = (shape: Shape): boolean => shape.length === 4 && (shape[1] === 3 || shape[1] === 1 || typeof shape[1] === 'string') && shape[3] !== 2;
const isSizes = (shape: Shape): boolean => shape.length === 4 && shape[1] === 1 && shape[2] === 1 && shape[3] === 2;

/** @throws InferenceError for nets that take something else */
function pictureInputs({ analysis }: PreparedNet): PictureInputs {
  const needed = new Set(neededInputs(analysis));
  const inputs = analysis.inputs.filter(({ blob }) => needed.has(blob));
  const shapes = inputs.map(({ blob, shape }) => ({ name: blob.name, shape: shape ?? ['?', '?', '?', '?'] }));
  const pictures = shapes.filter(({ shape }) => isPicture(shape));
  const other = shapes.find(({ shape }) => !isPicture(shape) && !isSizes(shape));
  if (pictures.length === 0 || other) {
    const which = other ? t`its input "${other.name}" is ${other.shape.join('×')}` : t('it has no input with three channels');
    throw new InferenceError({ code: 'run/no-picture-input', message: t`The net cannot be run on a picture: ${which}. Use "atrous forward" with arrays.` });
  }
  const [first] = pictures;
  const [batch, channels, height, width] = first?.shape ?? [];
  return {
    pictures: pictures.map(({ name }) => name),
    channels: channels === 1 ? 1 : 3,
    sizes: shapes.filter(({ shape }) => isSizes(shape)).map(({ name }) => name),
    size: typeof height === 'number' && typeof width === 'number' ? { height, width } : undefined,
    isSingle: batch === 1,
  };
}

/** The inputs that the net's outputs depend on. */
function neededInputs(analysis: Analysis): Blob[] {
  try {
    const { layers, outputs } = planNet(analysis.net, definitionOf);
    const read = new Set([...layers.flatMap(({ bottoms }) => bottoms.map(({ blob }) => blob)), ...outputs]);
    const made = new Set(layers.flatMap(({ tops }) => tops.map(({ blob }) => blob)));
    return analysis.inputs.map(({ blob }) => blob).filter((blob) => read.has(blob) || made.has(blob));
  } catch (error) {
    if (error instanceof LoweringError) return analysis.inputs.map(({ blob }) => blob);
    throw error;
  }
}

/** Strides by which sizes are tried: maps of 8k + 1 stay aligned in DeepLab, deeper pyramids need more. */
const steps: readonly number[] = [8, 16, 32, 64];

/** As many as programs are kept. */
const keptSizes = 8;

/** A net at a size, in which a picture or a tile of it is run. */
export interface SizedNet {
  net: PreparedNet;
  size: Size;
}

/** What decides on the size. */
export interface Framing {
  fit: Fit;
  /** The longest side that is run at once. */
  largestSide: number;
}

/** A net that takes pictures, and the sizes at which it was run last. */
export class PictureNet {
  readonly inputs: PictureInputs;
  private readonly sized = new Kept<SizedNet>(keptSizes);
  private readonly prepared: PreparedNet;

  /** @throws InferenceError for a net that takes something else */
  constructor(private readonly source: NetSource) {
    this.prepared = prepareNet(source, new Map());
    this.inputs = pictureInputs(this.prepared);
  }

  /** The net for a picture of some size. @throws InferenceError where it cannot be shaped so */
  at({ height, width }: Size, { fit, largestSide }: Framing): SizedNet {
    return this.sized.of([height, width, fit, largestSide].join(), () => netForPicture(this.source, this.prepared, this.inputs, { height, width }, { fit, largestSide }));
  }
}

/**
 * The net at its own size or shaped to the picture, as `framing` says; smaller than the picture where that is too large to be run at once.
 * @throws InferenceError where it cannot be shaped so
 */
function netForPicture(source: NetSource, prepared: PreparedNet, inputs: PictureInputs, picture: Size, { fit, largestSide }: Framing): SizedNet {
  const { size } = inputs;
  const prepareAt = ({ height, width }: Size): PreparedNet => prepareNet(source, new Map(inputs.pictures.map((name) => [name, [1, inputs.channels, height, width]])));
  const own = size && { net: inputs.isSingle ? prepared : prepareAt(size), size };
  const fitsIn = size !== undefined && picture.height <= size.height && picture.width <= size.width;
  if (own && (fit === 'pad' || (fit === 'auto' && fitsIn))) return own;
  let reason = '';
  for (const step of steps) {
    const shaped = { height: sideFor(picture.height, step, largestSide), width: sideFor(picture.width, step, largestSide) };
    const net = prepareAt(shaped);
    const refusal = net.analysis.layers.find(({ refusals }) => refusals.length > 0);
    if (!refusal) return { net, size: shaped };
    reason = `layer "${refusal.layer.name}": ${refusal.refusals[0]?.message ?? ''}`;
  }
  if (own && fit === 'auto') return own;
  throw new InferenceError({
    code: 'run/size',
    message: size
      ? t`The picture is ${picture.width}×${picture.height}, the net takes ${size.width}×${size.height} and cannot be shaped to it (${reason}). Scale the picture, or change the net's input.`
      : t`The picture is ${picture.width}×${picture.height}, the net has no size of its own and cannot be shaped to it (${reason}). Scale the picture, or change the net's input.`,
    wayOut: 'chooseImage',
  });
}

/** The side of a net for a picture's side: the next of the form step·k + 1, no longer than what is run at once. */
function sideFor(side: number, step: number, largest: number): number {
  const above = Math.ceil((side - 1) / step) * step + 1;
  return above <= largest ? above : Math.max(1, Math.floor((largest - 1) / step)) * step + 1;
}
