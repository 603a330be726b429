/** Writes `dilation` for `hole` in the whole file, or the other way round. */
import { toDilation, toHole } from '../edits/hole-edits';
import { replaceRange, type TextEdit } from '../edits/text-edit';
import { t } from '../l10n/text';
import type { DialectId } from '../schema/dialects';
import { walkFields } from '../syntax/paths';
import type { MessageNode } from '../syntax/tree';
import type { Refactoring, RefactoringContext, RefactoringProvider } from './refactoring';
import { verified } from './verify';

/** The parameters of every convolution in the file, whatever its phase. */
function convolutions({ tree }: RefactoringContext): MessageNode[] {
  const found: MessageNode[] = [];
  walkFields(tree.root, ({ name, value }) => {
    if (name === 'convolution_param' && value?.kind === 'message') found.push(value);
  });
  return found;
}

/** A comment that states the dialect must state the one that has the new word. */
export function restateDialect({ tree: { comments } }: RefactoringContext, dialect: DialectId): TextEdit[] {
  return comments.flatMap(({ start, text }) => {
    const match = /^#\s*atrous:\s*dialect\s*=\s*/.exec(text);
    return match ? [replaceRange({ start: start + match[0].length, end: start + text.trimEnd().length }, dialect)] : [];
  });
}

function conversion(context: RefactoringContext, word: 'hole' | 'dilation'): Refactoring[] {
  const { text } = context.tree;
  const isDilation = word === 'dilation';
  const convert = isDilation ? toDilation : toHole;
  const edits = (): TextEdit[] => convolutions(context).flatMap((message) => convert(text, message));
  if (edits().length === 0) return [];
  return [{
    id: `write-${word}`,
    title: isDilation ? t('Write `dilation` for `hole` (BVLC, DeepLab v2)') : t('Write `hole` for `dilation` (DeepLab v1)'),
    kind: 'refactor.rewrite',
    needsPreview: false,
    result: () => verified(context, [...edits(), ...restateDialect(context, isDilation ? 'bvlc' : 'deeplab-v1')]),
  }];
}

/** DeepLab v1 reads V1 layers only, so `hole` is offered for those alone. */
export const holeWords: RefactoringProvider = (context) => [
  ...conversion(context, 'dilation'),
  ...(context.nets.some(({ net }) => net.generation === 'V1') ? conversion(context, 'hole') : []),
];
