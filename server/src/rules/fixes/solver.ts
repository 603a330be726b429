/** Fixes for solvers. */
import { insertAfter, removeField } from '../../edits/field-edits';
import { replaceRange } from '../../edits/text-edit';
import { joinAnd } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { closestName } from '../../schema/suggestion';
import { isQuote } from '../../syntax/characters';
import { countOf, knownNumber, solverContext } from '../solver/solver-rule';
import { fieldAt, optional, preferred, textOf, type FixContext, type Fixer } from './fix';

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

/** One state for each net, or none too many. */
const testStates: Fixer = (context) => {
  const { solver } = solverContext(context);
  const [given, nets] = [solver.nodes('test_state'), Math.max(countOf(solver, 'test_iter'), countOf(solver, 'test_net', 'test_net_param'))];
  const { text } = context.tree;
  if (given.length > nets) return optional(t('Remove the `test_state` that have no net'), ...given.slice(nets).map((field) => removeField(text, field)));
  const last = given.at(-1);
  return last === undefined ? [] : optional(t('Add what is missing of `test_state`'), insertAfter(text, last, Array.from({ length: nets - given.length }, () => 'test_state { }')));
};

/** Numbers to start from, as DeepLab's and Caffe's own solvers have them. */
const usual: Readonly<Record<string, string>> = {
  base_lr: '0.001', lr_policy: '"poly"', power: '0.9', gamma: '0.1', stepsize: '10000', max_iter: '20000', test_interval: '1000', plateau_winsize: '5000',
  snapshot_prefix: '"snapshots/net"', net: '"train.prototxt"',
};

/** The field as a solver of so many iterations mostly has it: steps after two thirds and eight ninths, or after each third. */
function usualLines(name: string, last: number | undefined, policy: string): string[] {
  if (name === 'stepvalue') return [2 / 3, 8 / 9].map((share) => `stepvalue: ${Math.round((last ?? 20000) * share)}`);
  if (name === 'stepsize' && last !== undefined && last >= 3) return [`stepsize: ${Math.floor(last / 3)}`];
  return [`${name}: ${name === 'power' && policy === 'inv' ? '0.75' : (usual[name] ?? '0')}`];
}

/** The fields that a solver lacks, with the values that such solvers mostly have. */
const usualFields: Fixer = (context, finding) => {
  const { solver } = solverContext(context);
  const names = (finding.data?.['lacks'] ?? []) as readonly string[];
  const { text, root } = context.tree;
  const lines = names.flatMap((name) => usualLines(name, knownNumber(solver, 'max_iter'), solver.text('lr_policy')));
  const zero = names.map((name) => solver.scalars(name).at(-1)).find((node) => node !== undefined);
  if (zero !== undefined) return names.flatMap((name) => preferred(t`Write \`${usual[name] ?? ''}\``, replaceRange(zero, usual[name] ?? '')));
  const last = root.fields.at(-1);
  return last === undefined ? [] : preferred(t`Add ${joinAnd(lines.map((line) => `\`${line}\``))}`, insertAfter(text, last, lines));
};

/** The path without folders at its start, or with the name of a file that is there. */
const otherPath: Fixer = (context, finding) => {
  const path = finding.data?.['path'];
  const found = typeof path === 'string' ? nearPaths(context, path) : [];
  const quotes = isQuote(context.tree.text.charCodeAt(finding.start)) ? 1 : 0;
  return found.flatMap((other) => optional(t`Change to \`${other}\``, replaceRange({ start: finding.start + quotes, end: finding.end - quotes }, other)));
};

function nearPaths({ fileExists, namesIn }: FixContext, path: string): readonly string[] {
  const parts = path.split('/');
  const shorter = parts.slice(1).map((_, index) => parts.slice(index + 1).join('/')).filter((candidate) => candidate !== '' && fileExists?.(candidate) === true);
  const folder = parts.slice(0, -1).map((part) => `${part}/`).join('');
  const extension = /\.[^.]*$/.exec(path)?.[0] ?? '';
  const near = closestName(parts.at(-1) ?? '', (namesIn?.(folder) ?? []).filter((name) => name.endsWith(extension)));
  return [...(near === undefined ? [] : [folder + near]), ...shorter];
}

export const solverFixers: Readonly<Record<string, Fixer>> = {
  'solver/unused-parameter': removeUnused,
  'solver/idle-test-interval': removeUnused,
  'solver/training-net': (context, finding) => (finding.data?.['lacks'] ? usualFields(context, finding) : removeOne(context, finding)),
  'solver/unreached-step': removeOne,
  'solver/step-order': sortSteps,
  'solver/test-iter': testIterations,
  'solver/test-state': testStates,
  'solver/missing-file': otherPath,
  ...Object.fromEntries(['policy-parameters', 'no-base-rate', 'no-iterations', 'test-interval', 'snapshot-prefix'].map((name) => [`solver/${name}`, usualFields])),
};
