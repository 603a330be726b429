/** The rules about the learning rate policy: unknown, without its parameters, with parameters of another, steps out of order. */
import { joinAnd, joinCommas, quoted } from '../../l10n/lists';
import { phrase, say, t } from '../../l10n/text';
import { policies, policyFields, policyOf } from '../../schema/learning-rate';
import type { Fields } from '../../schema/fields';
import { closestName } from '../../schema/suggestion';
import { nameOf, placeOfSolver, valueOf, type SolverRule } from './solver-rule';

const names = Object.keys(policies);

/** A name that a script fills in may become any. */
const isKnown = (name: string): boolean => names.includes(name) || name.includes('${');

export const unknownPolicy: SolverRule = {
  code: 'solver/unknown-policy',
  severity: 'error',
  title: phrase('Unknown learning rate policy'),
  doc: phrase('Caffe stops at a policy that it does not know. The policies are `fixed`, `step`, `exp`, `inv`, `multistep`, `poly`, `sigmoid` and SSD\'s `plateau`.'),
  *check({ solver }) {
    const field = solver.node('lr_policy');
    const name = solver.text('lr_policy');
    if (field === undefined || isKnown(name)) return;
    const replacement = closestName(name, names);
    const advice = replacement === undefined ? t`It is one of ${joinCommas(names)}.` : t`Did you mean \`${replacement}\`?`;
    yield { ...valueOf(field), message: t`There is no learning rate policy \`${name}\`. ${advice}`, ...(replacement === undefined ? {} : { data: { replacement } }) };
  },
};

export const policyParameters: SolverRule = {
  code: 'solver/policy-parameters',
  severity: 'warning',
  title: phrase('Policy without its parameters'),
  doc: phrase('The learning rate policy reads a field that is not given. It counts as 0, which makes the learning rate 0, constant or not a number.'),
  *check({ solver }) {
    const field = solver.node('lr_policy');
    const policy = policyOf(solver);
    if (field === undefined || policy === undefined) return;
    const missing = policy.needs.filter((name) => !solver.has(name));
    if (missing.length === 0) return;
    const [name, list] = [solver.text('lr_policy'), joinAnd(quoted(missing))];
    const message = missing.length === 1
      ? t`The policy \`${name}\` (${say(policy.formula)}) needs ${list}: add it.`
      : t`The policy \`${name}\` (${say(policy.formula)}) needs ${list}: add them.`;
    yield { ...valueOf(field), message, data: { lacks: missing } };
  },
};

/** Where the policy is named. */
const policyPlace = (solver: Fields) => solver.nodes('lr_policy').map((node) => ({ ...valueOf(node), message: t('The policy is named here.') }));

export const unusedParameter: SolverRule = {
  code: 'solver/unused-parameter',
  severity: 'hint',
  title: phrase('Parameter of another policy'),
  doc: phrase('The learning rate policy does not read this field, so it has no effect.'),
  *check({ solver }) {
    const policy = policyOf(solver);
    if (policy === undefined) return;
    for (const name of policyFields) {
      if (policy.needs.includes(name)) continue;
      for (const field of solver.nodes(name)) {
        yield { ...nameOf(field), message: t`The policy \`${solver.text('lr_policy')}\` does not read \`${name}\`: it has no effect.`, tags: ['unnecessary'], related: policyPlace(solver) };
      }
    }
  },
};

export const stepOrder: SolverRule = {
  code: 'solver/step-order',
  severity: 'warning',
  title: phrase('Steps out of order'),
  doc: phrase('The policy multistep goes through `stepvalue` in order, so a value that is not above the one before it takes effect at once or late.'),
  *check({ solver }) {
    const steps = solver.scalars('stepvalue');
    const values = solver.numbers('stepvalue');
    for (const [index, node] of steps.entries()) {
      const [before, value] = [values[index - 1], values[index]];
      if (typeof before !== 'number' || typeof value !== 'number' || value > before) continue;
      yield { start: node.start, end: node.end, message: t`This step, ${value}, is not above the one before it, ${before}: put the steps in increasing order.` };
    }
  },
};

export const baseRate: SolverRule = {
  code: 'solver/no-base-rate',
  severity: 'warning',
  title: phrase('No learning rate'),
  doc: phrase('Without `base_lr` the learning rate is 0 and nothing is learnt. Without `lr_policy` Caffe stops at the first update.'),
  *check(context) {
    const missing = ['base_lr', 'lr_policy'].filter((name) => !context.solver.has(name));
    if (missing.length === 0) return;
    const [first = '', second] = quoted(missing);
    const message = second === undefined ? t`This solver has no ${first}: add it.` : t`This solver has no ${first} and no ${second}: add both.`;
    yield { ...placeOfSolver(context), message, data: { lacks: missing } };
  },
};
