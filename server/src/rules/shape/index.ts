/** The rules of the group `shape`: one for each reason for which Caffe refuses a layer, found while the net is analysed. */
import { refusals, type RefusalCode } from '../../layers/refusals';
import type { NetRule } from '../net-rule';
import { sharedShapes } from './shared-shapes';
import { unknownShape } from './unknown-shape';

const refusalRule = (reason: RefusalCode): NetRule => ({
  ...refusals[reason],
  code: `shape/${reason}`,
  severity: 'error',
  *check({ analysis }) {
    for (const layer of analysis.layers) {
      for (const { code, message, at } of layer.refusals) if (code === reason) yield { start: at.start, end: at.end, message };
    }
  },
});

export const shapeRules: readonly NetRule[] = [...(Object.keys(refusals) as RefusalCode[]).map(refusalRule), sharedShapes, unknownShape];
