/** Random edits of a text, for property tests. */
import fc from 'fast-check';

export interface Edit {
  /** Where, as a part of the text's length. */
  at: number;
  remove: number;
  insert: string;
}

/** Pieces that change what stands around them. */
const pieces = [
  '{', '}', '"', "'", ':', '\n', ' ', 'a', 'layer {', '}\n', 'x: 1', '#', ',', ';', '[', ']', '-', '"b"', 'foo', 'foo:', '=', '/*', '*/', '//',
  '${', '${N}', '<', '>', '1', '.', '\r', 'é', '\\', '\0', '[x]', '\nlayer {\n  name: "q"\n}\n', '\n\n', 'layers', '- ', '0x',
];

/** An edit: mostly of a few characters, sometimes of many, sometimes of any text. */
export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.nat(300)),
  insert: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('', ...pieces) }, fc.string({ unit: 'binary', maxLength: 12 })),
});

/** Where an edit falls in `text`, and the text afterwards. */
export function applyEdit(text: string, { at, remove, insert }: Edit): { text: string; start: number; oldEnd: number; newEnd: number } {
  const start = Math.floor(at * text.length);
  const oldEnd = Math.min(text.length, start + remove);
  return { text: text.slice(0, start) + insert + text.slice(oldEnd), start, oldEnd, newEnd: start + insert.length };
}
