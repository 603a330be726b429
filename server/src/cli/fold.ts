/** `atrous fold`: BatchNorm, BN, Scale and Bias folded into the convolutions before them, in the net and its weights. */
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

/** `DIR/net.prototxt` has its weights in `DIR/net.caffemodel`. */
const weightsBeside = (net: string): string => `${net.replace(/\.(prototxt|pt)$/, '')}.caffemodel`;

async function run(file: string, options: Options): Promise<void> {
  const net = readNet(file, options.define);
  const weights = weightsChoice(options, file);
  if (!net || !weights) return;
  const output = { net: resolve(options.output), weights: weightsBeside(resolve(options.output)) };
  await withHost(async (supervisor) => {
    const result = await resultOf(supervisor.run<'fold'>({ kind: 'fold', net, weights, output }), file);
    if (!result) return;
    for (const note of result.notes) process.stderr.write(`${t`note: ${note}`}\n`);
    const { layers, convolutions } = result;
    process.stdout.write(`${t`${output.net} and ${output.weights}: ${layers} layers folded into ${convolutions} convolutions`}\n`);
  });
}

export function register(program: Command): void {
  const command = program
    .command('fold')
    .description(t('fold BatchNorm and Scale layers into the convolutions before them, in the net and its weights'))
    .argument('<file>', t('the net, a prototxt'));
  for (const option of weightsOptions()) command.addOption(option);
  command
    .requiredOption('--output <net>', t('the prototxt to write; the weights go beside it, as .caffemodel'))
    .option('--define <name=value>', t('give ${NAME} a value; may be repeated'), collectDefinition, new Map<string, string>())
    .action(run);
}
