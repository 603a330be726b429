/** Points out from where on units see more than there is of the input. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { fieldSize } from '../../analysis/axis-field';
import { phrase, t } from '../../l10n/text';
import { placeOfLayer, type NetContext, type NetRule } from '../net-rule';
import { axes, hasHoles, nameOf, sizeAlong, type Axis } from './kernel';

/** Field and input sizes of a top as (height, width), where the field is larger along both. */
function excess({ analysis }: NetContext, { topFields }: LayerAnalysis): { field: readonly number[]; input: readonly number[] } | undefined {
  const [field, ...others] = topFields[0] ?? [];
  if (field === undefined || others.length > 0 || field.axes.some(({ whole }) => whole)) return undefined;
  const sizeOf = (axis: Axis): number => sizeAlong(analysis.inputs[field.input]?.shape, axis) ?? Infinity;
  const isLarger = axes.every((axis) => fieldSize(field.axes[axis]) > sizeOf(axis));
  return isLarger ? { field: axes.map((axis) => fieldSize(field.axes[axis])), input: axes.map(sizeOf) } : undefined;
}

export const fieldExceedsInput: NetRule = {
  code: 'atrous/field-exceeds-input',
  severity: 'hint',
  title: phrase('Receptive field larger than the input'),
  doc: phrase('From this layer on even the unit in the middle sees the whole input and padding around it. That is no mistake: deep ResNets do. But larger holes add nothing there, and results near the border depend on the padding. The influence of far pixels is small (Luo et al. 2016): the effective field is much smaller than the theoretical one.'),
  *check(context) {
    const { layers } = context.analysis;
    if (!layers.some(hasHoles)) return;
    for (const layer of layers) {
      const found = excess(context, layer);
      if (found === undefined) continue;
      yield {
        ...placeOfLayer(layer.layer),
        message: t`From \`${nameOf(layer)}\` on, a unit's field (${found.field.join('×')} pixels) is larger than the input (${found.input.join('×')}): every unit sees padding too, and larger holes add no context.`,
      };
      return;
    }
  },
};
