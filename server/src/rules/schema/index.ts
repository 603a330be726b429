/** The schema rules as a table, and the block rule that shows a block to all of them in one walk. */
import { rootMessages } from '../../schema/document-kind';
import type { FieldNode } from '../../syntax/tree';
import { findAll, type DocumentContext, type Finding, type RuleInfo } from '../rule';
import { brokenTemplate } from './broken-template';
import { deprecatedField } from './deprecated-field';
import { directive } from './directive';
import { enumAsString } from './enum-as-string';
import { foreignField } from './foreign-field';
import { listForSingular } from './list-for-singular';
import { messageExpected } from './message-expected';
import { missingRequired } from './missing-required';
import { outOfRange } from './out-of-range';
import { placeholder } from './placeholder';
import { repeatedSingular } from './repeated-singular';
import { scalarExpected } from './scalar-expected';
import { unknownEnumValue } from './unknown-enum-value';
import { unknownField } from './unknown-field';
import { unreadParam } from './unread-param';
import { blockChecker, rootChecker, type SchemaRule } from './visit';
import { wrongType } from './wrong-type';

/** In the order in which findings at one place are shown. */
const walkedRules: readonly SchemaRule[] = [
  unknownField, foreignField, messageExpected, scalarExpected, wrongType, outOfRange, unknownEnumValue, enumAsString,
  repeatedSingular, listForSingular, missingRequired, unreadParam, placeholder, brokenTemplate, deprecatedField,
];

export const schemaRules: readonly RuleInfo[] = [...walkedRules, directive];

const checkBlock = blockChecker(walkedRules);
const checkRoot = rootChecker(walkedRules);

/** What the schema rules find in one top-level block. It depends on the block, the dialect, the kind and the variables only. */
export function checkSchemaOfBlock(block: FieldNode, context: DocumentContext): Finding[] {
  return context.kind === 'other' ? [] : checkBlock(block, rootMessages[context.kind], context);
}

/** What the schema rules find in the document as a whole, beyond its blocks. */
export function checkSchemaOfDocument(context: DocumentContext): Finding[] {
  if (context.kind === 'other') return [];
  return [...checkRoot(rootMessages[context.kind], context), ...findAll([directive], context)];
}
