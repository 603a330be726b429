/** What an ONNX file says of its inputs and outputs. */
import { t } from '../l10n/text';
import type { InferenceSession } from 'onnxruntime-node';
import { formatShape } from '../net/shape';
import { InferenceError } from './problem';

/** An array that a model takes or gives. A string is a size that it leaves open. */
export interface ModelValue {
  name: string;
  shape: readonly (number | string)[];
}

/** True for a net that is an ONNX file rather than a prototxt. */
export const isOnnx = ({ path }: { path: string }): boolean => path.toLowerCase().endsWith('.onnx');

/** The inputs of a session. @throws InferenceError where one is not an array of float32 */
export function modelInputs({ inputMetadata }: InferenceSession): ModelValue[] {
  return inputMetadata.map((input) => {
    if (!input.isTensor || input.type !== 'float32') {
      throw new InferenceError({ code: 'run/onnx-input', message: t`The model's input "${input.name}" is of type ${input.isTensor ? input.type : '?'}, and only float32 is fed here.` });
    }
    return { name: input.name, shape: input.shape };
  });
}

/** Sizes for the axes that a model leaves open: one item, three channels, the usual height and width. */
const usualShape: readonly number[] = [1, 3, 224, 224];

/** A shape without open sizes, and whether any was open. */
export function closedShape({ shape }: ModelValue): { shape: number[]; wasOpen: boolean } {
  const closed = shape.map((dim, axis) => (typeof dim === 'number' && dim > 0 ? dim : shape.length === usualShape.length ? (usualShape[axis] ?? 1) : 1));
  return { shape: closed, wasOpen: closed.some((dim, axis) => dim !== shape[axis]) };
}

export const openNote = (name: string, shape: readonly number[]): string => t`The model leaves the size of its input "${name}" open, so ${formatShape(shape)} was taken.`;
