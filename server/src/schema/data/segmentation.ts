/** Parameter messages of the segmentation forks. Written by scripts/schema/generate.mjs; the lines are explained in data/index.ts. */
export const segmentation: Readonly<Record<string, string>> = {
  AdaptiveBiasChannelParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 gpapan mac synopsys
num_iter 1 int32 = 1
bg_portion 2 float = 0.2
fg_portion 3 float = 0.2
suppress_others 4 bool = true
margin_others 5 float = 1e-5`,
  BNParameter: `
@ pspnet segnet enet deconvnet parsenet segstereo rgh tsn synopsys
slope_filler 1 FillerParameter @ pspnet rgh tsn
scale_filler 1 FillerParameter @ -pspnet rgh tsn
bias_filler 2 FillerParameter @ pspnet rgh tsn
shift_filler 2 FillerParameter @ -pspnet rgh tsn
momentum 3 float = 0.9 @ pspnet rgh tsn
bn_mode 3 enum BNParameter.BNMode = LEARN @ segnet enet deconvnet synopsys
var_eps 3 float = 1e-10 @ parsenet segstereo
eps 4 float = 1e-5 @ pspnet rgh tsn synopsys
moving_average 4 bool = false @ parsenet
use_history_in_test 4 bool = true @ segstereo
frozen 5 bool = false @ pspnet rgh tsn synopsys
decay 5 float = 0.95 @ parsenet
decay 5 float = 0.05 @ segstereo
engine 6 enum BNParameter.Engine = DEFAULT @ pspnet rgh tsn synopsys
across_spatial 6 bool = true @ parsenet
axis 6 int32 = 1 @ segstereo
moving_average 7 bool = false @ segstereo
slope_filler 7 FillerParameter @ synopsys
bias_filler 8 FillerParameter @ synopsys
momentum 9 float = 0.9 @ synopsys
icnet 10 bool = false @ synopsys
frozen 11 bool = false @ segstereo
engine 12 enum BNParameter.Engine = DEFAULT @ segstereo
multigpu_sync 13 enum BNParameter.SyncScope = ALL @ segstereo`,
  BiasChannelParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 gpapan mac synopsys
bg_bias 1 float = 1.
fg_bias 2 float = 2.
ignore_label 3 repeated int32
label_type 4 enum BiasChannelParameter.LabelType = IMAGE @ -gpapan
background_label 6 int32 = 0 @ -deeplab-v1 gpapan`,
  BinaryAccuracyParameter: `
@ deconvnet
accuracy_mode 1 enum BinaryAccuracyParameter.AccuracyMode = Accuracy`,
  BinaryPngWriteParameter: `
@ deeplab-v2-bvlc
prefix 1 required string
source 2 string = ""
strip 3 int32 = 0
period 4 int32 = 1`,
  CensorLabelParameter: `
@ deeplab-v1 gpapan
ignore_label 1 required int32`,
  ChannelAggregatorParameter: `
@ deeplab-v1 gpapan
label_map_file 1 string`,
  DenseCRFParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 ccnn gpapan mac rgh synopsys
max_iter 1 int32 = 10 @ -ccnn
x_gauss 1 float = 3 @ ccnn
pos_xy_std 2 repeated float @ -ccnn
y_gauss 2 float = 3 @ ccnn
pos_w 3 repeated float @ -ccnn
wt_gauss 3 float = 3 @ ccnn
bi_xy_std 4 repeated float @ -ccnn
x_bilateral 4 float = 60 @ ccnn
bi_rgb_std 5 repeated float @ -ccnn
y_bilateral 5 float = 60 @ ccnn
bi_w 6 repeated float @ -ccnn
r_bilateral 6 float = 20 @ ccnn
output_probability 7 bool = true @ -ccnn
g_bilateral 7 float = 20 @ ccnn
b_bilateral 8 float = 20 @ ccnn
wt_bilateral 9 float = 10 @ ccnn`,
  DenseImageDataParameter: `
@ segnet enet lamply synopsys
source 1 string
batch_size 2 uint32
rand_skip 3 uint32 = 0
shuffle 4 bool = false
new_height 5 uint32 = 0
new_width 6 uint32 = 0
is_color 7 bool = true
root_folder 8 string = "" @ segnet enet
mean_file 8 string @ lamply synopsys
root_folder 9 string = "" @ lamply synopsys
mirror 10 bool = false @ lamply synopsys
crop_width 11 uint32 = 0 @ lamply synopsys
crop_height 12 uint32 = 0 @ lamply synopsys
label_divide_factor 13 uint32 = 1 @ enet lamply`,
  DomainTransformParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc mac synopsys
num_iter 1 int32 = 3
spatial_sigma 2 float = 50
range_sigma 3 float = 5
min_weight 4 float = 0`,
  DominantChannelParameter: `
@ deeplab-v1 gpapan
top_k 1 int32 = 1`,
  EltwiseAccuracyParameter: `
@ deconvnet
top_k 1 uint32 = 1
ignore_label 2 int32`,
  EuclideanLossParameter: `
@ deeplab-v1 gpapan
type 1 enum EuclideanLossParameter.Type = L2`,
  GainChannelParameter: `
@ deeplab-v1 gpapan
num_output_nz 1 required int32 = 0
drift 2 float = 0.0
stdev 3 float = 0.0
gain_filler 4 FillerParameter
norm_mean 5 bool = true
thresh 6 float = 1e-3`,
  HistogramParameter: `
@ deeplab-v1 gpapan
num_labels 1 required int32
ignore_label 2 repeated int32`,
  IgnoreOverlayParameter: `
@ deeplab-v1
ignore_label 1 int32`,
  InterpParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 tsogkas gpapan lstm-cf mac segstereo lamply rgh synopsys
height 1 int32 = 0
width 2 int32 = 0
zoom_factor 3 int32 = 1
shrink_factor 4 int32 = 1
pad_beg 5 int32 = 0
pad_end 6 int32 = 0
interp_type 7 string = "bilinear" @ segstereo
full_zoom_factor 7 int32 = 1 @ synopsys`,
  LossStatisticParameter: `
@ ccnn
ignore_label 1 int32
max_type 2 enum LossStatisticParameter.MaxType = SOFT_MAX`,
  MatReadParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 tsogkas gpapan mac rgh synopsys
prefix 1 required string
source 2 string = ""
strip 3 int32 = 0
batch_size 4 int32 = 1`,
  MatWriteParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 tsogkas gpapan lstm-cf mac rgh synopsys
prefix 1 required string
source 2 string = ""
strip 3 int32 = 0
period 4 int32 = 1`,
  MultiStageMeanfieldParameter: `
@ crf-rnn crf-rnn-bvlc crf-rnn-v1
compatibility_mode 1 enum MultiStageMeanfieldParameter.Mode = POTTS
threshold 2 float
theta_alpha 3 required float = 10.
theta_beta 4 required float = 10.
theta_gamma 5 required float = 10.
num_iterations 6 required uint32 = 1
spatial_filter_weight 7 float = 1 @ -crf-rnn-bvlc
bilateral_filter_weight 8 float = 1 @ -crf-rnn-bvlc
forced_spatial_filter_weight 9 float @ -crf-rnn-bvlc
forced_bilateral_filter_weight 10 float @ -crf-rnn-bvlc
spatial_filter_weights_str 19 string = "" @ crf-rnn-bvlc
bilateral_filter_weights_str 20 string = "" @ crf-rnn-bvlc
force_cpu 29 bool = false @ crf-rnn-bvlc`,
  OneHotParameter: `
@ deeplab-v1 gpapan synopsys
num_labels 1 required int32 @ -synopsys
depth 1 required uint32 @ synopsys
on_value 2 float = 1 @ synopsys
off_value 3 float = 0 @ synopsys
axis 4 int32 = -1 @ synopsys`,
  PaddingParameter: `
@ deeplab-v1 gpapan
pad_beg 1 int32 = 0
pad_end 2 int32 = 0`,
  RedAccuracyParameter: `
@ deconvnet
top_k 1 uint32 = 1
ignore_label 2 int32
class_num 3 uint32`,
  RedSoftmaxWithLossParameter: `
@ deconvnet
class_num 1 uint32`,
  RepackParameter: `
@ ccnn
operation 1 enum RepackParameter.Operation = PACK_IMAGE
stride 2 uint32 = 1
stride_h 3 uint32
stride_w 4 uint32`,
  RunningAverageParameter: `
@ ccnn
alpha 1 float = 0.9
initial_value 2 float = 0.0`,
  SegAccuracyParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 tsogkas gpapan lstm-cf mac rgh synopsys
metric 1 enum SegAccuracyParameter.AccuracyMetric = PixelAccuracy @ -lstm-cf
save_frequency 1 int32 = 0 @ lstm-cf
ignore_label 2 repeated int32 @ -lstm-cf
file_name 2 string = "c_matrix.txt" @ lstm-cf
reset 3 bool = true @ -tsogkas lstm-cf
metric 3 enum SegAccuracyParameter.AccuracyMetric = PixelAccuracy @ lstm-cf
ignore_label 4 repeated int32 @ lstm-cf
test_iter 4 int32 = 1 @ rgh`,
  SelectSegBinaryParameter: `
@ deconvnet
cls_label_base 1 uint32 = 0`,
  SoftmaxLossParameter: `
@ deeplab-v1 gpapan
ignore_label 2 repeated int32 @ deeplab-v1
weight_source 3 string @ gpapan
weight_source 16 string @ deeplab-v1`,
  StatisticalLossParameter: `
@ ccnn
loss 1 enum StatisticalLossParameter.Loss = HAMMING
weight_pow 2 float = 0`,
  UniqueLabelParameter: `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 gpapan mac synopsys
max_labels 1 required int32
ignore_label 2 repeated int32 @ -deeplab-v1
ignore_label 2 repeated float @ deeplab-v1
force_label 3 repeated float`,
  UnpoolingParameter: `
@ deconvnet
unpool 1 enum UnpoolingParameter.UnpoolMethod = MAX
kernel_size 2 uint32
stride 3 uint32 = 1
pad 4 uint32 = 0
kernel_h 5 uint32
kernel_w 6 uint32
stride_h 7 uint32
stride_w 8 uint32
pad_h 9 uint32 = 0
pad_w 10 uint32 = 0
engine 11 enum UnpoolingParameter.Engine = DEFAULT
unpool_size 12 uint32
unpool_h 13 uint32
unpool_w 14 uint32`,
  UpsampleParameter: `
@ segnet enet synopsys
scale 1 uint32 = 2
scale_h 2 uint32
scale_w 3 uint32
pad_out_h 4 bool = false
pad_out_w 5 bool = false
upsample_h 6 uint32
upsample_w 7 uint32`,
  VisualSaliencyParameter: `
@ deeplab-v2-bvlc
save_dir 1 string
visual_num 2 uint32 = 1
visual_interval 3 uint32 = 100`,
  WindowClsDataParameter: `
@ deconvnet
label_dim 1 uint32 = 1`,
};
