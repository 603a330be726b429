/** Points at bare words where a number belongs. */
import type { SchemaRule } from './visit';

export const placeholder: SchemaRule = {
  code: 'schema/placeholder',
  severity: 'warning',
  title: 'Placeholder word',
  doc: 'A bare word stands where a number belongs, as in files that a script fills in. It counts as a number of unknown value; give it one with `# atrous: define NAME=VALUE`, `--define` or the setting `atrous.variables`.',
  *checkField({ scalars }) {
    for (const { node, reading } of scalars) {
      if (reading.kind !== 'open' || !reading.isWord) continue;
      yield {
        start: node.start, end: node.end, data: { name: reading.symbol },
        message: `\`${reading.symbol}\` is not a number; it counts as a placeholder. Give it a value with \`# atrous: define ${reading.symbol}=…\`, or write a number.`,
      };
    }
  },
};
