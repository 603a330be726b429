/** Decides what stands between any two items: nothing, spaces, or the start of a line and its indentation. */
import type { Item } from './items';
import type { FormatOptions } from './options';

/** The white space before an item. */
export interface Gap {
  /** Line breaks: 0 on the same line, 2 with an empty line between. */
  lines: number;
  /** Spaces, if on the same line. */
  spaces: number;
  /** Steps of indentation, if on a line of its own. */
  depth: number;
}

interface Frame {
  isList: boolean;
  /** Whether all of it stands on one line. */
  isInline: boolean;
  /** The depth of what it holds, and of its end. */
  inner: number;
  outer: number;
}

const onSameLine = (spaces: number): Gap => ({ lines: 0, spaces, depth: 0 });

/** The gap before each of the `items` of `text`. */
export function planGaps(text: string, items: Item[], options: FormatOptions): Gap[] {
  const planner = new Planner(text, items, options);
  return items.map((_item, index) => planner.next(index));
}

class Planner {
  private readonly frames: Frame[] = [{ isList: false, isInline: false, inner: 0, outer: 0 }];
  /** Where the name of the current field stands. */
  private nameIndex = 0;

  constructor(
    private readonly text: string,
    private readonly items: Item[],
    private readonly options: FormatOptions,
  ) {}

  /** The gap before the item `index`; to be asked for all items in turn. */
  next(index: number): Gap {
    const item = this.items[index] as Item;
    const closed = item.role === 'close' || item.role === 'listClose' ? this.frames.pop() : undefined;
    if (item.role === 'name') this.nameIndex = index;
    const gap = index === 0 ? onSameLine(0) : this.gapBefore(index, item, closed);
    if (item.role === 'open' || item.role === 'listOpen') this.frames.push(this.frameAt(index, item));
    return gap;
  }

  private gapBefore(index: number, item: Item, closed: Frame | undefined): Gap {
    const previous = this.items[index - 1] as Item;
    const frame = this.frame();
    const written = this.linesBetween(previous, item);
    if (item.role === 'comment') return written === 0 ? onSameLine(2) : this.line(written, previous, item, frame.inner);
    if (closed) return this.gapBeforeClose(previous, closed, written);
    if (item.role === 'name') return frame.isInline ? onSameLine(1) : this.line(written, previous, item, frame.inner);
    if (previous.role === 'comment') return this.line(1, previous, item, frame.isList ? frame.inner : frame.inner + 1);
    if (frame.isList && written > 0 && item.role !== 'separator') return this.line(written, previous, item, frame.inner);
    if (previous.role === 'value' && item.role === 'value' && written > 0) return this.line(1, previous, item, frame.inner + 1);
    return onSameLine(spacesBetween(previous, item));
  }

  private gapBeforeClose(previous: Item, closed: Frame, written: number): Gap {
    const isEmpty = previous.role === 'open' || previous.role === 'listOpen';
    if (isEmpty) return onSameLine(0);
    const breaks = closed.isList ? written > 0 || previous.role === 'comment' : !closed.isInline;
    if (breaks) return { lines: 1, spaces: 0, depth: closed.outer };
    return onSameLine(closed.isList ? 0 : 1);
  }

  /** A line of its own, after an empty line if there was one, but never at the start of a block. */
  private line(written: number, previous: Item, item: Item, depth: number): Gap {
    const startsBlock = previous.role === 'open' || previous.role === 'listOpen';
    const isContinuation = item.role !== 'comment' && item.role !== 'name' && !this.frame().isList;
    return { lines: written > 1 && !startsBlock && !isContinuation ? 2 : 1, spaces: 0, depth };
  }

  private frameAt(index: number, item: Item): Frame {
    const outer = this.frame();
    if (item.role === 'listOpen') {
      return { isList: true, isInline: false, inner: outer.inner + (this.hasLines(index, item) ? 1 : 0), outer: outer.inner };
    }
    return { isList: false, isInline: outer.isInline || this.fitsLine(index, item, outer), inner: outer.inner + 1, outer: outer.inner };
  }

  /** Whether some element of a list starts a line, other than inside a block that is an element: `[{`. */
  private hasLines(index: number, list: Item): boolean {
    for (let at = index + 1, previous = list; at < list.partner; at++) {
      const item = this.items[at] as Item;
      if (item.role === 'comment' || this.linesBetween(previous, item) > 0) return true;
      if (item.partner > at) at = item.partner;
      previous = this.items[at] as Item;
    }
    return false;
  }

  /** Whether a block was written on one line and is short enough to stay there. */
  private fitsLine(index: number, item: Item, outer: Frame): boolean {
    const close = this.items[item.partner] as Item;
    if (this.options.oneLineMessages === 'expand' || this.text.slice(item.start, close.end).includes('\n')) return false;
    let width = outer.inner * this.options.indent.length;
    for (let at = outer.isList ? index : this.nameIndex; at <= item.partner && width <= this.options.width; at++) {
      width += (this.items[at] as Item).text.length + 1;
    }
    return width - 1 <= this.options.width;
  }

  private linesBetween(previous: Item, item: Item): number {
    return this.text.slice(previous.end, item.start).split('\n').length - 1;
  }

  private frame(): Frame {
    return this.frames.at(-1) as Frame;
  }
}

function spacesBetween(previous: Item, item: Item): number {
  if (item.role === 'colon' || item.role === 'separator') return 0;
  return previous.role === 'minus' || previous.role === 'listOpen' ? 0 : 1;
}
