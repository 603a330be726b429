/** Completion of variables: the templates of the file, and those that have a value. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { t } from '../../l10n/text';
import { namesUsed } from '../variables';
import type { Snapshot } from '../snapshot';
import type { Choice } from './item';
import { lineAround, type Site } from './site';

/** A template that is begun: `$`, `${` or `${NUM`. */
const begun = /\$\{?\w*$/;

/** The range of a template that is begun at the cursor; undefined where none is. */
function begunAt(snapshot: Snapshot, offset: number): { start: number; end: number } | undefined {
  const { before, after } = lineAround(snapshot.tree.text, offset);
  const [typed] = begun.exec(before) ?? [];
  return typed === undefined ? undefined : { start: offset - typed.length, end: offset + (/^\w*\}?/.exec(after)?.[0].length ?? 0) };
}

const choiceOf = (name: string, value: string | undefined): Choice =>
  ({ label: `\${${name}}`, kind: CompletionItemKind.Constant, detail: value === undefined ? t('no value yet') : `= ${value}` });

export interface VariableChoices {
  choices: readonly Choice[];
  replaced: Site['replaced'];
  /** Whether a template is begun, so that nothing else can be meant. */
  isBegun: boolean;
}

/** `${NAME}` of each variable, for a template that is begun, or for a number; undefined where neither is the case. */
export function variableChoices(snapshot: Snapshot, site: Site): VariableChoices | undefined {
  const replaced = begunAt(snapshot, site.offset);
  const isNumber = site.on === 'value' && site.schema !== undefined && /^u?int|^float$|^double$/.test(site.schema.kind);
  if (replaced === undefined && !isNumber) return undefined;
  const { variables } = snapshot.context;
  return { choices: namesUsed(snapshot).map((name) => choiceOf(name, variables.get(name))), replaced: replaced ?? site.replaced, isBegun: replaced !== undefined };
}
