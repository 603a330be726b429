/** What the fields of forks' data and augmentation messages mean. */
import { phrases } from '../../l10n/text';
import type { MessageDocs } from './index';

export const forkDataDocs: MessageDocs = phrases({
  BlackAugmentationParameter: { about: 'Blackens pictures or their borders at random.', fields: {} },
  C2TensorProto: {
    about: 'A tensor as Caffe2 stores it.',
    fields: {
      dims: 'The sizes of its axes.', data_type: 'The type of its values, which tells the field that holds them.', float_data: 'Values of type FLOAT.',
      int32_data: 'Values of integer types of up to 32 bits, of BOOL, and of FLOAT16 as bit patterns.', byte_data: 'Values of type BYTE.',
      string_data: 'Values of type STRING.', name: 'The name of the tensor.', double_data: 'Values of type DOUBLE.', int64_data: 'Values of type INT64.',
    },
  },
  C2TensorProtos: { about: 'A list of tensors as Caffe2 stores them.', fields: {} },
  CarBoundingBox: {
    about: 'A car in a picture: its box, depth and velocity.',
    fields: {
      type: 'A number for the kind.', xmin: 'Left edge of the box, in pixels.', ymin: 'Upper edge of the box, in pixels.',
      xmax: 'Right edge of the box, in pixels.', ymax: 'Lower edge of the box, in pixels.', depth: 'How far away the car is.',
      velocity_x: 'Velocity along the x axis.', velocity_y: 'Velocity along the y axis.', velocity_z: 'Velocity along the z axis.',
      rel_speed: 'Relative speed.', img_width: 'Width of a picture, in pixels.', img_height: 'Height of a picture, in pixels.',
    },
  },
  CropAndResizeParameter: {
    about: 'Cuts boxes out of maps and resizes them to one size.',
    fields: {
      crop_h: 'Height of the result, in pixels.', crop_w: 'Width of the result, in pixels.', extrapolation_value: 'The value outside the map.',
    },
  },
  DetectNetAugmentationParameter: {
    about: 'How DetectNet changes pictures and their boxes at random.',
    fields: {
      crop_prob: 'How often a random part is cut out, from 0 to 1.', shift_x: 'Greatest shift along the width, in pixels.',
      shift_y: 'Greatest shift along the height, in pixels.', scale_prob: 'How often the size changes, from 0 to 1.',
      scale_min: 'Least factor on the size.', scale_max: 'Greatest factor on the size.', flip_prob: 'How often left and right are flipped, from 0 to 1.',
      rotation_prob: 'How often the picture is rotated, from 0 to 1.', max_rotate_degree: 'Greatest rotation to either side, in degrees.',
      hue_rotation_prob: 'How often the hue changes, from 0 to 1.', hue_rotation: 'Greatest rotation of the hue to either side, in degrees.',
      desaturation_prob: 'How often colours are weakened, from 0 to 1.',
      desaturation_max: 'How much colours are weakened at most; 1 may make the picture grey.',
    },
  },
  DetectNetGroundTruthParameter: {
    about: 'How boxes become the maps that DetectNet learns, on a grid.',
    fields: {
      stride: 'Side of a grid cell, in pixels of the picture.', scale_cvg: 'Size of the covered region, as a part of the box.',
      gridbox_type: 'Whether the covered region has a greatest or a least size.', max_cvg_len: 'Greatest size of the covered region, for GRIDBOX_MAX.',
      min_cvg_len: 'Least size of the covered region, for GRIDBOX_MIN.', coverage_type: 'The shape of the covered region.',
      image_size_x: 'Width of the pictures that the net sees, in pixels.', image_size_y: 'Height of the pictures that the net sees, in pixels.',
      obj_norm: 'Divide the coverage by the size of the object.', crop_bboxes: 'Cut boxes off where they leave the grid.',
    },
  },
  DrivingData: {
    about: 'A driving scene: a picture with boxes of cars, and lanes from a video.',
    fields: {
      car_img_source: 'Where the picture of the cars lies.', lane_video_source: 'Path of the video of the lanes.',
      lane_framenum: 'Number of the frame in the video of the lanes.', lane_perspective_id: 'Number of the lanes\' perspective.',
      car_cropped_width: 'Width of the cropped picture, in pixels.', car_cropped_height: 'Height of the cropped picture, in pixels.',
      car_label_width: 'Width of the label map before it is tiled.', car_label_height: 'Height of the label map before it is tiled.',
      car_label_resolution: 'How many tiles along each side.', car_shrink_factor: 'Factor from a car\'s box to its part of the mask.',
      car_whole_factor: 'A factor for how whole an object is.',
    },
  },
  LabelSpecificAddParameter: {
    about: 'Lowers the score of the right label by a margin, as AM-Softmax does.',
    fields: {
      bias: 'The margin; its sign does not count.', transform_test: 'Whether to do so in testing too.',
    },
  },
  MaskRCNNDetectionParameter: {
    about: 'Mask R-CNN\'s last boxes: refines those of the proposals, and leaves out what is unsure or overlaps.',
    fields: {
      bbox_std_dev: 'What offsets are multiplied with: y, x, height, width.', batch_size: 'Pictures in a batch.',
      detection_max_instances: 'How many boxes of a picture stay at most.', detection_min_confidence: 'Boxes with lower scores are left out at once.',
      detection_nms_threshold: 'Intersection over union from which on a box is left out.',
    },
  },
  MaskRCNNProposalParameter: {
    about: 'Mask R-CNN\'s proposals: boxes from anchors, their scores and offsets.',
    fields: {
      rpn_bbox_std_dev: 'What offsets are multiplied with: y, x, height, width.', batch_size: 'Pictures in a batch.',
      images_per_gpu: 'Pictures for each GPU.', pre_nms_limit: 'How many boxes are looked at, the best first.',
      rpn_nms_threshold: 'Intersection over union from which on a box is left out.', post_nms_rois_inference: 'How many boxes of a picture stay at most.',
    },
  },
  ResizeBilinearParameter: {
    about: 'Resizes maps by bilinear interpolation.',
    fields: {
      output_height: 'Height of the top, in pixels.', output_width: 'Width of the top, in pixels.', scale_height: 'Factor on the height.',
      scale_width: 'Factor on the width.', pytorch_half_pixel: 'Place pixels as PyTorch\'s half-pixel mode does.',
      output_depth: 'Depth of the top, in slices.', scale_depth: 'Factor on the depth.',
    },
  },
  ResizeNearestNeighborParameter: {
    about: 'Resizes maps by taking the nearest pixel.',
    fields: {
      output_height: 'Height of the top, in pixels.', output_width: 'Width of the top, in pixels.', scale_height: 'Factor on the height.',
      scale_width: 'Factor on the width.', half_pixel_onnx: 'Place pixels as ONNX\'s half-pixel mode does, rounding down.',
    },
  },
  Tensor2BoxParameter: {
    about: 'Turns YOLO\'s map into boxes: centre, size, objectness and the score of each class.',
    fields: {
      num_classes: 'Number of classes, without a background.', img_dim_h: 'Height of the input in pixels.', img_dim_w: 'Width of the input in pixels.',
      anchors_x: 'Width of each anchor, in pixels of the input.', anchors_y: 'Height of each anchor, in pixels of the input.',
    },
  },
  Where4GatherndCropParameter: {
    about: 'Sorts boxes by pyramid level, 2 to 5, and cuts each out of the map of its level.',
    fields: {
      num_output: 'Number of boxes to give.', crop_h: 'Height of the result, in pixels.', crop_w: 'Width of the result, in pixels.',
      extrapolation_value: 'The value outside the map.',
    },
  },
  AnnotatedDatum: {
    about: 'A picture with its annotations, as databases store it.',
    fields: {
      type: 'The kind of annotation; without one, the label of the datum counts.', record_id: 'NVIDIA: the number of the record, given by the reader.',
    },
  },
  Annotation: { about: 'One object: its number and its box.', fields: { instance_id: 'The number of the object within its class.' } },
  AnnotationGroup: { about: 'The objects of one class in a picture.', fields: { group_label: 'The label of the class.' } },
  AugmentationCoeff: {
    about: 'How one picture is augmented: numbers that were drawn. A default leaves the picture as it is.',
    fields: {
      mirror: '1 flips left and right, 0 does not.', dx: 'Shift along the width, as a part of it.', dy: 'Shift along the height, as a part of it.',
      angle: 'Rotation, in radians.', zoom_x: 'Factor by which the width is enlarged.', zoom_y: 'Factor by which the height is enlarged.',
      pow_nomean0: 'Exponent of the first component along the colour axes, without the mean.',
      add_nomean0: 'Added to the first component along the colour axes, without the mean.',
      mult_nomean0: 'Factor on the first component along the colour axes, without the mean.',
      pow_nomean1: 'Exponent of the second component along the colour axes, without the mean.',
      add_nomean1: 'Added to the second component along the colour axes, without the mean.',
      mult_nomean1: 'Factor on the second component along the colour axes, without the mean.',
      pow_nomean2: 'Exponent of the third component along the colour axes, without the mean.',
      add_nomean2: 'Added to the third component along the colour axes, without the mean.',
      mult_nomean2: 'Factor on the third component along the colour axes, without the mean.',
      pow_withmean0: 'Exponent of the first component along the colour axes, with the mean.',
      add_withmean0: 'Added to the first component along the colour axes, with the mean.',
      mult_withmean0: 'Factor on the first component along the colour axes, with the mean.', pow_withmean1: 'Exponent of the saturation.',
      add_withmean1: 'Added to the saturation.', mult_withmean1: 'Factor on the saturation.', pow_withmean2: 'The same value as `pow_withmean1`.',
      add_withmean2: 'The same value as `add_withmean1`.', mult_withmean2: 'The same value as `mult_withmean1`.',
      lmult_pow: 'Exponent of the lightness, the length of the colour vector.', lmult_add: 'Added to the lightness, the length of the colour vector.',
      lmult_mult: 'Factor on the lightness, the length of the colour vector.', col_angle: 'Rotation of the hue, in radians.',
      fog_amount: 'How much fog is added.', fog_size: 'Size of the fog\'s structures.', motion_blur_angle: 'Direction of the motion blur.',
      motion_blur_size: 'Size of the motion blur.', shadow_angle: 'Direction in which the shadow lies from the centre, as an angle.',
      shadow_distance: 'Distance of the shadow\'s edge from the centre, in pixels.', shadow_strength: 'What is subtracted from values in the shadow.',
      noise: 'Standard deviation of the Gaussian noise that is added.', gamma: 'Exponent of the values, from 0 to 1.',
      brightness: 'Added to the values, from 0 to 1.', contrast: 'Factor on the distance of values from the middle, 0.5.',
      color1: 'Factor on the first channel; the brightness of the pixel is kept.',
      color2: 'Factor on the second channel; the brightness of the pixel is kept.',
      color3: 'Factor on the third channel; the brightness of the pixel is kept.',
    },
  },
  AugmentationParameter: {
    about: 'How pictures are augmented, with the distribution from which each number is drawn.',
    fields: {
      write_augmented: 'Unless empty, report how each picture is augmented.',
      max_multiplier: 'Greatest value after the change of colours; what exceeds it is cut off.', augment_during_test: 'Augment in testing too.',
      recompute_mean: 'Iterations over which the mean is computed, to be subtracted; 0 computes none.', write_mean: 'A file to write the mean to.',
      mean_per_pixel: 'A mean for each pixel rather than one for each channel.',
      mode: 'What becomes of coefficients that come in: `add` to them, `replace` them, or `regenerate` them.',
      mean: 'A mean to subtract, one for each channel. Goes with `mean_per_pixel: false`.',
      crop_width: 'Width of the rectangle to cut, in pixels; 0 cuts nothing.', crop_height: 'Height of the rectangle to cut, in pixels; 0 cuts nothing.',
      bottomwidth: 'Width of the bottom, in pixels.', bottomheight: 'Height of the bottom, in pixels.', num: 'Pictures in a batch.',
      chromatic_eigvec: 'The three colour axes, three numbers each, as nine in all.',
    },
  },
  CensorLabelParameter: { about: 'Replaces labels of a label map that are not in a list by the label to ignore.', fields: {} },
  CoeffScheduleParameter: {
    about: 'How a coefficient goes from one value to another while training.',
    fields: {
      half_life: 'Iterations until half of the way is done.', initial_coeff: 'The value at the start.', final_coeff: 'The value that it approaches.',
    },
  },
  DenseImageDataParameter: {
    fields: {
      mean_file: 'The file with the mean picture to subtract.', mirror: 'Flip left and right at random.',
      crop_width: 'Width of the rectangle to cut, in pixels; 0 cuts nothing.', crop_height: 'Height of the rectangle to cut, in pixels; 0 cuts nothing.',
    },
  },
  ImageSegDataParameter: { about: 'Pictures with label maps.', fields: {} },
  MaskParameter: {
    about: 'Makes a mask of two values: random boxes, or one row or column.',
    fields: {
      fg_value: 'The value inside the boxes.', bg_value: 'The value outside the boxes.', fg_ratio: 'Share of the mask that boxes cover, from 0 to 1.',
      width: 'Width in pixels, of each box where there are boxes, else of the mask.',
      height: 'Height in pixels, of each box where there are boxes, else of the mask.', masktype: 'Whether a row or a column of the mask is zero.',
      direction: 'From which side on the mask is read; its first row or column is zero.',
    },
  },
  MultiBoxLossParameter: {
    fields: {
      ignore_difficult_gt: 'NVIDIA: leave out objects that are marked as difficult.',
      objectness_score: 'Synopsys: boxes without an object do not count if their objectness in the first stage (ARM) lies below this.',
    },
  },
  NormalizedBBox: {
    about: 'A box, measured by the size of its picture.',
    fields: {
      xmin: 'Left edge, as a part of the picture\'s width.', ymin: 'Upper edge, as a part of the picture\'s height.',
      xmax: 'Right edge, as a part of the picture\'s width.', ymax: 'Lower edge, as a part of the picture\'s height.', label: 'Number of its class.',
      difficult: 'Whether the object is marked as difficult.', score: 'Score of the box.', size: 'Area of the box, as a part of the picture\'s.',
      x_center: 'Synopsys: where its centre lies along the width.', y_center: 'Synopsys: where its centre lies along the height.',
      width: 'Synopsys: width of the box.', height: 'Synopsys: height of the box.',
    },
  },
  PriorBoxParameter: {
    fields: {
      width: 'OpenVINO: width of a box, in pixels of the input. Goes with `height`.',
      height: 'OpenVINO: height of a box, in pixels of the input. Goes with `width`.',
      box_width: 'Synopsys: width of each box, in pixels of the input, in place of `min_size` and `aspect_ratio`. Goes with `box_height`.',
      box_height: 'Synopsys: height of each box, in pixels of the input. Goes with `box_width`.',
      faceboxes: 'Synopsys: set small boxes more densely, as FaceBoxes does.',
      tf: 'Synopsys: make boxes in the size and order of nets converted from TensorFlow.',
      keras: 'Synopsys: make boxes in the order of nets converted from Keras.', yx_order: 'Synopsys: write y before x.',
    },
  },
  RandomGeneratorParameter: {
    about: 'How a number is drawn at random.',
    fields: {
      rand_type: '`uniform`, `gaussian` or `bernoulli`.', exp: 'Take the exponential of the number.', mean: 'Mean of the numbers.',
      spread: 'Half the length of the interval if uniform, standard deviation if gaussian.', prob: 'The probability, from 0 to 1.',
      apply_schedule: 'Let the schedule of coefficients act on the number.', discretize: 'Round the number to an integer.',
      multiplier: 'Factor on the result.',
    },
  },
  ReaderParameter: { about: 'Reads one blob from a file.', fields: { file: 'The file to read.', num: 'How often it is repeated in a batch.' } },
  ResizeParameter: {
    fields: {
      resize_ratio: 'Lamply: factor on height and width.', type: 'Lamply: how pixels are interpolated.',
      is_pyramid_test: 'Lamply: resize by `out_height_scale` and `out_width_scale` rather than to a given size.',
      out_height_scale: 'Lamply: factor on the height. Goes with `out_width_scale`.', out_width_scale: 'Lamply: factor on the width.',
      center_object: 'ParseNet: cut out the object and centre it, where the background is plain; before all else.',
      max_angle: 'ParseNet: greatest angle of a random rotation; 0 for none.', jitter: 'Synopsys: YOLO\'s jitter, how much pictures change at random.',
    },
  },
  SegDataParameter: {
    about: 'Pictures with label maps, named in a list file; one picture a batch.',
    fields: {
      source: 'The list: the paths of a picture and of its label map in each line.',
      root_dir: 'Put before every path in the list, such as a folder with a `/` at its end.', shuffle: 'Read the list in a new random order each epoch.',
      balance: 'Cut a crop anew, ten times at most, while a single label covers more than 0.8 of it.',
    },
  },
  VideoDataParameter: {
    about: 'Frames of videos: in SSD of a camera or a file, in TSN of the videos of a list.',
    fields: {
      video_type: 'SSD: a camera or a file.', source: 'TSN: the list: the folder of a video\'s frames, their number and a label in each line.',
      device_id: 'SSD: the number of the camera.', scale: 'Now `transform_param { scale }`.', video_file: 'SSD: the video file.',
      mean_file: 'Now `transform_param { mean_file }`.', skip_frames: 'SSD: how many frames to leave out between two that are used.',
      batch_size: 'TSN: videos in a batch.', crop_size: 'Now `transform_param { crop_size }`.', mirror: 'Now `transform_param { mirror }`.',
      rand_skip: 'Skip up to this many entries at the start, at random.', shuffle: 'Read the list in a new random order each epoch.',
      new_height: 'Resize pictures to this height, in pixels; 0 keeps theirs. Goes with `new_width`.',
      new_width: 'Resize pictures to this width, in pixels; 0 keeps theirs.', new_length: 'TSN: successive frames to take from each segment.',
      num_segments: 'TSN: number of equal segments into which a video is divided.', modality: 'TSN: whether frames are pictures or optical flow.',
      name_pattern: 'TSN: names of the frames\' files, in the form of printf, such as `image_%04d.jpg`.', encoded: 'TSN: whether the input is encoded.',
      grayscale: 'TSN: whether frames have one channel.',
    },
  },
  WindowClsDataParameter: { about: 'Windows cut from pictures, with the classes of each.', fields: { label_dim: 'How many class labels each window has.' } },
});
