/** The solver. Written by scripts/schema/generate.mjs; the lines are explained in data/index.ts. */
export const solver: Readonly<Record<string, string>> = {
  SolverParameter: `
train_net 1 string
test_net 2 repeated string @ -bvlc-v0
test_net 2 string @ bvlc-v0
test_iter 3 repeated int32 @ -bvlc-v0
test_iter 3 int32 = 0 @ bvlc-v0
test_interval 4 int32 = 0
base_lr 5 float
display 6 int32
max_iter 7 int32
lr_policy 8 string
gamma 9 float
power 10 float
momentum 11 float
weight_decay 12 float
stepsize 13 int32
snapshot 14 int32 = 0
snapshot_prefix 15 string
snapshot_diff 16 bool = false
solver_mode 17 enum SolverParameter.SolverMode = GPU @ -bvlc-v0
solver_mode 17 int32 = 1 @ bvlc-v0
device_id 18 int32 = 0 @ -tsn bvlc-v0
device_id 18 repeated int32 @ tsn
test_compute_loss 19 bool = false @ -bvlc-v0
random_seed 20 int64 = -1 @ -bvlc-v0
train_net_param 21 NetParameter @ -bvlc-v0
test_net_param 22 repeated NetParameter @ -bvlc-v0
debug_info 23 bool = false @ -bvlc-v0
net 24 string @ -bvlc-v0
net_param 25 NetParameter @ -bvlc-v0
train_state 26 NetState @ -bvlc-v0
test_state 27 repeated NetState @ -bvlc-v0
snapshot_after_train 28 bool = true @ -bvlc-v0
regularization_type 29 string = "L2" @ -bvlc-v0
solver_type 30 enum SolverParameter.SolverType = SGD @ -bvlc-v0
delta 31 float = 1e-8 @ -bvlc-v0
test_initialization 32 bool = true @ -nvidia bvlc-v0
test_initialization 32 bool = false @ nvidia
average_loss 33 int32 = 1 @ -bvlc-v0
stepvalue 34 repeated int32 @ -bvlc-v0
clip_gradients 35 float = -1 @ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
iter_size 35 int32 = 1 @ crf-rnn-v1 deconvnet
iter_size 36 int32 = 1 @ -deeplab-v1 crf-rnn-v1 deconvnet bvlc-v0
snapshot_format 37 enum SolverParameter.SnapshotFormat = BINARYPROTO @ -deeplab-v1 segnet crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
eval_type 37 string = "classification" @ parsenet
richness 37 int32 = 300 @ tsn
rms_decay 38 float = 0.99 @ bvlc deeplab-v2-bvlc ssd nvidia enet crf-rnn-bvlc segstereo lamply openvino synopsys
rms_decay 38 float @ deeplab-v2 pspnet segnet crf-rnn hed faster-rcnn mac rgh xilinx
test_before_snapshot 38 bool = false @ parsenet
group_id 38 repeated int32 @ tsn
momentum2 39 float = 0.999 @ -deeplab-v1 segnet crf-rnn-v1 deconvnet parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
log_avg_gradient_norm 39 bool = true @ parsenet
type 40 string = "SGD" @ -deeplab-v1 segnet crf-rnn crf-rnn-v1 deconvnet hed faster-rcnn parsenet ccnn tsogkas gpapan lstm-cf tsn bvlc-v0
layer_wise_reduce 41 bool = true @ bvlc crf-rnn-bvlc segstereo lamply
eval_type 41 string = "classification" @ ssd openvino synopsys
rampup_interval 41 int32 = 0 @ nvidia
per_parameter_reduce 41 bool = true @ xilinx
weights 42 repeated string @ bvlc crf-rnn-bvlc segstereo lamply
ap_version 42 string = "Integral" @ ssd openvino xilinx synopsys
rampup_lr 42 float = 0. @ nvidia
plateau_winsize 43 repeated int32 @ ssd openvino synopsys
min_lr 43 float = 0. @ nvidia
show_per_class_result 44 bool = false @ ssd openvino xilinx synopsys
solver_data_type 44 enum Type = FLOAT @ nvidia
store_blobs_in_old_format 45 bool = false @ nvidia
layer_wise_reduce 45 bool = true @ openvino synopsys
eval_type 45 string = "classification" @ xilinx
momentum_policy 46 string = "fixed" @ nvidia
weights 46 repeated string @ synopsys
max_momentum 47 float = 0.99 @ nvidia
momentum_power 48 float = 1. @ nvidia
larc 49 bool = false @ nvidia
larc_policy 50 string = "scale" @ nvidia
larc_eta 51 float = 0.001 @ nvidia
gan_solver 51 bool = false @ synopsys
weight_decay_policy 52 string = "fixed" @ nvidia
weight_decay_power 53 float = 1.0 @ nvidia
test_and_snapshot_last_epochs 54 int32 = 0 @ nvidia
larc_turbo 55 bool = false @ nvidia
max_weight_decay 56 float = 0.0 @ nvidia
eval_type 241 string = "classification" @ nvidia
ap_version 242 string = "Integral" @ nvidia
plateau_winsize 243 repeated int32 @ nvidia
show_per_class_result 244 bool = false @ nvidia`,
  SolverState: `
iter 1 int32
learned_net 2 string
history 3 repeated BlobProto
current_step 4 int32 = 0 @ -bvlc-v0
minimum_loss 5 float = 1E38 @ ssd nvidia openvino synopsys
iter_last_event 6 int32 = 0 @ ssd nvidia openvino synopsys`,
};
