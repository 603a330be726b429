/** Watches where closing braces stand: one that is not below the block that it closes may be the one too many. */
import type { Layout } from './layout';
import { mayStandIn, type NestingRules } from './nesting';

/** What the braces of the current top-level block look like in one layout. */
export class Alignment {
  /** The first closing brace that does not stand under what it closes, or -1. */
  private first = -1;
  /** How many there are: the fewer, the better the layout explains the text. */
  misfits = 0;
  private topLevel: { name: string; column: number } | undefined;

  constructor(
    readonly layout: Layout,
    private readonly rules: NestingRules,
  ) {}

  /** A block `name { ... }` stands at the top level; its name is the token with that index. */
  startTopLevel(index: number, name: string): void {
    const column = this.layout.firstColumn[index] as number;
    const isSibling = this.topLevel === undefined || column === this.topLevel.column || !mayStandIn(this.rules, name, this.topLevel.name);
    if (!isSibling) return;
    this.topLevel = { name, column };
    this.reset();
  }

  /** The brace with the index `close` closes the block whose name has the index `start`. */
  close(close: number, start: number): void {
    const column = this.layout.firstColumn[close] as number;
    if (column === -1 || column === this.layout.indentation[start]) return;
    if (this.first === -1) this.first = close;
    this.misfits++;
  }

  /** The brace that is too many, if that with the index `last` closes nothing: it, or one before it. */
  extraUpTo(last: number): number {
    const column = this.layout.firstColumn[last] as number;
    const endsTopLevel = column !== -1 && column === this.topLevel?.column;
    return this.first !== -1 && endsTopLevel ? this.first : last;
  }

  reset(): void {
    this.first = -1;
    this.misfits = 0;
  }
}

/** Of several the one that explains the text best, which is not empty. */
export const bestAligned = (alignments: readonly Alignment[]): Alignment =>
  alignments.reduce((best, next) => (next.misfits < best.misfits ? next : best));
