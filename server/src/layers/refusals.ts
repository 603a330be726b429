/** The reasons for which Caffe refuses a layer, as a table: each is a rule `shape/CODE` for the user. */
import { phrase, type Phrase } from '../l10n/text';

const table = {
  'missing-parameter': {
    title: phrase('Parameter missing'),
    doc: phrase('The layer cannot be set up without this parameter, and it has no default.'),
  },
  'conflicting-parameters': {
    title: phrase('Parameters exclude each other'),
    doc: phrase('Two spellings of one thing are given (`kernel_size` and `kernel_h`, two sizes for Interp), or parameters that cannot be combined. Keep one.'),
  },
  'bad-parameter': {
    title: phrase('Parameter out of range'),
    doc: phrase('The value lies outside what the layer allows: a kernel of 0, a padding as large as the pooling window, an axis that the blob does not have.'),
  },
  'group': {
    title: phrase('Channels do not divide into groups'),
    doc: phrase('A grouped convolution splits input and output channels into `group` equal parts; both numbers must be divisible by it.'),
  },
  'shape-mismatch': {
    title: phrase('Shapes do not fit'),
    doc: phrase('The bottoms must agree: for Eltwise in every axis, for Concat in all but the joined one, for Crop the cut must lie inside.'),
  },
  'axis-count': {
    title: phrase('Wrong number of axes'),
    doc: phrase('The layer works on blobs with a certain number of axes, mostly 4: batch, channels, height, width.'),
  },
  'no-output': {
    title: phrase('Nothing comes out'),
    doc: phrase('The window with its holes is larger than the padded input, so there is no position for it. Enlarge the input or the padding, or shrink the kernel or its holes.'),
  },
  'uneven-slice': {
    title: phrase('Slice does not divide'),
    doc: phrase('Without `slice_point` the axis is cut into equal parts, one for each top; with it the points must increase and number one less than the tops.'),
  },
  'size-mismatch': {
    title: phrase('Numbers of values differ'),
    doc: phrase('A reshape keeps all values: the product of the sizes must stay the same.'),
  },
} as const;

export type RefusalCode = keyof typeof table;

/** Title and documentation of each code. */
export const refusals: Readonly<Record<RefusalCode, { title: Phrase; doc: Phrase }>> = table;
