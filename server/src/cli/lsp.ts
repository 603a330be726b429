/** `atrous lsp`: the language server for any editor, over standard input and output. */
import type { Command } from 'commander';
import { t } from '../l10n/text';
import { startServer } from '../workspace/server';

export function register(program: Command): void {
  program
    .command('lsp')
    .description(t('run the language server'))
    .requiredOption('--stdio', t('speak over standard input and output'))
    .action(() => startServer('stdio'));
}
