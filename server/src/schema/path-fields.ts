/** The string fields that name files and folders, and what is to be found there. */

import type { ScalarNode, SourceRange } from '../syntax/tree';

/** What a path leads to. */
export type PathKind = 'net' | 'weights' | 'file' | 'folder';

/** By message and field. Paths that Caffe writes to name a folder that is there, and the start of a file's name. */
const pathFields: Readonly<Record<string, PathKind>> = {
  'SolverParameter.net': 'net',
  'SolverParameter.train_net': 'net',
  'SolverParameter.test_net': 'net',
  'SolverParameter.weights': 'weights',
  'SolverParameter.snapshot_prefix': 'folder',
  'DataParameter.source': 'file',
  'DataParameter.mean_file': 'file',
  'ImageDataParameter.source': 'file',
  'ImageDataParameter.mean_file': 'file',
  'ImageDataParameter.root_folder': 'folder',
  'HDF5DataParameter.source': 'file',
  'HDF5OutputParameter.file_name': 'folder',
  'WindowDataParameter.source': 'file',
  'WindowDataParameter.mean_file': 'file',
  'WindowDataParameter.root_folder': 'folder',
  'TransformationParameter.mean_file': 'file',
  'DenseImageDataParameter.source': 'file',
  'DenseImageDataParameter.mean_file': 'file',
  'DenseImageDataParameter.root_folder': 'folder',
  'MatReadParameter.source': 'file',
  'MatReadParameter.prefix': 'folder',
  'MatWriteParameter.source': 'file',
  'MatWriteParameter.prefix': 'folder',
  'InfogainLossParameter.source': 'file',
  'SoftmaxLossParameter.weight_source': 'file',
  'AnnotatedDataParameter.label_map_file': 'file',
  'DetectionEvaluateParameter.name_size_file': 'file',
  'SaveOutputParameter.output_directory': 'folder',
  'SaveOutputParameter.label_map_file': 'file',
  'SaveOutputParameter.name_size_file': 'file',
  'VideoDataParameter.source': 'file',
  'VideoDataParameter.mean_file': 'file',
  'V0LayerParameter.source': 'file',
  'V0LayerParameter.meanfile': 'file',
};

/** Paths that the program writes to: nothing needs to be there yet. */
const written: ReadonlySet<string> = new Set([
  'SolverParameter.snapshot_prefix', 'HDF5OutputParameter.file_name', 'MatWriteParameter.prefix', 'SaveOutputParameter.output_directory',
]);

/** What the field's value leads to; undefined where it is no path. */
export const pathKindOf = (message: string | undefined, field: string): PathKind | undefined =>
  message !== undefined && Object.hasOwn(pathFields, `${message}.${field}`) ? pathFields[`${message}.${field}`] : undefined;

/** True where the field's value is a path to something that is read. */
export const isReadPath = (message: string | undefined, field: string): boolean =>
  pathKindOf(message, field) !== undefined && !written.has(`${message ?? ''}.${field}`);

/** A path in a document's text. */
export interface WrittenPath extends SourceRange {
  path: string;
}

/** The paths in a string, without its quotes: Caffe reads several names of weights files, with commas between. */
export function pathsIn(text: string, { start, end, value }: ScalarNode, kind: PathKind | undefined): readonly WrittenPath[] {
  const contents = { path: value, start: start + 1, end: end - 1 };
  if (kind !== 'weights' || !value.includes(',') || text.slice(contents.start, contents.end) !== value) return [contents];
  return [...value.matchAll(/[^,\s](?:[^,]*[^,\s])?/g)].map(({ index, 0: path }) => ({ path, start: contents.start + index, end: contents.start + index + path.length }));
}
