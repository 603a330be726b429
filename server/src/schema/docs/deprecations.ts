/** Fields that are relics, and what has taken their place, by `Message.field`. */

const transform = (field: string): string => `Write \`transform_param { ${field}: … }\` in the layer.`;

const transformed = (message: string): [string, string][] =>
  ['scale', 'mean_file', 'crop_size', 'mirror'].map((field) => [`${message}.${field}`, transform(field)]);

export const deprecations: Readonly<Record<string, string>> = {
  'NetParameter.input_dim': 'Write `input_shape { dim: … }`, or an Input layer.',
  'ConcatParameter.concat_dim': 'Write `axis`.',
  'SliceParameter.slice_dim': 'Write `axis`.',
  'SolverParameter.solver_type': 'Write `type: "SGD"`.',
  'LossParameter.normalize': 'Write `normalization: VALID` or `BATCH_SIZE`.',
  'DummyDataParameter.num': 'Write `shape { dim: … }`.',
  'DummyDataParameter.channels': 'Write `shape { dim: … }`.',
  'DummyDataParameter.height': 'Write `shape { dim: … }`.',
  'DummyDataParameter.width': 'Write `shape { dim: … }`.',
  ...Object.fromEntries(['DataParameter', 'ImageDataParameter', 'WindowDataParameter'].flatMap(transformed)),
};
