/** Rules in words for people, as Markdown: a page of all of them, and a page of each. */
import { phrase, say, t, type Phrase } from '../l10n/text';
import type { RuleGroup, RuleInfo, Severity } from './rule';
import { rules } from './rules';

export const severityWords: Readonly<Record<Severity, Phrase>> = { error: phrase('error'), warning: phrase('warning'), info: phrase('info'), hint: phrase('hint') };

/** What the rules of each group look at, in the order of the page. */
const groups: Readonly<Record<RuleGroup, Phrase>> = {
  syntax: phrase('The text format itself. Where protoc refuses a file, there is an error at its line.'),
  schema: phrase('Fields and values, by the Caffe that the file is written for. A file that its own fork’s schema accepts has no error of these two groups.'),
  wiring: phrase('Which layers there are and how they are connected: what Caffe checks when it builds a net, which may refuse a file that protoc accepts.'),
  shape: phrase('Sizes, as Caffe works them out layer by layer.'),
  atrous: phrase('Holes, strides, alignment and sizes: nets that run and do not do what their authors meant.'),
  weights: phrase('The weights file that is chosen for a net.'),
  solver: phrase('Solvers.'),
};

const groupOf = ({ code }: RuleInfo): RuleGroup => code.split('/')[0] as RuleGroup;

const entry = (level: '#' | '###', { code, severity, title, doc }: RuleInfo): string => `${level} ${code}\n\n${t`**${say(title)}** (${say(severityWords[severity])}). ${say(doc)}`}\n`;

/** Every rule, group by group, in the language that is spoken. */
export function rulesPage(): string {
  const sections = Object.entries(groups).flatMap(([group, about]) => [`## ${group}\n`, `${say(about)}\n`, ...rules.filter((rule) => groupOf(rule) === group).map((rule) => entry('###', rule))]);
  return [`# ${t('Rules')}\n`, `${t('Everything that Atrous can find in a file, by the code that it is shown with. `atrous check --format sarif` lists the same.')}\n`, ...sections].join('\n');
}

/** One rule with what its group looks at; undefined for a code that is none. */
export function rulePage(code: string): string | undefined {
  const rule = rules.find((candidate) => candidate.code === code);
  return rule && `${entry('#', rule)}\n*${groupOf(rule)}*: ${say(groups[groupOf(rule)])}\n`;
}
