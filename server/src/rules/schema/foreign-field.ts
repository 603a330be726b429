/** Reports fields that another Caffe fork has and the document's own lacks, with that fork's word for the same thing. */
import { phrase, t } from '../../l10n/text';
import { fieldSchemaFor } from '../../schema/schema';
import { equivalentField, synonymOf } from '../../schema/equivalents';
import type { DialectId } from '../../schema/dialects';
import { listDialects, titleOf } from './dialect-words';
import type { SchemaRule } from './visit';

/** The name, if the dialect has such a field. */
const ownField = (message: string, name: string | undefined, dialect: DialectId): string | undefined =>
  name === undefined || fieldSchemaFor(message, name, dialect) === undefined ? undefined : name;

export const foreignField: SchemaRule = {
  code: 'schema/foreign-field',
  severity: 'error',
  title: phrase('Field of another dialect'),
  doc: phrase('Another Caffe fork has this field, but not the one that this file is written for, which refuses it. Convert the field where there is an equivalent, or say which fork the file is for: `# atrous: dialect=deeplab-v1`.'),
  checkUnknown({ field, message, context }, report) {
    const known = message.fields.get(field.name);
    if (known === undefined) return;
    const own = titleOf(context.dialect);
    const [home] = known.dialects;
    const counterpart = ownField(message.name, equivalentField(message.name, field.name), context.dialect);
    const replacement = ownField(message.name, synonymOf(message.name, field.name), context.dialect);
    const advice = counterpart === undefined
      ? t`${own} has no such field: remove it, or state the dialect with \`# atrous: dialect=${home ?? ''}\`.`
      : t`${own} calls it \`${counterpart}\`.`;
    report({
      start: field.start, end: field.nameEnd,
      message: t`\`${field.name}\` is a field of ${listDialects(known.dialects)}; ${advice}`,
      data: { dialects: [...known.dialects], ...(replacement === undefined ? {} : { replacement }) },
    });
  },
};
