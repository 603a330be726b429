/** `atrous crf`: refines class probabilities with the fully connected CRF. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { normalizations, refine, RefineError, type Progress, type RefineImage, type RefineOptions } from '../../../kernels/index';
import { NpyError, readNpy, writeNpy } from '../weights/npy';
import { takeoverNote } from '../inference/crf-site';
import { decodePicture } from '../inference/pictures/decode';
import { PictureError } from '../inference/pictures/picture';
import { crfProblems, fileReason } from '../inference/problem';
import { t, verbatim } from '../l10n/text';
import type { DeviceChoice } from '../protocol/run';
import { defaultPreset, kernelsOf, parametersOf, presetOf, wholeNumberFrom, type ParameterFlags } from './crf-options';
import { exitCodes } from './exit-codes';
import { fail } from './files';
import { deviceOption } from './inference';

interface Options extends ParameterFlags {
  image: string;
  order: 'rgb' | 'bgr';
  probabilities?: string;
  unary?: string;
  scores?: string;
  iterations: number;
  device: DeviceChoice;
  threads?: number;
  output: string;
}

/** What keeps the command from running; the message is a sentence. */
class InputError extends Error {}

const read = (path: string): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(t`cannot read ${path}: ${fileReason(error)}.`);
  }
};

/** Reads a file with `interpret`, whose errors of the given kinds become a sentence that names the file. */
function interpret<Value>(path: string, kind: new (...args: never[]) => Error, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof kind ? new InputError(t`${path} cannot be read: ${error.message}.`) : error;
  }
}

const isNpy = (bytes: Uint8Array): boolean => bytes[0] === 0x93 && bytes[1] === 0x4e;

/** A picture file, or a uint8 array [height, width, 3]. */
async function readImage({ image: path, order }: Options): Promise<RefineImage> {
  const bytes = read(path);
  if (!isNpy(bytes)) {
    if (order !== 'rgb') throw new InputError(t`${path} is a picture, which says itself where its colours are: ${verbatim('--order')} is for arrays.`);
    return decodePicture(bytes).catch((error: unknown) => {
      throw error instanceof PictureError ? new InputError(t`${path} cannot be read: ${error.message}.`) : error;
    });
  }
  const array = interpret(path, NpyError, () => readNpy(bytes));
  const [height = 0, width = 0, channels] = array.shape;
  if (array.type !== 'uint8' || array.shape.length !== 3 || channels !== 3) {
    throw new InputError(t`${path} has the shape (${array.shape.join(', ')}) and type ${array.type}: an image array is uint8 (height, width, 3), RGB.`);
  }
  return { width, height, data: array.values, order };
}

interface ClassMaps {
  data: Float32Array;
  classes: number;
  height: number;
  width: number;
}

/** A float32 array [classes, height, width], of any size where the size is left open. */
function readClassMaps(path: string, size?: { width: number; height: number }): ClassMaps {
  const array = interpret(path, NpyError, () => readNpy(read(path)));
  const shape = array.shape.length === 4 && array.shape[0] === 1 ? array.shape.slice(1) : array.shape;
  const [classes = 0, height = 0, width = 0] = shape;
  if (array.type === 'float32' && shape.length === 3 && (!size || (height === size.height && width === size.width))) return { data: array.values, classes, height, width };
  const wanted = `float32 (classes, ${size?.height ?? 'height'}, ${size?.width ?? 'width'})`;
  throw new InputError(size
    ? t`${path} has the shape (${array.shape.join(', ')}) and type ${array.type}, and the image is ${size.height} high and ${size.width} wide: it must be ${wanted}.`
    : t`${path} has the shape (${array.shape.join(', ')}) and type ${array.type}: it must be ${wanted}.`);
}

/** What is refined, from the one file that is given. */
function readInput({ probabilities, unary, scores }: Options, image: RefineImage): Pick<RefineOptions, 'classes' | 'probabilities' | 'unary' | 'scores'> {
  if (scores !== undefined) {
    const { classes, ...map } = readClassMaps(scores);
    return { classes, scores: map };
  }
  const path = probabilities ?? unary;
  if (path === undefined) throw new InputError(t('give --probabilities P.npy, or --unary U.npy with energies -log(probability), or --scores S.npy with what comes before a softmax.'));
  const { classes, data } = readClassMaps(path, image);
  return probabilities === undefined ? { classes, unary: data } : { classes, probabilities: data };
}

/** Counts the iterations on a terminal. */
const reportProgress = ({ iteration, iterations }: Progress): unknown =>
  process.stderr.write(iteration === iterations ? '\r\x1b[K' : `\r${t`iteration ${iteration + 1} of ${iterations}`}`);

/** The kernels' own device: they reach every GPU through WebGPU, whatever runs nets there. */
const crfDevice = (device: DeviceChoice): 'auto' | 'cpu' | 'webgpu' => (device === 'auto' || device === 'cpu' ? device : 'webgpu');

async function run(options: Options): Promise<void> {
  const image = await readImage(options);
  const input = readInput(options, image);
  const { classes } = input;
  const { marginals, timings, device } = await refine({
    image,
    ...input,
    parameters: parametersOf(options),
    iterations: options.iterations,
    device: crfDevice(options.device),
    threads: options.threads,
    onDevice: (_, because) => because && process.stderr.write(`${takeoverNote(because)}\n`),
    ...(process.stderr.isTTY && { onProgress: reportProgress }),
  });
  write(options.output, writeNpy([classes, image.height, image.width], marginals));
  const [lattice, inference] = [timings.lattice, timings.inference].map((time) => time.toFixed(0));
  process.stderr.write(`${t`${options.output}: ${classes} classes, ${image.width}×${image.height}, ${device}; lattice ${lattice} ms, ${options.iterations} iterations ${inference} ms`}\n`);
}

/** A device that is not there is a matter of the command, all else of the arrays. */
const statusOf = ({ problems }: RefineError): number => (problems.every(({ code }) => code === 'device') ? exitCodes.usage : exitCodes.problems);

function write(path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  } catch (error) {
    throw new InputError(t`cannot write ${path}: ${fileReason(error)}.`);
  }
}

export function register(program: Command): void {
  program
    .command('crf')
    .description(t('refine class probabilities with the fully connected CRF'))
    .requiredOption('--image <file>', t('a picture, or a uint8 .npy array (height, width, 3)'))
    .addOption(new Option('--probabilities <file>', t('float32 .npy array (classes, height, width)')).conflicts(['unary', 'scores']))
    .addOption(new Option('--unary <file>', t('energies -log(probability) in the same form')).conflicts('scores'))
    .option('--scores <file>', t('scores before a softmax in the same form, or a smaller map that is enlarged to the picture'))
    .addOption(new Option('--order <order>', t('of the colours in an array')).choices(['rgb', 'bgr']).default('rgb'))
    .option('--iterations <number>', t('mean field updates'), wholeNumberFrom(0), 10)
    .addOption(new Option('--preset <name>', t`a published set of kernels (default ${defaultPreset})`).argParser(presetOf).conflicts('kernels'))
    .option('--kernels <file>', t('kernels as a JSON list'), kernelsOf)
    .addOption(new Option('--normalization <kind>', t('for all kernels, in place of their own')).choices(normalizations))
    .addOption(deviceOption())
    .option('--threads <number>', t('CPU threads'), wholeNumberFrom(1))
    .requiredOption('--output <file>', t('where the refined probabilities go, as .npy'))
    .action((options: Options) =>
      run(options).catch((error: unknown) => {
        if (error instanceof RefineError) return fail(crfProblems(error.problems), statusOf(error));
        if (!(error instanceof InputError)) throw error;
        fail(verbatim(error.message));
      }),
    );
}
