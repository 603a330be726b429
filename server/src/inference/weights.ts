/** Opens the weights that a job names and supplies them to lowering. */
import { closeSync, openSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LayerAnalysis } from '../analysis/analysis';
import { joinCommas } from '../l10n/lists';
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import type { InitializerData } from '../onnx/model';
import { filledWeights, storedWeights, type WeightFile, type WeightSupply } from '../onnx/supply';
import { indexCaffemodel, isProblem, type CaffemodelIndex } from '../weights/caffemodel';
import { openFile, type FileSource } from '../weights/file';
import { matchWeights } from '../weights/match';
import type { ByteSource } from '../weights/source';
import type { WeightsChoice } from './messages';
import { fileReason, InferenceError } from './problem';
import { temporaryFolder } from './temporary';

export interface OpenWeights {
  /** The folder in which models find what `supply` gave. */
  readonly folder: string;
  /** True once models do not find it any more. */
  readonly isGone: boolean;
  /** Changes when the weights may have changed. */
  identity: string;
  /** What the user should know, such as layers that the file lacks. Filled by `supply`. */
  notes: string[];
  /** @throws InferenceError where the file is no `.caffemodel` or does not fit the net */
  supply(layers: readonly LayerAnalysis[], lineOf: (layer: Layer) => number): WeightSupply;
  close(): void;
}

/** Nothing is read before it is asked for. @throws InferenceError where the file cannot be opened */
export function openWeights(choice: WeightsChoice): OpenWeights {
  if (choice.kind === 'random') return openRandom(choice.seed);
  if (choice.kind === 'file') return openStored(choice.path);
  throw new InferenceError({ code: 'run/onnx', message: t`${basename(choice.path)} is an ONNX file, which this cannot be done with: it needs the net as a prototxt and a .caffemodel.` });
}

/** A file by its path without links, and what changes when its content may have changed. @throws InferenceError where it cannot be read */
export function identifyFile(path: string): { real: string; identity: string } {
  const { file, real } = openAt(path);
  file.close();
  return { real, identity: file.identity };
}

/** What changes when weights may have changed. @throws InferenceError where they cannot be read */
export function identityOf(choice: WeightsChoice): string {
  if (choice.kind === 'random') return `random ${choice.seed}`;
  const { real, identity } = identifyFile(choice.path);
  return `${real} ${identity}`;
}

function openStored(path: string): OpenWeights {
  const { file, real } = openAt(path);
  const source: ByteSource = { size: file.size, read: (offset, length) => readable(path, () => file.read(offset, length)) };
  const notes: string[] = [];
  return {
    folder: dirname(real),
    isGone: false,
    identity: `${real} ${file.identity}`,
    notes,
    supply: (layers, lineOf) => supplyStored(layers, indexOf(source, path), { name: basename(real), source }, notes, lineOf),
    close: () => file.close(),
  };
}

function indexOf(file: ByteSource, path: string): CaffemodelIndex {
  const index = indexCaffemodel(file);
  if (isProblem(index)) throw new InferenceError({ code: index.code, message: t`${basename(path)}: ${index.message}`, wayOut: 'chooseWeights' });
  return index;
}

/** ONNX Runtime refuses paths that leave the folder, so links are resolved first. */
const openAt = (path: string): { file: FileSource; real: string } =>
  readable(path, () => {
    const real = realpathSync(path);
    return { file: openFile(real), real };
  });

/** @throws InferenceError where `read` fails */
function readable<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new InferenceError({ code: 'weights/unreadable', message: t`${path} cannot be read: ${fileReason(error)}.`, wayOut: 'chooseWeights' });
  }
}

function supplyStored(layers: readonly LayerAnalysis[], index: CaffemodelIndex, file: WeightFile, notes: string[], lineOf: (layer: Layer) => number): WeightSupply {
  const match = matchWeights(layers, index);
  const [mismatch] = match.mismatches;
  if (mismatch) {
    const others = match.mismatches.length - 1;
    const more = others === 1 ? t` (1 more layer does not fit.)` : t` (${others} more layers do not fit.)`;
    throw new InferenceError({ code: mismatch.code, message: others > 0 ? t`${mismatch.message}${more}` : mismatch.message, line: lineOf(mismatch.layer), wayOut: 'showProblem' });
  }
  const withWeights = layers.filter(({ blobs }) => blobs.length > 0).length;
  if (withWeights > 0 && match.missing.length === withWeights) {
    throw new InferenceError({ code: 'weights/no-layer', message: t`${file.name} has weights for none of the net's layers. Choose the weights that belong to this net.`, wayOut: 'chooseWeights' });
  }
  if (match.missing.length > 0) notes.push(t`Not in the weights file, so filled by their fillers: ${listed(match.missing.map(({ name }) => name))}.`);
  return storedWeights(layers, match, file);
}

/** A few names and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = joinCommas(names.slice(0, 8));
  return names.length > 8 ? t`${shown} and ${names.length - 8} more` : shown;
}

/** Values above this go to a file, as those of a .caffemodel do: a model in memory can hold 2 GB and is copied several times. */
const inlineBytes = 1 << 12;

function openRandom(seed: number): OpenWeights {
  let file: FilledFile | undefined;
  let isGone = false;
  const opened = (): FilledFile => (file ??= new FilledFile());
  return {
    get folder() {
      return opened().folder;
    },
    get isGone() {
      return isGone;
    },
    identity: `random ${seed}`,
    notes: [],
    supply: (layers) => filledWeights(layers, { seed, store: (values) => opened().keep(values), isRandom: true }),
    close() {
      if (!isGone) file?.remove();
      isGone = true;
    },
  };
}

/** A file of values that fillers made, in a folder of its own. */
class FilledFile {
  readonly folder = temporaryFolder();
  private readonly name = 'filled.bin';
  private readonly descriptor = openSync(join(this.folder, this.name), 'w');
  private written = 0;

  keep(values: Float32Array): InitializerData {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    if (bytes.length < inlineBytes) return { bytes };
    const offset = this.written;
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.descriptor, bytes, done, bytes.length - done, offset + done);
    } catch (error) {
      throw new InferenceError({ code: 'run/write', message: t`Random weights cannot be written to ${this.folder}: ${fileReason(error)}.` });
    }
    this.written += bytes.length;
    return { file: this.name, offset, length: bytes.length };
  }

  remove(): void {
    closeSync(this.descriptor);
    try {
      rmSync(this.folder, { recursive: true, force: true });
    } catch {
      // A session holds the file on some systems; it goes with the process.
    }
  }
}
