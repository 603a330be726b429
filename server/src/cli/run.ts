/** `atrous run`: segments pictures. */
import { writeFileSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import type { Command } from 'commander';
import type { PictureRun, RunManifest } from '../inference/messages';
import { joinCommas } from '../l10n/lists';
import { stageWords } from '../inference/stages';
import { t } from '../l10n/text';
import type { DeviceChoice } from '../protocol/run';
import { crfChoice, crfOptions, type CrfFlags } from './crf-options';
import { fail } from './files';
import { deviceOption, halfOption, milliseconds, netCommand, withNet, type NetFlags } from './inference';
import { pictureOptions, pictureOptionsOf, type PictureFlags } from './picture-options';

interface Options extends NetFlags, PictureFlags, CrfFlags {
  image: readonly string[];
  output: string;
  device: DeviceChoice;
  half?: true;
  labels?: string;
  probabilities?: true;
  json?: true;
}

/** Two different pictures whose results would be written to the same files. */
function clashing(images: readonly string[]): readonly [string, string] | undefined {
  const owners = new Map<string, string>();
  for (const image of images) {
    const stem = parse(image).name;
    const owner = owners.get(stem) ?? image;
    if (resolve(owner) !== resolve(image)) return [owner, image];
    owners.set(stem, owner);
  }
  return undefined;
}

async function run(file: string, options: Options): Promise<void> {
  const crf = crfChoice(options);
  const [first, second] = clashing(options.image) ?? [];
  if (first !== undefined && second !== undefined) return fail(t`${first} and ${second} have one name, and the results of one would replace those of the other: run them into two folders.`);
  await withNet(file, options, async ({ net, weights, ask }) => {
    const pictures: PictureRun[] = [];
    for (const image of options.image) {
      const job = {
        kind: 'run' as const, net, weights, image: resolve(image), output: resolve(options.output), device: options.device, half: options.half ?? false,
        ...pictureOptionsOf(options), crf, classes: options.labels, probabilities: options.probabilities ?? false,
      };
      const result = await ask<'run'>(job);
      if (!result) continue;
      if (!options.json) process.stdout.write(`${pictures.length === 0 ? deviceLine(result.picture) : ''}${summary(result.picture)}`);
      pictures.push(result.picture);
    }
    const manifest: RunManifest = { net: net.path, weights, pictures };
    const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
    if (pictures.length > 1) writeFileSync(join(options.output, 'run.json'), text);
    if (options.json) process.stdout.write(text);
  });
}

/** What holds for all pictures of a run. */
const deviceLine = ({ device, deviceNote, notes }: PictureRun): string =>
  `${[deviceNote === undefined ? t`On ${device.kind} (${device.description}).` : t`On ${device.kind} (${device.description}), because ${deviceNote}.`, ...notes].join('\n')}\n\n`;

const sizeWords = ({ width, height, tiles }: PictureRun['inputSizes'][number]): string =>
  tiles > 1 ? t`${width}×${height} in ${tiles} tiles` : `${width}×${height}`;

function summary({ image, width, height, labelMap, overlay, unrefined, probabilities, inputSizes, classes, stages }: PictureRun): string {
  const found = classes.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  const parts = stages.map(({ stage, milliseconds: time }) => `${stageWords(stage)} ${milliseconds(time)}`);
  const lines = [
    t`${image}: ${width}×${height}, run at ${joinCommas(inputSizes.map(sizeWords))}`,
    `  ${found.map(({ name, share }) => `${name} ${(100 * share).toFixed(1)} %`).join(', ')}`,
    `  ${t`labels ${labelMap}`}`,
    `  ${t`overlay ${overlay}`}`,
    ...(unrefined === undefined ? [] : [`  ${t`labels before the CRF ${unrefined}`}`]),
    ...(probabilities === undefined ? [] : [`  ${t`probabilities ${probabilities}`}`]),
    `  ${joinCommas(parts)}`,
  ];
  return `${lines.join('\n')}\n`;
}

export function register(program: Command): void {
  const command = netCommand(program, 'run', t('segment pictures: a label map and an overlay for each'))
    .requiredOption('--image <file...>', t('the pictures: JPEG, PNG, WebP, BMP or PPM'))
    .requiredOption('--output <folder>', t('where to write NAME_labels.png, NAME_overlay.png and run.json'))
    .addOption(deviceOption())
    .addOption(halfOption());
  for (const option of [...pictureOptions(), ...crfOptions()]) command.addOption(option);
  command
    .option('--probabilities', t('write NAME_probabilities.npy too: float16 (classes, height, width)'))
    .option('--labels <names>', t('class names: voc, cityscapes, or a file with one a line; labels.txt beside the net by default'))
    .option('--json', t('print JSON'))
    .action(run);
}
