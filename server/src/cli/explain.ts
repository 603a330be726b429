/** `atrous explain`: what a rule is about, or all of them. */
import type { Command } from 'commander';
import { t } from '../l10n/text';
import { rulePage, rulesPage } from '../rules/pages';
import { rules } from '../rules/rules';
import { closestName } from '../schema/suggestion';
import { fail } from './files';

function run(code: string | undefined): void {
  const page = code === undefined ? rulesPage() : rulePage(code);
  if (page !== undefined) {
    process.stdout.write(page);
    return;
  }
  const near = closestName(code ?? '', rules.map((rule) => rule.code));
  fail(near === undefined ? t`there is no rule ${code ?? ''}; without a code, all are printed.` : t`there is no rule ${code ?? ''}. Did you mean ${near}?`);
}

export function register(program: Command): void {
  program
    .command('explain')
    .description(t('explain a rule by its code, or all of them, as Markdown'))
    .argument('[code]', t('the code that a finding is shown with, such as wiring/unknown-bottom'))
    .action(run);
}
