/** Finds the words that the sources say to users: what stands in `t`, `phrase`, `phrases` and the kernels' `wording`, and sentences that stand in none of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { keyOf } from '../../server/src/l10n/text';
import { root } from '../support/shared';

export interface FoundText {
  /** What it is looked up by. */
  key: string;
  /** `rules/atrous/padding.ts:12` */
  place: string;
  /** True for a `t` that is evaluated when its module is loaded, before the language is known. */
  isTooEarly: boolean;
}

export interface Findings {
  texts: readonly FoundText[];
  /** Calls whose words cannot be read off the source. */
  unreadable: readonly string[];
  /** English sentences that no call translates, with their places. */
  bare: readonly string[];
}

/** What is meant as it stands: names of forks, of classes and of presets (whose titles the pages translate), code that edits write, and the data of the schema. */
const exempt = /^schema\/data\/|^schema\/dialects\.ts$|^inference\/segmentation\/classes\.ts$|^syntax\/grammar\.ts$|^workspace\/warm-up\.ts$|^features\/completion\/snippets\.ts$|^kernels\/presets\.ts$|^kernels\/gpu\/vulkan-loader\.ts$/;

const isPlain = (node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral => ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);

/** The words of a string, or of strings joined by `+`. */
function constant(node: ts.Node): string | undefined {
  if (isPlain(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [constant(node.left), constant(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

const templateKey = (template: ts.TemplateLiteral): string =>
  ts.isTemplateExpression(template) ? keyOf([template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]) : template.text;

/** All values of an object literal, however deep; what is spread or named elsewhere is found there. */
function strings(node: ts.Node): string[] {
  const own = constant(node);
  if (own !== undefined) return [own];
  if (ts.isPropertyAssignment(node)) return strings(node.initializer);
  return ts.isObjectLiteralExpression(node) ? node.properties.flatMap(strings) : ts.isAsExpression(node) ? strings(node.expression) : [];
}

function isInFunction(node: ts.Node): boolean {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) if (ts.isFunctionLike(outer)) return true;
  return false;
}

/** Two words of small letters, or a word after a value: what a sentence has and a name has not. */
const sentence = /[A-Za-z]{2,}[,;:]? [a-z]{2,}[ .,:;]|[a-z]{3,} [a-z]{2,}$|\{\d+\}[^{]* [a-z]{3,} [a-z]{2,}/;

/** Places where words are for programmers: what went wrong with the program itself, tests of texts, types. */
function isTechnical(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isNewExpression(parent)) return /^(Error|RangeError|TypeError|RegExp)$/.test(parent.expression.getText());
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent);
}

function search(file: string, source: ts.SourceFile): Findings {
  const found = { texts: [] as FoundText[], unreadable: [] as string[], bare: [] as string[] };
  const placeOf = (node: ts.Node): string => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const add = (node: ts.Node, key: string, isTooEarly = false): void => void found.texts.push({ key, place: placeOf(node), isTooEarly });

  function visitCall(node: ts.CallExpression): void {
    const callee = node.expression.getText();
    const [argument] = node.arguments;
    if (!argument || !['t', 'phrase', 'phrases', 'verbatim'].includes(callee)) return ts.forEachChild(node, visit);
    if (callee === 'phrases') for (const key of strings(argument)) add(argument, key);
    else if (callee !== 'verbatim') {
      const key = constant(argument);
      if (key === undefined) found.unreadable.push(placeOf(node));
      else add(node, key, callee === 't' && !isInFunction(node));
    }
  }

  function visit(node: ts.Node): void {
    const tag = ts.isTaggedTemplateExpression(node) ? node.tag.getText() : '';
    if (ts.isTaggedTemplateExpression(node) && (tag === 't' || tag === 'wording')) {
      add(node, templateKey(node.template), tag === 't' && !isInFunction(node));
      if (ts.isTemplateExpression(node.template)) for (const { expression } of node.template.templateSpans) visit(expression);
      return;
    }
    if (ts.isCallExpression(node)) return visitCall(node);
    if (isPlain(node) || ts.isTemplateExpression(node)) {
      const words = isPlain(node) ? node.text : templateKey(node);
      if (sentence.test(words) && !isTechnical(node) && !exempt.test(file) && !words.startsWith('# atrous:')) found.bare.push(`${placeOf(node)} ${words}`);
    }
    ts.forEachChild(node, visit);
  }

  visit(source);
  return found;
}

/** What all sources below a folder say: one of `server/src`, or the kernels. */
export function textsIn(folder: string): Findings {
  const path = join(root, folder === 'kernels' ? folder : `server/src/${folder}`);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort();
  const each = files.map((name) => search(`${folder}/${name.replaceAll('\\', '/')}`, ts.createSourceFile(name, readFileSync(join(path, name), 'utf8'), ts.ScriptTarget.Latest, true)));
  return { texts: each.flatMap(({ texts }) => texts), unreadable: each.flatMap(({ unreadable }) => unreadable), bare: each.flatMap(({ bare }) => bare) };
}
