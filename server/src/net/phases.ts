/** Which layers a phase keeps, after Caffe's Net::FilterNet and Net::StateMeetsRule. */
import type { Fields } from '../schema/fields';
import type { Phase } from './net';

/** What include and exclude rules are held against. */
export interface NetState {
  phase: Phase;
  /** Caffe takes it from its caller and not from the file; 0 unless asked for. */
  level: number;
  stages: ReadonlySet<string>;
}

/** One `include { … }` or `exclude { … }`; absent conditions hold always. */
export interface StateRule {
  phase: string | undefined;
  minLevel: number | undefined;
  maxLevel: number | undefined;
  stages: readonly string[];
  notStages: readonly string[];
}

const numberOf = (fields: Fields, name: string): number | undefined => {
  const value = fields.has(name) ? fields.number(name) : undefined;
  return typeof value === 'number' ? value : undefined;
};

/** Reads a NetStateRule. */
export const readRule = (fields: Fields): StateRule => ({
  phase: fields.has('phase') ? fields.choice('phase') : undefined,
  minLevel: numberOf(fields, 'min_level'),
  maxLevel: numberOf(fields, 'max_level'),
  stages: fields.texts('stage'),
  notStages: fields.texts('not_stage'),
});

const meets = ({ phase, level, stages }: NetState, rule: StateRule): boolean =>
  (rule.phase === undefined || rule.phase === phase) &&
  (rule.minLevel === undefined || level >= rule.minLevel) &&
  (rule.maxLevel === undefined || level <= rule.maxLevel) &&
  rule.stages.every((stage) => stages.has(stage)) &&
  !rule.notStages.some((stage) => stages.has(stage));

/** A layer with include rules needs one that holds; otherwise none of its exclude rules may hold. */
export const isIncluded = (state: NetState, include: readonly StateRule[], exclude: readonly StateRule[]): boolean =>
  include.length > 0 ? include.some((rule) => meets(state, rule)) : !exclude.some((rule) => meets(state, rule));

/** A rule that holds in no state. */
const contradicts = ({ minLevel, maxLevel, stages, notStages }: StateRule): boolean =>
  (minLevel !== undefined && maxLevel !== undefined && minLevel > maxLevel) || stages.some((stage) => notStages.includes(stage));

/** A rule that asks for nothing but a phase, or for nothing. */
const asksForPhaseOnly = ({ minLevel, maxLevel, stages, notStages }: StateRule): boolean =>
  minLevel === undefined && maxLevel === undefined && stages.length === 0 && notStages.length === 0;

/** Whether there is a state in which a layer with these rules is kept. */
export function canBeIncluded(include: readonly StateRule[], exclude: readonly StateRule[]): boolean {
  if (include.length > 0) return !include.every(contradicts);
  const phases = exclude.filter(asksForPhaseOnly).map(({ phase }) => phase);
  return !phases.includes(undefined) && !(phases.includes('TEST') && phases.includes('TRAIN'));
}
