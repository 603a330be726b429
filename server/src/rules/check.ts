/** All findings of a document, from its syntax to its net. */
import type { SyntaxTree } from '../syntax/tree';
import type { Finding } from './rule';
import { checkText, documentContext, type DocumentSettings } from './rules';

/** What every rule finds in the document, in its order. */
export const check = (tree: SyntaxTree, settings: DocumentSettings = {}): readonly Finding[] => checkText(documentContext(tree, settings));
