/** What the fields of data layers mean. */
import { phrase, phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

const batchSize = phrase('Pictures in a batch.');
const randSkip = phrase('Skip up to this many entries at the start, at random.');
const rootFolder = phrase('Put before every path in the list, such as a folder with a `/` at its end.');
const newHeight = phrase('Resize pictures to this height, in pixels; 0 keeps theirs. Goes with `new_width`.');
const newWidth = phrase('Resize pictures to this width, in pixels; 0 keeps theirs.');
const isColor = phrase('Read pictures with three channels (BGR) rather than one.');
const relic = phrases({ scale: 'Now `transform_param { scale }`.', mean_file: 'Now `transform_param { mean_file }`.', crop_size: 'Now `transform_param { crop_size }`.', mirror: 'Now `transform_param { mirror }`.' });

export const dataDocs: MessageDocs = phrases({
  InputParameter: { about: 'A blob fed from outside.', fields: { shape: 'The shape of each top, or one for all: batch, channels, height, width.' } },
  TransformationParameter: {
    about: 'What happens to a picture before it enters the net: resize, crop, mirror, subtract the mean, scale, in this order.',
    fields: {
      scale: 'Factor on every value, after the mean is subtracted. 0.00390625 is 1/256.',
      mirror: 'Flip left and right at random.',
      crop_size: 'Side of the square to cut: at random in training, from the middle in testing; in pixels.',
      crop_width: 'DeepLab v2: width of the rectangle to cut, in pixels.',
      crop_height: 'DeepLab v2: height of the rectangle to cut, in pixels.',
      mean_file: 'A file with a mean picture to subtract. Excludes `mean_value`.',
      mean_value: 'A mean to subtract: one for all channels, or one for each in the order blue, green, red.',
      force_color: 'Read pictures with three channels.',
      force_gray: 'Read pictures with one channel.',
      scale_factors: 'DeepLab v2: resize each picture by one of these, chosen at random.',
      resize_param: 'SSD: how pictures are resized.',
      noise_param: 'SSD: noise that is added.',
      distort_param: 'SSD: how colours are changed.',
      expand_param: 'SSD: how pictures are set into larger ones.',
      emit_constraint: 'SSD: which boxes stay after a crop.',
    },
  },
  DataParameter: {
    about: 'A database of pictures.',
    fields: {
      source: 'The folder of the database.',
      batch_size: batchSize,
      rand_skip: randSkip,
      backend: 'The kind of database.',
      force_encoded_color: 'Decode pictures with three channels.',
      prefetch: 'Batches to read ahead.',
      ...relic,
    },
  },
  'DataParameter.DB': { about: 'The kind of database.', fields: { LEVELDB: 'A LevelDB folder.', LMDB: 'An LMDB folder.' } },
  ImageDataParameter: {
    about: 'Pictures named in a list file, each with a label or a label map.',
    fields: {
      source: 'The list: a picture\'s path and its label (or its label map\'s path) in each line.',
      batch_size: batchSize,
      rand_skip: randSkip,
      shuffle: 'Read the list in a new random order each epoch.',
      new_height: newHeight,
      new_width: newWidth,
      is_color: isColor,
      root_folder: rootFolder,
      label_type: 'DeepLab: whether a label is one number, a label map, or absent.',
      ignore_label: 'DeepLab: the label given to pixels that padding adds.',
      has_label: 'DeepLab v1: whether the list has labels.',
      max_labels: 'DeepLab v1: how many labels a picture can have.',
      label_divide_factor: 'ENet: divide labels by this number.',
      ...relic,
    },
  },
  'ImageDataParameter.LabelType': { about: 'What stands beside a picture in the list.', fields: { NONE: 'Nothing.', IMAGE: 'One label for the picture.', PIXEL: 'The path of a label map.' } },
  DenseImageDataParameter: {
    about: 'SegNet: pictures with label maps, named in a list file.',
    fields: {
      source: 'The list: the paths of a picture and of its label map in each line.',
      batch_size: batchSize, rand_skip: randSkip, shuffle: 'Read the list in a new random order each epoch.',
      new_height: newHeight, new_width: newWidth, is_color: isColor, root_folder: rootFolder, label_divide_factor: 'Divide labels by this number.',
    },
  },
  MemoryDataParameter: {
    about: 'Pictures handed over in memory.',
    fields: { batch_size: batchSize, channels: 'Channels of a picture.', height: 'Height of a picture, in pixels.', width: 'Width of a picture, in pixels.' },
  },
  HDF5DataParameter: { about: 'Blobs from HDF5 files.', fields: { source: 'A text file with the path of an HDF5 file in each line.', batch_size: 'Entries in a batch.', shuffle: 'Read in random order.' } },
  HDF5OutputParameter: { about: 'Blobs to an HDF5 file.', fields: { file_name: 'The file to write.' } },
  DummyDataParameter: {
    about: 'Blobs filled by fillers.',
    fields: { data_filler: 'How each top is filled: one for all, or one each.', shape: 'The shape of each top, or one for all.', num: 'Older form of the shape: batch.', channels: 'Older form of the shape: channels.', height: 'Older form of the shape: height.', width: 'Older form of the shape: width.' },
  },
  WindowDataParameter: {
    about: 'Windows cut from pictures, named in a window file.',
    fields: {
      source: 'The window file.', batch_size: 'Windows in a batch.', fg_threshold: 'Overlap from which a window is foreground.', bg_threshold: 'Overlap below which a window is background.',
      fg_fraction: 'Share of foreground windows in a batch.', context_pad: 'Pixels of context around a window.', crop_mode: '`warp` or `square`.', cache_images: 'Keep pictures in memory.', root_folder: rootFolder, ...relic,
    },
  },
});
