/** The rules of the group `shape`: one for each reason for which Caffe refuses a layer, found while the net is analysed. */
import type { Analysis, Refusal } from '../../analysis/analysis';
import { refusals, type RefusalCode } from '../../layers/refusals';
import type { NetRule } from '../net-rule';
import { sharedShapes } from './shared-shapes';
import { unknownShape } from './unknown-shape';

const found = new WeakMap<Analysis, readonly Refusal[]>();

/** The refusals of all layers, gathered once for all rules. */
function refusalsIn(analysis: Analysis): readonly Refusal[] {
  let all = found.get(analysis);
  if (all === undefined) {
    all = analysis.layers.filter((layer) => layer.refusals.length > 0).flatMap((layer) => layer.refusals);
    found.set(analysis, all);
  }
  return all;
}

const refusalRule = (reason: RefusalCode): NetRule => ({
  ...refusals[reason],
  code: `shape/${reason}`,
  severity: 'error',
  *check({ analysis }) {
    for (const { code, message, at } of refusalsIn(analysis)) if (code === reason) yield { start: at.start, end: at.end, message };
  },
});

export const shapeRules: readonly NetRule[] = [...(Object.keys(refusals) as RefusalCode[]).map(refusalRule), sharedShapes, unknownShape];
