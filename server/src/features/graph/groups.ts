/** Groups layers by their names: `res4b1_branch2a` and `bn4b1_branch2a` belong to block 4b1, that to stage 4, `…_res05` to one branch. */
import type { GraphGroup } from '../../protocol/graph';

export interface Grouping {
  groups: readonly GraphGroup[];
  /** For each name the identifier of its innermost group. */
  groupOf: readonly (string | undefined)[];
}

/** A run of names that a group would hold. */
interface Item {
  position: number;
  tokens: readonly string[];
}

/** A group inside another must hold more than a pair to be worth a box of its own. */
const smallestGroup = { outer: 2, inner: 3 };

/** How many consecutive layers of several stages must end alike to be a branch of their own. */
const smallestBranch = 6;

/** `res4b1_branch2a` → `res4`, `b1`, `branch2a`; `inception_3a/1x1` → `inception`, `3a`, `1x1`. */
const tokensOf = (name: string): string[] => {
  const [first = '', ...others] = name.split(/[/_.]/).filter((part) => part !== '');
  const [, stage, block] = /^([A-Za-z]+\d+)([a-z]\d*)$/.exec(first) ?? [];
  const tokens = stage !== undefined && block !== undefined ? [stage, block] : [first];
  return [...tokens, ...others].filter((token) => token !== '');
};

/** `res4`, `bn4` and `scale4` are the same stage: the number tells it. */
const keyOf = (token: string): string => /^[A-Za-z]+(\d+)$/.exec(token)?.[1] ?? token;

/** What `tokensOf` split: a block goes to its stage without a line between them. */
const joinTokens = (prefix: string, token: string): string =>
  (/^[A-Za-z]+\d+$/.test(prefix) && /^[a-z]\d*$/.test(token) ? prefix + token : [prefix, token].filter(Boolean).join('_'));

/** Cuts a list where neighbours have different keys; those without a key stand alone. */
function runsBy(items: readonly Item[], key: (item: Item) => string | undefined): Item[][] {
  const runs: Item[][] = [];
  let last: string | undefined;
  for (const item of items) {
    const own = key(item);
    if (own !== undefined && own === last) runs.at(-1)?.push(item);
    else runs.push([item]);
    last = own;
  }
  return runs;
}

const isBranch = (run: readonly Item[]): boolean =>
  run.length >= smallestBranch && new Set(run.map(({ tokens }) => tokens[0])).size > 2 && run.every(({ tokens }) => tokens.length > 1);

export function groupByName(names: readonly string[]): Grouping {
  const groups: GraphGroup[] = [];
  const groupOf: (string | undefined)[] = names.map(() => undefined);

  function add(label: string, parent: string | undefined, members: readonly Item[]): string {
    const id = `${parent ?? ''}/${label}@${members[0]?.position ?? 0}`;
    groups.push({ id, label, parent });
    for (const { position } of members) groupOf[position] = id;
    return id;
  }

  /** Groups runs that agree in the token at `depth`; a run that is all of its parent's members is only looked into. */
  function groupPrefixes(items: readonly Item[], depth: number, parent: string | undefined, prefix: string): void {
    for (const run of runsBy(items, ({ tokens }) => tokens[depth] && keyOf(tokens[depth]))) {
      const [first] = run;
      const token = first?.tokens[depth];
      if (run.length < (depth === 0 ? smallestGroup.outer : smallestGroup.inner) || token === undefined) continue;
      const label = joinTokens(prefix, token);
      const id = run.length === items.length && parent !== undefined ? parent : add(label, parent, run);
      groupPrefixes(run, depth + 1, id, label);
    }
  }

  const items = names.map((name, position) => ({ position, tokens: tokensOf(name) }));
  for (const run of runsBy(items, ({ tokens }) => tokens.at(-1))) {
    if (!isBranch(run)) continue;
    const id = add(`…_${run[0]?.tokens.at(-1) ?? ''}`, undefined, run);
    groupPrefixes(run.map(({ position, tokens }) => ({ position, tokens: tokens.slice(0, -1) })), 0, id, '');
  }
  const others = runsBy(items, ({ position }) => (groupOf[position] === undefined ? 'other' : 'branch'));
  for (const run of others) {
    if (run[0] && groupOf[run[0].position] === undefined) groupPrefixes(run, 0, undefined, '');
  }
  return { groups, groupOf };
}
