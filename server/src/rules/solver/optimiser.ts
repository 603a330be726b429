/** The rules about the optimiser and what it refuses. */
import { joinCommas } from '../../l10n/lists';
import { phrase, t } from '../../l10n/text';
import type { Fields } from '../../schema/fields';
import { closestName } from '../../schema/suggestion';
import { optimisers as knownOptimisers, regularizations as knownRegularizations } from '../../schema/vocabulary';
import { nameOf, valueOf, type SolverRule } from './solver-rule';

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
