/** The rules about the learning rate policy: unknown, without its parameters, with parameters of another, steps out of order. */
import { policies, policyFields, policyOf } from '../../schema/learning-rate';
import { closestName } from '../../schema/suggestion';
import { nameOf, placeOfSolver, valueOf, type SolverRule } from './solver-rule';

const names = Object.keys(policies);

/** A name that a script fills in may become any. */
const isKnown = (name: string): boolean => names.includes(name) || name.includes('${');

export const unknownPolicy: SolverRule = {
  code: 'solver/unknown-policy',
  severity: 'error',
  title: 'Unknown learning rate policy',
  doc: `Caffe stops at a policy that it does not know. The policies are ${names.map((name) => `\`${name}\``).join(', ')}; the last is SSD's.`,
  *check({ solver }) {
    const field = solver.node('lr_policy');
    const name = solver.text('lr_policy');
    if (field === undefined || isKnown(name)) return;
    const replacement = closestName(name, names);
    const advice = replacement === undefined ? `It is one of ${names.join(', ')}.` : `Did you mean \`${replacement}\`?`;
    yield { ...valueOf(field), message: `There is no learning rate policy \`${name}\`. ${advice}`, ...(replacement === undefined ? {} : { data: { replacement } }) };
  },
};

export const policyParameters: SolverRule = {
  code: 'solver/policy-parameters',
  severity: 'warning',
  title: 'Policy without its parameters',
  doc: 'The learning rate policy reads a field that is not given. It counts as 0, which makes the learning rate 0, constant or not a number.',
  *check({ solver }) {
    const field = solver.node('lr_policy');
    const policy = policyOf(solver);
    if (field === undefined || policy === undefined) return;
    const missing = policy.needs.filter((name) => !solver.has(name));
    if (missing.length === 0) return;
    const list = missing.map((name) => `\`${name}\``).join(' and ');
    yield { ...valueOf(field), message: `The policy \`${solver.text('lr_policy')}\` (${policy.formula}) needs ${list}: add ${missing.length === 1 ? 'it' : 'them'}.`, data: { missing } };
  },
};

export const unusedParameter: SolverRule = {
  code: 'solver/unused-parameter',
  severity: 'hint',
  title: 'Parameter of another policy',
  doc: 'The learning rate policy does not read this field, so it has no effect.',
  *check({ solver }) {
    const policy = policyOf(solver);
    if (policy === undefined) return;
    for (const name of policyFields) {
      if (policy.needs.includes(name)) continue;
      for (const field of solver.nodes(name)) {
        yield { ...nameOf(field), message: `The policy \`${solver.text('lr_policy')}\` does not read \`${name}\`: it has no effect.`, tags: ['unnecessary'] };
      }
    }
  },
};

export const stepOrder: SolverRule = {
  code: 'solver/step-order',
  severity: 'warning',
  title: 'Steps out of order',
  doc: 'The policy multistep goes through `stepvalue` in order, so a value that is not above the one before it takes effect at once or late.',
  *check({ solver }) {
    const steps = solver.scalars('stepvalue');
    const values = solver.numbers('stepvalue');
    for (const [index, node] of steps.entries()) {
      const [before, value] = [values[index - 1], values[index]];
      if (typeof before !== 'number' || typeof value !== 'number' || value > before) continue;
      yield { start: node.start, end: node.end, message: `This step, ${value}, is not above the one before it, ${before}: put the steps in increasing order.` };
    }
  },
};

export const baseRate: SolverRule = {
  code: 'solver/no-base-rate',
  severity: 'warning',
  title: 'No learning rate',
  doc: 'Without `base_lr` the learning rate is 0 and nothing is learnt. Without `lr_policy` Caffe stops at the first update.',
  *check(context) {
    const missing = ['base_lr', 'lr_policy'].filter((name) => !context.solver.has(name));
    if (missing.length === 0) return;
    const list = missing.map((name) => `\`${name}\``).join(' and no ');
    yield { ...placeOfSolver(context), message: `This solver has no ${list}: add ${missing.length === 1 ? 'it' : 'both'}.`, data: { missing } };
  },
};
