/** Points at bare words where a number belongs. */
import { phrase, t } from '../../l10n/text';
import type { SchemaRule } from './visit';

export const placeholder: SchemaRule = {
  code: 'schema/placeholder',
  severity: 'warning',
  title: phrase('Placeholder word'),
  doc: phrase('A bare word stands where a number belongs, as in files that a script fills in. It counts as a number of unknown value; give it one with `# atrous: define NAME=VALUE`, `--define` or the setting `atrous.variables`.'),
  checkScalar({ node, reading }, _, report) {
    if (reading.kind !== 'open' || !reading.isWord) return;
    const { symbol } = reading;
    report({
      start: node.start, end: node.end, data: { name: symbol },
      message: t`\`${symbol}\` is not a number; it counts as a placeholder. Give it a value with \`# atrous: define ${symbol}=…\`, or write a number.`,
    });
  },
};
