/** `atrous export`: a net with its weights as one ONNX file. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { t } from '../l10n/text';
import { formatShape } from '../net/shape';
import type { Variables } from '../schema/directives';
import { collectDefinition } from './files';
import { readNet, resultOf, weightsChoice, weightsOptions, withHost, type WeightsOptions } from './inference';

interface Options extends WeightsOptions {
  output: string;
  define: Variables;
}

async function run(file: string, options: Options): Promise<void> {
  const net = readNet(file, options.define);
  const weights = weightsChoice(options, file);
  if (!net || !weights) return;
  await withHost(async (supervisor) => {
    const result = await resultOf(supervisor.run<'export'>({ kind: 'export', net, weights, output: resolve(options.output) }), file);
    if (!result) return;
    for (const note of result.notes) process.stderr.write(`${t`note: ${note}`}\n`);
    const list = (blobs: typeof result.inputs): string => blobs.map(({ name, shape }) => `${name} ${formatShape(shape)}`).join(', ');
    process.stdout.write(`${result.file}: ${(result.bytes / 1e6).toFixed(1)} MB; ${list(result.inputs)} -> ${list(result.outputs)}\n`);
  });
}

export function register(program: Command): void {
  const command = program
    .command('export')
    .description(t('write a net with its weights as one ONNX file'))
    .argument('<file>', t('the net, a prototxt'));
  for (const option of weightsOptions()) command.addOption(option);
  command
    .requiredOption('--output <model>', t('the ONNX file to write'))
    .option('--define <name=value>', t('give ${NAME} a value; may be repeated'), collectDefinition, new Map<string, string>())
    .action(run);
}
