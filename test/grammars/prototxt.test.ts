/** What the TextMate grammar makes of prototxt: the most specific scope of each piece of text. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/shared';

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const path = join(root, 'grammars', 'prototxt.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(path, 'utf8'), path)),
  });
  const loaded = await registry.loadGrammar('source.prototxt');
  if (!loaded) throw new Error('The grammar cannot be loaded.');
  grammar = loaded;
});

/** Each piece of the line that is not blank, with its most specific scope. */
function scopesOf(line: string): [string, string][] {
  const { tokens } = grammar.tokenizeLine(line, textmate.INITIAL);
  return tokens
    .map((token): [string, string] => [line.slice(token.startIndex, token.endIndex).trim(), token.scopes.at(-1)?.replace('.prototxt', '') ?? ''])
    .filter(([text]) => text !== '');
}

const facts: [string, [string, string][]][] = [
  ['layer {', [['layer', 'storage.type.layer'], ['{', 'punctuation.section.block']]],
  ['layers: <', [['layers', 'storage.type.layer'], [':', 'punctuation.separator.key-value'], ['<', 'punctuation.section.block']]],
  ['convolution_param {', [['convolution_param', 'entity.name.type.message'], ['{', 'punctuation.section.block']]],
  ['num_output: 21', [['num_output', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['21', 'constant.numeric']]],
  ['std: 1.5e-3f', [['std', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['1.5e-3f', 'constant.numeric']]],
  ['value: -.5', [['value', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['-.5', 'constant.numeric']]],
  ['pad_beg: -0x1F', [['pad_beg', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['-0x1F', 'constant.numeric.hex']]],
  ['type: "Interp"', [['type', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['"', 'string.quoted'], ['Interp', 'entity.name.class.layer-type'], ['"', 'string.quoted']]],
  ['type: CONVOLUTION', [['type', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['CONVOLUTION', 'entity.name.class.layer-type']]],
  ['bottom: "fc6"', [['bottom', 'keyword.other.blob'], [':', 'punctuation.separator.key-value'], ['"', 'punctuation.definition.string.begin'], ['fc6', 'string.quoted.double'], ['"', 'punctuation.definition.string.end']]],
  ["top: 'a'", [['top', 'keyword.other.blob'], [':', 'punctuation.separator.key-value'], ["'", 'punctuation.definition.string.begin'], ['a', 'string.quoted.single'], ["'", 'punctuation.definition.string.end']]],
  ['bias_term: false', [['bias_term', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['false', 'constant.language.boolean']]],
  ['pool: MAX', [['pool', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['MAX', 'variable.other.enummember']]],
  ['num_output: ${NUM_LABELS}', [['num_output', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['${', 'punctuation.definition.template-expression.begin'], ['NUM_LABELS', 'variable.parameter.template'], ['}', 'punctuation.definition.template-expression.end']]],
  ['# a comment: 3', [['#', 'punctuation.definition.comment'], ['a comment: 3', 'comment.line.number-sign']]],
  ['# atrous: dialect=bvlc', [['#', 'punctuation.definition.comment'], ['atrous:', 'keyword.other.directive'], ['dialect=bvlc', 'string.unquoted.directive']]],
  ['param { lr_mult: 1 } # head', [['param', 'entity.name.type.message'], ['{', 'punctuation.section.block'], ['lr_mult', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['1', 'constant.numeric'], ['}', 'punctuation.section.block'], ['#', 'punctuation.definition.comment'], ['head', 'comment.line.number-sign']]],
  ['dim: [1, 3]', [['dim', 'support.type.property-name'], [':', 'punctuation.separator.key-value'], ['[', 'punctuation.section.brackets'], ['1', 'constant.numeric'], [',', 'punctuation.separator'], ['3', 'constant.numeric'], [']', 'punctuation.section.brackets']]],
];

describe('the TextMate grammar', () => {
  it.each(facts)('%s', (line, scopes) => expect(scopesOf(line)).toEqual(scopes));

  it('finds templates and escapes inside strings', () => {
    const inside = scopesOf('source: "${EXP}/a\\n\\q"').filter(([, scope]) => /template|escape/.test(scope));
    expect(inside).toEqual([
      ['${', 'punctuation.definition.template-expression.begin'],
      ['EXP', 'variable.parameter.template'],
      ['}', 'punctuation.definition.template-expression.end'],
      ['\\n', 'constant.character.escape'],
      ['\\q', 'invalid.illegal.escape'],
    ]);
  });

  it('ends a string at the end of its line', () => {
    const { ruleStack } = grammar.tokenizeLine('root_folder: "{DATA_ROOT}', textmate.INITIAL);
    expect(grammar.tokenizeLine('layer {', ruleStack).tokens[0]?.scopes.at(-1)).toBe('storage.type.layer.prototxt');
  });
});

describe('the language configuration', () => {
  const configuration = JSON.parse(readFileSync(join(root, 'grammars', 'language-configuration.json'), 'utf8')) as {
    indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string };
  };
  const increases = new RegExp(configuration.indentationRules.increaseIndentPattern);
  const decreases = new RegExp(configuration.indentationRules.decreaseIndentPattern);

  it.each(['layer {', 'param <', 'dim: [', 'layer { # conv', '  name: "a{" x {'])('%s indents what follows', (line) => expect(increases.test(line)).toBe(true));
  it.each(['name: "a {"', '# layer {', 'param { lr_mult: 1 }', 'type: "x"'])('%s does not', (line) => expect(increases.test(line)).toBe(false));
  it.each(['}', '  }', '> # end'])('%s goes back', (line) => expect(decreases.test(line)).toBe(true));
});
