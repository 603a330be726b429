/** Writes a graph as an ONNX file: with its weights inside, or in a file beside it. Files appear whole or not at all. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { t } from '../../l10n/text';
import { encodeModel, type Initializer, type InitializerData, type OnnxGraph } from '../../onnx/model';
import { openFile, type FileSource } from '../../weights/file';
import { fileReason, InferenceError } from '../problem';

export interface ModelFile {
  graph: OnnxGraph;
  /** Where the graph's files lie. */
  folder: string;
  /** The operator set. */
  opset: number;
  /** Puts the weights into a file beside the model. */
  isExternal: boolean;
  path: string;
}

/** A protobuf message can hold 2 GiB; the rest is for the graph. */
const mostBytes = 2 ** 31 - 2 ** 24;

/** Constants of fewer bytes stay in the model: readers that infer shapes want to see them. */
const smallBytes = 1024;

/** Weights are copied in pieces of this size. */
const pieceBytes = 1 << 24;

/** @returns bytes of the model, and of the weights beside it @throws InferenceError where it cannot be written, or is too large for one file */
export function writeModel(model: ModelFile): { bytes: number; dataBytes: number } {
  const sources = new Sources(model.folder);
  try {
    return model.isExternal ? writeInTwo(model, sources) : writeInOne(model, sources);
  } finally {
    sources.close();
  }
}

function writeInOne({ graph, opset, path }: ModelFile, sources: Sources): { bytes: number; dataBytes: number } {
  const total = graph.initializers.reduce((sum, { data }) => sum + lengthOf(data), 0);
  if (total > mostBytes) {
    throw new InferenceError({ code: 'export/too-large', message: t`The weights are ${(total / 1e9).toFixed(1)} GB, and one ONNX file can hold 2 GB. Put them beside it with --external-data.` });
  }
  const initializers = graph.initializers.map((initializer) => ({ ...initializer, data: { bytes: sources.all(initializer.data) } }));
  const bytes = encodeModel({ ...graph, initializers }, opset);
  writeWhole(path, (write) => write(bytes));
  return { bytes: bytes.length, dataBytes: 0 };
}

function writeInTwo({ graph, opset, path }: ModelFile, sources: Sources): { bytes: number; dataBytes: number } {
  const dataPath = `${path}.data`;
  let offset = 0;
  const place = (initializer: Initializer): Initializer => {
    const length = lengthOf(initializer.data);
    if (length < smallBytes) return { ...initializer, data: { bytes: sources.all(initializer.data) } };
    const placed = { ...initializer, data: { file: basename(dataPath), offset, length } };
    offset += length;
    return placed;
  };
  const initializers = graph.initializers.map(place);
  writeWhole(dataPath, (write) => {
    for (const { data } of graph.initializers) if (lengthOf(data) >= smallBytes) sources.copy(data, write);
  });
  const bytes = encodeModel({ ...graph, initializers }, opset);
  writeWhole(path, (write) => write(bytes));
  return { bytes: bytes.length, dataBytes: offset };
}

const lengthOf = (data: InitializerData): number => ('bytes' in data ? data.bytes.length : data.length);

/** The files that constants lie in, each opened once. */
class Sources {
  private readonly files = new Map<string, FileSource>();

  constructor(private readonly folder: string) {}

  private file(name: string): FileSource {
    const file = this.files.get(name) ?? openFile(join(this.folder, name));
    this.files.set(name, file);
    return file;
  }

  all(data: InitializerData): Uint8Array {
    return 'bytes' in data ? data.bytes : this.file(data.file).read(data.offset, data.length).slice();
  }

  copy(data: InitializerData, write: (bytes: Uint8Array) => void): void {
    if ('bytes' in data) write(data.bytes);
    else for (let done = 0; done < data.length; done += pieceBytes) write(this.file(data.file).read(data.offset + done, Math.min(pieceBytes, data.length - done)));
  }

  close(): void {
    for (const file of this.files.values()) file.close();
  }
}

/** @throws InferenceError where the file cannot be written */
export function writeWhole(path: string, fill: (write: (bytes: Uint8Array) => void) => void): void {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    try {
      const descriptor = openSync(draft, 'w');
      try {
        fill((bytes) => {
          for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
        });
      } finally {
        closeSync(descriptor);
      }
      renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    if (error instanceof InferenceError) throw error;
    throw new InferenceError({ code: 'run/write', message: t`${path} cannot be written: ${fileReason(error)}.` });
  }
}
