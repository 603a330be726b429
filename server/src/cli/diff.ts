/** `atrous diff`: which layers differ between two nets, and what that does to fields, shapes and costs. */
import { Option, type Command } from 'commander';
import { diffNets } from '../analysis/diff';
import { diffPrinters, type DiffFormat } from '../analysis/diff-formats';
import { t } from '../l10n/text';
import { addNetOptions, readDescribedNet, type NetChoice } from './described-net';
import { exitCodes } from './exit-codes';

interface Options extends NetChoice {
  format: DiffFormat;
}

/** A net that cannot be compared is a failure of the command, not a difference. */
function run(before: string, after: string, { format, ...choice }: Options): void {
  const nets = [before, after].map((file) => readDescribedNet(file, choice));
  const [was, is] = nets;
  if (!was || !is) {
    process.exitCode = exitCodes.usage;
    return;
  }
  const diff = diffNets(was, is);
  process.stdout.write(`${diffPrinters[format](diff, { before, after })}\n`);
  process.exitCode = diff.isEqual ? exitCodes.clean : exitCodes.problems;
}

export function register(program: Command): void {
  const command = program
    .command('diff')
    .description(t('compare two nets: layers added, removed and changed, with their fields, shapes and costs'))
    .argument('<before>')
    .argument('<after>')
    .addOption(new Option('--format <format>', t('how to print')).choices(Object.keys(diffPrinters)).default('text'))
    .action(run)
    .addHelpText('after', `\n${t('Exits with 0 where the nets are the same, 1 where they differ, 2 where one cannot be read.')}`);
  addNetOptions(command);
}
