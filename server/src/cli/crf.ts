/** `atrous crf`: refines class probabilities with the fully connected CRF. */
import { readFileSync, writeFileSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  findPreset, normalizations, parseKernelList, presetParameters, presets, refine, RefineError,
  type CrfParameters, type Normalization, type RefineImage,
} from '../../../kernels';
import { NpyError, readNpy, writeNpy } from '../weights/npy';
import { decodePicture } from '../inference/pictures/decode';
import { PictureError } from '../inference/pictures/picture';
import { exitCodes } from './exit-codes';
import { fail, reasonOf } from './files';

interface Options {
  image: string;
  probabilities?: string;
  unary?: string;
  iterations: number;
  preset?: CrfParameters;
  kernels?: string;
  normalization?: Normalization;
  device: 'auto' | 'cpu' | 'webgpu';
  threads?: number;
  output: string;
}

/** What keeps the command from running; the message is a sentence. */
class InputError extends Error {}

const read = (path: string): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(`cannot read ${path}: ${reasonOf(error)}.`);
  }
};

/** Reads a file with `interpret`, whose errors of the given kinds become a sentence that names the file. */
function interpret<Value>(path: string, kind: new (...args: never[]) => Error, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof kind ? new InputError(`${path} cannot be read: ${error.message}.`) : error;
  }
}

const isNpy = (bytes: Uint8Array): boolean => bytes[0] === 0x93 && bytes[1] === 0x4e;

/** A picture file, or a uint8 array [height, width, 3]. */
async function readImage(path: string): Promise<RefineImage> {
  const bytes = read(path);
  if (!isNpy(bytes)) {
    return decodePicture(bytes).catch((error: unknown) => {
      throw error instanceof PictureError ? new InputError(`${path} cannot be read: ${error.message}.`) : error;
    });
  }
  const array = interpret(path, NpyError, () => readNpy(bytes));
  const [height = 0, width = 0, channels] = array.shape;
  if (array.type !== 'uint8' || array.shape.length !== 3 || channels !== 3) {
    throw new InputError(`${path} has the shape (${array.shape.join(', ')}) and type ${array.type}: an image array is uint8 (height, width, 3), RGB.`);
  }
  return { width, height, data: array.values };
}

interface ClassMaps {
  values: Float32Array;
  classes: number;
}

/** A float32 array [classes, height, width] of the image's size. */
function readClassMaps(path: string, { width, height }: RefineImage): ClassMaps {
  const array = interpret(path, NpyError, () => readNpy(read(path)));
  const shape = array.shape.length === 4 && array.shape[0] === 1 ? array.shape.slice(1) : array.shape;
  const wanted = `float32 (classes, ${height}, ${width})`;
  if (array.type !== 'float32' || shape.length !== 3 || shape[1] !== height || shape[2] !== width) {
    throw new InputError(`${path} has the shape (${array.shape.join(', ')}) and type ${array.type}, and the image is ${height} high and ${width} wide: it must be ${wanted}.`);
  }
  return { values: array.values, classes: shape[0] ?? 0 };
}

function readKernels(path: string): CrfParameters {
  const list = parseKernelList(interpret(path, SyntaxError, () => JSON.parse(Buffer.from(read(path)).toString('utf8')) as unknown));
  if ('problems' in list) throw new InputError(`${path}: ${list.problems.map(({ message }) => message).join(' ')}`);
  return { kernels: list.kernels };
}

const defaultPreset = 'deeplab-v2-resnet101';

function parametersOf({ kernels, preset, normalization }: Options): CrfParameters {
  const chosen = kernels === undefined ? (preset ?? presetOf(defaultPreset)) : readKernels(kernels);
  if (normalization === undefined) return chosen;
  return { kernels: chosen.kernels.map((kernel) => ({ ...kernel, normalization })), normalization };
}

async function run(options: Options): Promise<void> {
  const image = await readImage(options.image);
  const path = options.probabilities ?? options.unary;
  if (path === undefined) throw new InputError('give --probabilities P.npy, or --unary U.npy with energies -log(probability).');
  const { values, classes } = readClassMaps(path, image);
  const { marginals, timings, device } = await refine({
    image,
    classes,
    ...(options.probabilities === undefined ? { unary: values } : { probabilities: values }),
    parameters: parametersOf(options),
    iterations: options.iterations,
    device: options.device,
    threads: options.threads,
  });
  write(options.output, writeNpy([classes, image.height, image.width], marginals));
  const [lattice, inference] = [timings.lattice, timings.inference].map((time) => time.toFixed(0));
  process.stderr.write(`${options.output}: ${classes} classes, ${image.width}×${image.height}, ${device}; lattice ${lattice} ms, ${options.iterations} iterations ${inference} ms\n`);
}

function write(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new InputError(`cannot write ${path}: ${reasonOf(error)}.`);
  }
}

const presetOf = (name: string): CrfParameters => {
  const preset = findPreset(name);
  if (!preset) throw new InvalidArgumentError(`The presets are ${presets.map((known) => known.name).join(', ')}.`);
  return presetParameters(preset);
};

const wholeNumber = (minimum: number) => (text: string): number => {
  if (!/^\d+$/.test(text) || Number(text) < minimum) throw new InvalidArgumentError(`It takes a whole number from ${minimum}.`);
  return Number(text);
};

export function register(program: Command): void {
  program
    .command('crf')
    .description('refine class probabilities with the fully connected CRF')
    .requiredOption('--image <file>', 'a picture, or a uint8 .npy array (height, width, 3)')
    .addOption(new Option('--probabilities <file>', 'float32 .npy array (classes, height, width)').conflicts('unary'))
    .option('--unary <file>', 'energies -log(probability) in the same form')
    .option('--iterations <number>', 'mean field updates', wholeNumber(0), 10)
    .addOption(new Option('--preset <name>', `a published set of kernels (default ${defaultPreset})`).argParser(presetOf).conflicts('kernels'))
    .option('--kernels <file>', 'kernels as a JSON list')
    .addOption(new Option('--normalization <kind>', 'for all kernels, in place of their own').choices(normalizations))
    .addOption(new Option('--device <device>', 'where to compute').choices(['auto', 'cpu', 'webgpu']).default('auto'))
    .option('--threads <number>', 'CPU threads', wholeNumber(1))
    .requiredOption('--output <file>', 'where the refined probabilities go, as .npy')
    .action((options: Options) =>
      run(options).catch((error: unknown) => {
        if (!(error instanceof InputError || error instanceof RefineError)) throw error;
        fail(error.message, error instanceof RefineError ? exitCodes.problems : exitCodes.usage);
      }),
    );
}
