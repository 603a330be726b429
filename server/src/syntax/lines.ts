/** Turns offsets of a text into lines and columns, and back. */

/** A place as the language server protocol has it: line and UTF-16 column, both from 0. */
export interface LinePosition {
  line: number;
  character: number;
}

/** The number of `\n` in the text before `end`. */
export function countNewlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The lines of one text; `\n`, `\r\n` and a lone `\r` end a line. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    const newline = /\r\n?|\n/g;
    while (newline.test(text)) this.starts.push(newline.lastIndex);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The place of an offset; one outside the text counts as its nearest end. */
  positionAt(offset: number): LinePosition {
    const inside = Math.min(Math.max(offset, 0), this.text.length);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: inside - (this.starts[low] as number) };
  }

  /** The offset of a place; a column beyond its line means the line's end, a line beyond the text the text's end. */
  offsetAt({ line, character }: LinePosition): number {
    if (line < 0) return 0;
    const start = this.starts[line];
    return start === undefined ? this.text.length : Math.min(start + Math.max(character, 0), this.lineEnd(line));
  }

  /** Where a line starts. */
  lineStart(line: number): number {
    return this.offsetAt({ line, character: 0 });
  }

  /** Where a line ends, before the characters that end it. */
  lineEnd(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text.endsWith('\r\n', next) ? next - 2 : next - 1;
  }
}
