/** `atrous devices`: what nets can run on here. */
import type { Command } from 'commander';
import type { DevicesResult } from '../inference/messages';
import { gigabytes } from '../inference/host-settings';
import type { CudaPart, Device } from '../protocol/devices';
import { t } from '../l10n/text';
import { resultOf, withHost } from './inference';

async function run({ json }: { json?: true }): Promise<void> {
  await withHost(async (supervisor) => {
    const result = await resultOf(supervisor.run({ kind: 'devices' }));
    if (!result) return;
    process.stdout.write(json ? `${JSON.stringify({ devices: result.devices, auto: result.automatic, cuda: result.cuda }, undefined, 2)}\n` : table(result));
  });
}

function table({ devices, automatic, cuda }: DevicesResult): string {
  const width = Math.max(...devices.map(({ kind }) => kind.length));
  const row = ({ kind, isAvailable, note, ...device }: Device): string =>
    `${isAvailable ? '✓' : '✗'} ${kind.padEnd(width)}  ${factsOf(device)}${note === undefined ? '' : t` (${note})`}`;
  return `${devices.map(row).join('\n')}\n\n${t`auto: ${automatic.device}, because ${automatic.reason}`}\n${cudaTable(cuda)}`;
}

const factsOf = ({ description, driver, memory }: Pick<Device, 'description' | 'driver' | 'memory'>): string =>
  [description, ...(driver === undefined ? [] : [t`driver ${driver}`]), ...(memory === undefined ? [] : [gigabytes(memory)])].join(', ');

/** What CUDA lacks, where the driver of a card for it is there. */
function cudaTable(parts: readonly CudaPart[]): string {
  const hasDriver = parts.some(({ id, state }) => id === 'driver' && state === 'found');
  const lacking = parts.filter(({ state }) => state !== 'found');
  if (!hasDriver || lacking.length === 0) return '';
  const rows = lacking.map(({ title, help, url, copy }) => `✗ ${title}: ${copy ? t`copy ${copy.files.join(', ')} from ${copy.from} to ${copy.to}` : `${help} ${url}`}`);
  return `\n${t('CUDA lacks:')}\n${rows.join('\n')}\n`;
}

export function register(program: Command): void {
  program
    .command('devices')
    .description(t('list what nets can run on here'))
    .option('--json', t('print JSON'))
    .action(run);
}
