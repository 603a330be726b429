/** The rules of the group `solver`, as a table. */
import type { DocumentContext, Finding } from '../rule';
import { findAll } from '../rule';
import { idleTestInterval, testInterval, testIterations, testStates, trainingNet } from './nets';
import { outOfRange, refusedMomentum, typeTwice, unknownOptimiser, unknownRegularization } from './optimiser';
import { baseRate, policyParameters, stepOrder, unknownPolicy, unusedParameter } from './policy';
import { iterations, missingFile, snapshotPrefix } from './run';
import { unreachedStep } from './unreached-step';
import { solverContext, type SolverRule } from './solver-rule';

export const solverRules: readonly SolverRule[] = [
  trainingNet, testIterations, testInterval, testStates, idleTestInterval,
  unknownPolicy, policyParameters, stepOrder, unreachedStep, baseRate, unusedParameter,
  unknownOptimiser, typeTwice, refusedMomentum, unknownRegularization, outOfRange,
  iterations, snapshotPrefix, missingFile,
];

/** What the solver rules find; nothing in a document that is no solver. */
export const checkSolver = (context: DocumentContext): Finding[] =>
  context.kind === 'solver' ? findAll(solverRules, solverContext(context)) : [];
