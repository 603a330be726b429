/** Parameter messages that BVLC Caffe has. Written by scripts/schema/generate.mjs; the lines are explained in data/index.ts. */
export const bvlc: Readonly<Record<string, string>> = {
  AccuracyParameter: `
@ -bvlc-v0
top_k 1 uint32 = 1
axis 2 int32 = 1 @ -deeplab-v1 crf-rnn-v1 deconvnet
ignore_label 3 int32 @ -deeplab-v1 crf-rnn-v1 deconvnet gpapan
ignore_label 3 repeated int32 @ gpapan
denominator 4 float = 0 @ lstm-cf`,
  ArgMaxParameter: `
@ -bvlc-v0
out_max_val 1 bool = false
top_k 2 uint32 = 1
axis 3 int32 @ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
use_ignore_ids 4 bool = false @ openvino
min_first 4 bool = false @ synopsys
ignore_id 5 repeated int32 @ openvino`,
  BatchNormParameter: `
@ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
use_global_stats 1 bool @ -nvidia
use_global_stats 1 bool = false @ nvidia
moving_average_fraction 2 float = .999
eps 3 float = 1e-5
update_global_stats 4 bool = false @ deeplab-v2 pspnet deeplab-v2-bvlc mac
add_eps_before_sqrt 4 bool = true @ synopsys
scale_filler 5 FillerParameter @ nvidia xilinx
bias_filler 6 FillerParameter @ nvidia xilinx
update_global_stats 6 bool = true @ synopsys
scale_bias 7 bool = false @ nvidia
icnet 7 bool = false @ synopsys
engine 15 enum BatchNormParameter.Engine = DEFAULT @ nvidia xilinx`,
  BiasParameter: `
@ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf bvlc-v0
axis 1 int32 = 1
num_axes 2 int32 = 1
filler 3 FillerParameter
input_scale 4 double = 1 @ synopsys
output_scale 5 double = 1 @ synopsys
bias_scale 6 double = 1 @ synopsys
input_zero_point 7 int32 = 0 @ synopsys
output_zero_point 8 int32 = 0 @ synopsys
bias_zero_point 9 int32 = 0 @ synopsys
saturate 10 enum BiasParameter.SaturateMethod = None @ synopsys
quantize_method 11 enum BiasParameter.QuantizeMethod = tflite @ synopsys`,
  ClipParameter: `
@ bvlc segstereo lamply synopsys
min 1 required float @ -lamply
min 1 float @ lamply
max 2 required float @ -lamply
max 2 float @ lamply`,
  ConcatParameter: `
@ -bvlc-v0
concat_dim 1 uint32 = 1
axis 2 int32 = 1 @ -deeplab-v1 crf-rnn-v1 deconvnet
input_scale 3 repeated double @ synopsys
output_scale 4 double = 1 @ synopsys
input_zero_point 5 repeated int32 @ synopsys
output_zero_point 6 int32 = 0 @ synopsys
saturate 7 enum ConcatParameter.SaturateMethod = None @ synopsys
quantize_method 8 enum ConcatParameter.QuantizeMethod = tflite @ synopsys`,
  ContrastiveLossParameter: `
@ -bvlc-v0
margin 1 float = 1.0
legacy_version 2 bool = false @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf`,
  ConvolutionParameter: `
@ -bvlc-v0
num_output 1 uint32
bias_term 2 bool = true
pad 3 repeated uint32 @ bvlc deeplab-v2 pspnet deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc mac lamply rgh openvino xilinx synopsys
pad 3 uint32 = 0 @ deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf segstereo tsn
kernel_size 4 repeated uint32 @ bvlc deeplab-v2 pspnet deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc mac lamply rgh openvino xilinx synopsys
kernel_size 4 uint32 @ deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf segstereo tsn
group 5 uint32 = 1
stride 6 repeated uint32 @ bvlc deeplab-v2 pspnet deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc mac lamply rgh openvino xilinx synopsys
stride 6 uint32 = 1 @ deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf segstereo tsn
weight_filler 7 FillerParameter
bias_filler 8 FillerParameter
pad_h 9 uint32 = 0
pad_w 10 uint32 = 0
kernel_h 11 uint32
kernel_w 12 uint32
stride_h 13 uint32
stride_w 14 uint32
engine 15 enum ConvolutionParameter.Engine = DEFAULT
axis 16 int32 = 1 @ bvlc deeplab-v2 pspnet deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc mac lamply rgh openvino xilinx synopsys
filter_stride 16 uint32 = 1 @ parsenet
dilation 16 uint32 = 1 @ tsn
force_nd_im2col 17 bool = false @ bvlc deeplab-v2 pspnet deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc mac lamply rgh openvino xilinx synopsys
hole 17 uint32 = 1 @ deeplab-v1 ccnn tsogkas gpapan segstereo
filter_stride_h 17 uint32 @ parsenet
dilation_h 17 uint32 @ tsn
dilation 18 repeated uint32 @ bvlc deeplab-v2 pspnet deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc mac lamply rgh openvino xilinx synopsys
hole_h 18 uint32 = 1 @ deeplab-v1 ccnn tsogkas gpapan segstereo
filter_stride_w 18 uint32 @ parsenet
dilation_w 18 uint32 @ tsn
hole_w 19 uint32 = 1 @ deeplab-v1 ccnn tsogkas gpapan segstereo
cudnn_convolution_algo_seeker 19 enum ConvolutionParameter.CuDNNConvolutionAlgorithmSeeker = FINDEX @ nvidia xilinx
pad_type 19 uint32 = 0 @ synopsys
conv_algos_override 20 string = "-1,-1,-1" @ nvidia
num_deformable_group 20 uint32 = 1 @ segstereo
dis_mode 20 bool = false @ synopsys
group_compute_in_parallel 21 bool = true @ segstereo
gen_mode 21 bool = false @ synopsys
shape_offset 22 repeated uint32 @ synopsys
weight_fixed 23 bool = false @ synopsys
pad_l 26 int32 = 0 @ synopsys
pad_r 27 int32 = 0 @ synopsys
pad_t 28 int32 = 0 @ synopsys
pad_b 29 int32 = 0 @ synopsys
input_scale 30 double = 1 @ synopsys
output_scale 31 double = 1 @ synopsys
saturate 32 enum ConvolutionParameter.SaturateMethod = None @ synopsys
weight_scale 33 double = 1 @ synopsys
input_zero_point 35 int32 = 0 @ synopsys
output_zero_point 36 int32 = 0 @ synopsys
weight_zero_point 37 int32 = 0 @ synopsys
per_channel_scale_weight 39 bool = false @ synopsys
quantize_method 40 enum ConvolutionParameter.QuantizeMethod = tflite @ synopsys
per_channel_scale_output 41 bool = false @ synopsys
submanifold_sparse 42 bool = false @ synopsys`,
  CropParameter: `
@ bvlc deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc lstm-cf mac segstereo lamply rgh openvino xilinx synopsys
axis 1 int32 = 2
offset 2 repeated uint32`,
  DataParameter: `
@ -bvlc-v0
source 1 string
scale 2 float = 1
mean_file 3 string
batch_size 4 uint32 @ -rgh synopsys
batch_size 4 uint32 = 1 @ rgh synopsys
crop_size 5 uint32 = 0
mirror 6 bool = false
rand_skip 7 uint32 = 0
backend 8 enum DataParameter.DB = LEVELDB
force_encoded_color 9 bool = false @ -deeplab-v1 crf-rnn-v1 deconvnet
prefetch 10 uint32 = 4 @ -deeplab-v1 nvidia segnet crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn
prefetch 10 uint32 = 0 @ nvidia
shuffle_buffer_size 10 uint32 @ parsenet
shuffle 10 bool = false @ tsn
threads 11 uint32 = 0 @ nvidia xilinx
side 11 repeated uint32 @ synopsys
parser_threads 12 uint32 = 0 @ nvidia
multi_gpu_testing 12 bool = true @ xilinx
cache 13 bool = false @ nvidia
shuffle 14 bool = false @ nvidia
precache 16 bool = false @ nvidia
random 22 bool = false @ synopsys
preselection_file 3001 string @ rgh synopsys
preselection_label 3002 int32 @ rgh synopsys
range_start 3003 int32 = 0 @ rgh synopsys
range_end 3004 int32 = -1 @ rgh synopsys
rand_permute 3005 bool = false @ rgh synopsys
rand_permute_order 3006 enum DataParameter.RANDPERMORDER = FIRST_PERMUTE_THEN_RANGE @ rgh synopsys
rand_permute_seed 3007 uint32 = 0 @ rgh synopsys
slice_point 3008 repeated uint32 @ rgh synopsys
encoding 3009 repeated enum DataParameter.CHANNELENCODING @ rgh synopsys
verbose 3010 bool = false @ rgh synopsys
subtract 3011 repeated float @ rgh synopsys
permute_every_iter 3012 uint32 = 0 @ rgh synopsys
block_size 3013 uint32 = 0 @ rgh synopsys
disk_reader_threads 4001 uint32 = 1 @ rgh synopsys
huge_video_dataset 7000 bool = false @ rgh synopsys
limit_samples 7001 int32 = -1 @ rgh synopsys`,
  DropoutParameter: `
@ -bvlc-v0
dropout_ratio 1 float = 0.5
engine 2 enum DropoutParameter.Engine = DEFAULT @ nvidia
sample_weights_test 2 bool = false @ segnet enet synopsys
scale_train 2 bool = true @ faster-rcnn tsogkas
random_seed 3 int64 = -1 @ nvidia
scale_train 3 bool = true @ synopsys`,
  DummyDataParameter: `
@ -bvlc-v0
data_filler 1 repeated FillerParameter
num 2 repeated uint32
channels 3 repeated uint32
height 4 repeated uint32
width 5 repeated uint32
shape 6 repeated BlobShape @ -deeplab-v1 crf-rnn-v1 deconvnet`,
  ELUParameter: `
@ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
alpha 1 float = 1 @ -nvidia
alpha 1 float = 1. @ nvidia
lambda 2 float = 1. @ nvidia`,
  EltwiseParameter: `
@ -bvlc-v0
operation 1 enum EltwiseParameter.EltwiseOp = SUM
coeff 2 repeated float
stable_prod_grad 3 bool = true
coeff_blob 4 bool = false @ lstm-cf
saturate 5 enum EltwiseParameter.SaturateMethod = None @ synopsys
axis 6 int32 = 0 @ synopsys
input_scale 14 repeated double @ synopsys
output_scale 15 double = 1 @ synopsys
input_zero_point 16 repeated int32 @ synopsys
output_zero_point 17 int32 = 0 @ synopsys
quantize_method 18 enum EltwiseParameter.QuantizeMethod = tflite @ synopsys`,
  EmbedParameter: `
@ -deeplab-v1 segnet crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan tsn bvlc-v0
num_output 1 uint32
input_dim 2 uint32
bias_term 3 bool = true
weight_filler 4 FillerParameter
bias_filler 5 FillerParameter`,
  ExpParameter: `
@ -bvlc-v0
base 1 float = -1.0
scale 2 float = 1.0
shift 3 float = 0.0`,
  FlattenParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
axis 1 int32 = 1
end_axis 2 int32 = -1`,
  HDF5DataParameter: `
@ -bvlc-v0
source 1 string
batch_size 2 uint32
shuffle 3 bool = false @ -deeplab-v1 crf-rnn-v1 deconvnet`,
  HDF5OutputParameter: `
@ -bvlc-v0
file_name 1 string`,
  HingeLossParameter: `
@ -bvlc-v0
norm 1 enum HingeLossParameter.Norm = L1
type 2 enum HingeLossParameter.Type = MULTICLASS @ gpapan`,
  ImageDataParameter: `
@ -bvlc-v0
source 1 string
scale 2 float = 1
mean_file 3 string
batch_size 4 uint32 = 1 @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn
batch_size 4 uint32 @ deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn
crop_size 5 uint32 = 0
mirror 6 bool = false
rand_skip 7 uint32 = 0
shuffle 8 bool = false
new_height 9 uint32 = 0
new_width 10 uint32 = 0
is_color 11 bool = true
root_folder 12 string = ""
has_label 13 bool = true @ deeplab-v1 deconvnet tsogkas
short_side 13 uint32 = 0 @ nvidia
label_divide_factor 13 uint32 = 1 @ enet
min_height 13 uint32 = 0 @ lstm-cf
label_dim 13 uint32 = 1 @ rgh
label_num 13 uint32 = 1 @ xilinx
max_labels 14 int32 = 1 @ deeplab-v1 deconvnet tsogkas gpapan
threads 14 uint32 = 4 @ nvidia
min_width 14 uint32 = 0 @ lstm-cf
ignore_label 15 int32 = 255 @ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 deconvnet tsogkas gpapan lstm-cf mac rgh synopsys
cache 15 bool = false @ nvidia
label_type 16 enum ImageDataParameter.LabelType = IMAGE @ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 deconvnet tsogkas gpapan lstm-cf mac rgh synopsys
precache 16 bool = false @ nvidia
dataset_share_per_node 17 float = 1 @ nvidia
other_object_label 17 int32 = 0 @ deconvnet`,
  InfogainLossParameter: `
@ -bvlc-v0
source 1 string
axis 2 int32 = 1 @ bvlc enet crf-rnn-bvlc segstereo lamply openvino synopsys`,
  InnerProductParameter: `
@ -bvlc-v0
num_output 1 uint32
bias_term 2 bool = true
weight_filler 3 FillerParameter
bias_filler 4 FillerParameter
axis 5 int32 = 1 @ -deeplab-v1 crf-rnn-v1 deconvnet
transpose 6 bool = false @ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
normalize 7 bool = false @ openvino
weight_fixed 7 bool = false @ synopsys
dis_mode 8 bool = false @ synopsys
gen_mode 9 bool = false @ synopsys
input_scale 11 double = 1 @ synopsys
output_scale 12 double = 1 @ synopsys
weight_scale 13 double = 1 @ synopsys
input_zero_point 15 int32 = 0 @ synopsys
output_zero_point 16 int32 = 0 @ synopsys
weight_zero_point 17 int32 = 0 @ synopsys
saturate 19 enum InnerProductParameter.SaturateMethod = None @ synopsys
quantize_method 20 enum InnerProductParameter.QuantizeMethod = tflite @ synopsys`,
  InputParameter: `
@ bvlc deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc mac segstereo lamply rgh openvino xilinx synopsys
shape 1 repeated BlobShape
output_scale 2 float = 1 @ synopsys
output_zero_point 3 int32 = 0 @ synopsys`,
  LRNParameter: `
@ -bvlc-v0
local_size 1 uint32 = 5
alpha 2 float = 1.
beta 3 float = 0.75
norm_region 4 enum LRNParameter.NormRegion = ACROSS_CHANNELS
k 5 float = 1.
engine 6 enum LRNParameter.Engine = DEFAULT @ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
input_scale 7 double = 1 @ synopsys
output_scale 8 double = 1 @ synopsys`,
  LogParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
base 1 float = -1.0
scale 2 float = 1.0
shift 3 float = 0.0`,
  LossParameter: `
@ -deeplab-v1 bvlc-v0
ignore_label 1 int32 @ -gpapan
ignore_label 1 repeated int32 @ gpapan
normalize 2 bool @ -segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
normalize 2 bool = true @ segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
normalization 3 enum LossParameter.NormalizationMode = VALID @ -segnet enet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
weight_by_label_freqs 3 bool = false @ segnet enet
weigh_instance 3 bool = false @ ccnn
label_smoothing 4 float = 0.0 @ nvidia
class_weighting 4 repeated float @ segnet enet
background_weight 4 float @ ccnn
weight_by_label_freqs 4 bool = false @ lamply
normalization 5 enum LossParameter.NormalizationMode = VALID @ enet
class_weighting 5 repeated float @ lamply
weight_by_label_freqs 5 bool = false @ openvino synopsys
class_weighting 6 repeated float @ openvino synopsys
adaptive_weighting 7 bool = false @ openvino
gamma 8 float = 0.9 @ openvino
scale 9 float = 1.0 @ openvino
min_weight 10 float @ openvino
max_weight 11 float @ openvino
max_entropy_weight 12 float = -1.0 @ openvino`,
  MVNParameter: `
@ -bvlc-v0
normalize_variance 1 bool = true
across_channels 2 bool = false
eps 3 float = 1e-9 @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf
eps 3 float = 1e-10 @ parsenet
add_eps_before_sqrt 4 bool = false @ synopsys`,
  MemoryDataParameter: `
@ -bvlc-v0
batch_size 1 uint32
channels 2 uint32
height 3 uint32
width 4 uint32`,
  PReLUParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
filler 1 FillerParameter
channel_shared 2 bool = false`,
  ParameterParameter: `
@ bvlc deeplab-v2-bvlc ssd enet crf-rnn-bvlc segstereo lamply rgh openvino synopsys
shape 1 BlobShape
filler 2 FillerParameter @ openvino
norm_axis 3 int32 = 1 @ openvino`,
  PoolingParameter: `
@ -bvlc-v0
pool 1 enum PoolingParameter.PoolMethod = MAX
kernel_size 2 uint32
stride 3 uint32 = 1
pad 4 uint32 = 0
kernel_h 5 uint32
kernel_w 6 uint32
stride_h 7 uint32
stride_w 8 uint32
pad_h 9 uint32 = 0
pad_w 10 uint32 = 0
engine 11 enum PoolingParameter.Engine = DEFAULT
global_pooling 12 bool = false @ -gpapan
round_mode 13 enum PoolingParameter.RoundMode = CEIL @ bvlc segstereo lamply
bin_size 13 uint32 @ parsenet
do_spm 13 bool = false @ gpapan
dilation 13 uint32 = 1 @ openvino
pad_type 13 uint32 = 0 @ synopsys
bin_h 14 uint32 @ parsenet
pool_size 14 uint32 = 0 @ gpapan
ceil_mode 14 bool = true @ synopsys
bin_w 15 uint32 @ parsenet
pool_h 15 uint32 = 0 @ gpapan
round_mode 15 enum PoolingParameter.RoundMode = CEIL @ synopsys
pool_w 16 uint32 = 0 @ gpapan
pad_l 16 uint32 = 0 @ synopsys
shrink_factor 17 int32 = 1 @ gpapan
pad_r 17 uint32 = 0 @ synopsys
pad_t 18 uint32 = 0 @ synopsys
pad_b 19 uint32 = 0 @ synopsys
output_shift_instead_division 21 uint32 = 0 @ synopsys
saturate 22 enum PoolingParameter.SaturateMethod = None @ synopsys
input_scale 30 double = 1 @ synopsys
output_scale 31 double = 1 @ synopsys
input_zero_point 35 int32 = 0 @ synopsys
output_zero_point 36 int32 = 0 @ synopsys
quantize_method 37 enum PoolingParameter.QuantizeMethod = tflite @ synopsys
torch_pooling 40 bool = false @ nvidia`,
  PowerParameter: `
@ -bvlc-v0
power 1 float = 1.0
scale 2 float = 1.0
shift 3 float = 0.0
saturate 4 enum PowerParameter.SaturateMethod = None @ synopsys
quantize_method 5 enum PowerParameter.QuantizeMethod = tflite @ synopsys`,
  PythonParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
module 1 string
layer 2 string
param_str 3 string = "" @ -parsenet ccnn gpapan lstm-cf tsn
param_str 3 string @ tsn
share_in_parallel 4 bool = false @ -segnet parsenet ccnn tsogkas gpapan lstm-cf tsn`,
  ReLUParameter: `
@ -bvlc-v0
negative_slope 1 float = 0
engine 2 enum ReLUParameter.Engine = DEFAULT
relu6 3 bool = false @ synopsys
saturate 4 enum ReLUParameter.SaturateMethod = None @ synopsys
maximum 6 float = 0 @ synopsys
minimum 7 float = 0 @ synopsys
input_scale 13 double = 1 @ synopsys
output_scale 14 double = 1 @ synopsys
input_zero_point 15 int32 = 0 @ synopsys
output_zero_point 16 int32 = 0 @ synopsys`,
  RecurrentParameter: `
@ bvlc deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc lstm-cf segstereo lamply rgh openvino synopsys
num_output 1 uint32 = 0
weight_filler 2 FillerParameter
bias_filler 3 FillerParameter
debug_info 4 bool = false
expose_hidden 5 bool = false @ -lstm-cf
tf_rnn 7 bool = false @ synopsys
linear_before_reset 8 uint32 = 0 @ synopsys
direction 9 string = "forward" @ synopsys
activation_alpha 10 repeated float @ synopsys
activation_beta 11 repeated float @ synopsys
activations 12 repeated string @ synopsys
default_initial 13 bool = false @ synopsys
continue_recur 14 bool = false @ synopsys`,
  ReductionParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
operation 1 enum ReductionParameter.ReductionOp = SUM
axis 2 int32 = 0
coeff 3 float = 1.0
k 4 int32 = 1 @ tsn`,
  ReshapeParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet ccnn bvlc-v0
shape 1 BlobShape
axis 2 int32 = 0 @ -lstm-cf
num_axes 3 int32 = -1 @ -lstm-cf
pixelshuffler 4 int32 = 1 @ synopsys`,
  SPPParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
pyramid_height 1 uint32
pool 2 enum SPPParameter.PoolMethod = MAX
engine 6 enum SPPParameter.Engine = DEFAULT`,
  ScaleParameter: `
@ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf bvlc-v0
axis 1 int32 = 1
num_axes 2 int32 = 1
filler 3 FillerParameter
bias_term 4 bool = false
bias_filler 5 FillerParameter
dis_mode 6 bool = false @ synopsys
gen_mode 7 bool = false @ synopsys`,
  SigmoidParameter: `
@ -bvlc-v0
engine 1 enum SigmoidParameter.Engine = DEFAULT
input_scale 3 double = 1 @ synopsys
output_scale 4 double = 1 @ synopsys
input_zero_point 5 int32 = 0 @ synopsys
output_zero_point 6 int32 = 0 @ synopsys
saturate 7 enum SigmoidParameter.SaturateMethod = None @ synopsys`,
  SliceParameter: `
@ -bvlc-v0
slice_dim 1 uint32 = 1
slice_point 2 repeated uint32
axis 3 int32 = 1 @ -deeplab-v1 crf-rnn-v1 deconvnet`,
  SoftmaxParameter: `
@ -bvlc-v0
engine 1 enum SoftmaxParameter.Engine = DEFAULT
axis 2 int32 = 1 @ -deeplab-v1 crf-rnn-v1 deconvnet
input_scale 3 double = 1 @ synopsys
output_scale 4 double = 1 @ synopsys
input_zero_point 5 int32 = 0 @ synopsys
output_zero_point 6 int32 = 0 @ synopsys
saturate 7 enum SoftmaxParameter.SaturateMethod = None @ synopsys`,
  SwishParameter: `
@ bvlc segstereo lamply synopsys
beta 1 float = 1`,
  TanHParameter: `
@ -bvlc-v0
engine 1 enum TanHParameter.Engine = DEFAULT`,
  ThresholdParameter: `
@ -bvlc-v0
threshold 1 float = 0`,
  TileParameter: `
@ -deeplab-v1 segnet crf-rnn-v1 deconvnet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
axis 1 int32 = 1
tiles 2 int32`,
  TransformationParameter: `
@ -bvlc-v0
scale 1 float = 1
mirror 2 bool = false
crop_size 3 uint32 = 0
mean_file 4 string
mean_value 5 repeated float
force_color 6 bool = false @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf
resize_param 6 repeated ResizeParameter @ parsenet
flow 6 bool = false @ lstm-cf
force_gray 7 bool = false @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf
noise_param 7 repeated NoiseParameter @ parsenet
scale_factors 8 repeated float @ deeplab-v2 pspnet deeplab-v2-bvlc mac rgh
resize_param 8 ResizeParameter @ ssd openvino synopsys
use_gpu_transform 8 bool = false @ nvidia xilinx
vertical_mirror 8 bool = false @ parsenet
min_scaling_factor 8 float = 1.0 @ lamply
crop_width 9 uint32 = 0 @ deeplab-v2 pspnet deeplab-v2-bvlc mac rgh
noise_param 9 NoiseParameter @ ssd openvino synopsys
random_seed 9 int64 = -1 @ nvidia
random_90_deg_rot 9 bool = false @ parsenet
max_scaling_factor 9 float = 1.0 @ lamply
resize_param 9 ResizeParameter @ xilinx
crop_height 10 uint32 = 0 @ deeplab-v2 pspnet deeplab-v2-bvlc mac rgh
emit_constraint 10 EmitConstraint @ ssd openvino synopsys
img_rand_resize_lower 10 uint32 = 0 @ nvidia
rotation_angle 10 float = 0.0 @ lamply
fix_crop 10 bool = false @ tsn
noise_param 10 NoiseParameter @ xilinx
crop_h 11 uint32 = 0 @ ssd openvino xilinx synopsys
img_rand_resize_upper 11 uint32 = 0 @ nvidia
contrast_adjustment 11 bool = false @ lamply
multi_scale 11 bool = false @ tsn
crop_w 12 uint32 = 0 @ ssd openvino xilinx synopsys
rand_resize_ratio_lower 12 float = 0 @ nvidia
smooth_filtering 12 bool = false @ lamply
scale_ratios 12 repeated float @ tsn
distort_param 13 DistortionParameter @ ssd openvino xilinx synopsys
rand_resize_ratio_upper 13 float = 0 @ nvidia
jpeg_compression 13 bool = false @ lamply
max_distort 13 int32 = 1 @ tsn
expand_param 14 ExpansionParameter @ ssd openvino xilinx synopsys
vertical_stretch_lower 14 float = 1 @ nvidia
display 14 bool = false @ lamply
is_flow 14 bool = false @ tsn
vertical_stretch_upper 15 float = 1 @ nvidia
min_alpha_factor 15 float = 1.0 @ lamply
more_fix_crop 15 bool = false @ tsn
emit_constraint 15 EmitConstraint @ xilinx
horizontal_stretch_lower 16 float = 1 @ nvidia
max_alpha_factor 16 float = 1.0 @ lamply
stride 16 int32 = 1 @ tsn
rotate 16 bool = false @ xilinx
horizontal_stretch_upper 17 float = 1 @ nvidia
background_label 17 uint32 = 0 @ lamply
upper_size 17 int32 @ tsn
interpolation_algo_down 18 enum TransformationParameter.InterpolationAlgo = INTER_NEAREST @ nvidia
upper_height 18 int32 @ tsn
scale_factors 18 repeated float @ synopsys
interpolation_algo_up 19 enum TransformationParameter.InterpolationAlgo = INTER_CUBIC @ nvidia
upper_width 19 int32 @ tsn
crop_width 19 uint32 = 0 @ synopsys
allow_upscale 20 bool = false @ nvidia
original_image 20 bool = false @ tsn
crop_height 20 uint32 = 0 @ synopsys
forward_packing 21 enum Packing = NCHW @ nvidia
caffe_yolo 21 bool = false @ synopsys
display 22 bool = false @ nvidia
num_labels 23 int32 = 0 @ nvidia
resize_param 208 ResizeParameter @ nvidia
noise_param 209 NoiseParameter @ nvidia
emit_constraint 210 EmitConstraint @ nvidia
crop_h 211 uint32 = 0 @ nvidia
crop_w 212 uint32 = 0 @ nvidia
distort_param 213 DistortionParameter @ nvidia
expand_param 214 ExpansionParameter @ nvidia`,
  WindowDataParameter: `
@ -bvlc-v0
source 1 string
scale 2 float = 1
mean_file 3 string
batch_size 4 uint32
crop_size 5 uint32 = 0
mirror 6 bool = false
fg_threshold 7 float = 0.5
bg_threshold 8 float = 0.5
fg_fraction 9 float = 0.25
context_pad 10 uint32 = 0
crop_mode 11 string = "warp"
cache_images 12 bool = false
root_folder 13 string = ""`,
};
