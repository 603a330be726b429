// The one entry to the dense CRF: checks a request, completes it and hands it to a device.
import { availableParallelism } from 'node:os';
import { findProblems } from './checks';
import { refineOnCpu } from './cpu/refine';
import type { Picture } from './features';
import { findRealGpu, gpuOf, openGpu, type Gpu } from './gpu/device';
import { refineOnGpu } from './gpu/refine';
import type { CrfParameters } from './parameters';
import { RefineError, type Problem } from './problem';
import type { CrfInput, CrfRequest, Progress, ScoreMap, Timings } from './request';

/** A picture, row-major, interleaved; the channels in the order of `order`, numbers on the scale 0..255. */
export interface RefineImage extends Picture {
  /** `rgb` where absent. Matters when the kernel's deviations differ between channels. */
  readonly order?: 'rgb' | 'bgr' | undefined;
}

/** What to refine and how. Exactly one of `unary`, `probabilities` and `scores` is given. */
export interface RefineOptions {
  readonly image: RefineImage;
  readonly classes: number;
  /** Energies -ln p, [classes][height * width]. */
  readonly unary?: Float32Array | undefined;
  /** Probabilities, [classes][height * width]; values below 1e-5 count as 1e-5. */
  readonly probabilities?: Float32Array | undefined;
  /** Scores before a softmax, [classes][height * width], or a map of any size that the device enlarges bilinearly with aligned corners. */
  readonly scores?: Float32Array | ScoreMap | undefined;
  readonly parameters: CrfParameters;
  /** Mean field updates, 10 where absent; 0 gives the softmax of the negative energies. */
  readonly iterations?: number | undefined;
  /** `auto` where absent: the GPU if there is a real one that has room, otherwise the CPU. */
  readonly device?: 'auto' | 'cpu' | 'webgpu' | GPUDevice | undefined;
  /**
   * GPU only: whether lattice values are stored in full or half precision. Half is faster, moves Q by up to 0.02 and labels only where two
   * classes are that close. Where absent: full for marginals, half where only labels are wanted.
   */
  readonly precision?: 'full' | 'half' | undefined;
  /** False: only labels are wanted, which saves reading the marginals back. */
  readonly wantMarginals?: boolean | undefined;
  /** CPU only: one thread runs beside the caller's too, so that several pictures can be refined at once. */
  readonly isBeside?: boolean | undefined;
  /** CPU threads; as many as the machine runs at once, at most 8, where absent, and never more than the larger of both. */
  readonly threads?: number | undefined;
  /** Told where it is computed, before that begins; where the CPU takes over from a GPU, with the reason. */
  readonly onDevice?: ((device: 'webgpu' | 'cpu', because?: Problem) => void) | undefined;
  /** Called when the lattices are built (iteration 0) and after each iteration. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RefineResult {
  /** Q, [classes][height * width]; empty when not wanted. */
  readonly marginals: Float32Array;
  /** The most probable class of each pixel, the lowest where several are equal; 16 bits for more than 256 classes. */
  readonly labels: Uint8Array | Uint16Array;
  readonly timings: Timings;
  /** Where it was computed, such as `CPU, 2 threads`. */
  readonly device: string;
}

/** More threads than this wait for memory, not for arithmetic. */
const usualThreads = 8;

/** As many threads as were asked for; those beyond the machine's own would only wait for each other. */
const threadsFor = (asked: number | undefined): number =>
  asked === undefined ? Math.min(availableParallelism(), usualThreads) : Math.min(asked, Math.max(availableParallelism(), usualThreads));

/**
 * Refines class energies with a fully connected CRF (Krähenbühl & Koltun 2011).
 * @throws RefineError when the request cannot be carried out, and the signal's reason when it was aborted.
 */
export async function refine(options: RefineOptions): Promise<RefineResult> {
  const request = completeRequest(options);
  const { device = 'auto' } = options;
  const gpu = await chooseGpu(device);
  options.onDevice?.(gpu === undefined ? 'cpu' : 'webgpu');
  if (gpu === undefined) return onCpu(request, options);
  if (device !== 'auto') return onGpuOrAgain(gpu, request, options);
  return onGpuOrAgain(gpu, request, options).catch((error: unknown) => {
    const problem = failureOfGpu(error);
    if (problem === undefined) throw error;
    options.onDevice?.('cpu', problem);
    return onCpu(request, options).catch((reason: unknown) => {
      throw reason instanceof RefineError ? new RefineError([problem, ...reason.problems]) : reason;
    });
  });
}

/** What the GPU could not do and the CPU can; undefined for mistakes in the request, and ours. */
const failureOfGpu = (error: unknown): Problem | undefined =>
  (error instanceof RefineError ? error.problems.find(({ code }) => code === 'too-large' || code === 'device') : undefined);

/** The GPU to use, or undefined for the CPU. */
async function chooseGpu(device: NonNullable<RefineOptions['device']>): Promise<Gpu | undefined> {
  if (device === 'cpu') return undefined;
  if (device === 'webgpu') return openGpu();
  return device === 'auto' ? findRealGpu() : gpuOf(device);
}

async function onCpu(request: CrfRequest, options: RefineOptions): Promise<RefineResult> {
  const { wantMarginals = true, isBeside = false } = options;
  const { marginals, labels, timings, threads: used } = await refineOnCpu(request, { threads: threadsFor(options.threads), marginals: wantMarginals, isBeside });
  return { marginals, labels: narrowLabels(labels, request.classes), timings, device: `CPU, ${used} ${used === 1 ? 'thread' : 'threads'}` };
}

/** Where the GPU is lost on the way, the run is done again on the same GPU opened anew; a device of the caller's is the caller's to open. */
async function onGpuOrAgain(gpu: Gpu, request: CrfRequest, options: RefineOptions): Promise<RefineResult> {
  return onGpu(gpu, request, options).catch(async (error: unknown) => {
    if (gpu.lostBecause === undefined || typeof options.device === 'object') throw error;
    return onGpu(await openGpu(), request, options);
  });
}

async function onGpu(gpu: Gpu, request: CrfRequest, { wantMarginals = true, precision = wantMarginals ? 'full' : 'half' }: RefineOptions): Promise<RefineResult> {
  const settings = { half: precision === 'half', marginals: wantMarginals };
  const { marginals = new Float32Array(), labels, timings } = await refineOnGpu(gpu, request, settings);
  return { marginals, labels: narrowLabels(labels, request.classes), timings, device: gpu.name };
}

/** Fills in the defaults of a request that can be carried out. */
export function completeRequest(options: RefineOptions): CrfRequest {
  const { classes, parameters, iterations = 10, onProgress, signal } = options;
  const inputs = inputsOf(options);
  const problems = findProblems({ picture: options.image, inputs, classes, kernels: parameters.kernels, iterations });
  const [input] = inputs;
  if (problems.length > 0 || input === undefined) throw new RefineError(problems);
  const kernels = parameters.kernels.map((kernel) => ({
    ...kernel,
    normalization: kernel.normalization ?? parameters.normalization ?? ('symmetric' as const),
  }));
  return {
    ...{ picture: rgbPicture(options.image), input, classes, kernels, iterations },
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  };
}

function inputsOf({ image: { width, height }, unary, probabilities, scores }: RefineOptions): CrfInput[] {
  const inputs: CrfInput[] = [];
  if (unary !== undefined) inputs.push({ kind: 'unary', data: unary });
  if (probabilities !== undefined) inputs.push({ kind: 'probabilities', data: probabilities });
  if (scores instanceof Float32Array) inputs.push({ kind: 'scores', data: scores, width, height });
  else if (scores !== undefined) inputs.push({ kind: 'scores', ...scores });
  return inputs;
}

/** The picture with red first. */
function rgbPicture({ data, width, height, order = 'rgb' }: RefineImage): Picture {
  if (order === 'rgb') return { data, width, height };
  const swapped = data.map((_, i) => data[i + 2 - 2 * (i % 3)] ?? 0);
  return { data: swapped, width, height };
}

function narrowLabels(labels: Uint16Array, classes: number): Uint8Array | Uint16Array {
  return classes <= 256 ? new Uint8Array(labels) : labels;
}
