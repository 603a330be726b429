/** The quick fixes: what can be done about a finding, and about all findings of its kind. */
import { areDisjoint, type TextEdit } from '../../edits/text-edit';
import type { Finding, RuleCode } from '../rule';
import { atrousFixers } from './atrous';
import type { Fix, FixContext, Fixer } from './fix';
import { replacement, schemaFixers } from './schema';
import { syntaxFixers } from './syntax';
import { weightsFixers } from './weights';
import { wiringFixers } from './wiring';

export type { Fix, FixContext } from './fix';

/** By rule. */
const fixers: Readonly<Record<string, Fixer>> = { ...syntaxFixers, ...schemaFixers, ...wiringFixers, ...atrousFixers, ...weightsFixers };

/** Every fix for a finding, the preferred one first. Rules without a fixer of their own may name a word to put in the place. */
export function fixesFor(context: FixContext, finding: Finding): readonly Fix[] {
  const fixes = (fixers[finding.code] ?? replacement)(context, finding);
  return [...fixes].sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred));
}

/** The edits that fix all findings of one rule in the document, each by its preferred fix; one that overlaps an earlier one is left out. */
export function fixAll(context: FixContext, findings: readonly Finding[], code: RuleCode): readonly TextEdit[] {
  let edits: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.code === code ? fixesFor(context, finding).find(({ isPreferred }) => isPreferred) : undefined;
    const extended = [...edits, ...(fix?.edits ?? [])];
    if (areDisjoint(extended)) edits = extended;
  }
  return edits;
}
