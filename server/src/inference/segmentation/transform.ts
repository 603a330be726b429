/** How a picture becomes a blob: the mean and scale that the net was trained with. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { documentContext } from '../../rules/rules';
import { Fields } from '../../schema/fields';
import { parse } from '../../syntax/parser';
import type { NetSource } from '../messages';

export interface Transform {
  /** Subtracted from each channel, in the net's order: blue, green, red. */
  mean: readonly number[];
  /** Multiplied after that. */
  scale: number;
  /** Where the figures come from. */
  source: string;
}

/** DeepLab's: the mean of ImageNet in blue, green and red. */
const deepLabMean: readonly number[] = [104.008, 116.669, 122.675];

/** Files beside a deploy net that may say how it was trained, likeliest first. */
const siblings: readonly string[] = ['train.prototxt', 'train_val.prototxt', 'trainval.prototxt', 'val.prototxt', 'test.prototxt'];

/** The transformation that the net's own data layer states, or that of a training net beside it, or DeepLab's. */
export function findTransform(net: NetSource): Transform {
  const own = statedTransform(net, basename(net.path));
  if (own) return own;
  for (const name of siblings) {
    const path = join(dirname(net.path), name);
    if (!existsSync(path)) continue;
    const found = statedTransform({ path, text: readFileSync(path, 'utf8'), variables: net.variables }, name);
    if (found) return found;
  }
  return { mean: deepLabMean, scale: 1, source: "DeepLab's default" };
}

/** The first `transform_param` with a mean in the text's layers. */
function statedTransform(source: NetSource, name: string): Transform | undefined {
  const tree = parse(source.text);
  const { variables, dialect } = documentContext(tree, { variables: new Map(source.variables) });
  const net = new Fields(tree.root, 'NetParameter', variables, dialect);
  for (const layer of [...net.messages('layer'), ...net.messages('layers')]) {
    const fields = layer.message('transform_param');
    const means = fields.numbers('mean_value').filter((value) => typeof value === 'number');
    const scale = fields.number('scale');
    if (means.length > 0) return { mean: means, scale: typeof scale === 'number' ? scale : 1, source: name };
  }
  return undefined;
}
