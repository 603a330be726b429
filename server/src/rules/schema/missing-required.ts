/** Reports required fields that are not there. */
import { phrase, t } from '../../l10n/text';
import { fieldSchemaFor } from '../../schema/schema';
import { expectedNoun } from '../../schema/values';
import type { SchemaRule } from './visit';

export const missingRequired: SchemaRule = {
  code: 'schema/missing-required',
  severity: 'warning',
  title: phrase('Required field missing'),
  doc: phrase('The message lacks a field that its schema requires. The text format lets this pass, but Caffe stops when it loads the file.'),
  checkMessage({ node, message, owner, context }, report) {
    const range = owner === undefined ? { start: node.start, end: node.start } : { start: owner.start, end: owner.nameEnd };
    for (const { name, kind } of message.required) {
      const isRequired = fieldSchemaFor(message.name, name, context.dialect)?.required === true;
      if (!isRequired || node.fields.some((field) => field.name === name)) continue;
      report({ ...range, message: t`${message.name} requires \`${name}\` (${expectedNoun(kind)}): add it.`, data: { missing: name } });
    }
  },
};
