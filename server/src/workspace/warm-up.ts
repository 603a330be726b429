/** Goes the whole way from text to diagnostics once on a small net, while the editor is still saying hello. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnostics } from '../features/diagnostics';
import { snapshotOf } from '../features/snapshot';

/** How often the block is repeated: enough for the engine to compile what runs most. */
const repetitions = 12;

const head = `name: "warm-up"
layer { name: "data" type: "ImageSegData" top: "data" top: "label" include { phase: TRAIN } transform_param { crop_size: 321 mean_value: 104.0 } image_data_param { source: "list.txt" batch_size: 1 label_type: PIXEL } }
`;

/** Layers of the types that most nets are made of, from blob \`from\` to blob \`to\`. */
const block = (from: string, to: string): string => `
# a comment
layer { name: "${to}_c" type: "Convolution" bottom: "${from}" top: "${to}_c" param { name: "w" lr_mult: 1 decay_mult: 1 } param { lr_mult: 2 }
  convolution_param { num_output: 8 kernel_size: 3 pad: 2 dilation: 2 stride: 1 bias_term: true weight_filler { type: "gaussian" std: 0.01 } bias_filler { type: "constant" value: 0 } } }
layer { name: "${to}_n" type: "BatchNorm" bottom: "${to}_c" top: "${to}_c" batch_norm_param { use_global_stats: true } param { name: "${to}_n" lr_mult: 0 } }
layer { name: "${to}_s" type: "Scale" bottom: "${to}_c" top: "${to}_c" scale_param { bias_term: true } }
layer { name: "${to}_r" type: "ReLU" bottom: "${to}_c" top: "${to}_c" }
layer { name: "${to}_p" type: "Pooling" bottom: "${to}_c" top: "${to}_p" pooling_param { pool: MAX kernel_size: 3 pad: 1 stride: 1 } }
layer { name: "${to}_e" type: "Eltwise" bottom: "${to}_c" bottom: "${to}_p" top: "${to}_e" eltwise_param { operation: SUM } }
layer { name: "${to}_i" type: "Interp" bottom: "${to}_e" top: "${to}" interp_param { zoom_factor: 1 pad_beg: 0 } }
`;

const tail = 'layer { name: "loss" type: "SoftmaxWithLoss" bottom: "b0" bottom: "label" top: "loss" loss_param { ignore_label: 255 } }\n';

const blocks = Array.from({ length: repetitions }, (_, index) => block(index === 0 ? 'data' : `b${index - 1}`, `b${index}`));

/** Makes what is made when it is first needed (the parser's tables, the schema), and lets the engine compile the rest. */
export function warmUp(): void {
  const document = TextDocument.create('warm-up:', 'prototxt', 0, [head, ...blocks, tail].join(''));
  diagnostics(snapshotOf(document, { phase: 'TEST', presentation: { theme: 'dark', html: false } }));
}
