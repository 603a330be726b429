/** The words of comments that speak to Atrous, and what each says. */
import { phrase, type Phrase } from '../l10n/text';

export const directiveWords: Readonly<Record<'define' | 'dialect' | 'shape', Phrase>> = {
  define: phrase('A value for `${NAME}` and for a bare word where a number belongs.'),
  dialect: phrase('The Caffe that this file is written for.'),
  shape: phrase('The shape of a blob that the file does not tell.'),
};
