/** Edits as a person types them, at random places of a text: each comes with the one that takes it back. */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';

/** An edit and its inverse. */
export interface Edit {
  kind: string;
  apply: TextDocumentContentChangeEvent;
  takeBack: TextDocumentContentChangeEvent;
}

export type Random = () => number;

/** The same numbers from 0 to 1 on every run: a linear congruential generator with the factors of Numerical Recipes. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Kinds of edits: which lines they suit, the characters that they replace there, and by what. */
const kinds: readonly { kind: string; where: RegExp; text: (found: RegExpMatchArray) => string }[] = [
  { kind: 'a digit in a value', where: /(?<=: \d*)(?=\d\s*$)/, text: () => '1' },
  { kind: 'a letter in a name', where: /(?<=^\s*(name|top|bottom): "\w+)(?=")/, text: () => 'x' },
  { kind: 'a line more', where: /(?<=^\s{4,}\w+: .*)$/, text: () => '\n    ' },
  { kind: 'a line less', where: /^\s*(num_output|pad|stride|lr_mult|top|bias_term): .*$/, text: () => '' },
  { kind: 'a brace less', where: /(?<=^layer )\{/, text: () => '' },
  { kind: 'a new layer', where: /^(?=layer \{)/, text: () => 'layer { name: "added" type: "ReLU" bottom: "data" top: "added" }\n' },
];

/** Lines of a text that suit each kind. */
export function editsOf(text: string, random: Random): () => Edit {
  const lines = text.split(/\r?\n/);
  const suited = kinds.map((kind) => ({ kind, places: lines.flatMap((line, number) => (kind.where.test(line) ? [number] : [])) }));
  let turn = 0;
  return () => {
    const { kind, places } = suited[turn++ % suited.length] ?? fail('There are no kinds of edits.');
    const line = places[Math.floor(random() * places.length)] ?? fail(`The text has no place for ${kind.kind}.`);
    return editAt(line, lines[line] ?? '', kind);
  };
}

function fail(message: string): never {
  throw new Error(message);
}

function editAt(line: number, content: string, { kind, where, text }: (typeof kinds)[number]): Edit {
  const found = where.exec(content) ?? fail(`Line ${line + 1} has no place for ${kind}.`);
  const inserted = text(found);
  const start = { line, character: found.index };
  const end = { line, character: found.index + found[0].length };
  const parts = inserted.split('\n');
  const last = parts.at(-1) ?? '';
  const after = parts.length === 1 ? { line, character: start.character + last.length } : { line: line + parts.length - 1, character: last.length };
  return { kind, apply: { range: { start, end }, text: inserted }, takeBack: { range: { start, end: after }, text: found[0] } };
}
