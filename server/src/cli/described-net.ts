/** Reads a file's net with all its figures, for the commands that show them, and says why where there is none. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze } from '../analysis/analyze';
import { describe } from '../analysis/describe';
import type { DescribedNet } from '../analysis/diff';
import { joinCommas } from '../l10n/lists';
import { t } from '../l10n/text';
import { buildNet } from '../net/build-net';
import type { Net, Phase } from '../net/net';
import type { Shape } from '../net/shape';
import { netsOf } from '../rules/nets';
import type { DocumentContext } from '../rules/rule';
import { documentContext } from '../rules/rules';
import { readDirectives } from '../schema/directives';
import { parse } from '../syntax/parser';
import { exitCodes } from './exit-codes';
import { defineOption, fail, readText, type DefineFlags } from './files';

/** What to look at of a file. */
export interface NetChoice extends DefineFlags {
  phase?: Phase;
  input?: ReadonlyMap<string, Shape>;
}

/** The map of repeated `--input BLOB=1x3x513x513`. */
function collectInput(value: string, previous: ReadonlyMap<string, Shape> = new Map()): ReadonlyMap<string, Shape> {
  const [, name, dims] = /^(.+)=(\d+(?:[x×,]\d+)*)$/.exec(value) ?? [];
  if (name === undefined || dims === undefined) throw new InvalidArgumentError(t('It takes BLOB=1x3x513x513.'));
  return new Map([...previous, [name, dims.split(/[x×,]/).map(Number)]]);
}

export const inputOption = (example: string): Option =>
  new Option('--input <blob=shape>', t`the shape of an input, such as ${example}; may be repeated`).argParser(collectInput);

/** The options that make a `NetChoice`. */
export function addNetOptions(command: Command): void {
  command
    .addOption(new Option('--phase <phase>', t('the phase whose layers are shown')).choices(['TEST', 'TRAIN']))
    .addOption(inputOption('data=1x3x513x513'))
    .addOption(defineOption());
}

/** The net of the phase that was asked for, or of the one that the file is meant for. */
function netOf(context: DocumentContext, phase: Phase | undefined): Net | undefined {
  if (phase === undefined) return netsOf(context)[0]?.net;
  return buildNet(context.tree, { phase, variables: context.variables, dialect: context.dialect }).net;
}

/** The net of a file, analysed and described; undefined after saying why there is none. */
export function readDescribedNet(file: string, { phase, input = new Map(), define = new Map() }: NetChoice): DescribedNet | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const tree = parse(text);
  const context = documentContext(tree, { variables: define });
  const net = context.kind === 'net' ? netOf(context, phase) : undefined;
  if (net === undefined) {
    fail(tree.problems[0]
      ? t`${file} has no net: no layers and no inputs were found ('atrous check ${file}' says more).`
      : t`${file} has no net: no layers and no inputs were found.`, exitCodes.problems);
    return undefined;
  }
  const analysis = analyze(net, { inputs: input, stated: readDirectives(tree).shapes });
  const strange = [...input.keys()].find((name) => !analysis.inputs.some(({ blob }) => blob.name === name));
  if (strange !== undefined) {
    fail(t`the net has no input '${strange}'; its inputs are ${joinCommas(analysis.inputs.map(({ blob }) => blob.name)) || t('none')}.`);
    return undefined;
  }
  const document = TextDocument.create(file, 'prototxt', 0, text);
  return { analysis, description: describe(analysis, context.dialect, (offset) => document.positionAt(offset).line) };
}
