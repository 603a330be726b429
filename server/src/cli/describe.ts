/** `atrous describe`: shapes, receptive fields and costs of a net, layer by layer. */
import { Option, type Command } from 'commander';
import { describePrinters, type DescribeFormat } from '../analysis/describe-formats';
import { t } from '../l10n/text';
import { addNetOptions, readDescribedNet, type NetChoice } from './described-net';

interface Options extends NetChoice {
  format: DescribeFormat;
}

function run(file: string, { format, ...options }: Options): void {
  const net = readDescribedNet(file, options);
  if (net) process.stdout.write(`${describePrinters[format](net.description)}\n`);
}

export function register(program: Command): void {
  const command = program
    .command('describe')
    .description(t("tell every layer's shape, receptive field, parameters and cost"))
    .argument('<file>')
    .addOption(new Option('--format <format>', t('how to print')).choices(Object.keys(describePrinters)).default('table'))
    .action(run);
  addNetOptions(command);
}
