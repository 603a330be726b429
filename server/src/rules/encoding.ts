/** Points at bytes that are not UTF-8 in strings and comments, where the text format itself lets them pass. */
import { phrase, t } from '../l10n/text';
import type { SyntaxTree } from '../syntax/tree';
import type { DocumentRule } from './rule';

/** What stands for bytes that are not UTF-8, once they are read as text. */
const replacementCharacter = '\ufffd';

/** A file that is something else has nothing to be saved anew. */
const verdicts: ReadonlySet<string> = new Set(['not-text', 'not-prototxt']);

/** The first run of such characters that no problem of the parser tells of already. */
function firstRun({ text, problems }: SyntaxTree): { start: number; end: number } | undefined {
  for (let start = text.indexOf(replacementCharacter); start >= 0; start = text.indexOf(replacementCharacter, start + 1)) {
    if (problems.some((problem) => problem.start <= start && start < problem.end)) continue;
    let end = start + 1;
    while (text[end] === replacementCharacter) end++;
    return { start, end };
  }
  return undefined;
}

export const encoding: DocumentRule<{ tree: SyntaxTree }> = {
  code: 'syntax/encoding',
  severity: 'warning',
  title: phrase('Not UTF-8'),
  doc: phrase('A string or a comment holds bytes that are not UTF-8, as editors write them that save in GBK or Latin-1. Caffe lets them pass, but they cannot be shown, and names with them match nothing. Save the file as UTF-8.'),
  *check({ tree }) {
    if (tree.problems.some(({ code }) => verdicts.has(code))) return;
    const run = firstRun(tree);
    if (run) yield { ...run, message: t('Here the file is not UTF-8: open it in the encoding that it was saved in, and save it as UTF-8.') };
  },
};
