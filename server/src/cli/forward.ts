/** `atrous forward`: one forward pass, blobs in and out as `.npy` arrays. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ForwardResult } from '../inference/messages';
import { joinCommas } from '../l10n/lists';
import { stageWords } from '../inference/stages';
import { t } from '../l10n/text';
import { formatShape } from '../net/shape';
import type { DeviceChoice } from '../protocol/run';
import { collectPair, commaList, deviceOption, halfOption, median, milliseconds, netCommand, printNotes, wholeNumber, withNet, type NetFlags } from './inference';

interface Options extends NetFlags {
  input?: readonly (readonly [string, string])[];
  blobs?: readonly string[];
  output: string;
  device: DeviceChoice;
  half?: true;
  time?: number;
}

async function run(file: string, options: Options): Promise<void> {
  await withNet(file, options, async ({ net, weights, ask }) => {
    const job = {
      kind: 'forward' as const, net, weights, inputs: options.input ?? [], blobs: options.blobs, output: resolve(options.output),
      device: options.device, half: options.half ?? false, repeat: options.time ?? 0,
    };
    const result = await ask<'forward'>(job);
    if (result) print(result);
  });
}

function print({ blobs, notes, device, deviceNote, stages, times }: ForwardResult): void {
  printNotes(notes);
  for (const { name, shape, file } of blobs) process.stdout.write(`${name} ${formatShape(shape)} ${file}\n`);
  const parts = stages.map(({ stage, milliseconds: time }) => `${stageWords(stage)} ${milliseconds(time)}`);
  const where = `${device.kind} (${device.description})`;
  process.stdout.write(`${deviceNote === undefined ? where : t`${where}, because ${deviceNote}`}; ${joinCommas(parts)}\n`);
  if (times.length === 0) return;
  const time = median(times).toFixed(2);
  process.stdout.write(`${times.length === 1 ? t`median of 1 run: ${time} ms` : t`median of ${times.length} runs: ${time} ms`}\n`);
}

export function register(program: Command): void {
  netCommand(program, 'forward', t('run a net once, and write blobs as .npy arrays of their Caffe shape'))
    .option('--input <blob=file>', t('an input as a float32 .npy array, whose shape is the blob\'s; may be repeated; inputs that are not given are random'), collectPair)
    .option('--blobs <names>', t("the blobs to write, separated by commas; the net's outputs by default"), commaList)
    .requiredOption('--output <folder>', t('where to write one BLOB.npy each'))
    .addOption(deviceOption())
    .addOption(halfOption())
    .option('--time <runs>', t('run that often again and print the median time'), wholeNumber)
    .action(run);
}
