/** The page of all rules is what the table says. `npx vitest run test/docs -u` writes it anew. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/rules';
import type { RuleInfo } from '../../server/src/rules/rule';

const groups: Readonly<Record<string, string>> = {
  syntax: 'The text format itself. Where protoc refuses a file, there is an error at its line.',
  schema: 'Fields and values, by the Caffe that the file is written for. A file that its own fork\'s schema accepts has no error of these two groups.',
  wiring: 'Which layers there are and how they are connected: what Caffe checks when it builds a net, which may refuse a file that protoc accepts.',
  shape: 'Sizes, as Caffe works them out layer by layer.',
  atrous: 'Holes, strides, alignment and sizes: nets that run and do not do what their authors meant.',
  weights: 'The weights file that is chosen for a net.',
  solver: 'Solvers.',
};

const entry = ({ code, severity, title, doc }: RuleInfo): string => `### ${code}\n\n**${title}** (${severity}). ${doc}\n`;

const page = [
  '# Rules\n',
  'Everything that Atrous can find in a file, by the code that it is shown with. `atrous check --format sarif` lists the same.\n',
  ...Object.entries(groups).flatMap(([group, about]) => [`## ${group}\n`, `${about}\n`, ...rules.filter(({ code }) => code.startsWith(`${group}/`)).map(entry)]),
].join('\n');

describe('the page of rules', () => {
  it('has every rule with its doc', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/rules.md');
  });

  it('has a section for every group', () => {
    expect([...new Set(rules.map(({ code }) => code.split('/')[0]))].filter((group) => group === undefined || !Object.hasOwn(groups, group))).toEqual([]);
  });
});

it('no two rules have one code', () => {
  expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
});
