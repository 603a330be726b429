/** `atrous fold`: BatchNorm, BN, Scale and Bias folded into the convolutions before them, in the net and its weights. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { t } from '../l10n/text';
import { weightsBeside } from '../inference/fold-files';
import { netCommand, printNotes, withNet, type NetFlags } from './inference';

interface Options extends NetFlags {
  output: string;
}

async function run(file: string, options: Options): Promise<void> {
  const output = { net: resolve(options.output), weights: weightsBeside(resolve(options.output)) };
  await withNet(file, options, async ({ net, weights, ask }) => {
    const result = await ask<'fold'>({ kind: 'fold', net, weights, output });
    if (!result) return;
    printNotes(result.notes);
    const { layers, convolutions } = result;
    process.stdout.write(`${t`${output.net} and ${output.weights}: ${layers} layers folded into ${convolutions} convolutions`}\n`);
  });
}

export function register(program: Command): void {
  netCommand(program, 'fold', t('fold BatchNorm and Scale layers into the convolutions before them, in the net and its weights'))
    .requiredOption('--output <net>', t('the prototxt to write; the weights go beside it, as .caffemodel'))
    .action(run);
}
