/** The rules about the optimiser and what it refuses. */
import { joinCommas } from '../../l10n/lists';
import { phrase, say, t, type Phrase } from '../../l10n/text';
import type { Fields } from '../../schema/fields';
import { closestName } from '../../schema/suggestion';
import { optimisers as knownOptimisers, regularizations as knownRegularizations } from '../../schema/vocabulary';
import { knownNumber, nameOf, valueOf, type SolverRule } from './solver-rule';

const optimisers = knownOptimisers.map(({ name }) => name);

/** The optimiser by its name of today, also where the file has the older enum. */
function optimiserOf(solver: Fields): string {
  if (solver.has('type') || !solver.has('solver_type')) return solver.text('type');
  const old = solver.choice('solver_type');
  return optimisers.find((name) => name.toUpperCase() === old) ?? old;
}

export const unknownOptimiser: SolverRule = {
  code: 'solver/unknown-type',
  severity: 'error',
  title: phrase('Unknown optimiser'),
  doc: phrase('Caffe stops at an optimiser that it does not know. They are `SGD`, `Nesterov`, `AdaGrad`, `RMSProp`, `AdaDelta` and `Adam`, spelt like this.'),
  *check({ solver }) {
    const field = solver.node('type');
    const name = solver.text('type');
    if (field === undefined || optimisers.includes(name) || name.includes('${')) return;
    const replacement = closestName(name, optimisers);
    const advice = replacement === undefined ? t`They are ${joinCommas(optimisers)}.` : t`Did you mean \`${replacement}\`?`;
    yield { ...valueOf(field), message: t`There is no optimiser \`${name}\`. ${advice}`, ...(replacement === undefined ? {} : { data: { replacement } }) };
  },
};

export const refusedMomentum: SolverRule = {
  code: 'solver/momentum-refused',
  severity: 'error',
  title: phrase('Momentum where there is none'),
  doc: phrase('AdaGrad and RMSProp have no momentum, and Caffe stops where one is given.'),
  *check({ solver }) {
    const field = solver.node('momentum');
    const optimiser = optimiserOf(solver);
    if (field === undefined || (optimiser !== 'AdaGrad' && optimiser !== 'RMSProp') || solver.number('momentum') === 0) return;
    yield { ...nameOf(field), message: t`${optimiser} takes no momentum: remove it.`, data: { remove: true } };
  },
};

const regularizations = knownRegularizations.map(({ name }) => name);

export const unknownRegularization: SolverRule = {
  code: 'solver/unknown-regularization',
  severity: 'error',
  title: phrase('Unknown regularisation'),
  doc: phrase('The regularisation is `L2` or `L1`.'),
  *check({ solver }) {
    const field = solver.node('regularization_type');
    const name = solver.text('regularization_type');
    if (field === undefined || regularizations.includes(name) || name.includes('${') || !solver.has('weight_decay')) return;
    yield { ...valueOf(field), message: t`There is no regularisation \`${name}\`: write \`L2\` or \`L1\`.`, data: { replacement: 'L2' } };
  },
};

export const typeTwice: SolverRule = {
  code: 'solver/type-twice',
  severity: 'error',
  title: phrase('Optimiser named twice'),
  doc: phrase('`solver_type: ADAM` is the old spelling of `type: "Adam"`. Caffe refuses a solver that has both.'),
  *check({ solver }) {
    const [old, type] = [solver.node('solver_type'), solver.node('type')];
    if (old === undefined || type === undefined) return;
    yield {
      ...nameOf(old), data: { remove: true },
      message: t('The optimiser is named by `solver_type` and by `type`, which Caffe refuses. Keep `type`.'),
      related: [{ ...nameOf(type), message: t`\`type\` stands here.` }],
    };
  },
};

/** Numbers that Caffe checks when it makes a solver. */
const bounds: readonly { field: string; isAllowed: (value: number) => boolean; words: Phrase; value: number }[] = [
  { field: 'rms_decay', isAllowed: (value) => value >= 0 && value < 1, words: phrase('at least 0 and below 1'), value: 0.99 },
  { field: 'average_loss', isAllowed: (value) => value >= 1, words: phrase('at least 1'), value: 1 },
  { field: 'iter_size', isAllowed: (value) => value >= 1, words: phrase('at least 1'), value: 1 },
];

export const outOfRange: SolverRule = {
  code: 'solver/out-of-range',
  severity: 'error',
  title: phrase('Number that a solver refuses'),
  doc: phrase('`rms_decay` must be at least 0 and below 1, `average_loss` and `iter_size` at least 1. Otherwise Caffe stops, or divides by 0.'),
  *check({ solver }) {
    for (const { field, isAllowed, words, value } of bounds) {
      const [node, given] = [solver.node(field), knownNumber(solver, field)];
      if (node === undefined || given === undefined || isAllowed(given)) continue;
      yield { ...valueOf(node), message: t`\`${field}\` must be ${say(words)}; it is ${given}.`, data: { replacement: String(value) } };
    }
  },
};
