/** Completion: field names, values and blocks, as the place allows. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Snapshot } from '../snapshot';
import { fieldNameChoices } from './field-names';
import { itemFor } from './item';
import { siteAt } from './site';
import { snippetChoices } from './snippets';
import { valueChoices } from './values';

export function completion(snapshot: Snapshot, offset: number): CompletionItem[] {
  const site = siteAt(snapshot, offset);
  if (!site) return [];
  const choices = site.on === 'value' ? valueChoices(snapshot, site) : [...fieldNameChoices(snapshot, site), ...snippetChoices(snapshot, site)];
  return choices.map((choice) => itemFor(snapshot, site, choice));
}

/** After these the editor asks by itself. */
export const triggerCharacters: readonly string[] = ['"', "'", ':', ' '];
