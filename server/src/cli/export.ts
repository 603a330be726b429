/** `atrous export`: a net with its weights as an ONNX model. */
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { ExportResult } from '../inference/messages';
import { t } from '../l10n/text';
import type { Shape } from '../net/shape';
import { opset, opsets } from '../onnx/model';
import { joinCommas } from '../l10n/lists';
import { inputOption } from './described-net';
import { netCommand, printNotes, withNet, type NetFlags } from './inference';

interface Options extends NetFlags {
  output: string;
  input?: ReadonlyMap<string, Shape>;
  opset: number;
  externalData?: true;
  dynamic?: true;
}

async function run(file: string, options: Options): Promise<void> {
  await withNet(file, options, async ({ net, weights, ask }) => {
    const inputs = [...(options.input ?? [])].map(([name, shape]) => [name, shape.map(Number)] as const);
    const job = { kind: 'export' as const, net, weights, inputs, output: resolve(options.output), opset: options.opset, isExternal: options.externalData === true, isDynamic: options.dynamic === true };
    const result = await ask<'export'>(job);
    if (result) print(result);
  });
}

function print({ file, bytes, dataBytes, inputs, outputs, notes }: ExportResult): void {
  printNotes(notes);
  const list = (blobs: ExportResult['inputs']): string => blobs.map(({ name, shape }) => `${name} ${shape.join('×') || 'scalar'}`).join(', ');
  const megabytes = (count: number): string => `${(count / 1e6).toFixed(1)} MB`;
  const beside = dataBytes === 0 ? '' : `, ${file}.data: ${megabytes(dataBytes)}`;
  process.stdout.write(`${file}: ${megabytes(bytes)}${beside}; ${list(inputs)} -> ${list(outputs)}\n`);
}

function operatorSet(text: string): number {
  if (opsets.includes(Number(text))) return Number(text);
  throw new InvalidArgumentError(t`It must be one of ${joinCommas(opsets.map(String))}.`);
}

export function register(program: Command): void {
  netCommand(program, 'export', t('write a net with its weights as an ONNX model'))
    .requiredOption('--output <model>', t('the ONNX file to write'))
    .addOption(inputOption('data=1x3x321x321'))
    .option('--dynamic', t('leave height and width open, where the net works at more than one size'))
    .option('--external-data', t('put the weights into MODEL.data beside the model, as weights over 2 GB must be'))
    .option('--opset <number>', t`the operator set, ${opsets[0]} to ${opsets.at(-1)}`, operatorSet, opset)
    .action(run);
}
