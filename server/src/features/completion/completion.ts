/** Completion: field names, values, paths, blocks and directives, as the place allows. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Snapshot } from '../snapshot';
import { directiveChoices } from './directives';
import { fieldNameChoices } from './field-names';
import { itemFor } from './item';
import { pathChoices, type FolderReader } from './paths';
import { lineAround, siteAt } from './site';
import { snippetChoices } from './snippets';
import { valueChoices } from './values';
import { variableChoices } from './variables';

/** In a comment: what can be said to Atrous there. */
function inComment(snapshot: Snapshot, offset: number): CompletionItem[] {
  const { before, after } = lineAround(snapshot.tree.text, offset);
  const directive = directiveChoices(snapshot, before);
  if (!directive) return [];
  const rest = /^[\w./-]*/.exec(after)?.[0].length ?? 0;
  const replaced = { start: offset - directive.typed, end: offset + rest };
  return directive.choices.map((choice) => itemFor(snapshot, { replaced }, choice));
}

/** @param readFolder lists folders for paths; none are offered where it is absent */
export async function completion(snapshot: Snapshot, offset: number, readFolder?: FolderReader): Promise<CompletionItem[]> {
  const site = siteAt(snapshot, offset);
  if (!site) return inComment(snapshot, offset);
  const paths = readFolder && (await pathChoices(snapshot, site, readFolder));
  const variables = variableChoices(snapshot, site);
  if (variables && (paths === undefined || (variables.isBegun && variables.choices.length > 0))) return variables.choices.map((choice) => itemFor(snapshot, variables, choice));
  const choices = paths ?? (site.on === 'value' ? valueChoices(snapshot, site) : [...fieldNameChoices(snapshot, site), ...snippetChoices(snapshot, site)]);
  return choices.map((choice) => itemFor(snapshot, site, choice));
}

/** After these the editor asks by itself. */
export const triggerCharacters: readonly string[] = ['"', "'", ':', ' ', '/', '$'];
