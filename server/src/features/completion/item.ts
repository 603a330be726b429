/** Makes completion items that replace the word at the cursor. */
import { InsertTextFormat, MarkupKind, type CompletionItem, type CompletionItemKind } from 'vscode-languageserver-types';
import { say, type Phrase } from '../../l10n/text';
import { rangeOf } from '../range';
import type { Snapshot } from '../snapshot';
import type { Site } from './site';

export interface Choice {
  label: string;
  kind: CompletionItemKind;
  /** What is compared with the word that is typed; the label where absent. */
  filter?: string;
  /** Text to insert; the label where absent. With `isSnippet`, in the snippet syntax. */
  insert?: string;
  isSnippet?: boolean;
  detail?: string | undefined;
  doc?: Phrase | undefined;
  /** Choices with lower ranks go first; equal ones by `order`, then by label. */
  rank?: number;
  order?: number;
  deprecated?: boolean;
  /** Opens the list again for what was begun, in editors that have VS Code's command. */
  continues?: boolean;
}

/** In the snippet syntax these have a meaning. */
export const snippetText = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** A place to be filled in: with a default, with a choice of words, or empty; or a character that has no meaning. */
const snippetPart = /\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d+/g;

/** A snippet for editors that do not know their syntax: with its defaults, up to the place where typing goes on. */
function withoutPlaces(snippet: string): string {
  const [begun = ''] = snippet.split('$0');
  return begun.replace(snippetPart, (_, escaped?: string, otherwise?: string, first?: string) => escaped ?? first ?? withoutPlaces(otherwise ?? ''));
}

export function itemFor(snapshot: Snapshot, site: Pick<Site, 'replaced'>, choice: Choice): CompletionItem {
  const { label, kind, insert = label, detail, doc, rank = 5, order = 0 } = choice;
  const { insertsPlain, hasCommands } = snapshot.settings.presentation;
  const isSnippet = choice.isSnippet === true && !insertsPlain;
  return {
    label,
    kind,
    sortText: `${rank}${String(order).padStart(5, '0')}${label}`,
    filterText: choice.filter ?? label,
    textEdit: { range: rangeOf(snapshot.document, site.replaced), newText: choice.isSnippet && insertsPlain ? withoutPlaces(insert) : insert },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(detail !== undefined && { detail }),
    ...(doc !== undefined && { documentation: { kind: MarkupKind.Markdown, value: say(doc) } }),
    ...(choice.deprecated && { tags: [1] }),
    ...(choice.continues && hasCommands && { command: { title: '', command: 'editor.action.triggerSuggest' } }),
  };
}

/** Text in the quotes that stand already, or in quotes of its own. */
export const quoted = ({ quote }: Site, text: string): string => (quote === undefined ? `"${text}"` : text);
