/** Keeps what rules find in a top-level block for as long as the parser keeps the block, so that an edit re-checks only its own. */
import { Attachment } from '../syntax/attachment';
import type { FieldNode } from '../syntax/tree';
import type { Finding } from './rule';

interface Kept {
  /** What the findings depend on besides the block. */
  key: string;
  /** With offsets counted from the block's start, which moves when text before it changes. */
  findings: readonly Finding[];
}

/** The finding as if its block started `by` characters later. */
export function shiftFinding(finding: Finding, by: number): Finding {
  const related = finding.related?.map((place) => ({ ...place, start: place.start + by, end: place.end + by }));
  return { ...finding, start: finding.start + by, end: finding.end + by, ...(related === undefined ? {} : { related }) };
}

/**
 * Wraps a check so that it runs once for each block and key. `check` may look at nothing but the block and what the key
 * stands for.
 */
export function keepFindings<Context>(
  check: (block: FieldNode, context: Context) => readonly Finding[],
): (block: FieldNode, context: Context, key: string) => readonly Finding[] {
  const known = new Attachment<FieldNode, Kept>();
  return (block, context, key) => {
    let kept = known.get(block);
    if (kept?.key !== key) {
      kept = { key, findings: check(block, context).map((finding) => shiftFinding(finding, -block.start)) };
      known.set(block, kept);
    }
    return kept.findings.length === 0 ? kept.findings : kept.findings.map((finding) => shiftFinding(finding, block.start));
  };
}
