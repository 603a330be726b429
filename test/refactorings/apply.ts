/** Applies refactorings to texts. */
import { applyEdits } from '../../server/src/edits/text-edit';
import { refactoringsAt, type Refactoring, type RefactoringContext } from '../../server/src/refactorings';
import { netsOf } from '../../server/src/rules/nets';
import { documentContext } from '../../server/src/rules/rules';
import type { Analysis } from '../../server/src/analysis/analysis';
import { parse } from '../../server/src/syntax/parser';

export function contextOf(text: string): RefactoringContext {
  const context = documentContext(parse(text));
  return { ...context, nets: netsOf(context) };
}

export const offered = (text: string, offset = 0): readonly Refactoring[] => refactoringsAt(contextOf(text), offset);

/** The text after a refactoring. @throws where it is not offered or cannot be done. */
export function refactored(text: string, id: string, offset = 0): string {
  const chosen = offered(text, offset).find((refactoring) => refactoring.id === id);
  if (chosen === undefined) throw new Error(`${id} is not offered; there is ${offered(text, offset).map((other) => other.id).join(', ')}.`);
  const result = chosen.result();
  if ('obstacle' in result) throw new Error(result.obstacle);
  return applyEdits(text, result.edits);
}

/** The analysis of the text's net in the phase TEST, or the only phase that it has. */
export function analysisOf(text: string): Analysis {
  const { nets } = contextOf(text);
  const built = nets.find(({ net }) => net.phase === 'TEST') ?? nets[0];
  if (built === undefined) throw new Error('The text is no net.');
  return built.analysis;
}
