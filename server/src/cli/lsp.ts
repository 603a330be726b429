/** `atrous lsp`: the language server for any editor, over standard input and output. */
import type { Command } from 'commander';
import { startServer } from '../workspace/server';

export function register(program: Command): void {
  program
    .command('lsp')
    .description('run the language server')
    .requiredOption('--stdio', 'speak over standard input and output')
    .action(() => startServer('stdio'));
}
