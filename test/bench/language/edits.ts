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

/** Which lines a kind of edits suits, the characters that it replaces there, and by what. */
export interface Kind {
  kind: string;
  where: RegExp;
  text: (found: RegExpMatchArray) => string;
}

export const keystrokes: readonly Kind[] = [
  { kind: 'a digit in a value', where: /(?<=: \d*)(?=\d\s*$)/, text: () => '1' },
  { kind: 'a letter in a name', where: /(?<=^\s*(name|top|bottom): "\w+)(?=")/, text: () => 'x' },
  { kind: 'a line more', where: /(?<=^\s{4,}\w+: .*)$/, text: () => '\n    ' },
  { kind: 'a line less', where: /^\s*(num_output|pad|stride|lr_mult|top|bias_term): .*$/, text: () => '' },
  { kind: 'a brace less', where: /(?<=^layer )\{/, text: () => '' },
  { kind: 'a brace opened', where: /(?<=^\s+\w+: \d+)$/, text: () => ' param {' },
  { kind: 'a quote less', where: /(?<=: "\w+)"$/, text: () => '' },
  { kind: 'a line at the top', where: /^(?=name: )/, text: () => '\n' },
  { kind: 'a new layer', where: /^(?=layer \{)/, text: () => 'layer { name: "added" type: "ReLU" bottom: "data" top: "added" }\n' },
];

/** A part of the net as long as a file. */
const lines = Array.from({ length: 100 }, (_, index) => [
  `layer {`, `  name: "p${index}"`, `  type: "Convolution"`, `  bottom: "${index === 0 ? 'data' : `p${index - 1}`}"`, `  top: "p${index}"`,
  `  convolution_param {`, `    num_output: 8`, `    kernel_size: 3`, `  }`, `}`,
]).flat();

export const pastes: readonly Kind[] = [{ kind: 'a thousand lines pasted', where: /^(?=layer \{)/, text: () => `${lines.join('\n')}\n` }];

/** Edits of each of the kinds in turn. */
export function editsOf(text: string, random: Random, kinds: readonly Kind[] = keystrokes): () => Edit {
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

function editAt(line: number, content: string, { kind, where, text }: Kind): Edit {
  const found = where.exec(content) ?? fail(`Line ${line + 1} has no place for ${kind}.`);
  const inserted = text(found);
  const start = { line, character: found.index };
  const end = { line, character: found.index + found[0].length };
  const parts = inserted.split('\n');
  const last = parts.at(-1) ?? '';
  const after = parts.length === 1 ? { line, character: start.character + last.length } : { line: line + parts.length - 1, character: last.length };
  return { kind, apply: { range: { start, end }, text: inserted }, takeBack: { range: { start, end: after }, text: found[0] } };
}
