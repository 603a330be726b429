/** Fixes for solvers. */
import { insertAfter, removeField } from '../../edits/field-edits';
import { replaceRange } from '../../edits/text-edit';
import { t } from '../../l10n/text';
import { countOf, solverContext } from '../solver/solver-rule';
import { fieldAt, optional, preferred, textOf, type Fixer } from './fix';

/** A field without effect goes. */
const removeUnused: Fixer = (context, finding) => {
  const { field } = fieldAt(context, finding.start) ?? {};
  return field === undefined ? [] : preferred(t`Remove \`${field.name}\``, removeField(context.tree.text, field));
};

/** One of several goes, whichever is not meant. */
const removeOne: Fixer = (context, finding) => {
  const { field } = fieldAt(context, finding.start) ?? {};
  return field === undefined ? [] : optional(t`Remove \`${textOf(context, field)}\``, removeField(context.tree.text, field));
};

/** The steps in increasing order, at the places where they stand. */
const sortSteps: Fixer = (context) => {
  const { solver } = solverContext(context);
  const nodes = solver.scalars('stepvalue');
  const sorted = nodes.map((node) => textOf(context, node)).sort((a, b) => Number(a) - Number(b));
  const edits = nodes.flatMap((node, index) => (textOf(context, node) === sorted[index] ? [] : [replaceRange(node, sorted[index] ?? '')]));
  return preferred(t('Put the steps in increasing order'), ...edits);
};

/** As many batches as Caffe's examples test with. */
const usualIterations = 100;

/** One `test_iter` for each net, or none too many. */
const testIterations: Fixer = (context) => {
  const { solver } = solverContext(context);
  const [nets, given] = [countOf(solver, 'test_net', 'test_net_param'), solver.nodes('test_iter')];
  const { text } = context.tree;
  if (given.length > nets) return optional(t('Remove the `test_iter` that have no net'), ...given.slice(nets).map((field) => removeField(text, field)));
  const place = given.at(-1) ?? solver.node('test_net');
  const added = Array.from({ length: nets - given.length }, () => `test_iter: ${usualIterations}`);
  return place === undefined ? [] : optional(t('Add what is missing of `test_iter`'), insertAfter(text, place, added));
};

export const solverFixers: Readonly<Record<string, Fixer>> = {
  'solver/unused-parameter': removeUnused,
  'solver/idle-test-interval': removeUnused,
  'solver/training-net': removeOne,
  'solver/unreached-step': removeOne,
  'solver/step-order': sortSteps,
  'solver/test-iter': testIterations,
};
