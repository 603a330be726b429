/** `atrous evaluate`: intersection over union on a list of pictures with their label maps. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EvaluateResult } from '../inference/messages';
import { t } from '../l10n/text';
import { padEnd, widthOf } from '../l10n/width';
import type { DeviceChoice } from '../protocol/run';
import { crfChoice, crfOptions, type CrfFlags } from './crf-options';
import { deviceOption, halfOption, netCommand, withNet, type NetFlags } from './inference';
import { pairsOptions, readPairs, type PairsFlags } from './pairs';
import { pictureOptions, pictureOptionsOf, type PictureFlags } from './picture-options';

interface Options extends NetFlags, PictureFlags, CrfFlags, PairsFlags {
  device: DeviceChoice;
  half?: true;
  trimap?: number | true;
  labels?: string;
  json?: true;
}

async function run(file: string, options: Options): Promise<void> {
  const pairs = readPairs(options);
  if (!pairs) return;
  await withNet(file, options, async ({ net, weights, ask }) => {
    const onStage = (stage: string): void => {
      if (process.stderr.isTTY) process.stderr.write(`\r${stage}`);
    };
    const job = { kind: 'evaluate' as const, net, weights, pairs, device: options.device, half: options.half ?? false, ...pictureOptionsOf(options), crf: crfChoice(options), classes: options.labels, trimap: bandsOf(options) };
    const result = await ask<'evaluate'>(job, { onStage });
    if (process.stderr.isTTY) process.stderr.write('\r');
    if (!result) return;
    process.stdout.write(options.json ? `${JSON.stringify(jsonOf(result), undefined, 2)}\n` : table(result));
  });
}

/** Bands as far as the paper's figure shows them, and as far as distances are counted. */
const usualBands = 20;
const mostBands = 254;

const bandsOf = ({ trimap = 0 }: Options): number => (trimap === true ? usualBands : trimap);

function bandCount(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= mostBands) return Number(text);
  throw new InvalidArgumentError(t`It must be a whole number from 1 to ${mostBands}.`);
}

const jsonOf = ({ classes, meanIou, pixelAccuracy, trimap, pictures, device, notes }: EvaluateResult): object => ({
  pictures, meanIou, pixelAccuracy, ...(trimap && { trimap }), classes: classes.map(({ index, name, iou = null, pixels }) => ({ index, name, iou, pixels })), device, notes,
});

const percent = (share: number | undefined): string => (share === undefined ? '–' : `${(100 * share).toFixed(2)} %`);

function table({ classes, meanIou, pixelAccuracy, trimap = [], pictures, device, notes }: EvaluateResult): string {
  const bands = trimap.map((band) => [t`within ${band.width} px`, band.meanIou] as const);
  const sums = [[t('mean IoU'), meanIou], [t('pixel accuracy'), pixelAccuracy], ...bands] as const;
  const width = Math.max(...[...classes.map(({ name }) => name), ...sums.map(([words]) => words)].map(widthOf));
  const rows = [
    ...classes.map(({ name, iou }) => `${padEnd(name, width)}  ${percent(iou).padStart(9)}`),
    ...sums.map(([words, share]) => `${padEnd(words, width)}  ${percent(share).padStart(9)}`),
    pictures === 1 ? t`1 picture on ${device.kind} (${device.description})` : t`${pictures} pictures on ${device.kind} (${device.description})`,
    ...notes.map((note) => t`note: ${note}`),
  ];
  return `${rows.join('\n')}\n`;
}

export function register(program: Command): void {
  const command = netCommand(program, 'evaluate', t('intersection over union on pictures with label maps'));
  for (const option of [...pairsOptions(), deviceOption(), halfOption(), ...pictureOptions(), ...crfOptions()]) command.addOption(option);
  command
    .addOption(new Option('--trimap [pixels]', t`also measure close to borders, in bands of 1 to so many pixels (${usualBands})`).argParser(bandCount))
    .option('--labels <names>', t('class names: voc, cityscapes, or a file with one a line; labels.txt beside the net by default'))
    .option('--json', t('print JSON'))
    .action(run);
}
