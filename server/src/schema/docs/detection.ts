/** What the fields of SSD's layers mean: samples with boxes, default boxes, their loss and what comes of them. */
import { phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

export const detectionDocs: MessageDocs = phrases({
  AnnotatedDataParameter: {
    about: 'SSD\'s samples from a database with boxes.',
    fields: {
      batch_sampler: 'Ways to cut a sample out of a picture; one that succeeds is chosen at random.',
      label_map_file: 'A LabelMap file: names and numbers of the classes.', anno_type: 'The kind of annotation, if not the one in the database.',
    },
  },
  BatchSampler: {
    about: 'One way to cut a sample: which boxes to try, and which to take.',
    fields: {
      use_original_image: 'Cut from the whole picture rather than from the last sample.', sampler: 'Size and shape of the boxes to try.',
      sample_constraint: 'How a box must overlap the objects to be taken.', max_sample: 'How many to take at most.', max_trials: 'How many to try at most.',
    },
  },
  Sampler: {
    about: 'Which boxes to try, at random.',
    fields: {
      min_scale: 'Least side, as a part of the picture.', max_scale: 'Greatest side, as a part of the picture.', min_aspect_ratio: 'Least width by height.',
      max_aspect_ratio: 'Greatest width by height.',
    },
  },
  SampleConstraint: {
    about: 'How a box must overlap at least one object.',
    fields: {
      min_jaccard_overlap: 'Least intersection over union.', max_jaccard_overlap: 'Greatest intersection over union.',
      min_sample_coverage: 'Least part of the box that the object covers.', max_sample_coverage: 'Greatest part of the box that the object covers.',
      min_object_coverage: 'Least part of the object that the box covers.', max_object_coverage: 'Greatest part of the object that the box covers.',
    },
  },
  EmitConstraint: {
    about: 'Which objects stay in a sample.',
    fields: {
      emit_type: 'By the centre of the object, or by how much of it is inside.',
      emit_overlap: 'Least part of the object that must be inside, for MIN_OVERLAP.',
    },
  },
  ExpansionParameter: {
    about: 'Sets pictures into larger ones, so that objects get smaller.',
    fields: {
      prob: 'How often, from 0 to 1.', max_expand_ratio: 'Greatest factor on the sides.',
    },
  },
  DistortionParameter: {
    about: 'Changes colours at random.',
    fields: {
      brightness_prob: 'How often the brightness changes, from 0 to 1.', brightness_delta: 'By how much at most, in values of 0 to 255.',
      contrast_prob: 'How often the contrast changes, from 0 to 1.', contrast_lower: 'Least factor on the contrast.',
      contrast_upper: 'Greatest factor on the contrast.', hue_prob: 'How often the hue changes, from 0 to 1.',
      hue_delta: 'By how much at most, of OpenCV\'s 0 to 180.', saturation_prob: 'How often the saturation changes, from 0 to 1.',
      saturation_lower: 'Least factor on the saturation.', saturation_upper: 'Greatest factor on the saturation.',
      random_order_prob: 'How often the channels change places, from 0 to 1.',
    },
  },
  ResizeParameter: {
    about: 'How pictures are resized before they enter the net.',
    fields: {
      prob: 'How often, from 0 to 1.', resize_mode: 'What becomes of the aspect ratio.', height: 'Height of the result, in pixels.',
      width: 'Width of the result, in pixels.', height_scale: 'Height by which boxes are scaled, for FIT_SMALL_SIZE.',
      width_scale: 'Width by which boxes are scaled, for FIT_SMALL_SIZE.', pad_mode: 'What fills the rest, for FIT_LARGE_SIZE_AND_PAD.',
      pad_value: 'The value that fills the rest: one, or one for each channel.',
      interp_mode: 'How pixels are interpolated; of several one is chosen at random.',
    },
  },
  'ResizeParameter.Resize_mode': {
    about: 'What becomes of the aspect ratio.',
    fields: {
      WARP: 'Both sides become what is given.', FIT_SMALL_SIZE: 'The shorter side becomes what is given, and the aspect ratio stays.',
      FIT_LARGE_SIZE_AND_PAD: 'The longer side becomes what is given, and the rest is filled.',
    },
  },
  NoiseParameter: {
    about: 'Noise and other damage that is added to pictures.',
    fields: {
      prob: 'How often, from 0 to 1.', hist_eq: 'Equalise the histogram.', inverse: 'Invert the colours.', decolorize: 'Make it grey.', gauss_blur: 'Blur it.',
      jpeg: 'Quality of a JPEG compression; -1 for none.', posterize: 'Leave few values of each colour.', erode: 'Erode it.',
      saltpepper: 'Add salt and pepper.', saltpepper_param: 'How much salt and pepper.', clahe: 'Equalise the histogram of each part.',
      convert_to_hsv: 'Go over to HSV.', convert_to_lab: 'Go over to Lab.',
    },
  },
  SaltPepperParameter: { about: 'Salt and pepper.', fields: { fraction: 'Part of the pixels, from 0 to 1.', value: 'The value of each channel.' } },
  PriorBoxParameter: {
    about: 'SSD\'s default boxes, centred at each unit of a map.',
    fields: {
      min_size: 'Side of the square box, in pixels of the input. Several make several.',
      max_size: 'With it a second square box of side √(min_size · max_size).',
      aspect_ratio: 'Width by height of further boxes of the same area; 1 is there in any case.', flip: 'Add 1 / ratio for each ratio.',
      clip: 'Keep boxes inside the picture.', variance: 'What offsets of boxes are multiplied with: one value, or one for each coordinate.',
      img_size: 'Side of the input in pixels, if not that of the second bottom.', img_h: 'Height of the input in pixels. Goes with `img_w`.',
      img_w: 'Width of the input in pixels.', step: 'Pixels of the input from one unit to the next; by default input by map.',
      step_h: 'The same, along the height. Goes with `step_w`.', step_w: 'The same, along the width.',
      offset: 'Where the centre lies in its cell, from 0 to 1.',
    },
  },
  'PriorBoxParameter.CodeType': {
    about: 'How offsets of boxes are written.',
    fields: {
      CORNER: 'Offsets of the corners.', CENTER_SIZE: 'Offset of the centre by the box\'s size, and logarithm of the size.',
      CORNER_SIZE: 'Offsets of the corners by the box\'s size.',
    },
  },
  NonMaximumSuppressionParameter: {
    about: 'Leaves out boxes that overlap better ones.',
    fields: {
      nms_threshold: 'Intersection over union from which on a box is left out.', top_k: 'How many boxes are looked at, the best first.',
      eta: 'Factor on the threshold after each box, for the adaptive kind; 1 for the plain one.',
    },
  },
  DetectionOutputParameter: {
    about: 'Turns offsets and scores into boxes.',
    fields: {
      num_classes: 'Number of classes, with the background.', share_location: 'One box for all classes rather than one for each.',
      background_label_id: 'The label of the background; -1 where there is none.', nms_param: 'How boxes that overlap better ones are left out.',
      save_output_param: 'Where to write the boxes.', code_type: 'How offsets of boxes are written: corners, centre and size, or corners by size.',
      variance_encoded_in_target: 'The net has learnt offsets that are multiplied already.', keep_top_k: 'How many boxes of a picture stay; -1 for all.',
      confidence_threshold: 'Boxes with lower scores are left out at once.', visualize: 'Show the boxes in a window.',
      visualize_threshold: 'Score from which on boxes are shown.', save_file: 'A video file to write.',
    },
  },
  SaveOutputParameter: {
    about: 'Where boxes are written, and in which form.',
    fields: {
      output_directory: 'The folder.', output_name_prefix: 'What file names begin with.', output_format: '`VOC` or `COCO`.',
      label_map_file: 'A LabelMap file: names and numbers of the classes.',
      name_size_file: 'A list of the pictures in the order of the database: name, height, width.', num_test_image: 'Number of pictures.',
      resize_param: 'The size of the pictures, to turn boxes back into pixels.',
    },
  },
  DetectionEvaluateParameter: {
    about: 'Counts true and false boxes.',
    fields: {
      num_classes: 'Number of classes, with the background.', background_label_id: 'The label of the background.',
      overlap_threshold: 'Intersection over union from which on a box is true.', evaluate_difficult_gt: 'Count objects that are marked as difficult, too.',
      name_size_file: 'A list of the pictures in the order of the database: name, height, width.',
      resize_param: 'The size of the pictures, to turn boxes back into pixels.',
    },
  },
  MultiBoxLossParameter: {
    about: 'SSD\'s loss: which boxes are to find which objects, and how far they are from it.',
    fields: {
      loc_loss_type: 'The loss of the offsets.', conf_loss_type: 'The loss of the scores.', loc_weight: 'Factor on the loss of the offsets.',
      num_classes: 'Number of classes, with the background.', share_location: 'One box for all classes rather than one for each.',
      match_type: 'Whether each object has one box, or all that overlap it enough.',
      overlap_threshold: 'Intersection over union from which on a box belongs to an object.',
      use_prior_for_matching: 'Compare default boxes with objects, not those that are found.', background_label_id: 'The label of the background.',
      use_difficult_gt: 'Learn objects that are marked as difficult, too.', do_neg_mining: 'Now `mining_type`.',
      neg_pos_ratio: 'How many boxes without an object count for each with one, the worst first.',
      neg_overlap: 'Only boxes below this intersection over union count as being without an object.',
      code_type: 'How offsets of boxes are written: corners, centre and size, or corners by size.',
      encode_variance_in_target: 'Multiply offsets in the targets rather than in the boxes.', map_object_to_agnostic: 'Take all classes for one.',
      ignore_cross_boundary_bbox: 'Leave out boxes that reach beyond the picture.', bp_inside: 'Learn from corners inside the picture only.',
      mining_type: 'Which boxes without an object count.', nms_param: 'How boxes that overlap better ones are left out.',
      sample_size: 'How many boxes count, for HARD_EXAMPLE.', use_prior_for_nms: 'Compare default boxes with each other, not those that are found.',
    },
  },
  'MultiBoxLossParameter.MatchType': {
    about: 'Which boxes belong to an object.',
    fields: {
      BIPARTITE: 'The best one for each object.', PER_PREDICTION: 'The best one, and all that overlap it enough.',
    },
  },
  'MultiBoxLossParameter.MiningType': {
    about: 'Which boxes without an object count.',
    fields: {
      NONE: 'All.', MAX_NEGATIVE: 'The worst, in number as `neg_pos_ratio` says.', HARD_EXAMPLE: 'The hardest of all, with an object or without.',
    },
  },
  LabelMap: { about: 'Names and numbers of classes.', fields: { item: 'One class.' } },
  LabelMapItem: { about: 'One class.', fields: { name: 'Its name in the annotations.', label: 'Its number.', display_name: 'Its name for people.' } },
});
