/** Layers that bring data in: their tops have the shapes that batch size and crop size say. */
import { phrase, t } from '../l10n/text';
import { readBlobShape } from '../net/inputs';
import { unknownDim, type Dim, type Shape } from '../net/shape';
import type { Fields } from '../schema/fields';
import type { LayerDefinition, LayerQuery } from './definition';
import { atLeast, between, checkAtLeast, checkGiven, exactly, known, placeOf } from './dims';
import { choices, drop, type Remedy } from './remedy';
import { lowerDummyData, lowerInput, lowerParameter } from './lowering/data';

/** A stated size; 0 in Caffe means that the picture decides. */
const stated = (fields: Fields, names: readonly string[]): Dim => {
  const name = names.find((candidate) => fields.has(candidate) && fields.number(candidate) !== 0);
  return name === undefined ? unknownDim : fields.number(name);
};

/** Where a layer says sizes: its own message, and the crop of the transformation. */
interface Sizes {
  batch: Dim;
  height: Dim;
  width: Dim;
}

/** Crop sizes win over the sizes that pictures are resized to. Before transform_param, data layers had crop_size themselves. */
function sizesOf({ layer }: LayerQuery, param: string): Sizes {
  const own = layer.param(param);
  const transform = layer.param('transform_param');
  const resize = transform.message('resize_param');
  const size = (crops: readonly string[], news: readonly string[], resized: string): Dim => {
    const candidates = [stated(transform, crops), stated(own, ['crop_size', ...crops.slice(0, 1)].filter((name) => own.has(name)))];
    return [...candidates, stated(own, news), stated(resize, [resized])].find((dim) => dim !== unknownDim) ?? unknownDim;
  };
  const batch = own.has('batch_size') ? own.number('batch_size') : own.number('batch_size') || unknownDim;
  return {
    batch,
    height: size(['crop_height', 'crop_h', 'crop_size'], ['new_height', 'height'], 'height'),
    width: size(['crop_width', 'crop_w', 'crop_size'], ['new_width', 'width'], 'width'),
  };
}

/** A database does not say its channels, but as many means as channels may be given. */
function channelsByMeans({ layer }: LayerQuery): Dim {
  const transform = layer.param('transform_param');
  const means = transform.numbers('mean_value').length;
  if (transform.flag('force_gray')) return 1;
  return means > 1 || transform.flag('force_color') ? Math.max(means, 3) : unknownDim;
}

/** Pictures are read in colour unless the layer says otherwise. */
const channelsByColour = (fields: Fields): Dim => (fields.flag('is_color') ? 3 : 1);

/** What each top holds, by position. */
type TopShape = (query: LayerQuery, sizes: Sizes) => Shape | undefined;

const images = (channels: (query: LayerQuery) => Dim): TopShape => (query, { batch, height, width }) => [batch, channels(query), height, width];
const labels: TopShape = (_, { batch }) => [batch];
const labelMap: TopShape = (_, { batch, height, width }) => [batch, 1, height, width];

/** What Caffe's readers and its transformation of pictures check before the first one is read. */
function checkSource(query: LayerQuery, own: Fields): void {
  const transform = query.layer.param('transform_param');
  checkAtLeast(query, own, 'batch_size');
  const both = (a: string, b: string): boolean => transform.has(a) && transform.has(b);
  if (both('mean_file', 'mean_value')) {
    query.refuse('conflicting-parameters', t('Give the mean either as `mean_file` or as `mean_value`; not both.'), placeOf(transform, 'mean_value'));
  }
  if (both('force_color', 'force_gray') && transform.flag('force_color') && transform.flag('force_gray')) {
    query.refuse('conflicting-parameters', t('Pictures are either in colour or grey: give one of `force_color` and `force_gray`.'), placeOf(transform, 'force_gray'));
  }
}

/** Pictures are resized along both sides or not at all. */
function checkResize(query: LayerQuery, own: Fields): void {
  const [height, width] = [known(own.number('new_height')) ?? 1, known(own.number('new_width')) ?? 1];
  if (height > 0 === width > 0) return;
  const [given, other] = height > 0 ? ['new_height', 'new_width'] as const : ['new_width', 'new_height'] as const;
  query.refuse('missing-parameter', t`Give \`new_height\` and \`new_width\` together.`, placeOf(own, given), { remedies: [...choices(other, [known(own.number(given))]), drop([given])] });
}

/** A data layer described by what its tops hold; further tops are unknown. */
function source(part: Pick<LayerDefinition, 'type' | 'doc' | 'tops'> & Partial<LayerDefinition> & { param: string }, tops: readonly TopShape[]): LayerDefinition {
  return {
    category: 'data',
    bottoms: exactly(0),
    shapes: (query) => {
      const sizes = sizesOf(query, part.param);
      checkSource(query, query.layer.param(part.param));
      return query.layer.tops.map((_, index) => tops[index]?.(query, sizes));
    },
    ...part,
  };
}

/** The shapes that no top is left for go. */
const spareShapes = (given: number, tops: number): readonly Remedy[] =>
  [{ kind: 'fields', changes: Array.from({ length: given - tops }, (_, index) => ({ field: 'shape', value: undefined, index: tops + index })), title: t('Remove the shapes that have no top') }];

function inputShapes(query: LayerQuery): readonly Shape[] | undefined {
  const fields = query.layer.param('input_param');
  const shapes = fields.messages('shape').map(readBlobShape);
  const count = query.layer.tops.length;
  if (shapes.length > 1 && shapes.length !== count) {
    query.refuse('bad-parameter', t`Give \`shape\` once, or once for each of the ${count} tops; there are ${shapes.length}.`, placeOf(fields, 'shape'), {
      remedies: shapes.length > count ? spareShapes(shapes.length, count) : [],
    });
  }
  const [first] = shapes;
  return first && query.layer.tops.map((_, index) => shapes[shapes.length === 1 ? 0 : index] ?? first);
}

const input: LayerDefinition = {
  type: 'Input',
  category: 'data',
  param: 'input_param',
  doc: phrase('Blobs that the caller fills before each run.'),
  bottoms: exactly(0),
  tops: atLeast(1),
  shapes: inputShapes,
  lower: lowerInput,
};

/** Each kind of size once, or once for each top; not both kinds. */
function checkDummy(query: LayerQuery, fields: Fields, shapes: number): void {
  const tops = query.layer.tops.length;
  const old = oldSizes.filter((name) => fields.has(name));
  const [first] = old;
  if (first !== undefined && shapes > 0) {
    query.refuse('conflicting-parameters', t`Give either \`shape\` or \`num\`, \`channels\`, \`height\` and \`width\`; not both.`, placeOf(fields, first), { remedies: [drop(old)] });
  } else if (first !== undefined) {
    for (const name of oldSizes) checkCount(name, fields.numbers(name).length);
  } else checkCount('shape', shapes);
  if (fields.has('data_filler')) checkCount('data_filler', fields.messages('data_filler').length);

  function checkCount(name: string, count: number): void {
    if (count === 1 || count === tops) return;
    query.refuse(count === 0 ? 'missing-parameter' : 'bad-parameter', t`Give \`${name}\` once, or once for each of the ${tops} tops; there are ${count}.`, placeOf(fields, name));
  }
}

const oldSizes = ['num', 'channels', 'height', 'width'];

/** `shape { … }`, or the four old numbers, once for all tops or once for each. */
function dummyShapes(query: LayerQuery): readonly Shape[] | undefined {
  const fields = query.layer.param('dummy_data_param');
  const shapes = fields.messages('shape').map(readBlobShape);
  const old = oldSizes.map((name) => fields.numbers(name));
  checkDummy(query, fields, shapes.length);
  const pick = <Item>(items: readonly Item[], index: number): Item | undefined => items[items.length === 1 ? 0 : index];
  if (shapes.length === 0 && old.every((values) => values.length === 0)) return undefined;
  return query.layer.tops.map((_, index) => pick(shapes, index) ?? old.map((values) => pick(values, index) ?? unknownDim));
}

const dummyData: LayerDefinition = {
  type: 'DummyData',
  v1: ['DUMMY_DATA'],
  category: 'data',
  param: 'dummy_data_param',
  doc: phrase('Blobs that fillers fill, constant or random, for tests and for anchors.'),
  bottoms: exactly(0),
  tops: atLeast(1),
  shapes: dummyShapes,
  lower: lowerDummyData,
};

const memoryData: LayerDefinition = {
  type: 'MemoryData',
  v1: ['MEMORY_DATA'],
  category: 'data',
  param: 'memory_data_param',
  doc: phrase('Pictures and labels that the caller hands over in memory.'),
  bottoms: exactly(0),
  tops: exactly(2),
  shapes: (query) => {
    const fields = query.layer.param('memory_data_param');
    for (const name of ['batch_size', 'channels', 'height', 'width']) {
      checkGiven(query, fields, name);
      checkAtLeast(query, fields, name);
    }
    const [batch = 0, ...rest] = ['batch_size', 'channels', 'height', 'width'].map((name) => fields.number(name));
    return [[batch, ...rest], [batch]];
  },
};

const parameter: LayerDefinition = {
  type: 'Parameter',
  category: 'linear',
  param: 'parameter_param',
  doc: phrase('A learnt blob as a top, for layers that take their weights as a bottom.'),
  bottoms: exactly(0),
  tops: exactly(1),
  shapes: ({ layer }) => [readBlobShape(layer.param('parameter_param').message('shape'))],
  parameters: ({ layer }) => [{ role: phrase('values'), shape: readBlobShape(layer.param('parameter_param').message('shape')) }],
  lower: lowerParameter,
};

const unknownShapes = (): undefined => undefined;

export const dataLayers: readonly LayerDefinition[] = [
  input,
  dummyData,
  memoryData,
  parameter,
  source({
    type: 'Data', v1: ['DATA'], v0: ['data'], param: 'data_param', tops: between(1, 3),
    doc: phrase('Pictures and labels from a LevelDB or LMDB database; the database decides the channels, and the size where nothing is cropped.'),
  }, [images(channelsByMeans), labels]),
  source({
    type: 'ImageData', v1: ['IMAGE_DATA'], v0: ['images'], param: 'image_data_param', tops: between(1, 2),
    doc: phrase('Pictures from a list of files with a class each.'),
  }, [(query, sizes) => {
    checkResize(query, query.layer.param('image_data_param'));
    return images(({ layer }) => channelsByColour(layer.param('image_data_param')))(query, sizes);
  }, labels]),
  source({
    type: 'ImageSegData', v1: ['IMAGE_SEG_DATA'], param: 'image_data_param', tops: between(1, 3),
    doc: phrase('DeepLab\'s pictures with label maps from a list of file pairs; the third top holds each picture\'s true height and width.'),
  }, [images(({ layer }) => channelsByColour(layer.param('image_data_param'))), labelMap, (_, { batch }) => [batch, 1, 1, 2]]),
  source({
    type: 'DenseImageData', param: 'dense_image_data_param', tops: exactly(2),
    doc: phrase('SegNet\'s pictures with label maps from a list of file pairs.'),
  }, [images(({ layer }) => channelsByColour(layer.param('dense_image_data_param'))), labelMap]),
  source({
    type: 'WindowData', v1: ['WINDOW_DATA'], v0: ['window_data'], param: 'window_data_param', tops: exactly(2),
    doc: phrase('Windows cut out of pictures, foreground and background, with their classes (R-CNN).'),
  }, [images(() => 3), labels]),
  source({
    type: 'AnnotatedData', param: 'data_param', tops: between(1, 2),
    doc: phrase('SSD\'s pictures with boxes from a database, with batch samplers that cut out training samples.'),
  }, [images(channelsByMeans), () => [1, 1, unknownDim, 8]]),
  {
    type: 'HDF5Data', v1: ['HDF5_DATA'], v0: ['hdf5_data'], category: 'data', param: 'hdf5_data_param', bottoms: exactly(0), tops: atLeast(1),
    doc: phrase('Blobs from HDF5 files, one data set for each top, named as the top.'), shapes: unknownShapes,
  },
  {
    type: 'VideoData', category: 'data', param: 'video_data_param', bottoms: exactly(0), tops: atLeast(1),
    doc: phrase('Frames or optical flow sampled from videos (temporal segment networks).'), shapes: unknownShapes,
  },
  {
    type: 'MatRead', v1: ['MAT_READ'], category: 'data', param: 'mat_read_param', bottoms: exactly(0), tops: atLeast(1),
    doc: phrase('DeepLab\'s reader of blobs that MatWrite stored as Matlab files.'), shapes: unknownShapes,
  },
];
