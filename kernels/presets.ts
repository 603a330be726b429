// Parameter sets that were published or are in wide use, by name, each with its source.
import { deepLabKernels, type CrfParameters, type DeepLabSettings, type Normalization } from './parameters';

/** A named parameter set. */
export interface Preset {
  readonly name: string;
  /** Other names that `findPreset` understands. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly settings: DeepLabSettings;
  readonly normalization: Normalization;
  readonly source: string;
}

const settings = (posW: number, posXY: number, biW: number, biXY: number, biRGB: number): DeepLabSettings => ({ posW, posXY, biW, biXY, biRGB });

/** All sets; ten iterations each. */
export const presets: readonly Preset[] = [
  {
    name: 'deeplab-v2-resnet101',
    aliases: ['resnet101', 'res101', 'v2-resnet101'],
    title: 'DeepLab v2, ResNet-101',
    settings: settings(3, 1, 4, 67, 3),
    normalization: 'symmetric',
    source: 'kazuto1011/deeplab-pytorch configs/voc12.yaml and other scripts that agree',
  },
  {
    name: 'deeplab-v2-vgg16',
    aliases: ['vgg16', 'vgg', 'v2-vgg16'],
    title: 'DeepLab v2, VGG-16',
    settings: settings(2, 2, 4, 65, 3),
    normalization: 'symmetric',
    source: 'three public run_densecrf scripts that agree',
  },
  {
    name: 'deeplab-v1-largefov',
    aliases: ['largefov', 'v1', 'v1-largefov'],
    title: 'DeepLab v1, LargeFOV',
    settings: settings(3, 3, 4, 49, 5),
    normalization: 'symmetric',
    source: 'run_densecrf.sh of DeepLab v1 and its forks',
  },
  {
    name: 'deeplab-v1-msc',
    aliases: ['msc', 'v1-msc'],
    title: 'DeepLab v1, MSc',
    settings: settings(3, 3, 3, 95, 3),
    normalization: 'symmetric',
    source: 'comments in GetDenseCRFResult.m of DeepLab v1',
  },
  {
    name: 'deeplab-v1-coco',
    aliases: ['coco', 'v1-coco'],
    title: 'DeepLab v1, trained with COCO',
    settings: settings(3, 3, 5, 67, 3),
    normalization: 'symmetric',
    source: 'comments in GetDenseCRFResult.m of DeepLab v1',
  },
  {
    name: 'deeplab-tool',
    aliases: ['tool'],
    title: "DeepLab's own tool, built-in defaults",
    settings: settings(3, 3, 5, 70, 5),
    normalization: 'after',
    source: 'dense_inference.cpp of DeepLab, which normalises after filtering',
  },
  {
    name: 'pydensecrf-readme',
    aliases: ['readme', 'pydensecrf'],
    title: 'README of pydensecrf, weak supervision',
    settings: settings(3, 3, 10, 80, 13),
    normalization: 'symmetric',
    source: 'README of lucasb-eyer/pydensecrf',
  },
];

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The preset of this name or alias, whatever its case and punctuation. */
export function findPreset(name: string): Preset | undefined {
  return presets.find((preset) => [preset.name, ...preset.aliases].some((candidate) => plain(candidate) === plain(name)));
}

/** A preset's kernels and normalisation. */
export function presetParameters(preset: Preset): CrfParameters {
  return { kernels: deepLabKernels(preset.settings), normalization: preset.normalization };
}
