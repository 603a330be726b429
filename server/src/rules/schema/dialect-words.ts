/** How messages name dialects. */
import { dialectNamed, type DialectId } from '../../schema/dialects';

/** `DeepLab v1` for `deeplab-v1`. */
export const titleOf = (id: DialectId): string => dialectNamed(id)?.title ?? id;

/** How many dialects a message names. */
const mostNamed = 2;

/** `DeepLab v1`, `SSD and NVIDIA Caffe`, `DeepLab v2, PSPNet, ICNet and others`: preferred ones first, narrow ones only where there is no other. */
export function listDialects(ids: Iterable<DialectId>): string {
  const all = [...ids];
  const wide = all.filter((id) => dialectNamed(id)?.isNarrow !== true);
  const named = (wide.length === 0 ? all : wide).slice(0, mostNamed).map(titleOf);
  if (named.length === 0) return 'no known Caffe';
  return named.length === all.length ? named.join(' and ') : `${named.join(', ')} and others`;
}
