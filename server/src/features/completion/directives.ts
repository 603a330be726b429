/** Completion in comments that speak to Atrous: `# atrous: dialect=…`. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { knownShape } from '../../net/shape';
import { dialects } from '../../schema/dialects';
import type { Snapshot } from '../snapshot';
import { directiveWords } from '../directive-words';
import { namesUsed } from '../variables';
import type { Choice } from './item';

const words: readonly Choice[] = [
  { label: 'define', insert: 'define ${1:NAME}=${2:VALUE}', doc: directiveWords.define },
  { label: 'dialect', insert: 'dialect=', doc: directiveWords.dialect, continues: true },
  { label: 'shape', insert: 'shape ${1:BLOB}=${2:1x3x513x513}', doc: directiveWords.shape },
].map((word) => ({ ...word, kind: CompletionItemKind.Keyword, isSnippet: true }));

const dialectChoices: readonly Choice[] = dialects.map(({ id, title, description }) => ({
  label: id, kind: CompletionItemKind.EnumMember, detail: title, doc: description,
}));

/** Names of variables to be defined: of templates that have no value yet. */
const variableNames = (snapshot: Snapshot): readonly Choice[] =>
  namesUsed(snapshot).filter((name) => !snapshot.context.variables.has(name)).map((name) => ({ label: name, insert: `${name}=`, kind: CompletionItemKind.Constant }));

/** Blobs whose shapes the file does not tell. */
function shapelessBlobs({ analyses: [analysis] }: Snapshot): readonly Choice[] {
  const blobs = analysis?.net.blobs.filter((blob) => knownShape(analysis.shapeOf(blob)) === undefined) ?? [];
  return [...new Set(blobs.map(({ name }) => name))].map((name) => ({ label: name, insert: `${name}=`, kind: CompletionItemKind.Variable }));
}

/** What can stand behind a comment's beginning: the last group is what is begun of it. */
const places: readonly (readonly [begun: RegExp, choices: (snapshot: Snapshot) => readonly Choice[]])[] = [
  [/#\s*atrous:\s*dialect\s*=\s*([\w-]*)$/, () => dialectChoices],
  [/#\s*atrous:\s*define\s+(\w*)$/, variableNames],
  [/#\s*atrous:\s*shape\s+([\w./-]*)$/, shapelessBlobs],
  [/#\s*atrous:\s*([\w-]*)$/, () => words],
];

/** The choices behind a comment's beginning, and how much of it they replace; undefined where it does not speak to Atrous. */
export function directiveChoices(snapshot: Snapshot, before: string): { choices: readonly Choice[]; typed: number } | undefined {
  for (const [begun, choices] of places) {
    const [, word] = begun.exec(before) ?? [];
    if (word !== undefined) return { choices: choices(snapshot), typed: word.length };
  }
  return undefined;
}
