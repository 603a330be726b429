/** The classification nets whose weights segmentation nets start from, recognised by their layers' names and shapes. */
import type { Analysis, LayerAnalysis, ReceptiveField } from '../../analysis/analysis';
import { Attachment } from '../../syntax/attachment';
import type { FieldNode } from '../../syntax/tree';
import { kernelOf } from './kernel';

/** A layer as it was trained. */
export interface PretrainedLayer {
  /** Width of its square kernel. */
  kernel: number;
  stride: number;
  /** Input pixels between neighbouring units of its bottom. */
  inputStride: number;
  /** Channels of its weights; undefined for a pooling. */
  outputs: number | undefined;
  /** A fully connected layer, which nets also use with a part of its taps and with other holes than the removed strides ask for. */
  isFullyConnected?: true;
}

/** A layer of a net that can take a pretrained layer's weights. */
export interface Member {
  layer: LayerAnalysis;
  pretrained: PretrainedLayer;
}

/** One copy of a backbone in a net: multi-scale nets have one for each scale, told apart by the end of the names. */
export interface Backbone {
  /** `VGG-16`, `ResNet-101`. */
  title: string;
  /** By the pretrained layer's name, in the order of the net. */
  members: ReadonlyMap<string, Member>;
  /** Pretrained layers that halve the resolution, in order, with their names. */
  strided: readonly { name: string; pretrained: PretrainedLayer }[];
  /** What the first layer reads. */
  source: readonly ReceptiveField[];
}

interface Family {
  /** The name of a pretrained layer at the start of a layer's name. */
  pattern: RegExp;
  pretrained(match: RegExpExecArray): PretrainedLayer;
  /** The layer that reads the picture. */
  first: string;
  strided: readonly string[];
  title(names: readonly string[]): string;
}

const vggOutputs = [64, 128, 256, 512, 512];

/** `conv4_2`: stage 4, at 8 pixels a unit; `pool4` halves that; `fc6` reads what pool5 leaves. */
const vgg: Family = {
  pattern: /^(?:conv([1-5])_[1-4]|pool([1-5])|fc6)(?!\d)/,
  pretrained([, conv, pool]) {
    if (conv !== undefined) return { kernel: 3, stride: 1, inputStride: 2 ** (Number(conv) - 1), outputs: vggOutputs[Number(conv) - 1] };
    if (pool !== undefined) return { kernel: 2, stride: 2, inputStride: 2 ** (Number(pool) - 1), outputs: undefined };
    return { kernel: 7, stride: 1, inputStride: 32, outputs: 4096, isFullyConnected: true };
  },
  first: 'conv1_1',
  strided: ['pool1', 'pool2', 'pool3', 'pool4', 'pool5'],
  title: (names) => (names.includes('conv5_4') ? 'VGG-19' : 'VGG-16'),
};

/** Depth of a ResNet by the blocks of its fourth stage. */
const resnetDepths: Readonly<Record<number, string>> = { 6: 'ResNet-50', 23: 'ResNet-101', 36: 'ResNet-152' };

/** `res4b3_branch2b`: stage 4, at 16 pixels a unit; block `a` of stages 3 to 5 starts at half of that, with stride 2. */
const resnet: Family = {
  pattern: /^(?:conv1|pool1|res([2-5])([a-z]|b\d+)_branch(1|2[abc]))(?!\d)/,
  pretrained([name, stage, block, branch]) {
    if (name === 'conv1') return { kernel: 7, stride: 2, inputStride: 1, outputs: 64 };
    if (name === 'pool1') return { kernel: 3, stride: 2, inputStride: 2, outputs: undefined };
    const level = Number(stage);
    const isEntry = block === 'a' && level > 2 && (branch === '1' || branch === '2a');
    const width = 64 * 2 ** (level - 2);
    return {
      kernel: branch === '2b' ? 3 : 1,
      stride: isEntry ? 2 : 1,
      inputStride: 2 ** (isEntry ? level - 1 : level),
      outputs: branch === '2a' || branch === '2b' ? width : 4 * width,
    };
  },
  first: 'conv1',
  strided: ['conv1', 'pool1', 'res3a_branch2a', 'res4a_branch2a', 'res5a_branch2a'],
  title: (names) => resnetDepths[names.filter((name) => /^res4.*_branch2a$/.test(name)).length] ?? 'ResNet',
};

const families: readonly Family[] = [vgg, resnet];

/** Fewer layers than these are a coincidence of names. */
const fewestMembers = 5;

/** Whether a layer could take the pretrained layer's weights; of a fully connected one, also a part of the taps. */
function fits(layer: LayerAnalysis, { kernel, outputs, isFullyConnected }: PretrainedLayer): boolean {
  const own = kernelOf(layer);
  if (own === undefined) return false;
  if (outputs === undefined) return layer.definition?.category === 'pooling';
  const isSmaller = isFullyConnected === true && own.taps.every((taps) => taps <= kernel);
  return layer.blobs[0]?.shape[0] === outputs && (isSmaller || own.taps.every((taps) => taps === kernel));
}

/** What a layer's name says: the pretrained layer it begins with, and how it ends. */
interface Naming {
  name: string;
  ending: string;
  pretrained: PretrainedLayer;
}

/** Names by layer block, which the parser keeps over edits elsewhere. */
const knownNamings = new Map(families.map((family) => [family, new Attachment<FieldNode, Naming | null>()]));

function namingOf({ layer: { node, name } }: LayerAnalysis, family: Family): Naming | null {
  const kept = knownNamings.get(family)?.get(node);
  if (kept !== undefined) return kept;
  const match = family.pattern.exec(name);
  const naming = match && { name: match[0], ending: name.slice(match[0].length), pretrained: family.pretrained(match) };
  knownNamings.get(family)?.set(node, naming);
  return naming;
}

/** Layers by the end of their names, and within that by the pretrained layer that they name. */
function membersByEnding({ layers }: Analysis, family: Family): Map<string, Map<string, Member>> {
  const found = new Map<string, Map<string, Member>>();
  for (const layer of layers) {
    const naming = namingOf(layer, family);
    if (naming === null || !fits(layer, naming.pretrained)) continue;
    const members = found.get(naming.ending) ?? new Map<string, Member>();
    found.set(naming.ending, members.set(naming.name, { layer, pretrained: naming.pretrained }));
  }
  return found;
}

function stridedOf(family: Family): Backbone['strided'] {
  return family.strided.flatMap((name) => {
    const match = family.pattern.exec(name);
    return match ? [{ name, pretrained: family.pretrained(match) }] : [];
  });
}

function backbonesOf(analysis: Analysis, family: Family): Backbone[] {
  const strided = stridedOf(family);
  return [...membersByEnding(analysis, family).values()].flatMap((members) => {
    const source = members.get(family.first)?.layer.bottomFields[0];
    const names = [...members.keys()];
    if (source === undefined || members.size < fewestMembers || names[0] !== family.first) return [];
    return [{ title: family.title(names), members, strided, source }];
  });
}

/** Every copy of a known backbone in the net. */
export const backbonesIn = (analysis: Analysis): Backbone[] => families.flatMap((family) => backbonesOf(analysis, family));
