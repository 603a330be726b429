/** The stages of a job by their names in results, in words for people. */
import { phrase, say, type Phrase } from '../l10n/text';

const words: Readonly<Record<string, Phrase>> = {
  waiting: phrase('waiting'),
  loading: phrase('loading'),
  lowering: phrase('lowering'),
  compiling: phrase('compiling'),
  running: phrase('running'),
  comparing: phrase('comparing'),
  refining: phrase('refining'),
  labelling: phrase('labelling'),
  writing: phrase('writing'),
};

/** A stage in the user's language; one that is words already stays as it is. */
export function stageWords(stage: string): string {
  const name = words[stage];
  return name === undefined ? stage : say(name);
}
