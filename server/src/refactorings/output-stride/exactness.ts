/** Says how far a net of another output stride computes what it did before. */
import { t, type Words } from '../../l10n/text';
import { listed, nameOf } from '../../rules/atrous/kernel';
import type { Plan } from './plan';

/** More names than these say no more. */
const mostNames = 3;

/**
 * Where both nets have a unit they agree, with the same weights, up to the first pooling that reads a map of another stride:
 * Caffe's poolings have no dilation.
 */
export function exactnessOf(plans: readonly Plan[]): Words {
  const names = [...new Set(plans.flatMap(({ approximations }) => approximations.map(nameOf)))];
  if (names.length === 0) return t('With the same weights both nets give the same values where both have a unit.');
  const shown = listed(names.slice(0, mostNames));
  const poolings = names.length > mostNames ? t`${shown} and ${names.length - mostNames} more` : shown;
  return t`With the same weights both nets give the same values where both have a unit, up to ${poolings}: Caffe’s poolings have no holes, so there the window covers other units than before. DeepLab accepts that, too.`;
}
