/** The card of a comment that speaks to Atrous: what its word says, and the variable or the dialect that it names. */
import { say } from '../../l10n/text';
import { definitionIn } from '../../schema/definition-comment';
import { dialectNamed } from '../../schema/dialects';
import { directiveWords } from '../directive-words';
import type { Snapshot } from '../snapshot';
import { variableCard } from './field';

const directive = /^#\s*atrous:\s*(\w+)\s*=?\s*(.*?)\s*$/;

function dialectCard(name: string): string | undefined {
  const dialect = dialectNamed(name);
  return dialect && `**${dialect.title}** · ${say(dialect.description)}`;
}

export function directiveMarkdown(snapshot: Snapshot, offset: number): string | undefined {
  const comment = snapshot.tree.comments.find(({ start, end }) => start <= offset && offset <= end);
  const [, word = '', rest = ''] = (comment && directive.exec(comment.text)) ?? [];
  if (!comment || !Object.hasOwn(directiveWords, word)) return undefined;
  const variable = definitionIn(comment);
  const named = variable ? variableCard(snapshot, variable.name) : word === 'dialect' ? dialectCard(rest) : undefined;
  const about = `**${word}** · ${say(directiveWords[word as keyof typeof directiveWords])}`;
  return named === undefined ? about : `${named}\n\n${about}`;
}
