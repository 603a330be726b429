/** The rules about a run: how long it is, what it saves, which files it needs. */
import { phrase, t } from '../../l10n/text';
import { pathKindOf, pathsIn, type WrittenPath } from '../../schema/path-fields';
import { substitute } from '../../schema/values';
import { knownNumber, nameOf, placeOfSolver, valueOf, type SolverContext, type SolverRule } from './solver-rule';

export const iterations: SolverRule = {
  code: 'solver/no-iterations',
  severity: 'info',
  title: phrase('No iterations'),
  doc: phrase('Without `max_iter` above 0 the solver stops at once, unless a script that calls it counts the iterations.'),
  *check(context) {
    if (knownNumber(context.solver, 'max_iter') !== 0) return;
    const field = context.solver.node('max_iter');
    yield { ...(field === undefined ? placeOfSolver(context) : valueOf(field)), message: t('This solver runs no iteration: give `max_iter` a number above 0.'), data: { lacks: ['max_iter'] } };
  },
};

export const snapshotPrefix: SolverRule = {
  code: 'solver/snapshot-prefix',
  severity: 'warning',
  title: phrase('Snapshots without a prefix'),
  doc: phrase('Snapshots are asked for, but `snapshot_prefix` does not say where to. Older Caffes stop; newer ones name the files after the solver.'),
  *check({ solver }) {
    const field = solver.node('snapshot');
    const every = knownNumber(solver, 'snapshot');
    if (field === undefined || every === 0 || solver.has('snapshot_prefix')) return;
    yield { ...nameOf(field), message: t('Snapshots are asked for without a place: add `snapshot_prefix`.'), data: { lacks: ['snapshot_prefix'] } };
  },
};

/** Fields that name files which must be there when training starts. */
const fileFields = ['net', 'train_net', 'test_net', 'weights'];

/** The paths that are known, each with the string that it is, or with its own place where it is one of several. */
function* files({ solver, tree: { text }, variables }: SolverContext): Iterable<WrittenPath> {
  for (const name of fileFields) {
    for (const node of solver.scalars(name)) {
      const written = pathsIn(text, node, pathKindOf('SolverParameter', name));
      for (const { path: template, start, end } of written) {
        const path = substitute(template, variables);
        if (path !== '' && !path.includes('${')) yield { path, ...(written.length > 1 ? { start, end } : { start: node.start, end: node.end }) };
      }
    }
  }
}

export const missingFile: SolverRule = {
  code: 'solver/missing-file',
  severity: 'warning',
  title: phrase('File not found'),
  doc: phrase('The file is neither beside the solver nor in a folder above it up to the workspace\'s root. Caffe looks for it from the folder where it is started.'),
  *check(context) {
    const { fileExists } = context;
    if (fileExists === undefined) return;
    for (const { path, start, end } of files(context)) {
      if (!fileExists(path)) yield { start, end, message: t`The file \`${path}\` is not found beside this file or in a folder above it: correct the path.`, data: { path } };
    }
  },
};
