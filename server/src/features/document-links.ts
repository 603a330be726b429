/** Links from the fields that name files: a solver's nets, a data layer's lists and means. */
import type { Range } from 'vscode-languageserver-types';
import { rootMessages } from '../schema/document-kind';
import { isReadPath, pathKindOf, pathsIn, type PathKind } from '../schema/path-fields';
import { substitute } from '../schema/values';
import type { MessageNode, ScalarNode } from '../syntax/tree';
import { byBlock } from './by-block';
import { schemaOf } from './cursor';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

/** A path as the file writes it, relative to wherever Caffe is started. */
export interface PathLink {
  range: Range;
  path: string;
}

interface PathNode {
  node: ScalarNode;
  kind: PathKind | undefined;
}

function* pathNodes(snapshot: Snapshot, message: MessageNode, type: string | undefined): Generator<PathNode> {
  for (const { name, value } of message.fields) {
    if (value?.kind === 'message') yield* pathNodes(snapshot, value, schemaOf(snapshot, type, name)?.typeName);
    if (value?.kind === 'scalar' && value.form === 'string' && isReadPath(type, name)) yield { node: value, kind: pathKindOf(type, name) };
  }
}

const pathNodesIn = byBlock((snapshot, block): readonly PathNode[] => {
  const { tree, context: { kind } } = snapshot;
  return kind === 'other' ? [] : [...pathNodes(snapshot, { ...tree.root, fields: [block] }, rootMessages[kind])];
});

/** The paths; templates in them have their values, as far as these are known. */
export function pathLinks(snapshot: Snapshot): PathLink[] {
  const { tree, document, context: { variables } } = snapshot;
  const written = tree.root.fields.flatMap((block) => pathNodesIn(snapshot, block)).flatMap(({ node, kind }) => pathsIn(tree.text, node, kind));
  return written.flatMap(({ path: template, ...place }) => {
    const path = substitute(template, variables);
    return path === '' ? [] : [{ range: rangeOf(document, place), path }];
  });
}
