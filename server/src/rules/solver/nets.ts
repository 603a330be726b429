/** The rules about which nets a solver trains and tests. */
import { joinCommas } from '../../l10n/lists';
import { phrase, t } from '../../l10n/text';
import type { Fields } from '../../schema/fields';
import type { RelatedPlace } from '../rule';
import { countOf, knownNumber, nameOf, placeOfSolver, valueOf, type SolverRule } from './solver-rule';

const trainingFields = ['net', 'net_param', 'train_net', 'train_net_param'];

export const trainingNet: SolverRule = {
  code: 'solver/training-net',
  severity: 'error',
  title: phrase('Not exactly one net to train'),
  doc: phrase('A solver names exactly one net to train: by `net`, `train_net`, `net_param` or `train_net_param`. With none, or several, Caffe stops.'),
  *check(context) {
    const given = trainingFields.flatMap((name) => context.solver.nodes(name));
    const [first, ...others] = given;
    if (first === undefined) {
      yield { ...placeOfSolver(context), message: t('This solver names no net to train: add `net: "….prototxt"`.'), data: { lacks: ['net'] } };
      return;
    }
    for (const field of others) {
      yield {
        ...nameOf(field), message: t`\`${field.name}\` names a second net to train; Caffe takes one of ${joinCommas(trainingFields)}. Remove this or \`${first.name}\`.`,
        related: [{ ...nameOf(first), message: t('The first is named here.') }],
      };
    }
  },
};

const testNetFields = ['test_net', 'test_net_param'];

/** Where the fields stand that a number is compared with. */
const namesOf = (solver: Fields, names: readonly string[]): RelatedPlace[] =>
  names.flatMap((name) => solver.nodes(name)).map((field) => ({ ...nameOf(field), message: t`\`${field.name}\` stands here.` }));

/** Nets that are for testing alone. */
const ownTestNets = (solver: Fields): number => countOf(solver, ...testNetFields);
const hasGenericNet = (solver: Fields): boolean => solver.has('net') || solver.has('net_param');

export const testIterations: SolverRule = {
  code: 'solver/test-iter',
  severity: 'error',
  title: phrase('Number of test_iter'),
  doc: phrase('Each net for testing needs one `test_iter`. With `net`, further ones test that net; without it, there must be as many as there are `test_net`. Otherwise Caffe stops.'),
  *check(context) {
    const { solver } = context;
    const [nets, given] = [ownTestNets(solver), countOf(solver, 'test_iter')];
    const isEnough = hasGenericNet(solver) ? given >= nets : given === nets;
    if (isEnough) return;
    const last = solver.node(given > nets ? 'test_iter' : 'test_net');
    const place = last === undefined ? placeOfSolver(context) : nameOf(last);
    const nothing = nets === 0 ? t('There is `test_iter` but no net to test: add `test_net`, or name the net by `net`.') : '';
    yield { ...place, message: nothing || (nets === 1 ? t`1 net to test and ${given} \`test_iter\`: give one.` : t`${nets} nets to test and ${given} \`test_iter\`: give one for each.`), related: namesOf(solver, given > nets ? testNetFields : ['test_iter']) };
  },
};

export const testInterval: SolverRule = {
  code: 'solver/test-interval',
  severity: 'error',
  title: phrase('Tests without an interval'),
  doc: phrase('With `test_iter` a solver also needs a `test_interval` above 0; otherwise Caffe stops.'),
  *check({ solver }) {
    const iterations = solver.node('test_iter');
    if (iterations === undefined || solver.number('test_interval') !== 0) return;
    const field = solver.node('test_interval');
    yield { ...(field === undefined ? nameOf(iterations) : valueOf(field)), message: t('With `test_iter`, `test_interval` must be above 0: say after how many iterations to test.'), data: { lacks: ['test_interval'] } };
  },
};

export const idleTestInterval: SolverRule = {
  code: 'solver/idle-test-interval',
  severity: 'hint',
  title: phrase('Interval without tests'),
  doc: phrase('`test_interval` has no effect without `test_iter`: nothing is tested.'),
  *check({ solver }) {
    const field = solver.node('test_interval');
    const interval = knownNumber(solver, 'test_interval');
    if (field === undefined || solver.has('test_iter') || interval === undefined || interval === 0) return;
    yield { ...nameOf(field), message: t('Without `test_iter` nothing is tested, so `test_interval` has no effect.'), tags: ['unnecessary'] };
  },
};

export const testStates: SolverRule = {
  code: 'solver/test-state',
  severity: 'error',
  title: phrase('Number of test_state'),
  doc: phrase('`test_state` is given for every net to test or for none. Otherwise Caffe stops.'),
  *check({ solver }) {
    const states = countOf(solver, 'test_state');
    const nets = Math.max(countOf(solver, 'test_iter'), ownTestNets(solver));
    const field = solver.node('test_state');
    if (field === undefined || states === nets) return;
    yield { ...nameOf(field), message: nets === 1 ? t`${states} \`test_state\` for 1 net to test: give one, or none.` : t`${states} \`test_state\` for ${nets} nets to test: give one for each, or none.`, data: { states, nets }, related: namesOf(solver, testNetFields) };
  },
};
