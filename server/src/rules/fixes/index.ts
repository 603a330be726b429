/** The quick fixes: what can be done about a finding. */
import type { Finding, RuleCode } from '../rule';
import { atrousFixers } from './atrous';
import { deprecatedFixers } from './deprecated';
import { fieldFixers } from './fields';
import type { Fix, FixContext, Fixer } from './fix';
import { layerFixers } from './layers';
import { replacement, schemaFixers } from './schema';
import { shapeFixers } from './shape';
import { syntaxFixers } from './syntax';
import { solverFixers } from './solver';
import { weightsFixers } from './weights';
import { wiringFixers } from './wiring';

export type { Fix, FixContext } from './fix';

/** By rule; a rule may have a fixer in several. */
const tables: readonly Readonly<Record<string, Fixer>>[] = [syntaxFixers, schemaFixers, fieldFixers, deprecatedFixers, wiringFixers, layerFixers, shapeFixers, atrousFixers, solverFixers, weightsFixers];

/** The rules that have fixes of their own; others may still name a word to put in the place, or what the editor can add. */
export const mendedCodes: ReadonlySet<string> = new Set(tables.flatMap((table) => Object.keys(table)));

const fixersOf = (code: RuleCode): readonly Fixer[] => tables.flatMap((table) => table[code] ?? []);

/** Every fix for a finding, the preferred one first. Rules without a fixer of their own may name a word to put in the place. */
export function fixesFor(context: FixContext, finding: Finding): readonly Fix[] {
  const fixers = fixersOf(finding.code);
  const fixes = (fixers.length > 0 ? fixers : [replacement]).flatMap((fixer) => fixer(context, finding));
  return fixes.sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred));
}
