/** `atrous trim`: a .caffemodel with the weights of a net's own layers and nothing else. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { t } from '../l10n/text';
import { netCommand, printNotes, withNet, type NetFlags } from './inference';

interface Options extends NetFlags {
  output: string;
}

async function run(file: string, options: Options): Promise<void> {
  await withNet(file, options, async ({ net, weights, ask }) => {
    const result = await ask<'trim'>({ kind: 'trim', net, weights, output: resolve(options.output) });
    if (!result) return;
    printNotes(result.notes);
    process.stdout.write(`${t`${result.file}: ${result.layers} layers, ${(result.bytes / 1e6).toFixed(1)} MB`}\n`);
  });
}

export function register(program: Command): void {
  netCommand(program, 'trim', t("write a .caffemodel with the weights of the net's own layers and nothing else"))
    .requiredOption('--output <weights>', t('the .caffemodel to write'))
    .action(run);
}
