/** Links from the fields that name files: a solver's nets, a data layer's lists and means. */
import type { Range } from 'vscode-languageserver-types';
import { rootMessages } from '../schema/document-kind';
import { isReadPath } from '../schema/path-fields';
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

function* pathNodes(snapshot: Snapshot, message: MessageNode, type: string | undefined): Generator<ScalarNode> {
  for (const { name, value } of message.fields) {
    if (value?.kind === 'message') yield* pathNodes(snapshot, value, schemaOf(snapshot, type, name)?.typeName);
    if (value?.kind === 'scalar' && value.form === 'string' && isReadPath(type, name)) yield value;
  }
}

const pathNodesIn = byBlock((snapshot, block): readonly ScalarNode[] => {
  const { tree, context: { kind } } = snapshot;
  return kind === 'other' ? [] : [...pathNodes(snapshot, { ...tree.root, fields: [block] }, rootMessages[kind])];
});

/** The paths; templates in them have their values, as far as these are known. */
export function pathLinks(snapshot: Snapshot): PathLink[] {
  const { tree, document, context: { variables } } = snapshot;
  return tree.root.fields.flatMap((block) => pathNodesIn(snapshot, block)).flatMap((node) => {
    const path = substitute(node.value, variables);
    return path === '' ? [] : [{ range: rangeOf(document, { start: node.start + 1, end: node.end - 1 }), path }];
  });
}
