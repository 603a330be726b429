/** Lists of pictures with their label maps, and the options that name one. */
import { join } from 'node:path';
import { Option } from 'commander';
import type { EvaluationPair } from '../inference/messages';
import { t } from '../l10n/text';
import { fail, readText } from './files';

/** As commander gives the list of pictures. */
export interface PairsFlags {
  images: string;
  root: string;
  labelsRoot?: string;
}

export const pairsOptions = (): Option[] => [
  new Option('--images <list>', t('a file with lines "PICTURE LABELS"')).makeOptionMandatory(),
  new Option('--root <folder>', t('where the paths of the list begin')).makeOptionMandatory(),
  new Option('--labels-root <folder>', t('where the paths of the label maps begin, if elsewhere')),
];

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
