/** Parameter messages of other forks. Written by scripts/schema/generate.mjs; the lines are explained in data/index.ts. */
export const forks: Readonly<Record<string, string>> = {
  AccumParameter: `
@ synopsys
top_height 1 uint32 = 0
top_width 2 uint32 = 0
size_divisible_by 3 uint32 = 0
have_reference 4 bool = false`,
  AnchorEmbeddingExtractorParameter: `
@ openvino
num_anchors 1 int32
label_src_pos 2 int32
num_valid_actions 3 int32
output_instance_weights 4 bool = false
output_proposals 5 bool = false`,
  AnnotatedDataParameter: `
@ ssd nvidia openvino xilinx synopsys
batch_sampler 1 repeated BatchSampler
label_map_file 2 string
anno_type 3 enum AnnotatedDatum.AnnotationType`,
  AnnotatedDatum: `
@ ssd nvidia openvino xilinx synopsys
datum 1 Datum
type 2 enum AnnotatedDatum.AnnotationType
annotation_group 3 repeated AnnotationGroup
record_id 4 uint32 = 0 @ nvidia`,
  Annotation: `
@ ssd nvidia openvino xilinx synopsys
instance_id 1 int32 = 0
bbox 2 NormalizedBBox`,
  AnnotationGroup: `
@ ssd nvidia openvino xilinx synopsys
group_label 1 int32
annotation 2 repeated Annotation`,
  AttentionParameter: `
@ synopsys
batch_size 1 uint32 = 2
query_depth 2 uint32 = 1000
alignments_size 3 uint32 = 500
scale 4 bool = false
normalize 5 bool = false
attention_option 6 string = "normed_bahdanau"`,
  AugmentationCoeff: `
@ rgh synopsys
mirror 1 float = 0
dx 2 float = 0
dy 3 float = 0
angle 4 float = 0
zoom_x 5 float = 1
zoom_y 6 float = 1
pow_nomean0 10 float = 1
pow_nomean1 11 float = 1
pow_nomean2 12 float = 1
add_nomean0 13 float = 0
add_nomean1 14 float = 0
add_nomean2 15 float = 0
mult_nomean0 16 float = 1
mult_nomean1 17 float = 1
mult_nomean2 18 float = 1
pow_withmean0 19 float = 1
pow_withmean1 20 float = 1
pow_withmean2 21 float = 1
add_withmean0 22 float = 0
add_withmean1 23 float = 0
add_withmean2 24 float = 0
mult_withmean0 25 float = 1
mult_withmean1 26 float = 1
mult_withmean2 27 float = 1
lmult_pow 28 float = 1
lmult_add 29 float = 0
lmult_mult 30 float = 1
col_angle 31 float = 0
fog_amount 38 float = 0
fog_size 39 float = 0
motion_blur_angle 40 float = 0
motion_blur_size 41 float = 0
shadow_angle 42 float = 0
shadow_distance 43 float = 0
shadow_strength 44 float = 0
noise 45 float = 0
gamma 100 float = 1
brightness 101 float = 0
contrast 102 float = 1
color1 103 float = 1
color2 104 float = 1
color3 105 float = 1`,
  AugmentationParameter: `
@ rgh synopsys
write_augmented 2 string = ""
max_multiplier 3 float = 255.
augment_during_test 4 bool = false
recompute_mean 5 uint32 = 0
write_mean 6 string = ""
mean_per_pixel 7 bool = true
mode 8 string = "add"
mirror 10 RandomGeneratorParameter
translate 11 RandomGeneratorParameter
rotate 12 RandomGeneratorParameter
zoom 13 RandomGeneratorParameter
squeeze 14 RandomGeneratorParameter
translate_x 15 RandomGeneratorParameter
translate_y 16 RandomGeneratorParameter
mean 18 repeated float
lmult_pow 20 RandomGeneratorParameter
lmult_mult 21 RandomGeneratorParameter
lmult_add 22 RandomGeneratorParameter
sat_pow 23 RandomGeneratorParameter
sat_mult 24 RandomGeneratorParameter
sat_add 25 RandomGeneratorParameter
col_pow 26 RandomGeneratorParameter
col_mult 27 RandomGeneratorParameter
col_add 28 RandomGeneratorParameter
ladd_pow 29 RandomGeneratorParameter
ladd_mult 30 RandomGeneratorParameter
ladd_add 31 RandomGeneratorParameter
col_rotate 32 RandomGeneratorParameter
crop_width 33 uint32 = 0
crop_height 34 uint32 = 0
gamma 35 RandomGeneratorParameter
brightness 36 RandomGeneratorParameter
contrast 37 RandomGeneratorParameter
color 38 RandomGeneratorParameter
bottomwidth 80 uint32 = 0
bottomheight 81 uint32 = 0
num 82 uint32 = 0
chromatic_eigvec 83 repeated float
fog_amount 100 RandomGeneratorParameter
fog_size 101 RandomGeneratorParameter
motion_blur_angle 102 RandomGeneratorParameter
motion_blur_size 103 RandomGeneratorParameter
shadow_angle 104 RandomGeneratorParameter
shadow_distance 105 RandomGeneratorParameter
shadow_strength 106 RandomGeneratorParameter
noise 107 RandomGeneratorParameter`,
  BatchReductionParameter: `
@ tsn
level 1 repeated int32
reduction_param 2 ReductionParameter
pos 3 bool = false`,
  BatchSampler: `
@ ssd nvidia openvino xilinx synopsys
use_original_image 1 bool = true
sampler 2 Sampler
sample_constraint 3 SampleConstraint
max_sample 4 uint32
max_trials 5 uint32 = 100`,
  BatchToSpaceNDParameter: `
@ synopsys
block_shape 1 repeated uint32
crops 2 repeated uint32`,
  BlackAugmentationParameter: `
@ synopsys
black 10 RandomGeneratorParameter
border 11 RandomGeneratorParameter`,
  BroadcastToParameter: `
@ synopsys
shape 1 repeated uint32`,
  C2TensorProto: `
@ nvidia
dims 1 repeated int64
data_type 2 enum C2TensorProto.DataType = FLOAT
float_data 3 repeated float
int32_data 4 repeated int32
byte_data 5 bytes
string_data 6 repeated bytes
name 7 string
double_data 9 repeated double
int64_data 10 repeated int64`,
  C2TensorProtos: `
@ nvidia
protos 1 repeated C2TensorProto`,
  CarBoundingBox: `
@ xilinx
type 1 int32
xmin 2 int32
ymin 3 int32
xmax 4 int32
ymax 5 int32
depth 6 float
velocity_x 7 float
velocity_y 8 float
velocity_z 9 float
rel_speed 10 float
img_width 11 int32
img_height 12 int32`,
  CoeffScheduleParameter: `
@ rgh synopsys
half_life 1 float = 1
initial_coeff 2 float = 1
final_coeff 3 float = 1`,
  ConfChannelsParameter: `
@ rgh
conf_ch 1 int32 = 13`,
  ConvolutionDeeplabParameter: `
@ lstm-cf
num_output 1 uint32
bias_term 2 bool = true
pad 3 uint32 = 0
kernel_size 4 uint32
group 5 uint32 = 1
stride 6 uint32 = 1
weight_filler 7 FillerParameter
bias_filler 8 FillerParameter
pad_h 9 uint32 = 0
pad_w 10 uint32 = 0
kernel_h 11 uint32
kernel_w 12 uint32
stride_h 13 uint32
stride_w 14 uint32
engine 15 enum ConvolutionDeeplabParameter.Engine = DEFAULT
hole 17 uint32 = 1
hole_h 18 uint32 = 1
hole_w 19 uint32 = 1`,
  Corr1dParameter: `
@ synopsys
stride 1 int32 = 1
num_of_shifts 32 int32 = 32`,
  CorrelationParameter: `
@ segstereo rgh synopsys
pad 2 uint32 = 0
kernel_size 3 uint32
max_displacement 4 uint32
stride_1 5 uint32 = 1
stride_2 6 uint32 = 1
do_abs 7 bool = false
single_direction 8 int32 = 0
correlation_type 15 enum CorrelationParameter.CorrelationType = MULTIPLY`,
  CountNonzeroParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  CropAndResizeParameter: `
@ synopsys
crop_h 1 uint32 = 0
crop_w 2 uint32 = 0
extrapolation_value 3 float = 0
data_format 4 string = "NHWC"`,
  DepthToSpaceParameter: `
@ synopsys
block_size 1 required int32
data_format 2 string = "NHWC"`,
  DetectNetAugmentationParameter: `
@ nvidia xilinx
crop_prob 1 float = 1.0
shift_x 2 uint32 = 0
shift_y 3 uint32 = 0
scale_prob 4 float = 0.33
scale_min 5 float = 0.7
scale_max 6 float = 1.0
flip_prob 7 float = 0.33
rotation_prob 8 float = 0.33
max_rotate_degree 9 float = 1.0
hue_rotation_prob 10 float = 0.33
hue_rotation 11 float = 15
desaturation_prob 12 float = 0.33
desaturation_max 13 float = 0.5
resize_param 208 ResizeParameter @ nvidia
noise_param 209 NoiseParameter @ nvidia
emit_constraint 210 EmitConstraint @ nvidia
distort_param 213 DistortionParameter @ nvidia
expand_param 214 ExpansionParameter @ nvidia`,
  DetectNetGroundTruthParameter: `
@ nvidia xilinx
stride 1 uint32 = 4
scale_cvg 2 float = 0.5
gridbox_type 3 enum DetectNetGroundTruthParameter.GridboxType = GRIDBOX_MAX
max_cvg_len 4 uint32 = 50
min_cvg_len 5 uint32 = 50
coverage_type 7 enum DetectNetGroundTruthParameter.CoverageType = RECTANGULAR
image_size_x 8 uint32 = 1248
image_size_y 9 uint32 = 384
obj_norm 11 bool = false
crop_bboxes 12 bool = true
object_class 13 repeated DetectNetGroundTruthParameter.ClassMapping`,
  'DetectNetGroundTruthParameter.ClassMapping': `
@ nvidia xilinx
src 1 required uint32
dst 2 required uint32`,
  DetectionEvaluateParameter: `
@ ssd nvidia openvino xilinx synopsys
num_classes 1 uint32
background_label_id 2 uint32 = 0
overlap_threshold 3 float = 0.5
evaluate_difficult_gt 4 bool = true
name_size_file 5 string
resize_param 6 ResizeParameter`,
  DetectionOutputParameter: `
@ ssd nvidia openvino xilinx synopsys
num_classes 1 uint32
share_location 2 bool = true
background_label_id 3 int32 = 0
nms_param 4 NonMaximumSuppressionParameter
save_output_param 5 SaveOutputParameter
code_type 6 enum PriorBoxParameter.CodeType = CORNER
keep_top_k 7 int32 = -1
variance_encoded_in_target 8 bool = false
confidence_threshold 9 float
visualize 10 bool = false
visualize_threshold 11 float
save_file 12 string
objectness_score 24 float = 0.01 @ synopsys
ratio_permute 25 bool = false @ synopsys
ratio0 26 int32 = 3 @ synopsys
ratio1 27 int32 = 6 @ synopsys
ratio2 28 int32 = 6 @ synopsys
ratio3 29 int32 = 6 @ synopsys
ratio4 30 int32 = 6 @ synopsys
ratio5 31 int32 = 6 @ synopsys
no_permute 32 bool = false @ synopsys
nbottom 33 int32 = 6 @ synopsys
tflite_detection 34 bool = false @ synopsys
tflite_use_regular_nms 35 bool = false @ synopsys
max_classes_per_detection 36 int32 = 1 @ synopsys
scale_xywh 37 repeated float @ synopsys
arm_conf_no_concat 38 bool = false @ synopsys
arm_loc_no_concat 39 bool = false @ synopsys`,
  DiceCoefLossParameter: `
@ mac
smooth 1 float = 1`,
  DistortionParameter: `
@ ssd nvidia openvino xilinx synopsys
brightness_prob 1 float = 0.0
brightness_delta 2 float = 0.0
contrast_prob 3 float = 0.0
contrast_lower 4 float = 0.0
contrast_upper 5 float = 0.0
hue_prob 6 float = 0.0
hue_delta 7 float = 0.0
saturation_prob 8 float = 0.0
saturation_lower 9 float = 0.0
saturation_upper 10 float = 0.0
random_order_prob 11 float = 0.0
exposure_lower 12 float = 0.0 @ synopsys
exposure_upper 13 float = 0.0 @ synopsys`,
  DownsampleParameter: `
@ rgh synopsys
top_height 1 uint32 = 0
top_width 2 uint32 = 0`,
  DrivingData: `
@ xilinx
car_image_datum 1 Datum
car_img_source 2 string
car_boxes 3 repeated CarBoundingBox
lane_video_source 4 string
lane_framenum 5 int32
lane_perspective_id 6 int32
car_cropped_width 7 int32 = 640
car_cropped_height 8 int32 = 640
car_label_width 9 int32 = 20
car_label_height 10 int32 = 20
car_label_resolution 11 int32 = 8
car_shrink_factor 12 float = 0.75
car_whole_factor 13 float = 0.4`,
  EmbeddingLookupParameter: `
@ synopsys
ids 1 repeated uint32
ids_shape 2 repeated uint32
partition_strategy 3 string = "mod"
max_norm 4 float`,
  EmbeddingLookupSparseParameter: `
@ synopsys
ids_indices 1 repeated int32
ids_values 2 repeated uint32
ids_shape 3 repeated uint32
weight_values 4 repeated float
partition_strategy 5 string = "mod"
combiner 6 string = "sqrtn"
max_norm 7 float`,
  EmitConstraint: `
@ ssd nvidia openvino xilinx synopsys
emit_type 1 enum EmitConstraint.EmitType = CENTER
emit_overlap 2 float`,
  ExpandDimsNDParameter: `
@ synopsys
axis 1 repeated int32`,
  ExpansionParameter: `
@ ssd nvidia openvino xilinx synopsys
prob 1 float = 1
max_expand_ratio 2 float = 1.`,
  FixedParameter: `
@ xilinx
enable 1 bool = true
fixed_method 2 enum FixedParameter.FixedMethod = OVER_FLOW
bit_width 3 int32 = 8
moving_average_fraction 4 float = 0.999
fix_info 5 repeated int32`,
  FlowWarpParameter: `
@ synopsys
fill_value 1 enum FlowWarpParameter.FillParameter = ZERO`,
  GANLossParameter: `
@ synopsys
dis_iter 1 uint32 = 1
gen_iter 2 uint32 = 1
dis_lossweight 3 float = 1
gen_lossweight 4 float = 1
simple_genloss 5 bool = false
k_lr 6 float = 0
equilibrium 7 float = 0
nothing 8 bool = false`,
  GRNParameter: `
@ openvino
bias 1 float = 0.0000001
dummy_backward 2 bool = false`,
  GatherNDParameter: `
@ synopsys
indices 1 repeated uint32
indices_shape 2 repeated uint32`,
  GatherParameter: `
@ synopsys
indices 1 repeated uint32
shape 2 repeated uint32
axis 3 int32 = 0`,
  GatherV2Parameter: `
@ synopsys
axis 1 int32 = 0
batch_flag 2 bool = false`,
  GemmParameter: `
@ synopsys
alpha 1 float = 1.0
beta 2 float = 1.0
transA 3 uint32 = 0
transB 4 uint32 = 0`,
  HardSigmoidParameter: `
@ synopsys
alpha 1 float = 0.2
beta 2 float = 0.5`,
  ImageSegDataParameter: `
@ lstm-cf
image_data_param 1 ImageDataParameter
transform_param 2 TransformationParameter`,
  L1LossParameter: `
@ rgh synopsys
l2_per_location 1 bool = false
l2_prescale_by_channels 2 bool = false
normalize_by_num_entries 3 bool = false
epsilon 4 float = 1e-2
plateau 3001 float = 0`,
  LabelMap: `
@ ssd nvidia openvino xilinx synopsys
item 1 repeated LabelMapItem`,
  LabelMapItem: `
@ ssd nvidia openvino xilinx synopsys
name 1 string
label 2 int32
display_name 3 string`,
  LabelSpecificAddParameter: `
@ openvino
bias 1 float = 0.0
transform_test 2 bool = false`,
  LayerNormParameter: `
@ synopsys
eps 1 float = 1e-5
elementwise_affine 2 bool = true`,
  LogSoftmaxParameter: `
@ synopsys
axis 1 int32 = 1`,
  LpNormalizationParameter: `
@ synopsys
axis 1 repeated int32
p 2 uint32 = 2`,
  LpqLossParameter: `
@ synopsys
pq_episode_starts_at_iter 4010 repeated uint32
p 4011 repeated float
q 4012 repeated float
p_epsilon 4013 float = 0
q_epsilon 4014 float = 1e-2
l2_prescale_by_channels 4016 bool = false
normalize_by_num_entries 4017 bool = false`,
  MASKParameter: `
@ rgh
background 1 repeated int32`,
  MaskParameter: `
@ gpapan lstm-cf
fg_value 1 float = 1 @ gpapan
width 1 required uint32 @ lstm-cf
bg_value 2 float = 0 @ gpapan
height 2 required uint32 @ lstm-cf
fg_ratio 3 float = 0.5 @ gpapan
masktype 3 enum MaskParameter.MaskType = VERTICAL @ lstm-cf
height 4 int32 = 10 @ gpapan
direction 4 enum MaskParameter.Direction = TOP2BOTTOM @ lstm-cf
width 5 int32 = 10 @ gpapan`,
  MaskRCNNDetectionParameter: `
@ synopsys
bbox_std_dev 1 repeated float
batch_size 2 uint32 = 1
detection_max_instances 3 uint32 = 100
detection_min_confidence 4 float = 0.7
detection_nms_threshold 5 float = 0.3`,
  MaskRCNNProposalParameter: `
@ synopsys
rpn_bbox_std_dev 1 repeated float
batch_size 2 uint32 = 1
images_per_gpu 3 uint32 = 2
pre_nms_limit 4 uint32 = 6000
rpn_nms_threshold 5 float = 0.7
post_nms_rois_inference 6 uint32 = 1000`,
  MatMulParameter: `
@ synopsys
transpose_a 1 bool = false
transpose_b 2 bool = false
blob_shape 3 repeated uint32`,
  MeanParameter: `
@ rgh synopsys
operation 1 required enum MeanParameter.MeanOperation
file 2 string
value 3 repeated float
mean_scale 4 float = 1
input_scale 5 float = 1
output_scale 6 float = 1`,
  MemoryOptimizationParameter: `
@ tsn
optimize_train 1 bool = true
optimize_test 2 bool = false
exclude_blob 3 repeated string`,
  MirrorPadParameter: `
@ synopsys
paddings 1 repeated uint32
constant_values 2 float = 0.0
mode 3 string = "CONSTANT"`,
  MulParameter: `
@ synopsys
mul_shape 1 repeated uint32`,
  MultiBoxLossParameter: `
@ ssd nvidia openvino xilinx synopsys
loc_loss_type 1 enum MultiBoxLossParameter.LocLossType = SMOOTH_L1
conf_loss_type 2 enum MultiBoxLossParameter.ConfLossType = SOFTMAX
loc_weight 3 float = 1.0
num_classes 4 uint32
share_location 5 bool = true
match_type 6 enum MultiBoxLossParameter.MatchType = PER_PREDICTION
overlap_threshold 7 float = 0.5
use_prior_for_matching 8 bool = true
background_label_id 9 uint32 = 0
use_difficult_gt 10 bool = true
do_neg_mining 11 bool
neg_pos_ratio 12 float = 3.0
neg_overlap 13 float = 0.5
code_type 14 enum PriorBoxParameter.CodeType = CORNER
encode_variance_in_target 16 bool = false
map_object_to_agnostic 17 bool = false
ignore_cross_boundary_bbox 18 bool = false
bp_inside 19 bool = false
mining_type 20 enum MultiBoxLossParameter.MiningType = MAX_NEGATIVE
nms_param 21 NonMaximumSuppressionParameter
sample_size 22 int32 = 64
use_prior_for_nms 23 bool = false
ignore_difficult_gt 24 bool = false @ nvidia
objectness_score 24 float = 0.01 @ synopsys`,
  MyConvolutionParameter: `
@ lstm-cf
num_output 1 uint32
bias_term 2 bool = true
pad 3 repeated uint32
kernel_size 4 repeated uint32
group 5 uint32 = 1
stride 6 repeated uint32
weight_filler 7 FillerParameter
bias_filler 8 FillerParameter
pad_h 9 uint32 = 0
pad_w 10 uint32 = 0
kernel_h 11 uint32
kernel_w 12 uint32
stride_h 13 uint32
stride_w 14 uint32
engine 15 enum MyConvolutionParameter.Engine = DEFAULT
axis 16 int32 = 1
force_nd_im2col 17 bool = false
dilation 18 repeated uint32`,
  NMSGatherParameter: `
@ synopsys
top_k 1 uint32 = 1
axis 2 int32 = 0
iou_threshold 3 float = 0.7`,
  NMSParameter: `
@ synopsys
top_k 1 uint32 = 1
axis 2 int32 = 0
iou_threshold 3 float = 0.7`,
  NoiseParameter: `
@ ssd nvidia parsenet openvino xilinx synopsys
prob 1 float = 0
hist_eq 2 bool = false
inverse 3 bool = false
decolorize 4 bool = false
gauss_blur 5 bool = false
jpeg 6 float = -1
posterize 7 bool = false
erode 8 bool = false
saltpepper 9 bool = false
saltpepper_param 10 SaltPepperParameter
clahe 11 bool = false
convert_to_hsv 12 bool = false @ -parsenet
convert_to_lab 13 bool = false @ -parsenet`,
  NonMaxSuppressionParameter: `
@ synopsys
max_output_boxes_per_class 1 int32 = 0
iou_threshold 2 float = 0
score_threshold 3 float = 0
center_point_box 4 int32 = 0`,
  NonMaximumSuppressionParameter: `
@ ssd nvidia openvino xilinx synopsys
nms_threshold 1 float = 0.3
top_k 2 int32
eta 3 float = 1.0`,
  NormalizeParameter: `
@ ssd nvidia parsenet rgh openvino xilinx synopsys
across_spatial 1 bool = true
scale_filler 2 FillerParameter
channel_shared 3 bool = true
eps 4 float = 1e-10 @ -parsenet rgh
fix_scale 4 bool = true @ parsenet rgh
eps 5 float = 1e-10 @ parsenet rgh
add_eps_before_sqrt 5 bool = true @ synopsys`,
  NormalizedBBox: `
@ ssd nvidia openvino xilinx synopsys
xmin 1 float
ymin 2 float
xmax 3 float
ymax 4 float
label 5 int32
difficult 6 bool
score 7 float
size 8 float
x_center 9 float @ synopsys
y_center 10 float @ synopsys
width 11 float @ synopsys
height 12 float @ synopsys`,
  NotEqualParameter: `
@ synopsys
comparand 1 float`,
  PadParameter: `
@ synopsys
paddings 1 repeated uint32
constant_values 2 float = 0.0`,
  ParseEvaluateParameter: `
@ parsenet
num_labels 1 int32
ignore_label 2 repeated int32`,
  PermuteParameter: `
@ ssd nvidia openvino xilinx synopsys
order 1 repeated uint32`,
  PieceParameter: `
@ synopsys
begin 1 repeated int32
size 2 repeated int32`,
  PointNetParameter: `
@ synopsys
n_sample_point 1 uint32
radius 2 float`,
  Pooling3DParameter: `
@ synopsys
pool 1 enum Pooling3DParameter.PoolMethod = MAX
pad 2 uint32 = 0
kernel_size 3 uint32
stride 4 uint32 = 1
pad_h0 5 uint32 = 0
pad_h1 6 uint32 = 0
pad_w0 7 uint32 = 0
pad_w1 8 uint32 = 0
pad_d0 9 uint32 = 0
pad_d1 10 uint32 = 0
kernel_h 11 uint32
kernel_w 12 uint32
kernel_d 13 uint32
stride_h 14 uint32
stride_w 15 uint32
stride_d 16 uint32
global_pooling 17 bool = false
ceil_mode 18 bool = false`,
  PriorBoxParameter: `
@ ssd nvidia openvino xilinx synopsys
min_size 1 repeated float
max_size 2 repeated float
aspect_ratio 3 repeated float
flip 4 bool = true
clip 5 bool = false
variance 6 repeated float
img_size 7 uint32
img_h 8 uint32
img_w 9 uint32
step 10 float
step_h 11 float
step_w 12 float
offset 13 float = 0.5
width 14 repeated float @ openvino
faceboxes 14 bool = false @ synopsys
height 15 repeated float @ openvino
box_width 15 repeated float @ synopsys
box_height 16 repeated float @ synopsys
tf 17 bool = false @ synopsys
yx_order 18 bool = false @ synopsys
keras 19 bool = false @ synopsys`,
  ProposalParameter: `
@ xilinx synopsys
nms_input_num 1 uint32 = 6000 @ xilinx
feat_stride 1 int32 = 16 @ synopsys
nms_output_num 2 uint32 = 300 @ xilinx
anchor_base_size 2 int32 = 16 @ synopsys
stride_h 3 required uint32 @ xilinx
anchor_scale 3 int32 = 3 @ synopsys
stride_w 4 required uint32 @ xilinx
anchor_ratio 4 int32 = 3 @ synopsys
nms_iou_th 5 required float @ xilinx
max_rois 5 int32 = 300 @ synopsys
min_width 6 float = 0 @ xilinx
pre_nms_topn 6 int32 = 6000 @ synopsys
min_height 7 float = 0 @ xilinx
rpn_min_size 7 float = 16 @ synopsys
anchor 8 repeated ProposalParameter.Anchor @ xilinx
rpn_nms_thresh 8 float = 0.7 @ synopsys`,
  'ProposalParameter.Anchor': `
@ xilinx
left 1 required float
top 2 required float
right 3 required float
bottom 4 required float`,
  PyramidROIAlignParameter: `
@ synopsys
crop_height 1 required uint32
crop_width 2 required uint32
extrapolation_value 3 float = 0
data_format 4 string = "NHWC"`,
  RNNv2Parameter: `
@ synopsys
num_layers 1 uint32 = 1
hidden_size 2 required uint32
op 3 string = "LSTM"
direction 4 string = "forward"
activations 5 repeated string
activation_alpha 6 repeated float
activation_beta 7 repeated float
merge_mode 8 string = "concat"
linear_before_reset 9 uint32 = 0
default_initial 13 bool = false
continue_recur 14 bool = false`,
  ROIAlignParameter: `
@ synopsys
pooled_h 1 uint32 = 0
pooled_w 2 uint32 = 0
spatial_scale 3 float = 1`,
  ROIPoolingParameter: `
@ faster-rcnn tsogkas tsn xilinx synopsys
pooled_h 1 uint32 = 0
pooled_w 2 uint32 = 0
spatial_scale 3 float = 1`,
  RandomGeneratorParameter: `
@ rgh synopsys
rand_type 1 string = "uniform"
exp 2 bool = false
mean 4 float = 0.
spread 5 float = 0.
prob 6 float = 1.
apply_schedule 7 bool = true
discretize 8 bool = false
multiplier 9 float = 1.`,
  RangeParameter: `
@ synopsys
start 1 float = 0
limit 2 required float
delta 3 float = 1`,
  ReLU6Parameter: `
@ xilinx
negative_slope 1 float = 0`,
  ReaderParameter: `
@ rgh synopsys
file 1 required string
num 2 uint32 = 1`,
  ReduceAllParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReduceAnyParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReduceL1Parameter: `
@ synopsys
axes 1 repeated int32
keepdims 2 int32 = 1`,
  ReduceL2Parameter: `
@ synopsys
axes 1 repeated int32
keepdims 2 int32 = 1`,
  ReduceLogSumExpParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReduceMaxParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReduceMeanParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReduceMinParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReduceProdParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReduceSumParameter: `
@ synopsys
axis 1 repeated int32
keepdims 2 bool = false`,
  ReorgParameter: `
@ synopsys
stride 1 uint32
reverse 2 bool = false`,
  RepMatParameter: `
@ lstm-cf
rep_w 1 uint32 = 1
rep_h 2 uint32 = 1
rep_c 3 uint32 = 1
rep_n 4 uint32 = 1`,
  ResampleParameter: `
@ rgh synopsys
width 1 uint32
height 2 uint32
type 3 enum ResampleParameter.ResampleType = LINEAR
antialias 4 bool = true
factor 5 float = 1.0 @ synopsys`,
  ResizeBilinearParameter: `
@ synopsys
align_corners 1 bool = false
output_height 2 int32
output_width 3 int32
data_format 4 string = "NHWC"
scale_height 5 float = 1
scale_width 6 float = 1
half_pixel_centers 7 bool = false
pytorch_half_pixel 8 bool = false
output_depth 9 int32
scale_depth 10 float = 1
input_scale 20 double = 1
output_scale 21 double = 1
input_zero_point 22 int32 = 0
output_zero_point 23 int32 = 0
saturate 24 enum ResizeBilinearParameter.SaturateMethod = None
quantize_method 25 enum ResizeBilinearParameter.QuantizeMethod = tflite`,
  ResizeNearestNeighborParameter: `
@ synopsys
align_corners 1 bool = false
output_height 2 int32
output_width 3 int32
data_format 4 string = "NHWC"
scale_height 5 float = 1
scale_width 6 float = 1
half_pixel_centers 7 bool = false
half_pixel_onnx 8 bool = false`,
  ResizeParameter: `
@ ssd nvidia parsenet lamply openvino xilinx synopsys
prob 1 float = 1 @ -parsenet lamply
prob 1 float = 0 @ parsenet
resize_ratio 1 float = 1.0 @ lamply
resize_mode 2 enum ResizeParameter.Resize_mode = WARP @ -lamply
height 3 uint32 = 0 @ -lamply
width 4 uint32 = 0 @ -lamply
type 4 enum ResizeParameter.Type = NEAREST @ lamply
pad_mode 5 enum ResizeParameter.Pad_mode = CONSTANT @ -lamply
is_pyramid_test 5 bool = false @ lamply
pad_value 6 repeated float @ -lamply
height 6 float @ lamply
interp_mode 7 repeated enum ResizeParameter.Interp_mode @ -parsenet lamply
interp_mode 7 enum ResizeParameter.Interp_mode = LINEAR @ parsenet
width 7 float @ lamply
height_scale 8 uint32 = 0 @ -parsenet lamply
center_object 8 bool = false @ parsenet
out_height_scale 8 float @ lamply
width_scale 9 uint32 = 0 @ -parsenet lamply
max_angle 9 float = 0 @ parsenet
out_width_scale 9 float @ lamply
jitter 10 float = 0.3 @ synopsys`,
  ReverseParameter: `
@ synopsys
axis 1 repeated int32`,
  ReverseSequenceParameter: `
@ synopsys
seq_axis 1 required uint32
batch_axis 2 uint32 = 0`,
  SaltPepperParameter: `
@ ssd nvidia parsenet openvino xilinx synopsys
fraction 1 float = 0
value 2 repeated float
type 3 required enum SaltPepperParameter.SaltType = relative @ parsenet`,
  SampleConstraint: `
@ ssd nvidia openvino xilinx synopsys
min_jaccard_overlap 1 float
max_jaccard_overlap 2 float
min_sample_coverage 3 float
max_sample_coverage 4 float
min_object_coverage 5 float
max_object_coverage 6 float`,
  Sampler: `
@ ssd nvidia openvino xilinx synopsys
min_scale 1 float = 1.
max_scale 2 float = 1.
min_aspect_ratio 3 float = 1.
max_aspect_ratio 4 float = 1.`,
  SaveOutputParameter: `
@ ssd nvidia openvino xilinx synopsys
output_directory 1 string
output_name_prefix 2 string
output_format 3 string
label_map_file 4 string
name_size_file 5 string
num_test_image 6 uint32
resize_param 7 ResizeParameter`,
  ScaleFilterParameter: `
@ openvino
min_scale 1 float
max_scale 2 float`,
  ScaledTanHParameter: `
@ synopsys
alpha 1 required float
beta 2 required float`,
  ScatterNDParameter: `
@ synopsys
is_data_param 1 bool = false
is_indices_param 2 bool = false
is_updates_param 3 bool = false
data_shape 4 repeated uint32
indices_shape 5 repeated uint32
updates_shape 6 repeated uint32`,
  SeLUDropoutParameter: `
@ synopsys
dropout_ratio 1 float = 0.1
alpha 2 float = -1.75809934`,
  SeLUParameter: `
@ synopsys
lambda 1 float = 1.050700987
alpha 2 float = 1.67326324`,
  SegDataParameter: `
@ tsn
source 1 string
root_dir 2 string
shuffle 3 bool = false
balance 4 bool = false`,
  ShuffleChannelParameter: `
@ lamply synopsys
group 1 uint32 = 1`,
  SmoothL1LossParameter: `
@ faster-rcnn openvino xilinx synopsys
sigma 1 float = 1
abssum 3 bool = true @ synopsys`,
  SpaceToBatchNDParameter: `
@ synopsys
block_shape 1 repeated uint32
paddings 2 repeated uint32`,
  SpaceToDepthParameter: `
@ synopsys
block_size 1 required int32
data_format 2 string = "NHWC"`,
  SparseToDenseParameter: `
@ synopsys
sparse_indices 1 repeated uint32
sparse_indices_shape 2 repeated uint32
output_shape 3 repeated uint32
sparse_values 4 repeated float
default_value 5 float = 0
validate_indices 6 bool = true`,
  SpatialBatchingPoolingParameter: `
@ synopsys
pool 1 enum SpatialBatchingPoolingParameter.PoolMethod = MAX
kernel_size 2 uint32
stride 3 uint32 = 1
pad 4 uint32 = 0
kernel_h 5 uint32
kernel_w 6 uint32
stride_h 7 uint32
stride_w 8 uint32
pad_h 9 uint32 = 0
pad_w 10 uint32 = 0
engine 11 enum SpatialBatchingPoolingParameter.Engine = DEFAULT
global_pooling 12 bool = false
ceil_mode 14 bool = true
pad_l 16 uint32 = 0
pad_r 17 uint32 = 0
pad_t 18 uint32 = 0
pad_b 19 uint32 = 0
spatial_batching_h 20 uint32 = 0
spatial_batching_w 21 uint32 = 0
batch_h 22 uint32 = 0
batch_w 23 uint32 = 0
skip_h 24 uint32 = 0
skip_w 25 uint32 = 0
saturate 26 enum SpatialBatchingPoolingParameter.SaturateMethod = None
input_scale 30 double = 1
output_scale 31 double = 1
input_zero_point 35 int32 = 0
output_zero_point 36 int32 = 0`,
  SqueezeConvolutionParameter: `
@ synopsys
num_output 1 uint32
bias_term 2 bool = true
pad 3 repeated uint32
kernel_size 4 repeated uint32
group 5 uint32 = 1
stride 6 repeated uint32
weight_filler 7 FillerParameter
bias_filler 8 FillerParameter
pad_h 9 uint32 = 0
pad_w 10 uint32 = 0
kernel_h 11 uint32
kernel_w 12 uint32
stride_h 13 uint32
stride_w 14 uint32
engine 15 enum SqueezeConvolutionParameter.Engine = DEFAULT
axis 16 int32 = 1
force_nd_im2col 17 bool = false
gamma 18 float = 0.001
power 19 float = 1
iter_stop 20 float = 10000
c_rate 21 float = 3
weight_mask_filler 22 FillerParameter
bias_mask_filler 23 FillerParameter
dilation 24 repeated uint32
dynamicsplicing 25 bool = false
splicing_rate 26 float = 0.0001
pad_type 29 uint32 = 0
pad_l 36 uint32 = 0
pad_r 37 uint32 = 0
pad_t 38 uint32 = 0
pad_b 39 uint32 = 0
input_scale 46 double = 1
output_scale 47 double = 1
saturate 48 enum SqueezeConvolutionParameter.SaturateMethod = None
weight_scale 49 double = 1
input_zero_point 51 int32 = 0
output_zero_point 52 int32 = 0
weight_zero_point 53 int32 = 0
per_channel_scale_weight 59 bool = false
quantize_method 60 enum SqueezeConvolutionParameter.QuantizeMethod = tflite
per_channel_scale_output 61 bool = false
submanifold_sparse 62 bool = false`,
  SqueezeInnerProductParameter: `
@ synopsys
num_output 1 uint32
bias_term 2 bool = true
weight_filler 3 FillerParameter
bias_filler 4 FillerParameter
axis 5 int32 = 1
transpose 6 bool = false
gamma 7 float = 0.001
power 8 float = 1
iter_stop 9 float = 8000
c_rate 10 float = 3
weight_mask_filler 11 FillerParameter
bias_mask_filler 12 FillerParameter
dynamicsplicing 13 bool = false
splicing_rate 14 float = 0.001`,
  SqueezeParameter: `
@ synopsys
axis 1 repeated int32`,
  StackParameter: `
@ synopsys
axis 1 int32 = 0`,
  StridedSliceParameter: `
@ synopsys
begin 1 repeated int32
end 2 repeated int32
strides 3 repeated int32
axes 4 repeated int32
begin_mask 5 int32 = 0
end_mask 6 int32 = 0
ellipsis_mask 7 int32 = 0
new_axis_mask 8 int32 = 0
shrink_axis_mask 9 int32 = 0`,
  TRTParameter: `
@ nvidia
trt_mode 1 enum TRTParameter.TRTMode = INT8
top_k 2 uint32 = 1
deploy 3 required string
model 4 required string
deploy_outputs 5 repeated string
calibrator 6 string`,
  Tensor2BoxParameter: `
@ synopsys
num_classes 1 required int32
img_dim_h 2 required int32
img_dim_w 3 required int32
anchors_x 4 repeated int32
anchors_y 5 repeated int32`,
  ThresholdedReLUParameter: `
@ synopsys
alpha 1 float = 1.0`,
  TileNDParameter: `
@ synopsys
multiples 2 repeated uint32`,
  TilingParameter: `
@ xilinx
tile_dim 1 int32`,
  TopkGatherParameter: `
@ synopsys
top_k 1 uint32 = 1
axis 2 int32 = 0`,
  TransposeParameter: `
@ lstm-cf
shape 1 BlobShape
transposetype 2 required enum TransposeParameter.TransposeType`,
  UnPoolingParameter: `
@ parsenet rgh
unpool 1 enum UnPoolingParameter.UnPoolMethod = FIXED
out_kernel_size 2 uint32
out_stride 3 uint32 = 1
out_pad 4 uint32 = 0
out_kernel_h 5 uint32
out_kernel_w 6 uint32
out_stride_h 7 uint32
out_stride_w 8 uint32
out_pad_h 9 uint32 = 0
out_pad_w 10 uint32 = 0`,
  UnstackParameter: `
@ synopsys
num 1 uint32 = 0
axis 2 int32 = 0`,
  UpsampleDarknetParameter: `
@ synopsys
stride 1 int32 = 1`,
  VideoDataParameter: `
@ ssd nvidia tsn openvino xilinx synopsys
video_type 1 enum VideoDataParameter.VideoType = WEBCAM @ -tsn
source 1 string @ tsn
device_id 2 int32 = 0 @ -tsn
scale 2 float = 1 @ tsn
video_file 3 string @ -tsn
mean_file 3 string @ tsn
skip_frames 4 uint32 = 0 @ -tsn
batch_size 4 uint32 @ tsn
crop_size 5 uint32 = 0 @ tsn
mirror 6 bool = false @ tsn
rand_skip 7 uint32 = 0 @ tsn
shuffle 8 bool = false @ tsn
new_height 9 uint32 = 0 @ tsn
new_width 10 uint32 = 0 @ tsn
new_length 11 uint32 = 1 @ tsn
num_segments 12 uint32 = 1 @ tsn
modality 13 enum VideoDataParameter.Modality = FLOW @ tsn
name_pattern 14 string @ tsn
encoded 15 bool = false @ tsn
grayscale 16 bool = false @ tsn`,
  Where4GatherndCropParameter: `
@ synopsys
num_output 1 uint32
axis 2 int32 = 1
crop_h 3 uint32 = 0
crop_w 4 uint32 = 0
extrapolation_value 5 float = 0`,
  Where4GatherndParameter: `
@ synopsys
num_output 1 uint32
axis 2 int32 = 1`,
  Where4Parameter: `
@ synopsys
num_output 1 uint32
axis 2 int32 = 1`,
  WriterParameter: `
@ rgh synopsys
file 1 string = ""
folder 2 string = ""
prefix 3 string = ""
suffix 4 string = ""
normalize 5 bool = false
scale 6 float = 1`,
  XLUParameter: `
@ synopsys
negative_slope 1 float = 0
engine 2 enum XLUParameter.Engine = DEFAULT
relu6 3 bool = false
saturate 4 enum XLUParameter.SaturateMethod = None
maximum 6 float = 0
minimum 7 float = 0`,
  YoloV2LossParameter: `
@ synopsys
anchors 1 repeated float
side 2 int32
num_classes 3 int32
num_object 4 int32
box_scale 5 float = .5
class_scale 6 float = .5
noobject_scale 7 float = .5
object_scale 8 float = .5
rescore 9 bool = true
constraint 10 bool = true
thresh 11 float = 0.7`,
  YoloV3LossParameter: `
@ synopsys
anchors 1 repeated int32
mask 2 repeated int32
side 3 int32
num_classes 4 int32
num_object 5 int32
total_object 6 int32
ignore_thresh 7 float = 0.7
truth_thresh 8 float = 1.0
net_w 9 int32
net_h 10 int32`,
};
