/** Which schema files make up a dialect: folder names `owner__repository` of a collection of caffe.proto files. */

/** @type {Readonly<Record<string, readonly string[]>>} */
export const schemaFolders = {
  bvlc: ['BVLC__caffe', 'weiliu89__caffe'],
  'deeplab-v2': ['mitmul__deeplab-public-ver2', 'maweifei__deeplab-ver2'],
  pspnet: ['hszhao__PSPNet'],
  'deeplab-v2-bvlc': ['Kinpzz__deeplab-v2', 'xmyqsh__deeplab-v2'],
  'deeplab-v1': ['corenel__deeplab-public', 'TheLegendAli__DeepLab-Context'],
  ssd: ['weiliu89__caffe@ssd'],
  nvidia: ['NVIDIA__caffe'],
  'crf-rnn': ['torrvision__caffe'],
  'crf-rnn-bvlc': ['torrvision__caffe@crfrnn'],
  'crf-rnn-v1': ['torrvision__crfasrnn@3ddb109'],
  deconvnet: ['HyeonwooNoh__caffe'],
  hed: ['s9xie__hed'],
  'faster-rcnn': ['rbgirshick__caffe-fast-rcnn@faster-rcnn', 'rbgirshick__caffe-fast-rcnn'],
  parsenet: ['weiliu89__caffe@fcn'],
  ccnn: ['pathak22__caffe-ccnn'],
  tsogkas: ['tsogkas__caffe'],
  gpapan: ['gpapan__caffe'],
  'lstm-cf': ['Winstonxu123__LSTM-CF'],
  mac: ['pencilzhang__MAC-light-field-saliency-net'],
  segstereo: ['yangguorun__SegStereo'],
  lamply: ['Lamply__caffe'],
  rgh: ['Sundrops__caffe-rgh'],
  tsn: ['yjxiong__caffe'],
  openvino: ['openvinotoolkit__training_toolbox_caffe'],
  xilinx: ['Xilinx__Vitis-AI'],
  synopsys: ['foss-for-synopsys-dwc-arc-processors__synopsys-caffe'],
  'bvlc-v0': ['BVLC__caffe@3190ce709'],
};

/**
 * Forks whose schema is written down as its differences from a base, in a fragment of our own.
 * @type {Readonly<Record<string, { base: string, fragment: string, without: readonly string[] }>>}
 */
export const derivedDialects = {
  segnet: { base: 'rbgirshick__caffe-fast-rcnn', fragment: './segnet.proto', without: ['LayerParameter.roi_pooling_param', 'LayerParameter.smooth_l1_loss_param', 'SolverParameter.snapshot_format'] },
  enet: { base: 'weiliu89__caffe', fragment: './enet.proto', without: ['SolverParameter.layer_wise_reduce'] },
};

/** From the most to the least preferred, as in server/src/schema/dialects.ts. */
export const dialectOrder = [
  'bvlc', 'deeplab-v2', 'pspnet', 'deeplab-v2-bvlc', 'deeplab-v1', 'ssd', 'nvidia', 'segnet', 'enet', 'crf-rnn', 'crf-rnn-bvlc',
  'crf-rnn-v1', 'deconvnet', 'hed', 'faster-rcnn', 'parsenet', 'ccnn', 'tsogkas', 'gpapan', 'lstm-cf', 'mac', 'segstereo',
  'lamply', 'rgh', 'tsn', 'openvino', 'xilinx', 'synopsys', 'bvlc-v0',
];
