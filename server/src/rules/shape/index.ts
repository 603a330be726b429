/** The rules of the group `shape`: one for each reason for which Caffe refuses a layer, found while the net is analysed. */
import { refusals, type RefusalCode } from '../../layers/refusals';
import type { LayerRule } from '../layer-rule';
import type { NetRule } from '../net-rule';
import { sharedShapes } from './shared-shapes';
import { unknownShape } from './unknown-shape';

const refusalRule = (reason: RefusalCode): LayerRule => ({
  ...refusals[reason],
  code: `shape/${reason}`,
  severity: 'error',
  *checkLayers({ refused }) {
    for (const { refusals: found } of refused) {
      for (const { code, message, at, madeBy } of found) if (code === reason) yield { start: at.start, end: at.end, message, madeBy };
    }
  },
});

export const shapeRules: readonly (LayerRule | NetRule)[] = [...(Object.keys(refusals) as RefusalCode[]).map(refusalRule), sharedShapes, unknownShape];
