/** The computations between a program's graphs: DenseCRF, MultiStageMeanfield and DomainTransform as layers. */
import { parametersFromDenseCrfParam, pictureFromPlanes, refine, RefineError } from '../../../kernels/index';
import type { KernelCall } from '../onnx/lowering';
import type { DeviceChoice } from '../protocol/run';
import { crfDevice } from './crf-site';
import { domainTransform } from './domain-transform';
import { meanfield, type KernelInput, type TellStep } from './meanfield';
import { crfRefusal } from './problem';

/** What surrounds a computation: the device of the net around it, and who is told its steps. */
export interface KernelSite {
  device: DeviceChoice;
  tell?: TellStep | undefined;
}

type Run = (call: KernelCall, inputs: readonly KernelInput[], site: KernelSite) => Promise<Float32Array>;

const kernels: Readonly<Record<KernelCall['kernel'], Run>> = {
  densecrf: denseCrf,
  meanfield: (call, inputs, { tell }) => meanfield(call, inputs, tell),
  domaintransform: (call, inputs) => Promise.resolve(domainTransform(call, inputs)),
};

/** @throws InferenceError where the settings do not fit together */
export const runKernel: Run = (call, inputs, site) => kernels[call.kernel](call, inputs, site);

/**
 * As the layer of DeepLab's Caffe: for each item of the batch the true (height, width) of the second bottom is refined, and the
 * rest is 0. All items look at the first picture, which is a mistake of the layer that its users' results contain.
 */
async function denseCrf({ settings }: KernelCall, [scores, sizes, picture]: readonly KernelInput[], site: KernelSite): Promise<Float32Array> {
  if (!scores || !sizes || !picture) throw new RangeError('DenseCRF needs three bottoms.');
  const device = crfDevice(site.device);
  const layer = parametersFromDenseCrfParam(settings);
  if ('problems' in layer) throw crfRefusal(layer.problems);
  const [batch = 1, classes = 1, height = 1, width = 1] = scores.shape;
  const result = new Float32Array(scores.values.length);
  const planes = classes * height * width;
  for (let item = 0; item < batch; item++) {
    const rows = Math.min(height, Math.round(sizes.values[2 * item] ?? height));
    const columns = Math.min(width, Math.round(sizes.values[2 * item + 1] ?? width));
    if (rows < 1 || columns < 1) continue;
    const image = pictureFromPlanes(cropped(picture.values, 3, [picture.shape[2] ?? 1, picture.shape[3] ?? 1], [rows, columns]), columns, rows);
    const own = cropped(scores.values.subarray(item * planes, (item + 1) * planes), classes, [height, width], [rows, columns]);
    const { marginals } = await refine({ image, classes, scores: own, parameters: layer.parameters, iterations: layer.iterations, device }).catch(refuse);
    const values = layer.outputProbability ? marginals : marginals.map(Math.log);
    paste(values, classes, [rows, columns], result.subarray(item * planes, (item + 1) * planes), [height, width]);
  }
  return result;
}

function refuse(error: unknown): never {
  if (error instanceof RefineError) throw crfRefusal(error.problems);
  throw error;
}

type Size = readonly [height: number, width: number];

/** The top left part of each plane. */
function cropped(values: Float32Array, planes: number, [height, width]: Size, [rows, columns]: Size): Float32Array {
  if (height === rows && width === columns) return values.subarray(0, planes * rows * columns);
  const part = new Float32Array(planes * rows * columns);
  for (let row = 0; row < planes * rows; row++) {
    const start = (Math.floor(row / rows) * height + (row % rows)) * width;
    part.set(values.subarray(start, start + columns), row * columns);
  }
  return part;
}

/** Puts planes into the top left corner of larger ones. */
function paste(values: Float32Array, planes: number, [rows, columns]: Size, target: Float32Array, [height, width]: Size): void {
  for (let row = 0; row < planes * rows; row++) {
    const start = (Math.floor(row / rows) * height + (row % rows)) * width;
    target.set(values.subarray(row * columns, (row + 1) * columns), start);
  }
}
