/** `atrous influence`: the effective receptive field of a unit, measured with the net's weights. */
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { effectiveSize } from '../analysis/effective-field';
import type { InfluenceResult } from '../inference/messages';
import { t } from '../l10n/text';
import { padEnd } from '../l10n/width';
import type { DeviceChoice } from '../protocol/run';
import { collectPair, deviceOption, netCommand, printNotes, wholeNumber, withNet, type NetFlags } from './inference';

interface Options extends NetFlags {
  blob?: string;
  unit?: readonly [number, number];
  input?: readonly (readonly [string, string])[];
  runs: number;
  output: string;
  device: DeviceChoice;
  json?: true;
}

function unitAt(text: string): readonly [number, number] {
  const [, row, column] = /^(\d+),(\d+)$/.exec(text) ?? [];
  if (row === undefined || column === undefined) throw new InvalidArgumentError(t('It must be ROW,COLUMN.'));
  return [Number(row), Number(column)];
}

const bySize = (pair: readonly number[], digits = 0): string => pair.map((value) => value.toFixed(digits)).join('×');

function printed(result: InfluenceResult): string {
  const { blob, unit, input, inputSize, field, mean, deviation, uniformDeviation, area, picture, file } = result;
  const size = field.last.map((last, axis) => last - (field.first[axis] ?? 0) + 1);
  const isWhole = !size.every(Number.isFinite);
  const widthText = (sigma: readonly number[]): string => t`${bySize(sigma.map(effectiveSize))} px (σ ${bySize(sigma, 1)})`;
  const centre = mean.map((place) => place.toFixed(1)).join(',');
  const rows: readonly (readonly [name: string, value: string])[] = [
    [t('unit'), t`${unit.join(',')} of ${blob}, looking at ${input} ${bySize(inputSize)}`],
    [t('theoretical field'), isWhole ? t('the whole input') : t`${bySize(size)} px from ${field.first.join(',')}`],
    [t('effective field'), t`${widthText(deviation)} around ${centre}`],
    [t('with uniform weights'), uniformDeviation ? widthText(uniformDeviation) : '?'],
    [t('pixels that count'), t`${area}, as many as ${Math.sqrt(area).toFixed(0)}×${Math.sqrt(area).toFixed(0)}: above 4.55 % of the strongest`],
    [t('written'), `${picture}, ${file}`],
  ];
  return rows.map(([name, value]) => `${padEnd(name, 22)}${value}`).join('\n');
}

async function run(file: string, { json, output, ...options }: Options): Promise<void> {
  await withNet(file, options, async ({ net, weights, ask }) => {
    const job = { kind: 'influence', net, weights, inputs: options.input ?? [], blob: options.blob, unit: options.unit, runs: options.runs, output: resolve(output), device: options.device } as const;
    const result = await ask<'influence'>(job);
    if (!result) return;
    printNotes(result.notes);
    process.stdout.write(`${json ? JSON.stringify(result, undefined, 2) : printed(result)}\n`);
  });
}

export function register(program: Command): void {
  netCommand(program, 'influence', t('measure which pixels a unit really depends on: its effective receptive field, with the weights'))
    .option('--blob <name>', t('whose unit to look at; the last map of the net by default'))
    .option('--unit <row,column>', t('the unit; the middle by default'), unitAt)
    .option('--input <blob=file>', t('an input as .npy; others are noise; may be repeated'), collectPair)
    .option('--runs <count>', t('passes to average, each with other noise'), wholeNumber, 4)
    .requiredOption('--output <folder>', t('where influence.npy and influence.png go'))
    .addOption(deviceOption().default('cpu'))
    .option('--json', t('print the figures as JSON'))
    .action(run);
}
