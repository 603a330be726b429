/** `atrous devices`: what nets can run on here. */
import type { Command } from 'commander';
import type { DeviceInfo, DevicesResult } from '../inference/messages';
import { t } from '../l10n/text';
import { resultOf, withHost } from './inference';

async function run({ json }: { json?: true }): Promise<void> {
  await withHost(async (supervisor) => {
    const result = await resultOf(supervisor.run({ kind: 'devices' }));
    if (!result) return;
    process.stdout.write(json ? `${JSON.stringify({ devices: result.devices, auto: result.automatic }, undefined, 2)}\n` : table(result));
  });
}

function table({ devices, automatic }: DevicesResult): string {
  const width = Math.max(...devices.map(({ kind }) => kind.length));
  const row = ({ kind, description, isAvailable, note }: DeviceInfo): string =>
    `${isAvailable ? '✓' : '✗'} ${kind.padEnd(width)}  ${description}${note === undefined ? '' : ` (${note})`}`;
  return `${devices.map(row).join('\n')}\n\n${t`auto: ${automatic.device}, because ${automatic.reason}`}\n`;
}

export function register(program: Command): void {
  program
    .command('devices')
    .description(t('list what nets can run on here'))
    .option('--json', t('print JSON'))
    .action(run);
}
