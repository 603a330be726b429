/** Lists as they stand in sentences. */
import { t, type Words } from './text';

/** What stands between the items of a list, before the last but one. */
const comma = (): Words => t(', ');

function ended(items: readonly string[], end: (all: string, last: string) => Words): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : end(items.slice(0, -1).join(comma()), last);
}

/** `a, b` */
export const joinCommas = (items: readonly string[]): string => items.join(comma());

/** `a, b and c` */
export const joinAnd = (items: readonly string[]): string => ended(items, (before, last) => t`${before} and ${last}`);

/** `a, b or c` */
export const joinOr = (items: readonly string[]): string => ended(items, (before, last) => t`${before} or ${last}`);

/** Names of a file as messages quote them. */
export const quoted = (names: readonly string[]): readonly string[] => names.map((name) => `\`${name}\``);
