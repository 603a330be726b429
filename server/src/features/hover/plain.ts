/** Hovers without Markdown, for editors that show it as it is written. */

/** `| Shape | 1×3 |` as `Shape: 1×3`; the lines that only draw the table go. */
function tableLine(line: string): string[] {
  const cells = line.split('|').slice(1, -1).map((cell) => cell.trim());
  if (cells.every((cell) => /^:?-*:?$/.test(cell))) return [];
  return [cells.length === 2 ? cells.join(': ') : cells.join('  ')];
}

/** The words of a Markdown text: tables as lines, pictures and links by what they say. */
export function plainText(markdown: string): string {
  const lines = markdown.split('\n').flatMap((line) => (line.startsWith('|') ? tableLine(line) : [line === '---' ? '' : line]));
  return lines.join('\n').replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '').replace(/\n{3,}/g, '\n\n');
}
