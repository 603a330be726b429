/** Picks the scalars of a field that could not be read, by reason. */
import type { ValueProblem } from '../../schema/values';
import type { FieldVisit, ScalarVisit } from './visit';

/** The scalars whose reading failed for that reason, each with what is wrong. */
export function problemsOf({ scalars }: FieldVisit, code: ValueProblem['code']): { node: ScalarVisit['node']; message: string }[] {
  return scalars.flatMap(({ node, reading }) =>
    reading.kind === 'problem' && reading.code === code ? [{ node, message: reading.message }] : [],
  );
}
