/** Trees as short text, for tables of expectations. */
import type { FieldNode, MessageNode, ScalarNode, ValueNode } from '../../server/src/syntax/tree';

/** The fields of a message on one line: `name="a" size=-3 block{...} list[1,2] lacks=?`; templates as `$NAME`. */
export function outline({ fields }: MessageNode): string {
  return fields.map(outlineField).join(' ');
}

function outlineField({ name, value }: FieldNode): string {
  if (value === undefined) return `${name}=?`;
  return value.kind === 'scalar' ? `${name}=${outlineValue(value)}` : `${name}${outlineValue(value)}`;
}

function outlineValue(value: ValueNode): string {
  if (value.kind === 'message') return `{${outline(value)}}`;
  if (value.kind === 'list') return `[${value.elements.map(outlineValue).join(',')}]`;
  return `${value.negative ? '-' : ''}${outlineScalar(value)}`;
}

function outlineScalar({ form, value }: ScalarNode): string {
  if (form === 'string') return JSON.stringify(value);
  return form === 'template' ? `$${value}` : value;
}
