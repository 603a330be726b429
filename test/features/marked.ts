/** Texts with a cursor: `|` marks where it stands, and is taken out. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { snapshotOf, type Snapshot, type SnapshotSettings } from '../../server/src/features/snapshot';

const settings: SnapshotSettings = { phase: 'TEST', presentation: { theme: 'dark', html: false } };

export const snapshotAt = (uri: string, text: string, changed: Partial<SnapshotSettings> = {}): Snapshot =>
  snapshotOf(TextDocument.create(uri, 'prototxt', 1, text), { ...settings, ...changed });

export const snapshot = (text: string, changed: Partial<SnapshotSettings> = {}): Snapshot => snapshotAt('file:///net.prototxt', text, changed);

/** The document without its mark, and the mark's offset. */
export function marked(text: string, changed: Partial<SnapshotSettings> = {}): { snapshot: Snapshot; offset: number } {
  const offset = text.indexOf('|');
  if (offset < 0) throw new Error('The text has no cursor.');
  return { snapshot: snapshot(text.slice(0, offset) + text.slice(offset + 1), changed), offset };
}

/** A net of three layers: a convolution, a ReLU in place, and a convolution that reads what it wrote. */
export const threeLayers = `input: "data"
input_shape { dim: 1 dim: 3 dim: 65 dim: 65 }
layer {
  name: "conv1"
  type: "Convolution"
  bottom: "data"
  top: "conv1"
  convolution_param { num_output: 8 kernel_size: 3 pad: 1 }
}
layer {
  name: "relu1"
  type: "ReLU"
  bottom: "conv1"
  top: "conv1"
}
layer {
  name: "fc6"
  type: "Convolution"
  bottom: "conv1"
  top: "fc6"
  convolution_param { num_output: 16 kernel_size: 3 pad: 12 dilation: 12 }
}
`;

/** `threeLayers` with the cursor where `mark` has it: `mark` is a part of the text with a `|` put in. */
export function inThreeLayers(mark: string, changed: Partial<SnapshotSettings> = {}): { snapshot: Snapshot; offset: number } {
  const plain = mark.replace('|', '');
  if (!threeLayers.includes(plain)) throw new Error(`The net has no ${plain}`);
  return marked(threeLayers.replace(plain, mark), changed);
}
