/** Enums, by their full names. Written by scripts/schema/generate.mjs; the lines are explained in data/index.ts. */
export const enums: Readonly<Record<string, string>> = {
  'AnnotatedDatum.AnnotationType': `
@ ssd nvidia openvino xilinx synopsys
BBOX 0`,
  'BNParameter.BNMode': `
@ segnet enet deconvnet synopsys
LEARN 0
INFERENCE 1`,
  'BNParameter.Engine': `
@ pspnet segstereo rgh tsn synopsys
DEFAULT 0
CAFFE 1
CUDNN 2 @ -segstereo`,
  'BNParameter.SyncScope': `
@ segstereo
NONE 0
HOST 1
ALL 2`,
  'BatchNormParameter.Engine': `
@ nvidia xilinx
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'BiasChannelParameter.LabelType': `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 mac synopsys
IMAGE 1
PIXEL 2`,
  'BiasParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'BiasParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'BinaryAccuracyParameter.AccuracyMode': `
@ deconvnet
Accuracy 0
Precision 1
Recall 2
F_measure 3`,
  'C2TensorProto.DataType': `
@ nvidia
UNDEFINED 0
FLOAT 1
INT32 2
BYTE 3
STRING 4
BOOL 5
UINT8 6
INT8 7
UINT16 8
INT16 9
INT64 10
FLOAT16 12
DOUBLE 13`,
  'ConcatParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'ConcatParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'ConvolutionDeeplabParameter.Engine': `
@ lstm-cf
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'ConvolutionParameter.CuDNNConvolutionAlgorithmSeeker': `
@ nvidia xilinx
GET 0
FINDEX 1`,
  'ConvolutionParameter.Engine': `
@ -bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'ConvolutionParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'ConvolutionParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'CorrelationParameter.CorrelationType': `
@ segstereo rgh synopsys
MULTIPLY 0
SUBTRACT 1`,
  'DataParameter.CHANNELENCODING': `
@ rgh synopsys
UINT8 1
UINT16FLOW 2
BOOL1 3`,
  'DataParameter.DB': `
@ -bvlc-v0
LEVELDB 0
LMDB 1
DATUMFILE 2 @ parsenet`,
  'DataParameter.RANDPERMORDER': `
@ rgh synopsys
FIRST_PERMUTE_THEN_RANGE 0
FIRST_RANGE_THEN_PERMUTE 1`,
  DatumTypeInfo: `
@ nvidia
DatumTypeInfo_DATUM 0
DatumTypeInfo_ANNOTATED_DATUM 1`,
  'DetectNetGroundTruthParameter.CoverageType': `
@ nvidia xilinx
RECTANGULAR 0`,
  'DetectNetGroundTruthParameter.GridboxType': `
@ nvidia xilinx
GRIDBOX_MAX 0
GRIDBOX_MIN 1`,
  'DropoutParameter.Engine': `
@ nvidia
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'EltwiseParameter.EltwiseOp': `
@ -bvlc-v0
PROD 0
SUM 1
MAX 2
STOCHASTIC_SUM 3 @ tsn
DIV 3 @ synopsys
MIN 4 @ synopsys`,
  'EltwiseParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'EltwiseParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'EmitConstraint.EmitType': `
@ ssd nvidia openvino xilinx synopsys
CENTER 0
MIN_OVERLAP 1`,
  'EuclideanLossParameter.Type': `
@ deeplab-v1 gpapan
L2 0
L2sqrt 1`,
  'FillerParameter.VarianceNorm': `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
FAN_IN 0
FAN_OUT 1
AVERAGE 2`,
  'FixedParameter.FixedMethod': `
@ xilinx
OVER_FLOW 0
DIFF_S 1
DIFF_A 2`,
  'FlowWarpParameter.FillParameter': `
@ synopsys
ZERO 1
NOT_A_NUMBER 2`,
  'HingeLossParameter.Norm': `
@ -bvlc-v0
L1 1
L2 2`,
  'HingeLossParameter.Type': `
@ gpapan
MULTICLASS 1
ONEVSALL 2`,
  'ImageDataParameter.LabelType': `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 deconvnet tsogkas gpapan lstm-cf mac rgh synopsys
NONE 0
IMAGE 1
PIXEL 2`,
  'InnerProductParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'InnerProductParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'LRNParameter.Engine': `
@ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'LRNParameter.NormRegion': `
@ -bvlc-v0
ACROSS_CHANNELS 0
WITHIN_CHANNEL 1`,
  'LossParameter.NormalizationMode': `
@ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
FULL 0
VALID 1
BATCH_SIZE 2
NONE 3`,
  'LossStatisticParameter.MaxType': `
@ ccnn
SOFT_MAX 0
HARD_MAX 1`,
  'MaskParameter.Direction': `
@ lstm-cf
LEFT2RIGHT 0
RIGHT2LEFT 1
TOP2BOTTOM 2
BOTTOM2TOP 3`,
  'MaskParameter.MaskType': `
@ lstm-cf
VERTICAL 0
HORIZONTAL 1`,
  'MeanParameter.MeanOperation': `
@ rgh synopsys
ADD 1
SUBTRACT 4`,
  'MultiBoxLossParameter.ConfLossType': `
@ ssd nvidia openvino xilinx synopsys
SOFTMAX 0
LOGISTIC 1`,
  'MultiBoxLossParameter.LocLossType': `
@ ssd nvidia openvino xilinx synopsys
L2 0
SMOOTH_L1 1`,
  'MultiBoxLossParameter.MatchType': `
@ ssd nvidia openvino xilinx synopsys
BIPARTITE 0
PER_PREDICTION 1`,
  'MultiBoxLossParameter.MiningType': `
@ ssd nvidia openvino xilinx synopsys
NONE 0
MAX_NEGATIVE 1
HARD_EXAMPLE 2`,
  'MultiStageMeanfieldParameter.Mode': `
@ crf-rnn crf-rnn-bvlc crf-rnn-v1
POTTS 0`,
  'MyConvolutionParameter.Engine': `
@ lstm-cf
DEFAULT 0
CAFFE 1
CUDNN 2`,
  Packing: `
@ nvidia
NCHW 0
NHWC 1`,
  'ParamSpec.Compression': `
@ xilinx
DEFAULT 0
PRUNE 1`,
  'ParamSpec.DimCheckMode': `
@ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
STRICT 0
PERMISSIVE 1`,
  Phase: `
@ -bvlc-v0
TRAIN 0
TEST 1`,
  'Pooling3DParameter.PoolMethod': `
@ synopsys
MAX 0
AVE 1
AVE_EXC_PAD 2`,
  'PoolingParameter.Engine': `
@ -bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'PoolingParameter.PoolMethod': `
@ -bvlc-v0
MAX 0
AVE 1
STOCHASTIC 2
MDS 3 @ openvino
AVE_EXC_PAD 3 @ synopsys
AVE_TF 3 @ synopsys`,
  'PoolingParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'PoolingParameter.RoundMode': `
@ bvlc segstereo lamply synopsys
CEIL 0
FLOOR 1`,
  'PoolingParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'PowerParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'PowerParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'PriorBoxParameter.CodeType': `
@ ssd nvidia openvino xilinx synopsys
CORNER 1
CENTER_SIZE 2
CORNER_SIZE 3`,
  'ReLUParameter.Engine': `
@ -bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'ReLUParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'ReductionParameter.ReductionOp': `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
SUM 1
ASUM 2
SUMSQ 3
MEAN 4
TOPK 5 @ tsn`,
  'RepackParameter.Operation': `
@ ccnn
PACK_IMAGE 0
UNPACK_IMAGE 1`,
  'ResampleParameter.ResampleType': `
@ rgh synopsys
NEAREST 1
LINEAR 2
CUBIC 3
AREA 4`,
  'ResizeBilinearParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'ResizeBilinearParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'ResizeParameter.Interp_mode': `
@ ssd nvidia parsenet openvino xilinx synopsys
LINEAR 1
AREA 2
NEAREST 3
CUBIC 4
LANCZOS4 5`,
  'ResizeParameter.Pad_mode': `
@ ssd nvidia parsenet openvino xilinx synopsys
CONSTANT 1
MIRRORED 2
REPEAT_NEAREST 3`,
  'ResizeParameter.Resize_mode': `
@ ssd nvidia parsenet openvino xilinx synopsys
WARP 1
FIT_SMALL_SIZE 2
FIT_LARGE_SIZE_AND_PAD 3`,
  'ResizeParameter.Type': `
@ lamply
NEAREST 1
BILINEAR 2`,
  'SPPParameter.Engine': `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'SPPParameter.PoolMethod': `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn lstm-cf bvlc-v0
MAX 0
AVE 1
STOCHASTIC 2
AVE_EXC_PAD 3 @ synopsys
AVE_TF 3 @ synopsys`,
  'SaltPepperParameter.SaltType': `
@ parsenet
relative 1
absolute 2`,
  'SegAccuracyParameter.AccuracyMetric': `
@ deeplab-v2 pspnet deeplab-v2-bvlc deeplab-v1 tsogkas gpapan lstm-cf mac rgh synopsys
PixelAccuracy 0
ClassAccuracy 1
PixelIOU 2`,
  'SigmoidParameter.Engine': `
@ -bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'SigmoidParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'SoftmaxParameter.Engine': `
@ -bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'SoftmaxParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'SolverParameter.SnapshotFormat': `
@ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
HDF5 0
BINARYPROTO 1`,
  'SolverParameter.SolverMode': `
@ -bvlc-v0
CPU 0
GPU 1`,
  'SolverParameter.SolverType': `
@ -bvlc-v0
SGD 0
NESTEROV 1
ADAGRAD 2
RMSPROP 3 @ -deeplab-v1 crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn
ADADELTA 4 @ -deeplab-v1 segnet crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn
ADAM 5 @ -deeplab-v1 segnet crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn
SAG 6 @ nvidia`,
  'SpatialBatchingPoolingParameter.Engine': `
@ synopsys
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'SpatialBatchingPoolingParameter.PoolMethod': `
@ synopsys
MAX 0
AVE 1
STOCHASTIC 2`,
  'SpatialBatchingPoolingParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'SqueezeConvolutionParameter.Engine': `
@ synopsys
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'SqueezeConvolutionParameter.QuantizeMethod': `
@ synopsys
tflite 0
ONNX 1
Caffe2 2`,
  'SqueezeConvolutionParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
  'StatisticalLossParameter.Loss': `
@ ccnn
HAMMING 0
INTERSECTION_OVER_UNION 1`,
  'TRTParameter.TRTMode': `
@ nvidia
FP32 0
FP16 1
INT8 2`,
  'TanHParameter.Engine': `
@ -bvlc-v0
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'TransformationParameter.InterpolationAlgo': `
@ nvidia
INTER_NEAREST 0
INTER_LINEAR 1
INTER_CUBIC 2
INTER_AREA 3`,
  'TransposeParameter.TransposeType': `
@ lstm-cf
CONVTOLSTM 0
LSTMTOCONV 1`,
  Type: `
@ nvidia
DOUBLE 0
FLOAT 1
FLOAT16 2
INT 3
UINT 4
BOOL 5`,
  'UnPoolingParameter.UnPoolMethod': `
@ parsenet rgh
FIXED 0
DIV 1
REP 2`,
  'UnpoolingParameter.Engine': `
@ deconvnet
DEFAULT 0
CAFFE 1`,
  'UnpoolingParameter.UnpoolMethod': `
@ deconvnet
MAX 0
AVE 1
TILE 2`,
  'V0LayerParameter.PoolMethod': `
MAX 0
AVE 1
STOCHASTIC 2
AVE_EXC_PAD 3 @ synopsys
AVE_TF 3 @ synopsys`,
  'V1LayerParameter.DimCheckMode': `
@ -bvlc-v0
STRICT 0
PERMISSIVE 1`,
  'V1LayerParameter.LayerType': `
@ -bvlc-v0
NONE 0
ACCURACY 1
BNLL 2
CONCAT 3
CONVOLUTION 4
DATA 5
DROPOUT 6
EUCLIDEAN_LOSS 7
FLATTEN 8
HDF5_DATA 9
HDF5_OUTPUT 10
IM2COL 11
IMAGE_DATA 12
INFOGAIN_LOSS 13
INNER_PRODUCT 14
LRN 15
MULTINOMIAL_LOGISTIC_LOSS 16
POOLING 17
RELU 18
SIGMOID 19
SOFTMAX 20
SOFTMAX_LOSS 21
SPLIT 22
TANH 23
WINDOW_DATA 24
ELTWISE 25
POWER 26
SIGMOID_CROSS_ENTROPY_LOSS 27
HINGE_LOSS 28
MEMORY_DATA 29
ARGMAX 30
THRESHOLD 31
DUMMY_DATA 32
SLICE 33
MVN 34
ABSVAL 35
SILENCE 36
CONTRASTIVE_LOSS 37
EXP 38
DECONVOLUTION 39 @ -deeplab-v1
IMAGE_SEG_DATA 39 @ deeplab-v1
SEG_ACCURACY 40 @ deeplab-v1
CROP 40 @ crf-rnn crf-rnn-v1 deconvnet hed parsenet ccnn
RESHAPE 40 @ tsogkas
INTERP 41 @ deeplab-v1
SIMPLE_FAST_MEANFIELD 41 @ crf-rnn-v1
ELTWISE_ACCURACY 41 @ deconvnet
PARSE_OUTPUT 41 @ parsenet
ROIPOOLING 41 @ tsogkas
PADDING 42 @ deeplab-v1
MULTI_STAGE_MEANFIELD 42 @ crf-rnn-v1
UNPOOLING 42 @ deconvnet
PARSE_EVALUATE 42 @ parsenet
SMOOTH_L1_LOSS 42 @ tsogkas
MAT_WRITE 43 @ deeplab-v1
BN 43 @ deconvnet
MAT_READ 44 @ deeplab-v1
RED_SOFTMAX_LOSS 44 @ deconvnet
DENSE_CRF 45 @ deeplab-v1
RED_ACCURACY 45 @ deconvnet
DOMINANT_CHANNEL 46 @ deeplab-v1
IMAGE_SEG_DATA 46 @ deconvnet
BIAS_CHANNEL 47 @ deeplab-v1
WINDOW_SEG_DATA 47 @ deconvnet
UNIQUE_LABEL 48 @ deeplab-v1
WINDOW_INST_SEG_DATA 48 @ deconvnet
CENSOR_LABEL 49 @ deeplab-v1
BIN_ACCURACY 49 @ deconvnet
ADAPTIVE_BIAS_CHANNEL 50 @ deeplab-v1
WINDOW_CLS_DATA 50 @ deconvnet
CHANNEL_AGGREGATOR 51 @ deeplab-v1
WINDOW_SEG_BINARY 51 @ deconvnet
IGNORE_OVERLAY 52 @ deeplab-v1
SELECT_SEG_BINARY 52 @ deconvnet
HISTOGRAM 53 @ deeplab-v1
DROPOUT_CHANNEL 53 @ deconvnet
RELATIVE_ERROR 54 @ deeplab-v1
GAIN_CHANNEL 55 @ deeplab-v1
ONEHOT 56 @ deeplab-v1`,
  'VideoDataParameter.Modality': `
@ tsn
RGB 0
FLOW 1`,
  'VideoDataParameter.VideoType': `
@ ssd nvidia openvino xilinx synopsys
WEBCAM 0
VIDEO 1`,
  'XLUParameter.Engine': `
@ synopsys
DEFAULT 0
CAFFE 1
CUDNN 2`,
  'XLUParameter.SaturateMethod': `
@ synopsys
None 0
Signed 1
Unsigned 2
Signed_8bit 3
Unsigned_8bit 4`,
};
