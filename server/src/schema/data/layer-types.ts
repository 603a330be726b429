/** V2 layer types that BVLC Caffe does not know, with the dialects that do: a sign of the dialect where no field gives one. */
import type { DialectId } from '../dialects';

const deeplab: readonly DialectId[] = ['deeplab-v2', 'pspnet', 'deeplab-v2-bvlc', 'mac', 'rgh', 'synopsys'];
const detection: readonly DialectId[] = ['ssd', 'nvidia', 'openvino', 'xilinx', 'synopsys'];

export const layerTypeDialects: Readonly<Record<string, readonly DialectId[]>> = {
  Interp: [...deeplab, 'tsogkas', 'gpapan', 'lstm-cf', 'segstereo', 'lamply', 'xilinx'],
  SegAccuracy: [...deeplab, 'tsogkas', 'gpapan', 'lstm-cf'],
  ImageSegData: [...deeplab, 'tsogkas', 'gpapan', 'lstm-cf'],
  MatWrite: [...deeplab, 'gpapan', 'lstm-cf'],
  MatRead: [...deeplab, 'gpapan'],
  DenseCRF: [...deeplab, 'gpapan', 'ccnn'],
  DomainTransform: deeplab,
  BiasChannel: [...deeplab, 'gpapan'],
  AdaptiveBiasChannel: [...deeplab, 'gpapan'],
  UniqueLabel: [...deeplab, 'gpapan'],
  BN: ['pspnet', 'segnet', 'enet', 'parsenet', 'segstereo', 'rgh', 'tsn', 'synopsys'],
  Upsample: ['segnet', 'enet', 'rgh', 'synopsys'],
  DenseImageData: ['segnet', 'enet', 'lamply', 'parsenet', 'synopsys'],
  MultiStageMeanfield: ['crf-rnn', 'crf-rnn-bvlc'],
  Normalize: [...detection, 'parsenet'],
  Permute: detection,
  PriorBox: detection,
  AnnotatedData: detection,
  MultiBoxLoss: detection,
  DetectionOutput: detection,
  DetectionEvaluate: detection,
  ROIPooling: ['faster-rcnn', 'tsogkas', 'rgh', 'tsn', 'synopsys'],
  SmoothL1Loss: ['faster-rcnn', ...detection, 'rgh'],
};
