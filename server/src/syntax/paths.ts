/** Ways through the tree: what stands at an offset, and what a field holds. */
import type { FieldNode, ListNode, MessageNode, ScalarNode, SourceRange, SyntaxTree } from './tree';

export type TreeNode = MessageNode | FieldNode | ListNode | ScalarNode;

/**
 * The nodes around `offset`, from the document's root to the innermost. A node counts from its start to its end
 * inclusive, as for a cursor; of two that touch there, the one that starts counts.
 */
export function pathAt(tree: SyntaxTree, offset: number): TreeNode[] {
  const path: TreeNode[] = [tree.root];
  for (let inner = childAt(tree.root, offset); inner !== undefined; inner = childAt(inner, offset)) path.push(inner);
  return path;
}

function childAt(node: TreeNode, offset: number): TreeNode | undefined {
  switch (node.kind) {
    case 'message': return findAt(node.fields, offset);
    case 'list': return findAt(node.elements, offset);
    case 'field': return node.value && touches(node.value, offset) ? node.value : undefined;
    case 'scalar': return undefined;
  }
}

function findAt<Node extends SourceRange>(nodes: Node[], offset: number): Node | undefined {
  const candidate = lastBefore(nodes, offset);
  return candidate && touches(candidate, offset) ? candidate : undefined;
}

/** The last of `nodes`, which stand in order, that starts at `offset` or before. */
function lastBefore<Node extends SourceRange>(nodes: Node[], offset: number): Node | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle] as Node).start <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}

function touches({ start, end }: SourceRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The field of the document's top level around `offset`, if any. */
export function topLevelFieldAt(tree: SyntaxTree, offset: number): FieldNode | undefined {
  return findAt(tree.root.fields, offset);
}

/**
 * The innermost message whose braces enclose `offset`; the root if none does. One without its closing brace goes on
 * until something else starts.
 */
export function messageAt(tree: SyntaxTree, offset: number): MessageNode {
  let message = tree.root;
  for (let inner: MessageNode | undefined = message; inner !== undefined; ) {
    message = inner;
    const field = lastBefore(message.fields, offset);
    inner = field && messagesOf(field).findLast(({ start, close }) => start < offset && (close === -1 || offset <= close));
  }
  return message;
}

/** The messages that a field holds: one, those of a list, or none. */
export function messagesOf({ value }: FieldNode): MessageNode[] {
  if (value?.kind === 'message') return [value];
  return value?.kind === 'list' ? value.elements.filter((element) => element.kind === 'message') : [];
}

/** The scalars that a field holds: one, those of a list, or none. */
export function scalarsOf({ value }: FieldNode): ScalarNode[] {
  if (value?.kind === 'scalar') return [value];
  return value?.kind === 'list' ? value.elements.filter((element) => element.kind === 'scalar') : [];
}

/** The fields of a message that have the name `name`, in order. */
export function fieldsNamed(message: MessageNode, name: string): FieldNode[] {
  return message.fields.filter((field) => field.name === name);
}

/** Calls `visit` for every field inside `message`, outer before inner, with the messages it stands in, outermost first. */
export function walkFields(message: MessageNode, visit: (field: FieldNode, parents: MessageNode[]) => void): void {
  const parents: MessageNode[] = [];
  const walk = (current: MessageNode): void => {
    parents.push(current);
    for (const field of current.fields) {
      visit(field, parents);
      for (const inner of messagesOf(field)) walk(inner);
    }
    parents.pop();
  };
  walk(message);
}
