/** How messages name dialects. */
import { joinAnd, joinCommas } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { dialectNamed, type DialectId } from '../../schema/dialects';

/** `DeepLab v1` for `deeplab-v1`. */
export const titleOf = (id: DialectId): string => dialectNamed(id)?.title ?? id;

/** How many dialects a message names. */
const mostNamed = 2;

/** `DeepLab v1`, `SSD and NVIDIA Caffe`, `DeepLab v2, PSPNet, ICNet and others`: preferred ones first, narrow ones only where there is no other. */
export function listDialects(ids: Iterable<DialectId>): string {
  const known = [...ids];
  const wide = known.filter((id) => dialectNamed(id)?.isNarrow !== true);
  const named = (wide.length === 0 ? known : wide).slice(0, mostNamed).map(titleOf);
  if (named.length === 0) return t('no known Caffe');
  return named.length === known.length ? joinAnd(named) : t`${joinCommas(named)} and others`;
}
