/** Opens the weights that a job names and supplies them to lowering. */
import { closeSync, openSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LayerAnalysis } from '../analysis/analysis';
import { joinCommas } from '../l10n/lists';
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import { filledWeights, storedWeights, type ValueStore, type WeightSupply } from '../onnx/supply';
import { indexCaffemodel, isProblem, type CaffemodelIndex } from '../weights/caffemodel';
import { openFile, type FileSource } from '../weights/file';
import { matchWeights } from '../weights/match';
import type { WeightsChoice } from './messages';
import { fileReason, InferenceError } from './problem';
import { temporaryFolder } from './temporary';

export interface OpenWeights {
  /** The folder in which models find the weights. */
  folder: string;
  /** Changes when the weights may have changed. */
  identity: string;
  /** What the user should know, such as layers that the file lacks. Filled by `supply`. */
  notes: string[];
  /** @throws InferenceError where the file does not fit the net */
  supply(layers: readonly LayerAnalysis[], lineOf: (layer: Layer) => number): WeightSupply;
  close(): void;
}

/** @throws InferenceError where the file cannot be read or is no `.caffemodel` */
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
  const index = indexCaffemodel(file);
  if (isProblem(index)) {
    file.close();
    throw new InferenceError({ code: index.code, message: t`${basename(path)}: ${index.message}`, wayOut: 'chooseWeights' });
  }
  const notes: string[] = [];
  return {
    folder: dirname(real),
    identity: `${real} ${file.identity}`,
    notes,
    supply: (layers, lineOf) => supplyStored(layers, index, { name: basename(real), source: file }, notes, lineOf),
    close: () => file.close(),
  };
}

/** ONNX Runtime refuses paths that leave the folder, so links are resolved first. */
function openAt(path: string): { file: FileSource; real: string } {
  try {
    const real = realpathSync(path);
    return { file: openFile(real), real };
  } catch (error) {
    throw new InferenceError({ code: 'weights/unreadable', message: t`${path} cannot be read: ${fileReason(error)}.`, wayOut: 'chooseWeights' });
  }
}

function supplyStored(layers: readonly LayerAnalysis[], index: CaffemodelIndex, file: { name: string; source: FileSource }, notes: string[], lineOf: (layer: Layer) => number): WeightSupply {
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
  const folder = temporaryFolder();
  const name = 'filled.bin';
  const descriptor = openSync(join(folder, name), 'w');
  let written = 0;
  const store: ValueStore = (values) => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    if (bytes.length < inlineBytes) return { bytes };
    const offset = written;
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, offset + done);
    } catch (error) {
      throw new InferenceError({ code: 'run/write', message: t`Random weights cannot be written to ${folder}: ${fileReason(error)}.` });
    }
    written += bytes.length;
    return { file: name, offset, length: bytes.length };
  };
  return {
    folder,
    identity: `random ${seed}`,
    notes: [],
    supply: (layers) => filledWeights(layers, { seed, store, isRandom: true }),
    close() {
      closeSync(descriptor);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
