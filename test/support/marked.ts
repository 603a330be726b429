/** Text with marks, for tests that speak of places in it. */

/** The text without `‹` and `›`, and where the marked part stands. */
export function unmark(marked: string): { text: string; start: number; end: number } {
  return { text: marked.replace(/[‹›]/g, ''), start: marked.indexOf('‹'), end: marked.indexOf('›') - 1 };
}
