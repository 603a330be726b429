/** What is told of a model file that was opened, a `.caffemodel` or an ONNX file, and the messages of the page that shows it. */

/** `atrous/modelFile`: what the headers of a file say. Parameters: `AboutModel`; answers with a `ModelFile`. */
export const modelFileRequest = 'atrous/modelFile';

/** `atrous/modelFigures`: figures of the values of some layers, which are read for them. Parameters: `FiguresParams`; answers with `LayerFigures[]`, fewer where the file has changed. Can be cancelled. */
export const modelFiguresRequest = 'atrous/modelFigures';

export interface AboutModel {
  uri: string;
}

export interface FiguresParams extends AboutModel {
  /** Positions of layers: the first, and the one after the last. */
  from: number;
  to: number;
}

export interface ModelBlob {
  shape: readonly number[];
  /** How many. */
  values: number;
  /** How each is stored. */
  encoding: string;
  bytes: number;
}

export interface ModelLayer {
  name: string;
  /** The type's name, or its number in files of the first generation. */
  type: string;
  blobs: readonly ModelBlob[];
}

export interface BlobFigures {
  /** Null where no value is finite. */
  min: number | null;
  max: number | null;
  mean: number | null;
  /** Share of values that are 0, from 0 to 1. */
  zeros: number;
  /** Number of values that are NaN or infinite; the other figures leave them out. */
  notFinite: number;
}

/** For each blob of a layer; null where its values cannot be read. */
export type LayerFigures = readonly (BlobFigures | null)[];

export interface CaffemodelFile {
  ok: true;
  kind: 'caffemodel';
  /** Of the whole file. */
  bytes: number;
  net: string;
  generation: string;
  /** In file order. */
  layers: readonly ModelLayer[];
}

/** An array that a model takes or gives. A string is a size that it leaves open; an empty one has no name. */
export interface ModelValueInfo {
  name: string;
  type: string;
  shape: readonly (number | string)[];
}

export interface OnnxFile {
  ok: true;
  kind: 'onnx';
  bytes: number;
  graph: string;
  producer: string;
  /** By domain; the usual one is empty. */
  opsets: readonly { domain: string; version: number }[];
  /** Without those that are initializers. */
  inputs: readonly ModelValueInfo[];
  outputs: readonly ModelValueInfo[];
  /** Most frequent first. */
  operators: readonly { name: string; count: number }[];
  /** Values of all initializers. */
  parameters: number;
  /** Files beside this one that hold initializers. */
  externalFiles: readonly string[];
}

export type ModelFile = CaffemodelFile | OnnxFile | { ok: false; message: string };

/** What the page is told. */
export type ModelUpdate =
  | { type: 'file'; file: ModelFile }
  /** Figures of layers from this position on. */
  | { type: 'figures'; from: number; figures: readonly LayerFigures[] };

/** What the page asks for. */
export type ModelRequest =
  | { type: 'ready' }
  | { type: 'run' };

/** What stands in the page as data. */
export interface ModelSetup {
  name: string;
}
