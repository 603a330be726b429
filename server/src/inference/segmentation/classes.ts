/** Names and colours of classes: those of well-known data sets, or from a file with one name a line. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { t } from '../../l10n/text';
import { vocPalette } from '../pictures/palette';
import { fileReason, InferenceError } from '../problem';

export type Colour = readonly [red: number, green: number, blue: number];

export interface ClassSet {
  /** The name of class `index`. */
  name: (index: number) => string;
  colours: readonly Colour[];
}

const vocNames: readonly string[] = [
  'background', 'aeroplane', 'bicycle', 'bird', 'boat', 'bottle', 'bus', 'car', 'cat', 'chair', 'cow', 'dining table', 'dog', 'horse',
  'motorbike', 'person', 'potted plant', 'sheep', 'sofa', 'train', 'tv/monitor',
];

/** Names and colours as the data set's own scripts have them. */
const cityscapes: readonly (readonly [string, Colour])[] = [
  ['road', [128, 64, 128]], ['sidewalk', [244, 35, 232]], ['building', [70, 70, 70]], ['wall', [102, 102, 156]], ['fence', [190, 153, 153]],
  ['pole', [153, 153, 153]], ['traffic light', [250, 170, 30]], ['traffic sign', [220, 220, 0]], ['vegetation', [107, 142, 35]],
  ['terrain', [152, 251, 152]], ['sky', [70, 130, 180]], ['person', [220, 20, 60]], ['rider', [255, 0, 0]], ['car', [0, 0, 142]],
  ['truck', [0, 0, 70]], ['bus', [0, 60, 100]], ['train', [0, 80, 100]], ['motorcycle', [0, 0, 230]], ['bicycle', [119, 11, 32]],
];

const named = (names: readonly string[], colours: readonly Colour[]): ClassSet => ({ name: (index) => names[index] ?? `class ${index}`, colours });

const voc = named(vocNames, vocPalette);
const cityscapesSet = named(cityscapes.map(([name]) => name), vocPalette.map((colour, index) => cityscapes[index]?.[1] ?? colour));

const sets: Readonly<Record<string, ClassSet>> = { voc, cityscapes: cityscapesSet };

/** Data sets by their number of classes, for nets that come without names. */
const setsByCount: Readonly<Record<number, ClassSet>> = { [vocNames.length]: voc, [cityscapes.length]: cityscapesSet };

/** The file beside a net that names its classes. */
const namesFile = 'labels.txt';

/**
 * The classes of a net. @param choice `voc`, `cityscapes` or a file; undefined for `labels.txt` beside the net or the data set with as many classes
 * @throws InferenceError where the file cannot be read
 */
export function classesOf(choice: string | undefined, netPath: string, count: number): ClassSet {
  if (choice !== undefined) return sets[choice] ?? readNames(choice);
  const beside = join(dirname(netPath), namesFile);
  return existsSync(beside) ? readNames(beside) : (setsByCount[count] ?? named([], vocPalette));
}

function readNames(path: string): ClassSet {
  try {
    const lines = readFileSync(path, 'utf8').split(/\r?\n/).map((line) => line.trim());
    return named(lines.filter(Boolean), vocPalette);
  } catch (error) {
    throw new InferenceError({ code: 'run/input', message: t`The class names ${path} cannot be read: ${fileReason(error)}. Give voc, cityscapes, or a file with one name a line.` });
  }
}
