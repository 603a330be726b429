/** What the fields of DeepLab's and other segmentation forks' messages mean. */
import { phrase, phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

const ignoreLabel = phrase('Pixels with this label do not count.');

export const segmentationDocs: MessageDocs = phrases({
  InterpParameter: {
    about: 'Bilinear resizing with aligned corners. Either a size, or a zoom or shrink factor, or both factors (shrink first).',
    fields: {
      height: 'Height of the top, in pixels. Goes with `width`.',
      width: 'Width of the top, in pixels.',
      zoom_factor: 'Makes n pixels into n + (n - 1) · (zoom_factor - 1).',
      shrink_factor: 'Makes n pixels into (n - 1) / shrink_factor + 1.',
      pad_beg: 'Pixels to cut off above and left, as a number that is zero or negative.',
      pad_end: 'Pixels to cut off below and right, as a number that is zero or negative.',
    },
  },
  DenseCRFParameter: {
    about: 'A fully connected CRF with Gaussian kernels over position, and over position and colour (Krähenbühl and Koltun 2011).',
    fields: {
      max_iter: 'Number of mean-field iterations.',
      pos_xy_std: 'Standard deviation of a position kernel, in pixels; one for each kernel.',
      pos_w: 'Weight of a position kernel; one for each.',
      bi_xy_std: 'Standard deviation in space of a bilateral kernel, in pixels; one for each kernel.',
      bi_rgb_std: 'Standard deviation in colour of a bilateral kernel, in levels of 0 to 255; one for each kernel.',
      bi_w: 'Weight of a bilateral kernel; one for each.',
      output_probability: 'Whether the top holds probabilities rather than their logarithms.',
    },
  },
  MultiStageMeanfieldParameter: {
    about: 'CRF-RNN\'s mean field, unrolled (Zheng and others 2015).',
    fields: {
      theta_alpha: 'Standard deviation in space of the bilateral kernel, in pixels.',
      theta_beta: 'Standard deviation in colour of the bilateral kernel, in levels of 0 to 255.',
      theta_gamma: 'Standard deviation of the spatial kernel, in pixels.',
      num_iterations: 'Number of mean-field iterations.',
      spatial_filter_weight: 'Initial weight of the spatial kernel.',
      bilateral_filter_weight: 'Initial weight of the bilateral kernel.',
      threshold: 'Stop early below this change.',
      compatibility_mode: 'Which initial compatibility between labels is taken.',
      force_cpu: 'Compute on the CPU also in GPU mode.',
    },
  },
  SegAccuracyParameter: {
    about: 'Accuracy of a segmentation, gathered over batches.',
    fields: { metric: 'Which figure to report.', ignore_label: ignoreLabel, reset: 'Start counting anew at each batch.' },
  },
  'SegAccuracyParameter.AccuracyMetric': {
    about: 'Figures of a segmentation.',
    fields: { PixelAccuracy: 'The share of pixels that are right.', ClassAccuracy: 'The same for each class, averaged.', PixelIOU: 'Intersection over union of each class, averaged.' },
  },
  MatWriteParameter: {
    about: 'Writes each bottom to a `.mat` file.',
    fields: { prefix: 'Put before each file\'s name; a folder ends in `/`.', source: 'A list with one name a line; without it, files are numbered.', strip: 'Characters to drop from the end of each name, such as an extension.', period: 'Write at every so many batches.' },
  },
  MatReadParameter: {
    about: 'Reads blobs from `.mat` files.',
    fields: { prefix: 'Put before each file\'s name; a folder ends in `/`.', source: 'A list with one name a line.', strip: 'Characters to drop from the end of each name.', batch_size: 'Files in a batch.' },
  },
  DomainTransformParameter: {
    about: 'An edge-preserving filter over the scores, led by an edge map.',
    fields: { num_iter: 'Number of passes.', spatial_sigma: 'Standard deviation in space, in pixels.', range_sigma: 'Standard deviation in the edge map.', min_weight: 'Least weight of the recursion.' },
  },
  BNParameter: {
    about: 'Batch normalisation with its scale and shift in one layer. PSPNet stores slope, bias, mean and variance; SegNet scale and shift only.',
    fields: {
      slope_filler: 'PSPNet: how the slope is filled before training.',
      bias_filler: 'PSPNet: how the bias is filled before training.',
      momentum: 'PSPNet: how much of the running mean and variance is kept at each iteration.',
      eps: 'PSPNet: added to the variance under the root.',
      frozen: 'PSPNet: use the stored mean and variance in training too.',
      scale_filler: 'SegNet: how the scale is filled before training.',
      shift_filler: 'SegNet: how the shift is filled before training.',
      bn_mode: 'SegNet: normalise by the batch, or apply stored scale and shift only.',
    },
  },
  'BNParameter.BNMode': { about: 'SegNet\'s two ways of batch normalisation.', fields: { LEARN: 'Normalise by the batch\'s statistics.', INFERENCE: 'Apply scale and shift, into which the statistics were folded.' } },
  UpsampleParameter: {
    about: 'Puts values back where a max pooling took them from; the second bottom is the pooling\'s mask.',
    fields: {
      scale: 'Factor on height and width.', scale_h: 'Factor on the height. Goes with `scale_w`.', scale_w: 'Factor on the width.',
      upsample_h: 'Height of the top, in pixels. Goes with `upsample_w`.', upsample_w: 'Width of the top, in pixels.',
      pad_out_h: 'Make the top one pixel less high, for odd sizes.', pad_out_w: 'Make the top one pixel less wide, for odd sizes.',
    },
  },
  UnpoolingParameter: {
    about: 'DeconvNet\'s unpooling.',
    fields: { unpool: 'Where a value is put.', kernel_size: 'Side of the square window, in pixels of the top.', stride: 'Step of the window, in pixels of the top.', pad: 'Padding on each side, in pixels.', unpool_size: 'Side of the top, in pixels.', unpool_h: 'Height of the top, in pixels.', unpool_w: 'Width of the top, in pixels.' },
  },
  SoftmaxLossParameter: { about: 'DeepLab v1\'s softmax loss.', fields: { ignore_label: ignoreLabel, weight_source: 'A file with the weight of each class.' } },
  PaddingParameter: { about: 'Adds or cuts off pixels.', fields: { pad_beg: 'Pixels added above and left; negative cuts off.', pad_end: 'Pixels added below and right; negative cuts off.' } },
  BiasChannelParameter: {
    about: 'Raises the scores of labels that a picture is known to have.',
    fields: { bg_bias: 'Added to the background\'s scores.', fg_bias: 'Added to the scores of foreground labels that are there.', ignore_label: ignoreLabel, label_type: 'Whether labels are given for the picture or for pixels.', background_label: 'Which label is the background.' },
  },
  AdaptiveBiasChannelParameter: {
    about: 'Raises scores until labels cover given shares of the picture.',
    fields: { num_iter: 'Number of rounds.', bg_portion: 'Share that the background shall cover.', fg_portion: 'Share that each foreground label shall cover.', suppress_others: 'Lower the scores of labels that are not there.', margin_others: 'By how much to lower them.' },
  },
  UniqueLabelParameter: { about: 'Lists the labels that occur in a label map.', fields: { max_labels: 'How many to list at most.', ignore_label: 'Labels to leave out.', force_label: 'Labels to list in any case.' } },
  VisualSaliencyParameter: { about: 'Writes pictures of saliency maps while training.', fields: { save_dir: 'The folder to write to.', visual_num: 'How many pictures.', visual_interval: 'At every so many iterations.' } },
  NormalizeParameter: {
    about: 'Scales the vector of channels at each pixel to unit length, then by a learnt factor.',
    fields: { across_spatial: 'Take the length over the whole map.', scale_filler: 'How the factor is filled before training.', channel_shared: 'One factor for all channels.', eps: 'Added under the root.' },
  },
  PermuteParameter: { about: 'Reorders axes.', fields: { order: 'The bottom\'s axis that each axis of the top is, in order.' } },
  ROIPoolingParameter: { about: 'Pools regions to one size.', fields: { pooled_h: 'Height of the result.', pooled_w: 'Width of the result.', spatial_scale: 'Pixels of the bottom for one pixel of the picture.' } },
});
