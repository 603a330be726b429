/** Reports templates in strings that lack one of their braces: `fc8_${EXP`, `fc8_$EXP}`. */
import { phrase, t } from '../../l10n/text';
import { valuesOf } from '../../schema/fields';
import type { SchemaRule } from './visit';

/** The template without one brace, where the string has no other braces that it could belong to. */
const broken = /^[^{}]*?(\$\{(\w+)|\$(\w+)\})[^{}]*$/;

export const brokenTemplate: SchemaRule = {
  code: 'schema/broken-template',
  severity: 'warning',
  title: phrase('Template without a brace'),
  doc: phrase('A template is written `${NAME}`. One that lacks a brace is read as if it had both, but a script that fills in the file passes over it.'),
  checkField({ field, schema }, report) {
    if (schema.kind !== 'string') return;
    for (const node of valuesOf(field.value)) {
      if (node.kind !== 'scalar' || node.form !== 'string' || !node.value.includes('$')) continue;
      const [, written = '', unclosed, unopened] = broken.exec(node.value) ?? [];
      if (written === '') continue;
      const whole = `\${${unclosed ?? unopened ?? ''}}`;
      report({ start: node.start, end: node.end, message: t`The template \`${written}\` lacks a brace. Write \`${whole}\`.`, data: { replacement: node.value.replace(written, () => whole) } });
    }
  },
};
