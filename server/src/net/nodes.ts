/** Small readings of syntax nodes that need no schema: what stands under a name, and what a name says. */
import { valuesOf } from '../schema/fields';
import type { Variables } from '../schema/directives';
import { substitute } from '../schema/values';
import type { FieldNode, MessageNode, ScalarNode } from '../syntax/tree';

/** The scalars among a field's values. */
export const scalarsOf = (field: FieldNode): readonly ScalarNode[] =>
  valuesOf(field.value).filter((value) => value.kind === 'scalar');

/** The messages among a field's values. */
export const messagesOf = (field: FieldNode): readonly MessageNode[] =>
  valuesOf(field.value).filter((value) => value.kind === 'message');

/** A name as the net uses it: known `${NAME}` replaced, a bare template as it is written. */
export const nameOf = (node: ScalarNode, variables: Variables): string =>
  node.form === 'template' ? (variables.get(node.value) ?? `\${${node.value}}`) : substitute(node.value, variables);
