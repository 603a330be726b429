/** Nets, layers, blobs and fillers. Written by scripts/schema/generate.mjs; the lines are explained in data/index.ts. */
export const net: Readonly<Record<string, string>> = {
  BlobProto: `
num 1 int32 = 0
channels 2 int32 = 0
height 3 int32 = 0
width 4 int32 = 0
data 5 repeated float
diff 6 repeated float
shape 7 BlobShape @ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
double_data 8 repeated double @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn gpapan tsn bvlc-v0
double_diff 9 repeated double @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn gpapan tsn bvlc-v0
raw_data_type 10 enum Type @ nvidia
mask 10 repeated float @ xilinx
raw_diff_type 11 enum Type @ nvidia
double_mask 11 repeated double @ xilinx
raw_data 12 bytes @ nvidia
format 12 int32 = 0 @ xilinx
raw_diff 13 bytes @ nvidia`,
  BlobProtoVector: `
blobs 1 repeated BlobProto`,
  BlobShape: `
@ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
dim 1 repeated int64`,
  Datum: `
channels 1 int32
height 2 int32
width 3 int32
data 4 bytes
label 5 int32
float_data 6 repeated float
encoded 7 bool = false @ -bvlc-v0
record_id 8 uint32 = 0 @ nvidia`,
  FillerParameter: `
type 1 string = "constant"
value 2 float = 0
min 3 float = 0
max 4 float = 1
mean 5 float = 0
std 6 float = 1
sparse 7 int32 = -1 @ -bvlc-v0
variance_norm 8 enum FillerParameter.VarianceNorm = FAN_IN @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
diag_val 9 repeated float @ rgh synopsys`,
  LayerParameter: `
@ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
name 1 string
type 2 string
bottom 3 repeated string
top 4 repeated string
loss_weight 5 repeated float
param 6 repeated ParamSpec
blobs 7 repeated BlobProto
include 8 repeated NetStateRule
exclude 9 repeated NetStateRule
phase 10 enum Phase
propagate_down 11 repeated bool @ -ccnn lstm-cf
bn_param 45 BNParameter @ segnet enet synopsys
dense_image_data_param 46 DenseImageDataParameter @ enet
transform_param 100 TransformationParameter
loss_param 101 LossParameter
accuracy_param 102 AccuracyParameter
argmax_param 103 ArgMaxParameter @ -gpapan
adaptive_bias_channel_param 103 AdaptiveBiasChannelParameter @ gpapan
concat_param 104 ConcatParameter @ -gpapan
argmax_param 104 ArgMaxParameter @ gpapan
contrastive_loss_param 105 ContrastiveLossParameter @ -gpapan
bias_channel_param 105 BiasChannelParameter @ gpapan
convolution_param 106 ConvolutionParameter @ -gpapan
censor_label_param 106 CensorLabelParameter @ gpapan
data_param 107 DataParameter @ -gpapan
channel_aggregator_param 107 ChannelAggregatorParameter @ gpapan
dropout_param 108 DropoutParameter @ -gpapan
concat_param 108 ConcatParameter @ gpapan
dummy_data_param 109 DummyDataParameter @ -gpapan
contrastive_loss_param 109 ContrastiveLossParameter @ gpapan
eltwise_param 110 EltwiseParameter @ -gpapan
convolution_param 110 ConvolutionParameter @ gpapan
exp_param 111 ExpParameter @ -gpapan
data_param 111 DataParameter @ gpapan
hdf5_data_param 112 HDF5DataParameter @ -gpapan
dense_crf_param 112 DenseCRFParameter @ gpapan
hdf5_output_param 113 HDF5OutputParameter @ -gpapan
dominant_channel_param 113 DominantChannelParameter @ gpapan
hinge_loss_param 114 HingeLossParameter @ -gpapan
dropout_param 114 DropoutParameter @ gpapan
image_data_param 115 ImageDataParameter @ -gpapan
dummy_data_param 115 DummyDataParameter @ gpapan
infogain_loss_param 116 InfogainLossParameter @ -gpapan
eltwise_param 116 EltwiseParameter @ gpapan
inner_product_param 117 InnerProductParameter @ -gpapan
euclidean_loss_param 117 EuclideanLossParameter @ gpapan
lrn_param 118 LRNParameter @ -gpapan
exp_param 118 ExpParameter @ gpapan
memory_data_param 119 MemoryDataParameter @ -gpapan
gain_channel_param 119 GainChannelParameter @ gpapan
mvn_param 120 MVNParameter @ -gpapan
hdf5_data_param 120 HDF5DataParameter @ gpapan
pooling_param 121 PoolingParameter @ -gpapan
hdf5_output_param 121 HDF5OutputParameter @ gpapan
power_param 122 PowerParameter @ -gpapan
hinge_loss_param 122 HingeLossParameter @ gpapan
relu_param 123 ReLUParameter @ -gpapan
histogram_param 123 HistogramParameter @ gpapan
sigmoid_param 124 SigmoidParameter @ -gpapan
image_data_param 124 ImageDataParameter @ gpapan
softmax_param 125 SoftmaxParameter @ -gpapan
infogain_loss_param 125 InfogainLossParameter @ gpapan
slice_param 126 SliceParameter @ -gpapan
inner_product_param 126 InnerProductParameter @ gpapan
tanh_param 127 TanHParameter @ -gpapan
interp_param 127 InterpParameter @ gpapan
threshold_param 128 ThresholdParameter @ -gpapan
lrn_param 128 LRNParameter @ gpapan
window_data_param 129 WindowDataParameter @ -gpapan
mask_param 129 MaskParameter @ gpapan
python_param 130 PythonParameter @ -gpapan
mat_read_param 130 MatReadParameter @ gpapan
prelu_param 131 PReLUParameter @ -gpapan
mat_write_param 131 MatWriteParameter @ gpapan
spp_param 132 SPPParameter @ -parsenet ccnn gpapan lstm-cf
parse_evaluate_param 132 ParseEvaluateParameter @ parsenet
memory_data_param 132 MemoryDataParameter @ gpapan
embed_param 132 EmbedParameter @ lstm-cf
reshape_param 133 ReshapeParameter @ -parsenet ccnn gpapan
unpooling_param 133 UnPoolingParameter @ parsenet
mvn_param 133 MVNParameter @ gpapan
log_param 134 LogParameter @ -parsenet ccnn gpapan lstm-cf
norm_param 134 NormalizeParameter @ parsenet
onehot_param 134 OneHotParameter @ gpapan
recurrent_param 134 RecurrentParameter @ lstm-cf
flatten_param 135 FlattenParameter @ -parsenet ccnn gpapan lstm-cf
tile_param 135 TileParameter @ parsenet
padding_param 135 PaddingParameter @ gpapan
convolution_deeplab_param 135 ConvolutionDeeplabParameter @ lstm-cf
reduction_param 136 ReductionParameter @ -parsenet ccnn gpapan lstm-cf
reshape_param 136 ReshapeParameter @ parsenet
pooling_param 136 PoolingParameter @ gpapan
transpose_param 136 TransposeParameter @ lstm-cf
embed_param 137 EmbedParameter @ -segnet parsenet ccnn tsogkas gpapan lstm-cf tsn
upsample_param 137 UpsampleParameter @ segnet
bn_param 137 BNParameter @ parsenet tsn
roi_pooling_param 137 ROIPoolingParameter @ tsogkas
power_param 137 PowerParameter @ gpapan
seg_accuracy_param 137 SegAccuracyParameter @ lstm-cf
tile_param 138 TileParameter @ -segnet parsenet ccnn tsogkas gpapan lstm-cf tsn
dense_image_data_param 138 DenseImageDataParameter @ segnet
prelu_param 138 PReLUParameter @ gpapan
mask_param 138 MaskParameter @ lstm-cf
batch_norm_param 139 BatchNormParameter @ -segnet crf-rnn hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
interp_param 139 InterpParameter @ tsogkas lstm-cf
python_param 139 PythonParameter @ gpapan
elu_param 140 ELUParameter @ -segnet crf-rnn hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
seg_accuracy_param 140 SegAccuracyParameter @ tsogkas
relu_param 140 ReLUParameter @ gpapan
image_seg_data_param 140 ImageSegDataParameter @ lstm-cf
video_data_param 140 VideoDataParameter @ tsn
bias_param 141 BiasParameter @ -segnet crf-rnn hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
reshape_param 141 ReshapeParameter @ gpapan
repmat_param 141 RepMatParameter @ lstm-cf
seg_data_param 141 SegDataParameter @ tsn
scale_param 142 ScaleParameter @ -segnet crf-rnn hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn
seg_accuracy_param 142 SegAccuracyParameter @ gpapan
mat_write_param 142 MatWriteParameter @ lstm-cf
input_param 143 InputParameter @ bvlc deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc segstereo lamply rgh openvino xilinx synopsys
interp_param 143 InterpParameter @ deeplab-v2 pspnet mac
sigmoid_param 143 SigmoidParameter @ gpapan
crop_param 143 CropParameter @ lstm-cf
crop_param 144 CropParameter @ bvlc deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc segstereo lamply rgh openvino xilinx synopsys
seg_accuracy_param 144 SegAccuracyParameter @ deeplab-v2 pspnet mac
softmax_param 144 SoftmaxParameter @ gpapan
my_convolution_param 144 MyConvolutionParameter @ lstm-cf
parameter_param 145 ParameterParameter @ bvlc deeplab-v2-bvlc ssd enet crf-rnn-bvlc segstereo lamply rgh openvino synopsys
mat_write_param 145 MatWriteParameter @ deeplab-v2 pspnet mac
forward_type 145 enum Type = FLOAT @ nvidia
softmax_loss_param 145 SoftmaxLossParameter @ gpapan
recurrent_param 146 RecurrentParameter @ bvlc deeplab-v2-bvlc ssd enet crf-rnn-bvlc segstereo lamply rgh openvino synopsys
dense_crf_param 146 DenseCRFParameter @ deeplab-v2 pspnet mac
backward_type 146 enum Type = FLOAT @ nvidia
multi_stage_meanfield_param 146 MultiStageMeanfieldParameter @ crf-rnn
slice_param 146 SliceParameter @ gpapan
swish_param 147 SwishParameter @ bvlc segstereo lamply synopsys
domain_transform_param 147 DomainTransformParameter @ deeplab-v2 pspnet deeplab-v2-bvlc mac
forward_math 147 enum Type = FLOAT @ nvidia
upsample_param 147 UpsampleParameter @ enet
spp_param 147 SPPParameter @ gpapan
tiling_param 147 TilingParameter @ xilinx
clip_param 148 ClipParameter @ bvlc segstereo lamply
adaptive_bias_channel_param 148 AdaptiveBiasChannelParameter @ deeplab-v2 pspnet deeplab-v2-bvlc mac
backward_math 148 enum Type = FLOAT @ nvidia
tanh_param 148 TanHParameter @ gpapan
coeff_schedule_param 148 CoeffScheduleParameter @ rgh synopsys
smooth_l1_loss_param 148 SmoothL1LossParameter @ xilinx
bias_channel_param 149 BiasChannelParameter @ deeplab-v2 pspnet deeplab-v2-bvlc mac
debug 149 bool = false @ nvidia
threshold_param 149 ThresholdParameter @ gpapan
interp_param 149 InterpParameter @ lamply
augmentation_param 149 AugmentationParameter @ rgh synopsys
unique_label_param 150 UniqueLabelParameter @ deeplab-v2 pspnet deeplab-v2-bvlc gpapan mac
cudnn_math_override 150 int32 = -1 @ nvidia
bn_param 150 BNParameter @ segstereo
shuffle_channel_param 150 ShuffleChannelParameter @ lamply
correlation_param 150 CorrelationParameter @ rgh synopsys
roi_pooling_param 150 ROIPoolingParameter @ tsn
mat_read_param 151 MatReadParameter @ deeplab-v2 pspnet deeplab-v2-bvlc mac
recurrent_param 151 RecurrentParameter @ nvidia
window_data_param 151 WindowDataParameter @ gpapan
correlation_param 151 CorrelationParameter @ segstereo
resize_param 151 ResizeParameter @ lamply
l1_loss_param 151 L1LossParameter @ rgh synopsys
bn_param 152 BNParameter @ pspnet
dense_crf_param 152 DenseCRFParameter @ deeplab-v2-bvlc
trt_param 152 TRTParameter @ nvidia
flatten_param 152 FlattenParameter @ gpapan
crop_param 152 CropParameter @ mac
interp_param 152 InterpParameter @ segstereo
dense_image_data_param 152 DenseImageDataParameter @ lamply
writer_param 152 WriterParameter @ rgh synopsys
interp_param 153 InterpParameter @ deeplab-v2-bvlc
log_param 153 LogParameter @ gpapan
reader_param 153 ReaderParameter @ rgh synopsys
seg_accuracy_param 154 SegAccuracyParameter @ deeplab-v2-bvlc
reduction_param 154 ReductionParameter @ gpapan
mean_param 154 MeanParameter @ rgh synopsys
mat_write_param 155 MatWriteParameter @ deeplab-v2-bvlc
resample_param 155 ResampleParameter @ rgh synopsys
downsample_param 156 DownsampleParameter @ rgh synopsys
reshape_every_iter 157 bool = true @ rgh synopsys
norm_param 158 NormalizeParameter @ rgh
lpq_loss_param 158 LpqLossParameter @ synopsys
unpooling_param 159 UnPoolingParameter @ rgh
flow_warp_param 159 FlowWarpParameter @ synopsys
scale_param 160 ScaleParameter @ tsn
accum_param 160 AccumParameter @ synopsys
bias_param 161 BiasParameter @ tsn
black_augmentation_param 161 BlackAugmentationParameter @ synopsys
batch_reduction_param 162 BatchReductionParameter @ tsn
interp_param 163 InterpParameter @ synopsys
seg_accuracy_param 164 SegAccuracyParameter @ synopsys
mat_write_param 165 MatWriteParameter @ synopsys
shuffle_channel_param 166 ShuffleChannelParameter @ synopsys
domain_transform_param 167 DomainTransformParameter @ synopsys
dense_image_data_param 168 DenseImageDataParameter @ synopsys
bias_channel_param 169 BiasChannelParameter @ synopsys
interp_param 170 InterpParameter @ rgh
unique_label_param 170 UniqueLabelParameter @ synopsys
gan_loss_param 171 GANLossParameter @ synopsys
dense_crf_param 176 DenseCRFParameter @ synopsys
upsample_param 177 UpsampleParameter @ synopsys
adaptive_bias_channel_param 178 AdaptiveBiasChannelParameter @ synopsys
mat_read_param 181 MatReadParameter @ synopsys
squeeze_convolution_param 187 SqueezeConvolutionParameter @ synopsys
squeeze_inner_product_param 188 SqueezeInnerProductParameter @ synopsys
reorg_param 197 ReorgParameter @ synopsys
yolo_v2_loss_param 198 YoloV2LossParameter @ synopsys
yolo_v3_loss_param 199 YoloV3LossParameter @ synopsys
binary_png_write_param 200 BinaryPngWriteParameter @ deeplab-v2-bvlc
annotated_data_param 200 AnnotatedDataParameter @ ssd nvidia openvino xilinx synopsys
visual_saliency_param 201 VisualSaliencyParameter @ deeplab-v2-bvlc
multibox_loss_param 201 MultiBoxLossParameter @ ssd nvidia openvino xilinx synopsys
permute_param 202 PermuteParameter @ ssd nvidia openvino xilinx synopsys
prior_box_param 203 PriorBoxParameter @ ssd nvidia openvino xilinx synopsys
detection_output_param 204 DetectionOutputParameter @ ssd nvidia openvino xilinx synopsys
detection_evaluate_param 205 DetectionEvaluateParameter @ ssd nvidia openvino xilinx synopsys
norm_param 206 NormalizeParameter @ ssd nvidia openvino xilinx synopsys
video_data_param 207 VideoDataParameter @ ssd nvidia openvino xilinx synopsys
grn_param 208 GRNParameter @ openvino
depth_to_space_param 208 DepthToSpaceParameter @ synopsys
label_specific_add_param 209 LabelSpecificAddParameter @ openvino
upsample_darknet_param 209 UpsampleDarknetParameter @ synopsys
embedding_extractor_param 210 AnchorEmbeddingExtractorParameter @ openvino
resize_nearest_neighbor_param 210 ResizeNearestNeighborParameter @ synopsys
scale_filter_param 211 ScaleFilterParameter @ openvino
gather_param 211 GatherParameter @ synopsys
smooth_l1_loss_param 212 SmoothL1LossParameter @ openvino
proposal_param 212 ProposalParameter @ synopsys
topk_gather_param 213 TopkGatherParameter @ synopsys
nms_param 214 NMSParameter @ synopsys
nms_gather_param 215 NMSGatherParameter @ synopsys
gather_nd_param 216 GatherNDParameter @ synopsys
where4_param 218 Where4Parameter @ synopsys
where4_gathernd_param 219 Where4GatherndParameter @ synopsys
crop_and_resize_param 220 CropAndResizeParameter @ synopsys
where4_gathernd_crop_param 221 Where4GatherndCropParameter @ synopsys
pyramid_roi_align_param 222 PyramidROIAlignParameter @ synopsys
space_to_depth_param 223 SpaceToDepthParameter @ synopsys
pad_param 224 PadParameter @ synopsys
stack_param 225 StackParameter @ synopsys
resize_bilinear_param 226 ResizeBilinearParameter @ synopsys
reduce_sum_param 227 ReduceSumParameter @ synopsys
reduce_max_param 228 ReduceMaxParameter @ synopsys
reduce_min_param 229 ReduceMinParameter @ synopsys
reduce_prod_param 230 ReduceProdParameter @ synopsys
reduce_mean_param 231 ReduceMeanParameter @ synopsys
selu_param 232 SeLUParameter @ synopsys
selu_dropout_param 233 SeLUDropoutParameter @ synopsys
unstack_param 234 UnstackParameter @ synopsys
batch_to_space_nd_param 235 BatchToSpaceNDParameter @ synopsys
space_to_batch_nd_param 236 SpaceToBatchNDParameter @ synopsys
xlu_param 237 XLUParameter @ synopsys
mirror_pad_param 238 MirrorPadParameter @ synopsys
tile_nd_param 239 TileNDParameter @ synopsys
expand_dims_nd_param 240 ExpandDimsNDParameter @ synopsys
squeeze_param 241 SqueezeParameter @ synopsys
broadcast_to_param 242 BroadcastToParameter @ synopsys
strided_slice_param 243 StridedSliceParameter @ synopsys
piece_param 244 PieceParameter @ synopsys
range_param 245 RangeParameter @ synopsys
sparse_to_dense_param 246 SparseToDenseParameter @ synopsys
roi_align_param 247 ROIAlignParameter @ synopsys
clip_param 248 ClipParameter @ synopsys
embedding_lookup_param 249 EmbeddingLookupParameter @ synopsys
embedding_lookup_sparse_param 250 EmbeddingLookupSparseParameter @ synopsys
gemm_param 251 GemmParameter @ synopsys
reduce_l1_param 252 ReduceL1Parameter @ synopsys
reduce_l2_param 253 ReduceL2Parameter @ synopsys
reduce_logsumexp_param 254 ReduceLogSumExpParameter @ synopsys
reduce_all_param 255 ReduceAllParameter @ synopsys
reduce_any_param 256 ReduceAnyParameter @ synopsys
reverse_sequence_param 257 ReverseSequenceParameter @ synopsys
hard_sigmoid_param 258 HardSigmoidParameter @ synopsys
thresholded_relu_param 259 ThresholdedReLUParameter @ synopsys
one_hot_param 260 OneHotParameter @ synopsys
reverse_param 261 ReverseParameter @ synopsys
lp_normalization_param 262 LpNormalizationParameter @ synopsys
matmul_param 263 MatMulParameter @ synopsys
gather_v2_param 264 GatherV2Parameter @ synopsys
scaled_tanh_param 265 ScaledTanHParameter @ synopsys
pooling3d_param 266 Pooling3DParameter @ synopsys
log_softmax_param 267 LogSoftmaxParameter @ synopsys
maskrcnn_detection_param 268 MaskRCNNDetectionParameter @ synopsys
maskrcnn_proposal_param 269 MaskRCNNProposalParameter @ synopsys
attention_param 270 AttentionParameter @ synopsys
non_max_suppression_param 271 NonMaxSuppressionParameter @ synopsys
rnn_v2_param 272 RNNv2Parameter @ synopsys
count_nonzero_param 273 CountNonzeroParameter @ synopsys
not_equal_param 274 NotEqualParameter @ synopsys
point_net_param 275 PointNetParameter @ synopsys
scatter_nd_param 276 ScatterNDParameter @ synopsys
layer_norm_param 277 LayerNormParameter @ synopsys
mul_param 278 MulParameter @ synopsys
spatial_batching_pooling_param 279 SpatialBatchingPoolingParameter @ synopsys
tensor2box_param 280 Tensor2BoxParameter @ synopsys
corr1d_param 281 Corr1dParameter @ synopsys
densecrf_param 999 DenseCRFParameter @ ccnn
multi_stage_meanfield_param 1000 MultiStageMeanfieldParameter @ crf-rnn-bvlc
running_average_param 1000 RunningAverageParameter @ ccnn
repack_param 1001 RepackParameter @ ccnn
loss_statistic_param 1002 LossStatisticParameter @ ccnn
statistical_loss_param 1003 StatisticalLossParameter @ ccnn
fixed_param 1100 FixedParameter @ xilinx
mat_write_param 1111 MatWriteParameter @ rgh
seg_accuracy_param 1112 SegAccuracyParameter @ rgh
mask_param 1113 MASKParameter @ rgh
bn_param 1114 BNParameter @ rgh
dense_crf_param 1115 DenseCRFParameter @ rgh
mat_read_param 1116 MatReadParameter @ rgh
conf_channels_param 1117 ConfChannelsParameter @ rgh
proposal_param 1200 ProposalParameter @ xilinx
roi_pooling_param 1201 ROIPoolingParameter @ xilinx
detectnet_groundtruth_param 6801 DetectNetGroundTruthParameter @ nvidia xilinx
detectnet_augmentation_param 6802 DetectNetAugmentationParameter @ nvidia xilinx
input_param 7777 InputParameter @ mac
dice_coef_loss_param 7778 DiceCoefLossParameter @ mac
relu6_param 100000 ReLU6Parameter @ xilinx
roi_pooling_param 8266711 ROIPoolingParameter @ faster-rcnn synopsys
smooth_l1_loss_param 8266712 SmoothL1LossParameter @ faster-rcnn synopsys`,
  NetParameter: `
name 1 string
layers 2 repeated V1LayerParameter
input 3 repeated string
input_dim 4 repeated int32
force_backward 5 bool = false
state 6 NetState @ -bvlc-v0
debug_info 7 bool = false @ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
input_shape 8 repeated BlobShape @ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
copyright 9 string = "" @ xilinx
default_forward_type 11 enum Type = FLOAT @ nvidia
default_backward_type 12 enum Type = FLOAT @ nvidia
default_forward_math 13 enum Type = FLOAT @ nvidia
default_backward_math 14 enum Type = FLOAT @ nvidia
global_grad_scale 15 float = 1. @ nvidia
global_grad_scale_adaptive 16 bool = false @ nvidia
default_conv_algos_override 17 string = "-1,-1,-1" @ nvidia
reduce_buckets 18 int32 = 6 @ nvidia
default_cudnn_math_override 19 int32 = -1 @ nvidia
eltwise_mem_sharing 20 bool = true @ nvidia
layer 100 repeated LayerParameter @ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
mem_param 200 MemoryOptimizationParameter @ tsn`,
  NetState: `
@ -bvlc-v0
phase 1 enum Phase = TEST
level 2 int32 = 0
stage 3 repeated string`,
  NetStateRule: `
@ -bvlc-v0
phase 1 enum Phase
min_level 2 int32
max_level 3 int32
stage 4 repeated string
not_stage 5 repeated string`,
  ParamSpec: `
@ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
name 1 string
share_mode 2 enum ParamSpec.DimCheckMode
lr_mult 3 float = 1.0
decay_mult 4 float = 1.0
compression 5 enum ParamSpec.Compression = DEFAULT @ xilinx`,
  V0LayerParameter: `
name 1 string
type 2 string
num_output 3 uint32
biasterm 4 bool = true
weight_filler 5 FillerParameter
bias_filler 6 FillerParameter
pad 7 uint32 = 0
kernelsize 8 uint32
group 9 uint32 = 1
stride 10 uint32 = 1
pool 11 enum V0LayerParameter.PoolMethod = MAX
dropout_ratio 12 float = 0.5
local_size 13 uint32 = 5
alpha 14 float = 1.
beta 15 float = 0.75
source 16 string
scale 17 float = 1
meanfile 18 string
batchsize 19 uint32
cropsize 20 uint32 = 0
mirror 21 bool = false
k 22 float = 1. @ -bvlc-v0
blobs 50 repeated BlobProto
blobs_lr 51 repeated float
weight_decay 52 repeated float
rand_skip 53 uint32 = 0
det_fg_threshold 54 float = 0.5 @ -bvlc-v0
det_bg_threshold 55 float = 0.5 @ -bvlc-v0
det_fg_fraction 56 float = 0.25 @ -bvlc-v0
det_context_pad 58 uint32 = 0 @ -bvlc-v0
det_crop_mode 59 string = "warp" @ -bvlc-v0
new_num 60 int32 = 0 @ -bvlc-v0
new_channels 61 int32 = 0 @ -bvlc-v0
new_height 62 int32 = 0 @ -bvlc-v0
new_width 63 int32 = 0 @ -bvlc-v0
shuffle_images 64 bool = false @ -bvlc-v0
concat_dim 65 uint32 = 1 @ -bvlc-v0
hdf5_output_param 1001 HDF5OutputParameter @ -bvlc-v0`,
  V1LayerParameter: `
layer 1 V0LayerParameter
bottom 2 repeated string
top 3 repeated string
name 4 string @ -bvlc-v0
type 5 enum V1LayerParameter.LayerType @ -bvlc-v0
blobs 6 repeated BlobProto @ -bvlc-v0
blobs_lr 7 repeated float @ -bvlc-v0
weight_decay 8 repeated float @ -bvlc-v0
concat_param 9 ConcatParameter @ -bvlc-v0
convolution_param 10 ConvolutionParameter @ -bvlc-v0
data_param 11 DataParameter @ -bvlc-v0
dropout_param 12 DropoutParameter @ -bvlc-v0
hdf5_data_param 13 HDF5DataParameter @ -bvlc-v0
hdf5_output_param 14 HDF5OutputParameter @ -bvlc-v0
image_data_param 15 ImageDataParameter @ -bvlc-v0
infogain_loss_param 16 InfogainLossParameter @ -bvlc-v0
inner_product_param 17 InnerProductParameter @ -bvlc-v0
lrn_param 18 LRNParameter @ -bvlc-v0
pooling_param 19 PoolingParameter @ -bvlc-v0
window_data_param 20 WindowDataParameter @ -bvlc-v0
power_param 21 PowerParameter @ -bvlc-v0
memory_data_param 22 MemoryDataParameter @ -bvlc-v0
argmax_param 23 ArgMaxParameter @ -bvlc-v0
eltwise_param 24 EltwiseParameter @ -bvlc-v0
threshold_param 25 ThresholdParameter @ -bvlc-v0
dummy_data_param 26 DummyDataParameter @ -bvlc-v0
accuracy_param 27 AccuracyParameter @ -bvlc-v0
hinge_loss_param 29 HingeLossParameter @ -bvlc-v0
relu_param 30 ReLUParameter @ -bvlc-v0
slice_param 31 SliceParameter @ -bvlc-v0
include 32 repeated NetStateRule @ -bvlc-v0
exclude 33 repeated NetStateRule @ -bvlc-v0
mvn_param 34 MVNParameter @ -bvlc-v0
loss_weight 35 repeated float @ -bvlc-v0
transform_param 36 TransformationParameter @ -bvlc-v0
tanh_param 37 TanHParameter @ -bvlc-v0
sigmoid_param 38 SigmoidParameter @ -bvlc-v0
softmax_param 39 SoftmaxParameter @ -bvlc-v0
contrastive_loss_param 40 ContrastiveLossParameter @ -bvlc-v0
exp_param 41 ExpParameter @ -bvlc-v0
loss_param 42 LossParameter @ -deeplab-v1 bvlc-v0
seg_accuracy_param 42 SegAccuracyParameter @ deeplab-v1
interp_param 43 InterpParameter @ deeplab-v1
eltwise_accuracy_param 43 EltwiseAccuracyParameter @ deconvnet
roi_pooling_param 43 ROIPoolingParameter @ tsogkas
softmaxloss_param 44 SoftmaxLossParameter @ deeplab-v1
multi_stage_meanfield_param 44 MultiStageMeanfieldParameter @ crf-rnn-v1
unpooling_param 44 UnpoolingParameter @ deconvnet
reshape_param 44 ReshapeParameter @ tsogkas
padding_param 45 PaddingParameter @ deeplab-v1
bn_param 45 BNParameter @ deconvnet
mat_write_param 46 MatWriteParameter @ deeplab-v1
red_softmax_loss_param 46 RedSoftmaxWithLossParameter @ deconvnet
mat_read_param 47 MatReadParameter @ deeplab-v1
red_accuracy_param 47 RedAccuracyParameter @ deconvnet
dense_crf_param 48 DenseCRFParameter @ deeplab-v1
binary_accuracy_param 48 BinaryAccuracyParameter @ deconvnet
dominant_channel_param 49 DominantChannelParameter @ deeplab-v1
window_cls_data_param 49 WindowClsDataParameter @ deconvnet
bias_channel_param 50 BiasChannelParameter @ deeplab-v1
select_seg_binary_param 50 SelectSegBinaryParameter @ deconvnet
unique_label_param 51 UniqueLabelParameter @ deeplab-v1
censor_label_param 52 CensorLabelParameter @ deeplab-v1
adaptive_bias_channel_param 53 AdaptiveBiasChannelParameter @ deeplab-v1
channel_aggregator_param 54 ChannelAggregatorParameter @ deeplab-v1
ignore_overlay_param 55 IgnoreOverlayParameter @ deeplab-v1
histogram_param 56 HistogramParameter @ deeplab-v1
euclidean_loss_param 57 EuclideanLossParameter @ deeplab-v1
gain_channel_param 58 GainChannelParameter @ deeplab-v1
onehot_param 59 OneHotParameter @ deeplab-v1
yolo_v2_loss_param 300 YoloV2LossParameter @ synopsys
yolo_v3_loss_param 301 YoloV3LossParameter @ synopsys
param 1001 repeated string @ -bvlc-v0
blob_share_mode 1002 repeated enum V1LayerParameter.DimCheckMode @ -bvlc-v0
strict_dim 1003 bool = true @ deeplab-v1`,
};
