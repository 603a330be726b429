/** Makes the nodes of the tree, each always with the same shape. */
import type { Token } from './tokens';
import type { FieldNode, ListNode, ScalarForm, ScalarNode } from './tree';

export function newField(name: string, start: number, nameEnd: number): FieldNode {
  return { kind: 'field', start, end: nameEnd, name, nameEnd, colon: -1, value: undefined };
}

export function newList(open: Token): ListNode {
  return { kind: 'list', start: open.startOffset, end: open.end, elements: [] };
}

export function newScalar(form: ScalarForm, token: Token): ScalarNode {
  return { kind: 'scalar', start: token.startOffset, end: token.end, form, negative: false, value: token.image };
}
