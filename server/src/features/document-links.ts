/** Links from the fields that name files: a solver's nets, a data layer's lists and means. */
import type { Range } from 'vscode-languageserver-types';
import { rootMessages } from '../schema/document-kind';
import type { MessageNode, ScalarNode } from '../syntax/tree';
import { schemaOf } from './cursor';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** A path as the file writes it, relative to wherever Caffe is started. */
export interface PathLink {
  range: Range;
  path: string;
}

/** Fields that name a file or a folder to read. */
const pathFields: ReadonlySet<string> = new Set([
  'SolverParameter.net', 'SolverParameter.train_net', 'SolverParameter.test_net', 'SolverParameter.weights',
  'DataParameter.source', 'DataParameter.mean_file', 'ImageDataParameter.source', 'ImageDataParameter.root_folder', 'ImageDataParameter.mean_file',
  'HDF5DataParameter.source', 'WindowDataParameter.source', 'WindowDataParameter.mean_file', 'WindowDataParameter.root_folder',
  'TransformationParameter.mean_file', 'DenseImageDataParameter.source', 'DenseImageDataParameter.root_folder',
  'MatReadParameter.source', 'MatReadParameter.prefix', 'InfogainLossParameter.source', 'AnnotatedDataParameter.label_map_file',
]);

function* pathNodes(snapshot: Snapshot, message: MessageNode, type: string | undefined): Generator<ScalarNode> {
  for (const { name, value } of message.fields) {
    if (value?.kind === 'message') yield* pathNodes(snapshot, value, schemaOf(snapshot, type, name)?.typeName);
    if (value?.kind === 'scalar' && value.form === 'string' && type !== undefined && pathFields.has(`${type}.${name}`)) yield value;
  }
}

/** True where the value of that field is a path. */
export const isPathField = (type: string | undefined, field: string): boolean => type !== undefined && pathFields.has(`${type}.${field}`);

/** The paths; templates in them have their values, as far as these are known. */
export function pathLinks(snapshot: Snapshot): PathLink[] {
  const { kind, variables } = snapshot.context;
  if (kind === 'other') return [];
  return [...pathNodes(snapshot, snapshot.tree.root, rootMessages[kind])].flatMap((node) => {
    const path = node.value.replace(/\$\{(\w+)\}/g, (whole, name: string) => variables.get(name) ?? whole);
    return path === '' ? [] : [{ range: rangeOf(snapshot.document, { start: node.start + 1, end: node.end - 1 }), path }];
  });
}
