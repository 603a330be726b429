/** Infers which Caffe fork a file is written for, from the fields, enum values and layer types that it uses. */
import type { FieldNode, SyntaxTree } from '../syntax/tree';
import { defaultDialect, dialects, type DialectId } from './dialects';
import { dialectsIn, everyDialect, maskHas, maskOf, noDialect, type DialectMask } from './dialect-set';
import { readDirectives } from './directives';
import { documentKind, rootMessages, type DocumentKind } from './document-kind';
import { dialectsRespelling } from './equivalents';
import { blockUse, type Use } from './use';

/** Something in the file that speaks for its dialect. */
export interface Evidence {
  /** `ConvolutionParameter.hole`, `V1LayerParameter.LayerType.INTERP`, `type Interp`. */
  path: string;
  /** The dialects that have it. */
  dialects: readonly DialectId[];
  /** Where it first stands. */
  node: FieldNode;
}

export interface DialectInference {
  dialect: DialectId;
  /** True where a `# atrous: dialect=…` comment or a setting says so. */
  isStated: boolean;
  /** All dialects that have everything the file uses, leaving aside what none has; preferred ones first. Empty where none does. */
  candidates: readonly DialectId[];
}

/** These gather the layers of many forks: a file is theirs only if it is nobody else's. */
const collections: DialectMask = maskOf('synopsys') | maskOf('rgh');

/** Forks that many files are written for. */
const wide: DialectMask = dialects.reduce((mask, { id, isNarrow }) => (isNarrow === true ? mask : mask | maskOf(id)), noDialect);

/** The dialects that would have everything if each field stood under the name that they have for it. */
const underAnyName = (uses: readonly Use[]): DialectMask =>
  uses.reduce((mask, use) => (use.isSign || use.mask === noDialect ? mask : mask & (use.mask | dialectsRespelling(use.path))), everyDialect);

/**
 * The dialects that a file may be taken for. DeepLab v1's `hole` in a V2 net is a mistake far more often than one of the
 * few narrow forks that have both; and a file with fields that nobody knows is no evidence for a collection.
 */
function fitting({ mask, uses, hasUnknown }: DocumentUse): DialectMask {
  if ((mask & wide) !== 0) return mask;
  const renamed = underAnyName(uses) & wide;
  if (renamed !== noDialect) return renamed;
  return hasUnknown ? mask & ~collections : mask;
}

/** The most preferred dialect of a mask. */
const preferred = (mask: DialectMask): DialectId => dialectsIn(mask)[0] ?? defaultDialect;

/** Narrows by each layer type as long as something is left. */
function narrow(candidates: DialectMask, uses: readonly Use[]): DialectMask {
  return uses.reduce((mask, use) => (use.isSign && (mask & use.mask) !== 0 ? mask & use.mask : mask), candidates);
}

/** The dialect that lacks the fewest of the things used; collections of other forks' layers do not count. */
function nearest(uses: readonly Use[]): DialectId {
  const masks = new Map(uses.filter(({ isSign }) => !isSign).map(({ path, mask }) => [path, mask]));
  const missing = (id: DialectId): number => [...masks.values()].filter((mask) => mask !== noDialect && !maskHas(mask, id)).length;
  const ranked = dialects.filter(({ id }) => !maskHas(collections, id)).map(({ id }) => ({ id, missing: missing(id) }));
  return ranked.reduce((best, next) => (next.missing < best.missing ? next : best)).id;
}

interface DocumentUse {
  /** The dialects that have everything. */
  mask: DialectMask;
  uses: readonly Use[];
  hasUnknown: boolean;
}

function usesIn(tree: SyntaxTree, root: string): DocumentUse {
  const uses: Use[] = [];
  let mask = everyDialect;
  let hasUnknown = false;
  for (const block of tree.root.fields) {
    const use = blockUse(block, root);
    mask &= use.mask;
    hasUnknown ||= use.hasUnknown;
    for (const one of use.uses) uses.push(one);
  }
  return { mask, uses, hasUnknown };
}

/**
 * The dialect of a document: that of a `# atrous: dialect=…` comment, else `stated` (a setting), else the most preferred
 * one that has everything the file uses (leaving aside what no dialect has), else the one that lacks least.
 */
export function inferDialect(tree: SyntaxTree, stated?: DialectId, kind: DocumentKind = documentKind(tree)): DialectInference {
  const told = readDirectives(tree).dialect ?? stated;
  if (kind === 'other') return { dialect: told ?? defaultDialect, isStated: told !== undefined, candidates: [] };
  const use = usesIn(tree, rootMessages[kind]);
  const mask = fitting(use);
  const dialect = mask === noDialect ? nearest(use.uses) : preferred(narrow(mask, use.uses));
  return { dialect: told ?? dialect, isStated: told !== undefined, candidates: dialectsIn(use.mask) };
}

/**
 * What speaks for a dialect: as few uses as it takes to rule out every dialect that is preferred to it, the most telling
 * first, each where it first stands. Empty for the most preferred dialect.
 */
export function dialectEvidence(tree: SyntaxTree, dialect: DialectId, kind: DocumentKind = documentKind(tree)): readonly Evidence[] {
  if (kind === 'other') return [];
  const uses = usesIn(tree, rootMessages[kind]).uses
    .filter(({ mask }) => maskHas(mask, dialect))
    .sort((a, b) => Number(a.isSign) - Number(b.isSign));
  const evidence: Evidence[] = [];
  let rivals: DialectMask = maskOf(dialect) - 1;
  while (rivals !== noDialect) {
    const best = mostTelling(uses, rivals);
    if (best === undefined) break;
    rivals &= best.mask;
    evidence.push({ path: best.path, dialects: dialectsIn(best.mask), node: best.node });
  }
  return evidence;
}

/** The first of the uses that rule out the most rivals; undefined where none rules out any. */
function mostTelling(uses: readonly Use[], rivals: DialectMask): Use | undefined {
  let best: Use | undefined;
  let ruledOut = 0;
  for (const use of uses) {
    const count = dialectsIn(rivals & ~use.mask).length;
    if (count > ruledOut) [best, ruledOut] = [use, count];
  }
  return best;
}
