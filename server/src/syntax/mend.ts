/**
 * Makes the braces of a token sequence match: puts in what is missing, takes out what is too many.
 *
 * Braces alone only tell that one is missing somewhere before. So a block that cannot stand where it does (nesting.ts)
 * bounds the damage, and within these bounds the indentation tells where the brace belongs.
 */
import { t } from '../l10n/text';
import { Alignment, bestAligned } from './alignment';
import { findUnclosed } from './indentation';
import { type Layout, layOut } from './layout';
import { countNewlines } from './lines';
import { mayStandIn, type NestingRules } from './nesting';
import { startOfOrphans } from './orphans';
import type { ProblemList } from './problems';
import { Close, Colon, Identifier, Open, Token } from './tokens';

const closingOf: Record<string, string> = { '{': '}', '<': '>' };

/**
 * The tokens of `text`, before which `linesBefore` lines stand, with matching braces. Each brace put in (with an empty
 * image) or taken out is a problem.
 */
export function mendBraces(text: string, tokens: Token[], rules: NestingRules, problems: ProblemList, linesBefore: number): Token[] {
  return bracesMatch(tokens) ? tokens : new Mender(text, tokens, rules, problems, linesBefore).run();
}

function bracesMatch(tokens: Token[]): boolean {
  const open: string[] = [];
  for (const { tokenType, image } of tokens) {
    if (tokenType === Open) open.push(image);
    else if (tokenType === Close && closingOf[open.pop() ?? ''] !== image) return false;
  }
  return open.length === 0;
}

interface OpenBlock {
  /** Index of its opening brace. */
  open: number;
  /** Index of the word that names it, or of the brace if there is none. */
  start: number;
  name: string;
}

/** A word that may have lost the brace after it. */
interface Candidate {
  /** Index of the token after which the brace would stand. */
  last: number;
  name: string;
}

class Mender {
  private readonly layouts: readonly Layout[];
  private readonly alignments: readonly Alignment[];
  private readonly stack: OpenBlock[] = [];
  private readonly closesBefore = new Map<number, number>();
  private readonly opensAfter = new Set<number>();
  private readonly opensBefore = new Set<number>();
  private readonly dropped = new Set<number>();
  private candidate: Candidate | undefined;

  constructor(
    private readonly text: string,
    private readonly tokens: Token[],
    private readonly rules: NestingRules,
    private readonly problems: ProblemList,
    private readonly linesBefore: number,
  ) {
    this.layouts = layOut(text, tokens);
    this.alignments = this.layouts.map((layout) => new Alignment(layout, rules));
  }

  run(): Token[] {
    this.tokens.forEach(({ tokenType }, index) => {
      if (tokenType === Identifier) this.visitWord(index);
      else if (tokenType === Open) this.visitOpen(index);
      else if (tokenType === Close) this.visitClose(index);
    });
    this.closeBlocks(0, this.tokens.length);
    return this.assemble();
  }

  private visitWord(index: number): void {
    const name = (this.tokens[index] as Token).image;
    const next = this.typeAt(index + 1);
    const afterColon = next === Colon ? this.typeAt(index + 2) : undefined;
    if (next === Open || afterColon === Open) {
      this.visitBlockStart(index, name);
    } else if (afterColon === Identifier) {
      const lostBrace = this.typeAt(index + 3) === Colon || this.typeAt(index + 3) === Open;
      if (lostBrace) this.candidate = { last: index + 1, name };
    } else if (this.typeAt(index - 1) !== Colon && (next === Identifier || next === Close || next === undefined)) {
      this.candidate = { last: index, name };
    }
  }

  private visitBlockStart(index: number, name: string): void {
    if (this.candidate && !mayStandIn(this.rules, name, this.candidate.name)) this.candidate = undefined;
    let keep = this.stack.length;
    while (keep > 0 && !mayStandIn(this.rules, name, (this.stack[keep - 1] as OpenBlock).name)) keep--;
    this.closeBlocks(keep, index);
    if (this.stack.length === 0) for (const alignment of this.alignments) alignment.startTopLevel(index, name);
  }

  private visitOpen(index: number): void {
    const before = this.typeAt(index - 1) === Colon ? index - 2 : index - 1;
    const isNamed = this.typeAt(before) === Identifier;
    this.stack.push({ open: index, start: isNamed ? before : index, name: isNamed ? (this.tokens[before] as Token).image : '' });
  }

  private visitClose(index: number): void {
    const { image } = this.tokens[index] as Token;
    const matching = this.stack.findLastIndex(({ open }) => closingOf[(this.tokens[open] as Token).image] === image);
    if (matching !== -1) this.closeBlocks(matching + 1, index);
    const block = this.stack.pop();
    if (block === undefined) {
      this.visitExtra(index);
      return;
    }
    if (matching === -1) this.reportMismatch(index, block);
    for (const alignment of this.alignments) alignment.close(index, block.start);
  }

  /** A brace closes nothing: an opening one is missing, or this one or one before it is too many. */
  private visitExtra(index: number): void {
    if (this.candidate) {
      const { last, name } = this.candidate;
      this.opensAfter.add(last);
      this.candidate = undefined;
      const { startOffset, end } = this.tokens[last] as Token;
      this.problems.report('missing-brace', startOffset, end, t`\`${name}\` needs a \`{\` after it.`, { opener: '{' });
      return;
    }
    const alignment = bestAligned(this.alignments);
    const extra = alignment.extraUpTo(index);
    for (const each of this.alignments) each.reset();
    if (!this.openOrphans(extra, alignment.layout)) this.drop(extra);
  }

  /** Opens a block before the fields that a brace was meant to hold which closes nothing; false where there are none. */
  private openOrphans(close: number, layout: Layout): boolean {
    const start = startOfOrphans(this.tokens, layout, close, this.rules);
    if (start === close || this.isMended(start, close)) return false;
    this.opensBefore.add(start);
    const { startOffset, end } = this.tokens[start] as Token;
    this.problems.report('missing-brace', startOffset, end, t('This block has no beginning: write its name and `{` before it, or delete the `}` at its end.'));
    return true;
  }

  /** Whether a brace was put in or taken out between two tokens. */
  private isMended(from: number, to: number): boolean {
    for (let index = from; index < to; index++) {
      if (this.closesBefore.has(index) || this.opensAfter.has(index) || this.opensBefore.has(index) || this.dropped.has(index)) return true;
    }
    return this.closesBefore.has(to);
  }

  private drop(extra: number): void {
    const isOneOfSeveral = this.dropped.has(extra - 1);
    this.dropped.add(extra);
    if (isOneOfSeveral) return;
    const { startOffset, end, image } = this.tokens[extra] as Token;
    this.problems.report('extra-brace', startOffset, end, t`This \`${image}\` is too many: it closes a block that is closed already.`);
  }

  private reportMismatch(index: number, block: OpenBlock): void {
    const { startOffset, end, image } = this.tokens[index] as Token;
    const opening = (this.tokens[block.open] as Token).image;
    this.problems.report('mismatched-brace', startOffset, end, t`The block that \`${opening}\` opens ends with \`${closingOf[opening] ?? ''}\`, not \`${image}\`.`);
  }

  /** Closes all but the `keep` outermost blocks somewhere before the token `before`. */
  private closeBlocks(keep: number, before: number): void {
    const unclosed = this.stack.splice(keep);
    const outermost = unclosed[0];
    if (outermost === undefined) return;
    const section = { tokens: this.tokens, layouts: this.layouts, from: outermost.open, to: before, closesBefore: this.closesBefore };
    for (const { before: place, open } of findUnclosed(section, unclosed.length)) {
      const isFirstHere = !this.closesBefore.has(place);
      this.closesBefore.set(place, (this.closesBefore.get(place) ?? 0) + 1);
      if (isFirstHere) this.reportMissingClose(place, open);
    }
  }

  private reportMissingClose(before: number, open: number): void {
    const last = this.tokens[before - 1] as Token;
    const opening = this.tokens[open] as Token;
    const line = this.linesBefore + countNewlines(this.text, opening.startOffset) + 1;
    const closer = closingOf[opening.image] ?? '';
    const message = t`A \`${closer}\` is missing after this: the block opened in line ${line} is not closed.`;
    this.problems.report('missing-brace', last.startOffset, last.end, message, { closer, line });
  }

  private assemble(): Token[] {
    const mended: Token[] = [];
    let previousEnd = 0;
    for (let index = 0; index <= this.tokens.length; index++) {
      for (let count = this.closesBefore.get(index) ?? 0; count > 0; count--) mended.push(new Token(Close, '', previousEnd, previousEnd));
      const token = this.tokens[index];
      if (token === undefined || this.dropped.has(index)) continue;
      if (this.opensBefore.has(index)) mended.push(new Token(Open, '', token.startOffset, token.startOffset));
      mended.push(token);
      previousEnd = token.end;
      if (this.opensAfter.has(index)) mended.push(new Token(Open, '', previousEnd, previousEnd));
    }
    return mended;
  }

  private typeAt(index: number): Token['tokenType'] | undefined {
    return this.tokens[index]?.tokenType;
  }
}
