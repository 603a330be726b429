/** Moves nodes of the tree to where an edit before them has moved their text. */
import type { FieldNode, MessageNode, SourceRange, ValueNode } from './tree';

/** Adds `delta` to all offsets of a field and everything in it, in place. */
export function shiftField(field: FieldNode, delta: number): void {
  shiftRange(field, delta);
  field.nameEnd += delta;
  if (field.colon !== -1) field.colon += delta;
  if (field.value !== undefined) shiftValue(field.value, delta);
}

/** Adds `delta` to both ends of a range, in place. */
export function shiftRange(range: SourceRange, delta: number): void {
  range.start += delta;
  range.end += delta;
}

function shiftValue(value: ValueNode, delta: number): void {
  if (value.kind === 'message') {
    shiftMessage(value, delta);
    return;
  }
  shiftRange(value, delta);
  if (value.kind === 'list') for (const element of value.elements) shiftValue(element, delta);
}

function shiftMessage(message: MessageNode, delta: number): void {
  shiftRange(message, delta);
  if (message.close !== -1) message.close += delta;
  for (const field of message.fields) shiftField(field, delta);
}
