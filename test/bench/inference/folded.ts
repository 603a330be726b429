/** A net with its batch normalisation folded into the convolutions by hand: the same work without BatchNorm and Scale. */

/** Top-level `layer { … }` blocks of a text whose braces are balanced and stand in no string or comment. */
function layerBlocks(text: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { index } of text.matchAll(/\blayer\s*\{/g)) {
    let depth = 0;
    let end = index;
    do {
      const character = text[end++];
      if (character === '{') depth++;
      if (character === '}') depth--;
    } while (depth > 0 || text[end - 1] !== '}');
    blocks.push({ start: index, end });
  }
  return blocks;
}

/** Leaves out BatchNorm and Scale layers, which must work in place, and gives the convolutions their biases. */
export function foldedByHand(text: string): string {
  let folded = '';
  let at = 0;
  for (const { start, end } of layerBlocks(text)) {
    folded += text.slice(at, start);
    const block = text.slice(start, end);
    if (!/type:\s*"(BatchNorm|Scale)"/.test(block)) folded += block.replace(/bias_term:\s*false/, 'bias_term: true');
    at = end;
  }
  return folded + text.slice(at);
}
