/**
 * Finds the part that an edit makes it necessary to read again where braces do not match.
 *
 * Recovery (mend.ts) starts afresh at each block that nothing but the document can hold. So a part from one such block to
 * another reads alike alone and among the others, if it holds all problems with braces and the others are in order.
 */
import { Attachment } from './attachment';
import { mayStandIn, type NestingRules } from './nesting';
import { countWhile, partOf, surelyStarts, type Edit, type Part } from './part';
import { braceProblems } from './problems';
import type { FieldNode, MessageNode, SyntaxProblem, SyntaxTree, ValueNode } from './tree';

export const isBraceProblem = ({ code }: SyntaxProblem): boolean => braceProblems.has(code);

/** The part around the edit and all problems with braces; undefined where the rest is not in order. */
export function findMendedPart({ root: { fields }, problems, text }: SyntaxTree, newText: string, { delta, lines }: Edit, rules: NestingRules): Part | undefined {
  const braces = problems.filter(isBraceProblem);
  const first = Math.min(lines.start, ...braces.map(({ start }) => start));
  const last = Math.max(lines.end - delta, ...braces.map(({ end }) => end));
  const isOutermost = outermostIn([text, newText], rules);
  const isFirm = (field: FieldNode): boolean => field.value?.kind === 'message' && surelyStarts(field, text) && isOutermost(field.name);
  let from = Math.max(0, countWhile(fields, ({ end }) => end < first) - 1);
  let to = countWhile(fields, ({ start }) => start <= last);
  while (from > 0 && !isFirm(fields[from] as FieldNode)) from--;
  while (to < fields.length && !isFirm(fields[to] as FieldNode)) to++;
  const isInOrder = fields.every((field, index) => (index >= from && index < to) || isOrderly(field, rules));
  return isInOrder ? withIndentation(partOf(fields, from, to, text, delta), text) : undefined;
}

/** The part with the white space before it on its line, by which recovery goes. */
const withIndentation = (part: Part, text: string): Part => (part.from === 0 ? part : { ...part, start: text.lastIndexOf('\n', part.start) + 1 });

/** Tells the names of blocks that only the document can hold, because no other holder is named in any of `texts`. */
function outermostIn(texts: readonly string[], rules: NestingRules): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const isOutermost = known.get(name) ?? rules.holdersOf(name)?.some((holder) => texts.some((text) => text.includes(holder))) === false;
    known.set(name, isOutermost);
    return isOutermost;
  };
}

const orderly = new Attachment<FieldNode, { rules: NestingRules; is: boolean }>();

/** Whether no block in a field proves that a brace is missing, though all match. */
function isOrderly(field: FieldNode, rules: NestingRules): boolean {
  let known = orderly.get(field);
  if (known?.rules !== rules) {
    known = { rules, is: isOrderlyValue(field.value, field.name, rules) };
    orderly.set(field, known);
  }
  return known.is;
}

function isOrderlyValue(value: ValueNode | undefined, name: string, rules: NestingRules): boolean {
  if (value?.kind === 'message') return isOrderlyMessage(value, name, rules);
  return value?.kind !== 'list' || value.elements.every((element) => isOrderlyValue(element, '', rules));
}

const isOrderlyMessage = ({ fields }: MessageNode, name: string, rules: NestingRules): boolean =>
  fields.every((inner) => inner.value === undefined || inner.value.kind === 'scalar'
    || (mayStandIn(rules, inner.name, name) && isOrderlyValue(inner.value, inner.name, rules)));
