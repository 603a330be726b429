/** Blocks to begin with: layers with sensible defaults, wired to the blob before the cursor, and the blocks of DeepLab. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { phrase, type Phrase } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import type { DialectId } from '../../schema/dialects';
import type { Snapshot } from '../snapshot';
import { snippetText, type Choice } from './item';
import { isBlank, type Site } from './site';
import { blobsBefore } from './values';

/** How blocks are written here: what the first one reads, and the words of the file's generation and dialect. */
interface Writing {
  bottom: string;
  dilation: 'dilation' | 'hole';
  /** The rates of weights and bias. */
  learning: readonly string[];
  /** One layer; `fields` are the lines below its tops. */
  layer(this: void, name: string, type: string, bottom: string, top: string, fields?: readonly string[]): string;
}

interface Block {
  label: string;
  doc: Phrase;
  /** The layer types in it. */
  types: readonly string[];
  text(this: void, writing: Writing): string;
}

function writeLayer(head: string, type: string, name: string, bottom: string, top: string, fields: readonly string[]): string {
  const lines = [`name: "${name}"`, `type: ${type}`, ...(bottom === '' ? [] : [`bottom: "${bottom}"`]), `top: "${top}"`, ...fields];
  return `${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;
}

/** V1 names types without quotes, and rates without a message. */
const v1Writing: Pick<Writing, 'learning' | 'layer'> = {
  learning: ['blobs_lr: 1', 'blobs_lr: 2', 'weight_decay: 1', 'weight_decay: 0'],
  layer: (name, type, bottom, top, fields = []) => writeLayer('layers', definitionOf(type)?.v1?.[0] ?? type, name, bottom, top, fields),
};

const v2Writing: Pick<Writing, 'learning' | 'layer'> = {
  learning: ['param { lr_mult: 1 decay_mult: 1 }', 'param { lr_mult: 2 decay_mult: 0 }'],
  layer: (name, type, bottom, top, fields = []) => writeLayer('layer', `"${type}"`, name, bottom, top, fields),
};

/** A message over several lines, ready to be indented. */
const message = (name: string, fields: readonly string[]): string[] => [`${name} {`, ...fields.map((field) => `  ${field}`), '}'];

/** One branch of atrous spatial pyramid pooling: 3×3 with holes, 1×1, scores. */
function asppBranch(branch: number, rate: number, { bottom, dilation, layer, learning }: Writing): string[] {
  const [fc6, fc7, fc8] = [`fc6_${branch}`, `fc7_${branch}`, `fc8_${branch}`];
  return [
    layer(fc6, 'Convolution', bottom, fc6, [...learning, ...message('convolution_param', ['num_output: 1024', 'kernel_size: 3', `pad: ${rate}`, `${dilation}: ${rate}`])]),
    layer(`relu6_${branch}`, 'ReLU', fc6, fc6),
    layer(fc7, 'Convolution', fc6, fc7, [...learning, ...message('convolution_param', ['num_output: 1024', 'kernel_size: 1'])]),
    layer(`relu7_${branch}`, 'ReLU', fc7, fc7),
    layer(fc8, 'Convolution', fc7, fc8, [...learning, ...message('convolution_param', ['num_output: ${1:21}', 'kernel_size: 1'])]),
  ];
}

const asppRates = [6, 12, 18, 24];

const blocks: readonly Block[] = [
  {
    label: 'layer Input', types: ['Input'], doc: phrase('The input of a net: batch, channels, height, width.'),
    text: ({ layer }) => layer('${1:data}', 'Input', '', '${1:data}', ['input_param { shape { dim: 1 dim: 3 dim: ${2:513} dim: ${2:513} } }']),
  },
  {
    label: 'layer Convolution', types: ['Convolution'], doc: phrase('A 3×3 convolution that keeps the size of the map.'),
    text: ({ bottom, layer, learning }) => layer('${1:conv}', 'Convolution', `\${2:${bottom}}`, '${1:conv}', [...learning, ...message('convolution_param', ['num_output: ${3:64}', 'kernel_size: ${4:3}', 'pad: ${5:1}'])]),
  },
  {
    label: 'layer Convolution, atrous', types: ['Convolution'], doc: phrase('A 3×3 convolution with holes: `pad` equal to the hole keeps the size of the map, and the kernel reaches 2·hole + 1 units.'),
    text: ({ bottom, dilation, layer, learning }) => layer('${1:fc6}', 'Convolution', `\${2:${bottom}}`, '${1:fc6}', [...learning, ...message('convolution_param', ['num_output: ${3:1024}', 'kernel_size: 3', 'pad: ${4:12}', `${dilation}: \${4:12}`])]),
  },
  { label: 'layer ReLU', types: ['ReLU'], doc: phrase('A rectifier, in place.'), text: ({ bottom, layer }) => layer('${1:relu}', 'ReLU', `\${2:${bottom}}`, `\${2:${bottom}}`) },
  {
    label: 'layer Pooling', types: ['Pooling'], doc: phrase('The maximum of 3×3 units, every second one.'),
    text: ({ bottom, layer }) => layer('${1:pool}', 'Pooling', `\${2:${bottom}}`, '${1:pool}', message('pooling_param', ['pool: ${3|MAX,AVE|}', 'kernel_size: ${4:3}', 'stride: ${5:2}', 'pad: ${6:1}'])),
  },
  {
    label: 'layer Dropout', types: ['Dropout'], doc: phrase('Sets half of the values to zero while training, in place.'),
    text: ({ bottom, layer }) => layer('${1:drop}', 'Dropout', `\${2:${bottom}}`, `\${2:${bottom}}`, ['dropout_param { dropout_ratio: ${3:0.5} }']),
  },
  {
    label: 'layer BatchNorm and Scale', types: ['BatchNorm', 'Scale'], doc: phrase('Normalises each channel, then scales and shifts it, both in place.'),
    text: ({ bottom, layer }) => [
      layer('bn_${1:conv}', 'BatchNorm', `\${2:${bottom}}`, `\${2:${bottom}}`, ['batch_norm_param { use_global_stats: ${3|true,false|} }']),
      layer('scale_${1:conv}', 'Scale', `\${2:${bottom}}`, `\${2:${bottom}}`, ['scale_param { bias_term: true }']),
    ].join('\n'),
  },
  {
    label: 'layer Interp', types: ['Interp'], doc: phrase('Enlarges a map bilinearly, corners on corners: DeepLab puts the scores back onto the grid of the input.'),
    text: ({ bottom, layer }) => layer('${1:interp}', 'Interp', `\${2:${bottom}}`, '${1:interp}', ['interp_param { zoom_factor: ${3:8} }']),
  },
  {
    label: 'layer Eltwise', types: ['Eltwise'], doc: phrase('The sum of two maps.'),
    text: ({ bottom, layer }) => layer('${1:sum}', 'Eltwise', `\${2:${bottom}}"\n  bottom: "\${3:other}`, '${1:sum}', ['eltwise_param { operation: ${4|SUM,PROD,MAX|} }']),
  },
  {
    label: 'layer SoftmaxWithLoss', types: ['SoftmaxWithLoss'], doc: phrase('The loss of a segmentation: 255 marks pixels without a label.'),
    text: ({ bottom, layer }) => layer('${1:loss}', 'SoftmaxWithLoss', `\${2:${bottom}}"\n  bottom: "\${3:label}`, '${1:loss}', ['loss_param { ignore_label: 255 }']),
  },
  {
    label: 'block ASPP', types: ['Convolution', 'ReLU', 'Eltwise'], doc: phrase('Atrous spatial pyramid pooling: four branches with holes 6, 12, 18 and 24, summed.'),
    text: (writing) => [
      ...asppRates.flatMap((rate, index) => asppBranch(index + 1, rate, writing)),
      writing.layer('fc8', 'Eltwise', asppRates.map((_, index) => `fc8_${index + 1}`).join('"\n  bottom: "'), 'fc8', ['eltwise_param { operation: SUM }']),
    ].join('\n'),
  },
  {
    label: 'block residual', types: ['Convolution', 'ReLU', 'Eltwise'], doc: phrase('A bottleneck: 1×1, 3×3 with a hole, 1×1, added to what came in.'),
    text: ({ bottom, dilation, layer }) => [
      layer('${1:res}_branch2a', 'Convolution', bottom, '${1:res}_branch2a', message('convolution_param', ['num_output: ${2:256}', 'kernel_size: 1', 'bias_term: false'])),
      layer('${1:res}_branch2a_relu', 'ReLU', '${1:res}_branch2a', '${1:res}_branch2a'),
      layer('${1:res}_branch2b', 'Convolution', '${1:res}_branch2a', '${1:res}_branch2b', message('convolution_param', ['num_output: ${2:256}', 'kernel_size: 3', 'pad: ${3:2}', `${dilation}: \${3:2}`, 'bias_term: false'])),
      layer('${1:res}_branch2b_relu', 'ReLU', '${1:res}_branch2b', '${1:res}_branch2b'),
      layer('${1:res}_branch2c', 'Convolution', '${1:res}_branch2b', '${1:res}_branch2c', message('convolution_param', ['num_output: ${4:1024}', 'kernel_size: 1', 'bias_term: false'])),
      layer('${1:res}', 'Eltwise', `${bottom}"\n  bottom: "\${1:res}_branch2c`, '${1:res}'),
      layer('${1:res}_relu', 'ReLU', '${1:res}', '${1:res}'),
    ].join('\n'),
  },
];

/** Dialects that write `hole`; all others that have holes write `dilation`. */
const holeDialects: ReadonlySet<DialectId> = new Set<DialectId>(['deeplab-v1', 'ccnn', 'tsogkas', 'segstereo']);

/** A solver as DeepLab v2 trains with, all that Caffe asks for in it. */
const solver: Choice = {
  label: 'solver', kind: CompletionItemKind.Snippet, isSnippet: true, rank: 2,
  doc: phrase('A solver: which net to train, with which learning rate, for how long, and where to leave the weights.'),
  insert: [
    'train_net: "${1:train.prototxt}"', 'base_lr: ${2:0.00025}', 'lr_policy: "${3:poly}"', 'power: ${4:0.9}', 'max_iter: ${5:20000}', 'momentum: 0.9',
    'weight_decay: 0.0005', 'iter_size: ${6:10}', 'display: 10', 'snapshot: ${7:1000}', 'snapshot_prefix: "${8:model/train}"', 'solver_mode: GPU',
  ].join('\n'),
};

/** The blocks, at the top level of nets; a whole solver, too, where the document may become one. */
export function snippetChoices(snapshot: Snapshot, site: Site): Choice[] {
  if (site.inside.field) return [];
  if (isBlank(snapshot, site)) return [solver, ...blockChoices(snapshot, site)];
  return snapshot.context.kind === 'net' ? blockChoices(snapshot, site) : [];
}

function blockChoices(snapshot: Snapshot, site: Site): Choice[] {
  const { dialect } = snapshot.context;
  const isV1 = snapshot.nets[0]?.net.generation === 'V1';
  const bottom = snippetText(blobsBefore(snapshot, site.replaced.start)[0]?.name ?? 'data');
  const writing: Writing = { ...(isV1 ? v1Writing : v2Writing), bottom, dilation: holeDialects.has(dialect) ? 'hole' : 'dilation' };
  return blocks
    .filter(({ types }) => !isV1 || types.every((type) => definitionOf(type)?.v1 !== undefined))
    .map(({ label, doc, text }) => ({ label, kind: CompletionItemKind.Snippet, doc, insert: text(writing), isSnippet: true, rank: 2 }));
}
