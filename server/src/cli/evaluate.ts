/** `atrous evaluate`: intersection over union on a list of pictures with their label maps. */
import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EvaluateResult, EvaluationPair } from '../inference/messages';
import { t } from '../l10n/text';
import { padEnd, widthOf } from '../l10n/width';
import type { DeviceChoice } from '../protocol/run';
import type { Variables } from '../schema/directives';
import { crfChoice, crfOptions, type CrfFlags } from './crf-options';
import { collectDefinition, fail, readText } from './files';
import { deviceOption, readNet, resultOf, weightsChoice, weightsOptions, withHost, type WeightsOptions } from './inference';
import { pictureOptions, pictureOptionsOf, type PictureFlags } from './picture-options';

interface Options extends WeightsOptions, PictureFlags, CrfFlags, PairsFlags {
  device: DeviceChoice;
  trimap?: number | true;
  labels?: string;
  json?: true;
  define: Variables;
}

async function run(file: string, options: Options): Promise<void> {
  const net = readNet(file, options.define);
  const weights = weightsChoice(options, file);
  const pairs = net && weights && readPairs(options);
  if (!pairs) return;
  await withHost(async (supervisor) => {
    const onStage = (stage: string): void => {
      if (process.stderr.isTTY) process.stderr.write(`\r${stage}`);
    };
    const job = { kind: 'evaluate' as const, net, weights, pairs, device: options.device, ...pictureOptionsOf(options), crf: crfChoice(options), classes: options.labels, trimap: bandsOf(options) };
    const result = await resultOf(supervisor.run(job, { onStage }), file);
    if (process.stderr.isTTY) process.stderr.write('\r');
    if (!result) return;
    process.stdout.write(options.json ? `${JSON.stringify(jsonOf(result), undefined, 2)}\n` : table(result));
  });
}

/** As commander gives the list of pictures. */
export interface PairsFlags {
  images: string;
  root: string;
  labelsRoot?: string;
}

/** Bands as far as the paper's figure shows them, and as far as distances are counted. */
const usualBands = 20;
const mostBands = 254;

const bandsOf = ({ trimap = 0 }: Options): number => (trimap === true ? usualBands : trimap);

function bandCount(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= mostBands) return Number(text);
  throw new InvalidArgumentError(t`It must be a whole number from 1 to ${mostBands}.`);
}

/** Lines of a picture and its label map, as DeepLab's ImageSegData takes them; paths begin at the roots. */
export function readPairs({ images, root, labelsRoot = root }: PairsFlags): EvaluationPair[] | undefined {
  const text = readText(images);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const pairs: EvaluationPair[] = [];
  for (const [i, [picture = '', labels]] of lines.entries()) {
    if (picture === '') continue;
    if (labels === undefined) {
      fail(t`${images}:${i + 1}: a line is "PICTURE LABELS", and this one has no label map.`);
      return undefined;
    }
    pairs.push({ picture: join(root, picture), labels: join(labelsRoot, labels) });
  }
  if (pairs.length > 0) return pairs;
  fail(t`${images} names no pictures.`);
  return undefined;
}

const jsonOf = ({ classes, meanIou, pixelAccuracy, trimap, pictures, device, notes }: EvaluateResult): object => ({
  pictures, meanIou, pixelAccuracy, ...(trimap && { trimap }), classes: classes.map((each) => ({ ...each, iou: each.iou ?? null })), device, notes,
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
  const command = program
    .command('evaluate')
    .description(t('intersection over union on pictures with label maps'))
    .argument('<file>', t('the net, a prototxt'));
  for (const option of weightsOptions()) command.addOption(option);
  command
    .requiredOption('--images <list>', t('a file with lines "PICTURE LABELS"'))
    .requiredOption('--root <folder>', t('where the paths of the list begin'))
    .option('--labels-root <folder>', t('where the paths of the label maps begin, if elsewhere'))
    .addOption(deviceOption());
  for (const option of [...pictureOptions(), ...crfOptions()]) command.addOption(option);
  command
    .addOption(new Option('--trimap [pixels]', t`also measure close to borders, in bands of 1 to so many pixels (${usualBands})`).argParser(bandCount))
    .option('--labels <names>', t('class names: voc, cityscapes, or a file with one a line; labels.txt beside the net by default'))
    .option('--json', t('print JSON'))
    .option('--define <name=value>', t('give ${NAME} a value; may be repeated'), collectDefinition, new Map<string, string>())
    .action(run);
}
