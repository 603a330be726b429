/** `atrous trim`: a .caffemodel with the weights of a net's own layers and nothing else. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { t } from '../l10n/text';
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
    const result = await resultOf(supervisor.run<'trim'>({ kind: 'trim', net, weights, output: resolve(options.output) }), file);
    if (!result) return;
    for (const note of result.notes) process.stderr.write(`${t`note: ${note}`}\n`);
    process.stdout.write(`${t`${result.file}: ${result.layers} layers, ${(result.bytes / 1e6).toFixed(1)} MB`}\n`);
  });
}

export function register(program: Command): void {
  const command = program
    .command('trim')
    .description(t("write a .caffemodel with the weights of the net's own layers and nothing else"))
    .argument('<file>', t('the net, a prototxt'));
  for (const option of weightsOptions()) command.addOption(option);
  command
    .requiredOption('--output <weights>', t('the .caffemodel to write'))
    .option('--define <name=value>', t('give ${NAME} a value; may be repeated'), collectDefinition, new Map<string, string>())
    .action(run);
}
