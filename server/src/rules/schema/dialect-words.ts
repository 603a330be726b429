/** How messages name dialects. */
import { dialectNamed, type DialectId } from '../../schema/dialects';

const titleOf = (id: DialectId): string => dialectNamed(id)?.title ?? id;

/** `DeepLab v1`, `DeepLab v1 and CCNN`, `DeepLab v1, CCNN and others`: at most two names, preferred ones first. */
export function listDialects(ids: Iterable<DialectId>): string {
  const [first, second, ...rest] = [...ids].map(titleOf);
  if (first === undefined) return 'no known Caffe';
  if (second === undefined) return first;
  return rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and others`;
}

export { titleOf };
