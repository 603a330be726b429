/** The Caffe forks whose schemas are known, as a table: what each is, and where its schema comes from. */
import { phrase, type Phrase } from '../l10n/text';

/** In the order in which they are preferred when a file fits several. */
const table = [
  {
    id: 'bvlc', title: 'BVLC Caffe', source: 'BVLC/caffe',
    description: phrase('Caffe 1.0 as its authors left it, with dilation, Input, Crop, Scale and recurrent layers.'),
  },
  {
    id: 'deeplab-v2', title: 'DeepLab v2', source: 'mitmul/deeplab-public-ver2',
    description: phrase('DeepLab v2 (ResNet-101, ASPP): V2 layers with dilation, Interp, SegAccuracy, MatWrite and DenseCRF.'),
  },
  {
    id: 'pspnet', title: 'PSPNet, ICNet', source: 'hszhao/PSPNet',
    description: phrase('DeepLab v2 with the synchronised BN layer of PSPNet and ICNet (slope and bias).'),
  },
  {
    id: 'deeplab-v2-bvlc', title: 'DeepLab v2 on newer BVLC', source: 'xmyqsh/deeplab-v2, Kinpzz/deeplab-v2',
    description: phrase('DeepLab v2 merged with BVLC 1.0; its own parameters were renumbered to make room.'),
  },
  {
    id: 'deeplab-v1', title: 'DeepLab v1', source: 'corenel/deeplab-public, TheLegendAli/DeepLab-Context',
    description: phrase('DeepLab v1 (LargeFOV, MSc, COCO): V1 layers only, `hole` for dilation, INTERP, SEG_ACCURACY and DENSE_CRF.'),
  },
  {
    id: 'ssd', title: 'SSD', source: 'weiliu89/caffe (ssd)',
    description: phrase('Single-shot detection: prior boxes, permute, normalisation, annotated data with augmentation.'),
  },
  {
    id: 'nvidia', title: 'NVIDIA Caffe', source: 'NVIDIA/caffe',
    description: phrase('BVLC with half precision, cuDNN choices, several solver extensions and the SSD layers.'),
  },
  {
    id: 'segnet', title: 'SegNet', source: 'alexgkendall/caffe-segnet',
    description: phrase('Upsample by pooling indices, BN with scale and shift, class-weighted loss.'),
  },
  {
    id: 'enet', title: 'ENet', source: 'TimoSaemann/caffe-enet',
    description: phrase('SegNet\'s layers on BVLC 1.0.'),
  },
  {
    id: 'crf-rnn', title: 'CRF-RNN', source: 'torrvision/caffe',
    description: phrase('CRF as a recurrent network: MultiStageMeanfield.'),
  },
  {
    id: 'crf-rnn-bvlc', title: 'CRF-RNN on newer BVLC', source: 'torrvision/caffe (crfrnn)',
    description: phrase('MultiStageMeanfield on BVLC 1.0.'),
  },
  {
    id: 'crf-rnn-v1', title: 'CRF-RNN of 2015', source: 'torrvision/crfasrnn',
    description: phrase('The V1 schema that CRF-RNN was published with.'),
  },
  {
    id: 'deconvnet', title: 'DeconvNet', source: 'HyeonwooNoh/caffe',
    description: phrase('V1 layers with UNPOOLING, BN and element-wise accuracy.'),
  },
  {
    id: 'hed', title: 'HED', source: 's9xie/hed',
    description: phrase('Holistically-nested edge detection: Crop and class-balanced loss.'),
  },
  {
    id: 'faster-rcnn', title: 'Fast and Faster R-CNN', source: 'rbgirshick/caffe-fast-rcnn',
    description: phrase('ROI pooling, smooth L1 loss and Python layers with parameters.'),
  },
  {
    id: 'parsenet', title: 'ParseNet', source: 'weiliu89/caffe (fcn)',
    description: phrase('Fully convolutional nets with global context: Normalize, BN and strided filters.'),
    isNarrow: true,
  },
  {
    id: 'ccnn', title: 'CCNN', source: 'pathak22/caffe-ccnn',
    description: phrase('Constrained CNN for weak supervision: hole, DenseCRF with Gaussian and bilateral weights.'),
    isNarrow: true,
  },
  {
    id: 'tsogkas', title: 'tsogkas/caffe', source: 'tsogkas/caffe',
    description: phrase('BVLC of 2015 with DeepLab\'s hole, Interp and SegAccuracy.'),
    isNarrow: true,
  },
  {
    id: 'gpapan', title: 'gpapan/caffe', source: 'gpapan/caffe',
    description: phrase('DeepLab layers in V2 syntax; every parameter message was renumbered in alphabetical order.'),
    isNarrow: true,
  },
  {
    id: 'lstm-cf', title: 'LSTM-CF', source: 'Winstonxu123/LSTM-CF',
    description: phrase('Context fusion with LSTM for RGB-D scene labelling.'),
    isNarrow: true,
  },
  {
    id: 'mac', title: 'MAC light field', source: 'pencilzhang/MAC-light-field-saliency-net',
    description: phrase('DeepLab v2 with Input and Crop under numbers of their own.'),
    isNarrow: true,
  },
  {
    id: 'segstereo', title: 'SegStereo', source: 'yangguorun/SegStereo',
    description: phrase('Stereo with segmentation: hole, Interp, BN, correlation and warping.'),
    isNarrow: true,
  },
  {
    id: 'lamply', title: 'Lamply/caffe', source: 'Lamply/caffe',
    description: phrase('BVLC 1.0 with Interp, dense image data and resizing.'),
    isNarrow: true,
  },
  {
    id: 'rgh', title: 'Sundrops/caffe-rgh', source: 'Sundrops/caffe-rgh',
    description: phrase('DeepLab, PSPNet and detection layers gathered on BVLC 1.0.'),
    isNarrow: true,
  },
  {
    id: 'tsn', title: 'Temporal segment networks', source: 'yjxiong/caffe',
    description: phrase('Action recognition with parallel BVLC of 2015: video data, BN, per-axis dilation.'),
    isNarrow: true,
  },
  {
    id: 'openvino', title: 'OpenVINO training toolbox', source: 'openvinotoolkit/training_toolbox_caffe',
    description: phrase('SSD with detection and action-recognition layers.'),
    isNarrow: true,
  },
  {
    id: 'xilinx', title: 'Xilinx Vitis AI', source: 'Xilinx/Vitis-AI',
    description: phrase('SSD with fixed-point neurons, Interp and resizing.'),
    isNarrow: true,
  },
  {
    id: 'synopsys', title: 'Synopsys ARC', source: 'foss-for-synopsys-dwc-arc-processors/synopsys-caffe',
    description: phrase('A collection of nearly every published fork\'s layers.'),
    isNarrow: true,
  },
  {
    id: 'bvlc-v0', title: 'Caffe of 2013 (V0)', source: 'BVLC/caffe@3190ce709',
    description: phrase('The first public schema: layers nested in connections, all parameters in the layer.'),
  },
] as const;

export type DialectId = (typeof table)[number]['id'];

export interface Dialect {
  id: DialectId;
  /** What a status bar shows. */
  title: string;
  description: Phrase;
  /** Where the fork is published. */
  source: string;
  /** True for forks that few files are written for. */
  isNarrow?: boolean;
}

export const dialects: readonly Dialect[] = table;

/** The dialect assumed where a file shows no sign of another. */
export const defaultDialect: DialectId = 'bvlc';

/** Other names that people write for a dialect in `# atrous: dialect=…`. */
const aliases: ReadonlyMap<string, DialectId> = new Map([
  ['caffe', 'bvlc'], ['deeplab', 'deeplab-v2'], ['icnet', 'pspnet'], ['crfasrnn', 'crf-rnn'], ['crf-as-rnn', 'crf-rnn'], ['fast-rcnn', 'faster-rcnn'],
]);

const byId = new Map<string, Dialect>(dialects.map((dialect) => [dialect.id, dialect]));

/** The dialect of that id or alias, in any case; undefined where there is none. */
export function dialectNamed(name: string): Dialect | undefined {
  const key = name.trim().toLowerCase();
  return byId.get(aliases.get(key) ?? key);
}
