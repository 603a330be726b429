/** `atrous run`: segments pictures. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { PictureRun, RunManifest } from '../inference/messages';
import type { DeviceChoice } from '../protocol/run';
import type { Variables } from '../schema/directives';
import { crfChoice, crfOptions, type CrfFlags } from './crf-options';
import { collectDefinition } from './files';
import { deviceOption, milliseconds, readNet, resultOf, weightsChoice, weightsOptions, withHost, type WeightsOptions } from './inference';
import { pictureOptions, pictureOptionsOf, type PictureFlags } from './picture-options';

interface Options extends WeightsOptions, PictureFlags, CrfFlags {
  image: readonly string[];
  output: string;
  device: DeviceChoice;
  labels?: string;
  probabilities?: true;
  json?: true;
  define: Variables;
}

async function run(file: string, options: Options): Promise<void> {
  const net = readNet(file, options.define);
  const weights = weightsChoice(options);
  if (!net || !weights) return;
  const pictures: PictureRun[] = [];
  const crf = crfChoice(options);
  await withHost(async (supervisor) => {
    for (const image of options.image) {
      const job = {
        kind: 'run' as const, net, weights, image: resolve(image), output: resolve(options.output), device: options.device,
        ...pictureOptionsOf(options), crf, classes: options.labels, probabilities: options.probabilities ?? false,
      };
      const result = await resultOf(supervisor.run(job), file);
      if (!result) continue;
      if (!options.json) process.stdout.write(`${pictures.length === 0 ? deviceLine(result.picture) : ''}${summary(result.picture)}`);
      pictures.push(result.picture);
    }
  });
  const manifest: RunManifest = { net: net.path, weights, pictures };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  if (pictures.length > 1) writeFileSync(join(options.output, 'run.json'), text);
  if (options.json) process.stdout.write(text);
}

/** What holds for all pictures of a run. */
const deviceLine = ({ device, deviceNote, notes }: PictureRun): string =>
  `${[`On ${device.kind} (${device.description})${deviceNote === undefined ? '' : `, because ${deviceNote}`}.`, ...notes].join('\n')}\n\n`;

function summary({ image, width, height, labelMap, overlay, probabilities, inputSizes, classes, stages }: PictureRun): string {
  const found = classes.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  const parts = stages.map(({ stage, milliseconds: time }) => `${stage} ${milliseconds(time)}`);
  const lines = [
    `${image}: ${width}×${height}, run at ${inputSizes.map((size) => `${size.width}×${size.height}${size.tiles > 1 ? ` in ${size.tiles} tiles` : ''}`).join(', ')}`,
    `  ${found.map(({ name, share }) => `${name} ${(100 * share).toFixed(1)} %`).join(', ')}`,
    `  labels ${labelMap}`,
    `  overlay ${overlay}`,
    ...(probabilities === undefined ? [] : [`  probabilities ${probabilities}`]),
    `  ${parts.join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

export function register(program: Command): void {
  const command = program
    .command('run')
    .description('segment pictures: a label map and an overlay for each')
    .argument('<file>', 'the net, a prototxt')
    .requiredOption('--image <file...>', 'the pictures: JPEG, PNG, WebP, BMP or PPM');
  for (const option of weightsOptions()) command.addOption(option);
  command
    .requiredOption('--output <folder>', 'where to write NAME_labels.png, NAME_overlay.png and run.json')
    .addOption(deviceOption());
  for (const option of [...pictureOptions(), ...crfOptions()]) command.addOption(option);
  command
    .option('--probabilities', 'write NAME_probabilities.npy too: float16 (classes, height, width)')
    .option('--labels <names>', 'class names: voc, cityscapes, or a file with one a line; labels.txt beside the net by default')
    .option('--json', 'print JSON')
    .option('--define <name=value>', 'give ${NAME} a value; may be repeated', collectDefinition, new Map<string, string>())
    .action(run);
}
