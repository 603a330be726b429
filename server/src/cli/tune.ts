/** `atrous tune`: finds the dense CRF's parameters on pictures with label maps, coarse to fine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { deepLabKernels, normalizations, type DeepLabSettings, type Normalization } from '../../../kernels/parameters';
import type { TuneResult, TuneTrial } from '../inference/messages';
import { valuesOf, type Range } from '../inference/segmentation/grid-search';
import { fileReason } from '../inference/problem';
import { t } from '../l10n/text';
import { padStart } from '../l10n/width';
import type { DeviceChoice } from '../protocol/run';
import { wholeNumberFrom } from './crf-options';
import { exitCodes } from './exit-codes';
import { fail } from './files';
import { deviceOption, halfOption, netCommand, withNet, type NetFlags } from './inference';
import { pairsOptions, readPairs, type PairsFlags } from './pairs';
import { pictureOptions, pictureOptionsOf, type PictureFlags } from './picture-options';

interface Options extends NetFlags, PairsFlags, PictureFlags, Record<keyof DeepLabSettings, Range> {
  device: DeviceChoice;
  half?: true;
  iterations: number;
  normalization: Normalization;
  rounds: number;
  threads?: number;
  output?: string;
  json?: true;
}

/** More points than this are a mistake rather than a plan. */
const mostPoints = 100_000;

async function run(file: string, options: Options): Promise<void> {
  const pairs = readPairs(options);
  if (!pairs) return;
  const { posW, posXY, biW, biXY, biRGB, device, iterations, normalization, rounds, threads } = options;
  const ranges = { posW, posXY, biW, biXY, biRGB };
  const points = Object.values(ranges).reduce((count, range) => count * valuesOf(range).length, 1);
  if (points > mostPoints) return fail(t`the ranges have ${points} combinations: take larger steps, at most ${mostPoints}.`);
  await withNet(file, options, async ({ net, weights, ask }) => {
    const job = { kind: 'tune' as const, net, weights, pairs, device, half: options.half ?? false, ...pictureOptionsOf(options), ranges, rounds, iterations, normalization, threads };
    const result = await ask<'tune'>(job, { onStage: watch() });
    if (result) tell(result, options);
  });
}

/** Shows the progress on a terminal; interrupting tells where the search stood, with the best so far. */
function watch(): (stage: string) => void {
  let last: string = t('nothing was tried yet');
  process.once('SIGINT', () => {
    process.stderr.write(`\ratrous: ${t`interrupted in ${last}`}\n`);
    process.exit(exitCodes.interrupted);
  });
  return (stage) => {
    last = stage;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${stage}`);
  };
}

function tell(result: TuneResult, { output, json }: Options): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const kernels = kernelList(result);
  process.stdout.write(json ? `${JSON.stringify({ ...result, kernels }, undefined, 2)}\n` : table(result));
  if (output !== undefined) save(output, `${JSON.stringify(kernels, undefined, 2)}\n`);
}

const kernelList = ({ best, normalization }: TuneResult): object[] => deepLabKernels(best.settings).map((kernel) => ({ ...kernel, normalization }));

function save(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    fail(t`cannot write ${path}: ${fileReason(error)}.`);
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** How many trials are shown. */
const shownTrials = 10;

function table({ pictures, before, best, trials, iterations, normalization }: TuneResult): string {
  const ranked = [...trials].sort((a, b) => b.meanIou - a.meanIou);
  const row = ({ settings: { posW, posXY, biW, biXY, biRGB }, meanIou }: TuneTrial): string =>
    [posW, posXY, biW, biXY, biRGB].map((value) => String(value).padStart(6)).join('') + percent(meanIou).padStart(11);
  const lines = [
    ' pos_w pos_xy  bi_w bi_xy bi_rgb' + padStart(t('mean IoU'), 10),
    ...ranked.slice(0, shownTrials).map(row),
    t`without the CRF ${percent(before)}; best ${percent(best.meanIou)}, ${gain(best.meanIou - before)}`,
    pictures === 1
      ? t`${trials.length} combinations on 1 picture, ${iterations} iterations, normalization ${normalization}`
      : t`${trials.length} combinations on ${pictures} pictures, ${iterations} iterations, normalization ${normalization}`,
  ];
  return `${lines.join('\n')}\n`;
}

const gain = (difference: number): string => t`${difference < 0 ? '−' : '+'}${(100 * Math.abs(difference)).toFixed(2)} points`;

/** `4`, `3:6` or `30:10:100`, as in MATLAB: from, step, to. */
function range(text: string): Range {
  const numbers = text.split(':').map(Number);
  const [from = NaN, second = from, third = second] = numbers;
  const [step, to] = numbers.length === 3 ? [second, third] : [1, second];
  if (numbers.length <= 3 && [from, step, to].every((value) => value > 0 && Number.isFinite(value)) && to >= from) return { from, step, to };
  throw new InvalidArgumentError(t('It must be a number above 0, or FROM:TO, or FROM:STEP:TO.'));
}

const rangeOption = (name: string, meaning: string, usual: string): Option => new Option(`--${name} <range>`, meaning).argParser(range).default(range(usual), usual);

/** The ranges of DeepLab's paper (v2, section 4.1). */
const rangeOptions = (): Option[] => [
  rangeOption('pos-w', t('weight of the smoothness kernel'), '3'),
  rangeOption('pos-xy', t('its reach in pixels'), '3'),
  rangeOption('bi-w', t('weight of the appearance kernel'), '3:6'),
  rangeOption('bi-xy', t('its reach in pixels'), '30:10:100'),
  rangeOption('bi-rgb', t('its reach in colour'), '3:6'),
];

/** The range options by the names of the settings. */
const settingsOf = ({ posW, posXy, biW, biXy, biRgb, ...others }: Record<string, unknown>): Options => ({ ...others, posW, posXY: posXy, biW, biXY: biXy, biRGB: biRgb }) as unknown as Options;

export function register(program: Command): void {
  const command = netCommand(program, 'tune', t("find the dense CRF's parameters on pictures with label maps: a grid search, coarse to fine"));
  for (const option of [...pairsOptions(), deviceOption(), halfOption(), ...pictureOptions(), ...rangeOptions()]) command.addOption(option);
  command
    .option('--rounds <number>', t('the coarse round, and fine ones with half the step of the one before'), wholeNumberFrom(1), 3)
    .option('--iterations <number>', t('mean field updates'), wholeNumberFrom(0), 10)
    .addOption(new Option('--normalization <kind>', t('of both kernels')).choices(normalizations).default('symmetric'))
    .option('--threads <number>', t('pictures that are refined at once; as many as there are cores by default'), wholeNumberFrom(1))
    .option('--output <file>', t('where to write the best kernels, for --crf-kernels'))
    .option('--json', t('print JSON, with everything that was tried'))
    .action((file: string, options: Record<string, unknown>) => run(file, settingsOf(options)));
}
