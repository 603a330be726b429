/** Reports required fields that are not there. */
import { expectedNoun } from '../../schema/values';
import type { SchemaRule } from './visit';

export const missingRequired: SchemaRule = {
  code: 'schema/missing-required',
  severity: 'warning',
  title: 'Required field missing',
  doc: 'The message lacks a field that its schema requires. The text format lets this pass, but Caffe stops when it loads the file.',
  *checkMessage({ node, message, owner, context }) {
    const present = new Set(node.fields.map(({ name }) => name));
    const range = owner === undefined ? { start: node.start, end: node.start } : { start: owner.start, end: owner.nameEnd };
    for (const field of message.fields.values()) {
      if (present.has(field.name)) continue;
      const variant = field.variants.find(({ dialects }) => dialects.has(context.dialect));
      if (variant?.required !== true) continue;
      yield { ...range, message: `${message.name} requires \`${field.name}\` (${expectedNoun(variant.kind)}): add it.`, data: { missing: field.name } };
    }
  },
};
