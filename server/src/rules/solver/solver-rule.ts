/** Rules that look at a solver as a whole. */
import { Fields } from '../../schema/fields';
import type { FieldNode, SourceRange } from '../../syntax/tree';
import type { DocumentContext, Report, RuleInfo } from '../rule';

export interface SolverContext extends DocumentContext {
  solver: Fields;
}

export interface SolverRule extends RuleInfo {
  check(context: SolverContext): Iterable<Report>;
}

/** The solver that a document is. */
export const solverContext = (context: DocumentContext): SolverContext => ({
  ...context, solver: new Fields(context.tree.root, 'SolverParameter', context.variables, context.dialect),
});

/** Where a finding about a field as such is shown: its name. */
export const nameOf = ({ start, nameEnd }: FieldNode): SourceRange => ({ start, end: nameEnd });

/** Where a finding about a field's value is shown; its name where it has none. */
export const valueOf = (field: FieldNode): SourceRange =>
  field.value === undefined ? nameOf(field) : { start: field.value.start, end: field.value.end };

/** Where a finding about the solver as such is shown: the name of its first field. */
export function placeOfSolver({ tree }: DocumentContext): SourceRange {
  const [first] = tree.root.fields;
  return first === undefined ? { start: 0, end: 0 } : nameOf(first);
}

/** A number that the file knows; undefined where it has none or leaves it open. */
export function knownNumber(solver: Fields, name: string): number | undefined {
  const value = solver.number(name);
  return typeof value === 'number' ? value : undefined;
}

/** How many of some fields' values there are together. */
export const countOf = (solver: Fields, ...names: string[]): number => names.reduce((count, name) => count + solver.values(name).length, 0);
