/** Fields that are relics, and what has taken their place, by `Message.field`. */
import { t, type Words } from '../../l10n/text';

export interface Deprecation {
  /** What to write, as a sentence. */
  advice(this: void): Words;
  /** The field that has taken its place, as `Message.field`: where a dialect lacks it, the relic is none. */
  successor: string;
}

const renamed = (message: string, field: string, successor: string): [string, Deprecation] => [
  `${message}.${field}`, { advice: () => t`Write \`${successor}\`.`, successor: `${message}.${successor}` },
];

const moved = (message: string): [string, Deprecation][] =>
  ['scale', 'mean_file', 'crop_size', 'mirror'].map((field) => [
    `${message}.${field}`,
    { advice: () => t`Write \`transform_param { ${field}: … }\` in the layer.`, successor: `TransformationParameter.${field}` },
  ]);

const shaped = (field: string): [string, Deprecation] => [
  `DummyDataParameter.${field}`, { advice: () => t('Write `shape { dim: … }`.'), successor: 'DummyDataParameter.shape' },
];

export const deprecations: ReadonlyMap<string, Deprecation> = new Map([
  ['NetParameter.input_dim', { advice: () => t('Write `input_shape { dim: … }`, or an Input layer.'), successor: 'NetParameter.input_shape' }],
  renamed('ConcatParameter', 'concat_dim', 'axis'),
  renamed('SliceParameter', 'slice_dim', 'axis'),
  renamed('SolverParameter', 'solver_type', 'type'),
  renamed('LossParameter', 'normalize', 'normalization'),
  ...['num', 'channels', 'height', 'width'].map(shaped),
  ...['DataParameter', 'ImageDataParameter', 'WindowDataParameter'].flatMap(moved),
]);
