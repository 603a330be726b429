/** Points at steps of the learning rate that come after the last iteration. */
import { phrase, t } from '../../l10n/text';
import { knownNumber, nameOf, valueOf, type SolverRule } from './solver-rule';

export const unreachedStep: SolverRule = {
  code: 'solver/unreached-step',
  severity: 'warning',
  title: phrase('Step after the end'),
  doc: phrase('The learning rate would change at an iteration that is never reached: `stepsize` or a `stepvalue` is not below `max_iter`. Often the one was changed and the other forgotten.'),
  *check({ solver }) {
    const last = knownNumber(solver, 'max_iter');
    if (last === undefined || last <= 0) return;
    const policy = solver.text('lr_policy');
    const size = knownNumber(solver, 'stepsize');
    const field = solver.node('stepsize');
    if (policy === 'step' && field !== undefined && size !== undefined && size >= last) {
      yield { ...valueOf(field), message: t`The first step comes at iteration ${size}, and training ends at ${last}: the learning rate stays as it is. Lower \`stepsize\`, or raise \`max_iter\`.`, related: related() };
    }
    if (policy !== 'multistep') return;
    const values = solver.numbers('stepvalue');
    for (const [index, { start, end }] of solver.scalars('stepvalue').entries()) {
      const value = values[index];
      if (typeof value !== 'number' || value < last) continue;
      yield { start, end, message: t`Iteration ${value} is never reached: training ends at ${last}. Lower this step, or raise \`max_iter\`.`, related: related() };
    }

    function related() {
      return solver.nodes('max_iter').map((node) => ({ ...nameOf(node), message: t('Training ends here.') }));
    }
  },
};
